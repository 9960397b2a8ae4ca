package dev.seatline.bench.lab;

import dev.seatline.bench.lab.machine.KernelFiles;
import dev.seatline.bench.lab.scenario.BadParts;
import dev.seatline.bench.lab.scenario.ConsoleArchive;
import dev.seatline.bench.lab.scenario.ConsoleLaunch;
import dev.seatline.bench.lab.scenario.LabHub;
import dev.seatline.bench.lab.scenario.LabSeat;
import dev.seatline.bench.lab.scenario.OtherParts;
import dev.seatline.bench.lab.scenario.Scenario;
import dev.seatline.bench.lab.scenario.UsualDay;
import dev.seatline.bench.site.Web;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/// One run of the lab: a machine, a hub and every scenario. Used by one thread, once.
final class LabRun {
    private final Path root;
    private final Path folder;
    private final KernelFiles kernel;
    private final ConsoleLaunch launch;
    private final long seed;
    private final Consumer<String> progress;

    /// @param folder for files of this run; exists and is empty
    /// @param seed of everything that is by chance: the same one gives the same bounces
    LabRun(Path root, Path folder, KernelFiles kernel, ConsoleLaunch launch, long seed, Consumer<String> progress) {
        this.root = root;
        this.folder = folder;
        this.kernel = kernel;
        this.launch = launch;
        this.seed = seed;
        this.progress = progress;
    }

    /// What came of a scenario.
    ///
    /// @param said what was seen, or what was wrong
    record Result(String name, boolean passed, double seconds, String said) {}

    /// Runs parts, one after the other.
    List<Result> run(List<Part> parts, int idleSeconds) throws Exception {
        List<Result> results = new ArrayList<>();
        long began = System.nanoTime();
        try (Booting booting = Booting.begin(() -> LabMachine.start(root, folder, kernel));
                LabHub hub = LabHub.start(root, folder, new SplittableRandom(seed))) {
            ConsoleLaunch archived = ConsoleArchive.made(folder, launch, hub);
            LabMachine lab = booting.booted();
            progress.accept("hub and virtual machine are up after %.1f s (Linux %s)"
                    .formatted((System.nanoTime() - began) / 1e9, lab.guest().kernel()));
            try (HubWire wire = HubWire.open(lab.waitingPort(), hub.brokerPort());
                    Web page = new Web("http://127.0.0.1:" + lab.pagePort())) {
                LabSeat seat = new LabSeat(lab.guest(), hub, wire, page, archived);
                for (Part part : parts) {
                    tryAll(part, seat, results, idleSeconds);
                }
            }
        }
        return results;
    }

    private void tryAll(Part part, LabSeat seat, List<Result> results, int idleSeconds) {
        boolean started = true;
        List<Scenario> scenarios =
                part.scenarios(new SplittableRandom(seed + part.text().hashCode()), idleSeconds);
        for (Scenario scenario : scenarios) {
            Result result = started
                    ? tried(scenario, seat)
                    : new Result(scenario.name(), false, 0, "not tried: the console of this part did not start");
            started = started && (result.passed() || !scenario.starts());
            results.add(result);
            progress.accept("%s %s (%.1f s) %s"
                    .formatted(result.passed() ? "ok    " : "FAILED", result.name(), result.seconds(), result.said()));
        }
    }

    private static Result tried(Scenario scenario, LabSeat seat) {
        long began = System.nanoTime();
        boolean passed = true;
        String said;
        try {
            said = scenario.deed().tried(seat);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the lab was interrupted", e);
        } catch (Exception e) {
            passed = false;
            said = String.valueOf(e.getMessage());
        }
        return new Result(scenario.name(), passed, (System.nanoTime() - began) / 1e9, said);
    }

    /// Parts of the run, each with a console of its own wiring.
    enum Part {
        USUAL_DAY {
            @Override
            List<Scenario> scenarios(SplittableRandom random, int idleSeconds) {
                return UsualDay.scenarios(random, idleSeconds);
            }
        },
        OTHER_PARTS {
            @Override
            List<Scenario> scenarios(SplittableRandom random, int idleSeconds) {
                return OtherParts.scenarios(random);
            }
        },
        BAD_PARTS {
            @Override
            List<Scenario> scenarios(SplittableRandom random, int idleSeconds) {
                return BadParts.scenarios();
            }
        };

        abstract List<Scenario> scenarios(SplittableRandom random, int idleSeconds);

        String text() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }
}
