package dev.seatline.server.replay;

import dev.seatline.config.Loaded;
import dev.seatline.config.Mistake;
import java.nio.file.Path;
import java.util.List;

/// What became of a scenario file.
public sealed interface Replay {
    Path file();

    /// Whether all verdicts are as expected.
    boolean right();

    /// It cannot be read.
    record Unread(Path file, List<Mistake> mistakes) implements Replay {
        @Override
        public boolean right() {
            return false;
        }
    }

    /// It was played and compared.
    record Judged(Scenario scenario, Player.Played played, Comparison comparison) implements Replay {
        @Override
        public Path file() {
            return scenario.file();
        }

        @Override
        public boolean right() {
            return comparison.holds();
        }
    }

    /// Reads, plays and compares one file.
    static Replay of(Path file, Policies policies) {
        return switch (ScenarioFile.load(file, policies)) {
            case Loaded.Wrong<Scenario>(List<Mistake> mistakes) -> new Unread(file, mistakes);
            case Loaded.Right<Scenario>(Scenario scenario) -> {
                Player.Played played = new Player(scenario).play();
                yield new Judged(
                        scenario,
                        played,
                        Comparison.of(scenario.expected(), played.verdicts(), scenario.partial(), scenario.none()));
            }
        };
    }
}
