package dev.seatline.server.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seatline.config.Loaded;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Scenario files made in tests.
final class ScenarioText {
    static final Policies POLICIES = new PolicyFolder(Path.of("../config/policies"));

    private static final String HEAD = """
            title: a day
            regulation: REGULATION
            people: [{id: A, roles: [agent]}, {id: B, roles: [agent]}, {id: L, roles: [team-leader]}, {id: Q, roles: [quality]}]
            """;

    private ScenarioText() {}

    /// The file with more lines after the three that tell regulation and people.
    static Path file(Path folder, String regulation, String more) throws IOException {
        Path file = folder.resolve("a.yaml");
        Files.writeString(file, HEAD.replace("REGULATION", regulation) + more);
        return file;
    }

    static Scenario read(Path file) {
        Loaded<Scenario> loaded = ScenarioFile.load(file, POLICIES);
        assertThat(loaded).as(loaded.toString()).isInstanceOf(Loaded.Right.class);
        return ((Loaded.Right<Scenario>) loaded).config();
    }

    /// A scenario of these steps on one day, with nothing expected.
    static Scenario of(Path folder, String regulation, String... steps) throws IOException {
        return read(file(
                folder,
                regulation,
                "seats: [{id: W, hook: rest}]\nsteps:\n  - " + String.join("\n  - ", steps)
                        + "\nuntil: \"2026-03-02T20:00:00\"\nexpect: []\n"));
    }
}
