package dev.seatline.bench.lab.cuts;

import dev.seatline.bench.lab.machine.KernelFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Cuts the power of a console in the virtual machine again and again: it boots, brings its disk in order,
/// opens its journal, is pressed five times a second, and at a random moment is gone. What its disk then
/// holds is worked out of the log of its writes, and the next boot begins with that. Used by one thread,
/// once.
public final class CutsRun {
    private static final Path INIT = Path.of("bench", "src", "lab", "cuts-init");
    private static final String MOUNT = "/dev/shm/disk";
    private static final String IMAGE = "kept.img";

    /// The cut comes this long after the lamp has shown that the console works.
    private static final int EARLIEST_MILLIS = 50;

    private static final int LATEST_MILLIS = 5_000;

    private final Path root;
    private final Path folder;
    private final KernelFiles kernel;
    private final SplittableRandom random;
    private final Optional<PlantedFault> fault;
    private final Consumer<String> progress;

    /// @param root of the project
    /// @param folder for files of this run; exists and is empty
    public CutsRun(
            Path root,
            Path folder,
            KernelFiles kernel,
            SplittableRandom random,
            Optional<PlantedFault> fault,
            Consumer<String> progress) {
        this.root = root;
        this.folder = folder.toAbsolutePath().normalize();
        this.kernel = kernel;
        this.random = random;
        this.fault = fault;
        this.progress = progress;
    }

    /// What is known of a cut once the machine has booted again.
    ///
    /// @param readySeconds how long that boot took until the console worked
    record Cut(Verdict verdict, boolean unreadable, double readySeconds) {}

    /// What a cut left, to be looked at after the next boot.
    ///
    /// @param flushes how often the disk had been asked to keep what it had
    private record Left(StoredFacts before, HandWords heard, int flushes) {}

    /// Cuts that often.
    ///
    /// @param options of a console's Java machine
    /// @param classes class path of a console
    /// @return whether every fact that was answered for was kept; [CutsTable] is told to `progress`
    public boolean run(int cuts, List<String> options, String classes) throws IOException, InterruptedException {
        JournalDisk.make(folder.resolve(IMAGE), folder.resolve("first"), random);
        ConsoleClasses java =
                ConsoleClasses.gather(folder, options, classes, fault.equals(Optional.of(PlantedFault.SYNC_NORMAL)));
        if (!java.archive(configuration("training", folder.resolve("training"), "seatline-lab-has-no-such-chip"))) {
            progress.accept("no archive of classes could be made; each boot takes some seconds longer");
        }
        Path guest = configuration("guest", Path.of(MOUNT, JournalDisk.CONSOLE), "/dev/gpiochip0");
        List<Cut> done = new ArrayList<>();
        @Nullable Left left = null;
        for (int boot = 0; boot <= cuts; boot++) {
            prepare();
            try (CutMachine machine = CutMachine.start(
                    folder,
                    kernel.image(),
                    root.resolve(INIT).toAbsolutePath().normalize(),
                    java,
                    guest,
                    fault.equals(Optional.of(PlantedFault.NOBARRIER)) ? "nobarrier" : "barrier=1")) {
                double ready = machine.awaitReady();
                Found found = found(machine);
                if (left != null) {
                    done.add(judged(left, found, ready, done.size() + 1));
                }
                if (!found.why().isEmpty()) {
                    break;
                }
                left = boot < cuts ? cut(machine, found, boot) : null;
            } catch (CutMachine.NotReadyException e) {
                if (left == null) {
                    throw e;
                }
                Found nothing = new Found(new StoredFacts(List.of()), String.valueOf(e.getMessage()));
                done.add(judged(left, nothing, e.seconds(), done.size() + 1));
                break;
            }
        }
        if (done.size() < cuts) {
            progress.accept("after %d of %d cuts the disk is of no use any more".formatted(done.size(), cuts));
        }
        progress.accept(CutsTable.of(done).text());
        return done.stream().allMatch(cut -> cut.verdict().wrong().isEmpty());
    }

    /// What a boot found.
    ///
    /// @param facts empty when the journal cannot be read
    /// @param why it cannot, or had to be put aside; else empty
    private record Found(StoredFacts facts, String why) {}

    private Found found(CutMachine machine) {
        StoredFacts facts = new StoredFacts(List.of());
        try {
            facts = StoredFacts.read(folder.resolve(CutMachine.OUT).resolve("journal.db"));
        } catch (SQLException e) {
            return new Found(facts, "the journal cannot be read: " + e.getMessage());
        }
        return new Found(facts, machine.putAside() ? "the console put its journal aside as damaged" : "");
    }

    private Cut judged(Left left, Found found, double ready, int number) {
        Verdict verdict = found.why().isEmpty()
                ? Verdict.of(left.before(), left.heard(), found.facts())
                : Verdict.unreadable(left.heard(), found.why());
        progress.accept(("cut %3d: %3d made, %3d answered, %3d in the journal, %3d missing;"
                        + " %d flushes before it, ready again after %.1f s%s")
                .formatted(
                        number,
                        verdict.made(),
                        verdict.answered(),
                        verdict.stored(),
                        verdict.missing(),
                        left.flushes(),
                        ready,
                        verdict.wrong().isEmpty() ? "" : "  WRONG: " + String.join("; ", verdict.wrong())));
        return new Cut(verdict, !found.why().isEmpty(), ready);
    }

    private Left cut(CutMachine machine, Found found, int boot) throws IOException, InterruptedException {
        Thread.sleep(random.nextInt(EARLIEST_MILLIS, LATEST_MILLIS));
        if (random.nextBoolean()) {
            // the moment that hurts most: when somebody has just seen his answer
            machine.awaitAnswer();
        }
        if (!machine.alive()) {
            throw new IOException("the virtual machine ended by itself: " + String.join("\n", machine.cut()));
        }
        List<String> printed = machine.cut();
        Files.write(folder.resolve("boot-" + boot + ".txt"), printed);
        HandWords heard = HandWords.heard(printed);
        if (!heard.trouble().isEmpty()) {
            throw new IOException("the console does not answer: " + heard.trouble());
        }
        HonestCut.Outcome kept = HonestCut.replay(folder.resolve(CutMachine.LOG), folder.resolve(IMAGE));
        return new Left(found.facts(), heard, kept.flushes());
    }

    /// The disk as the cut left it, an empty log, and no copy of a journal.
    private void prepare() throws IOException {
        Files.copy(folder.resolve(IMAGE), folder.resolve(CutMachine.DISK), StandardCopyOption.REPLACE_EXISTING);
        Files.deleteIfExists(folder.resolve(CutMachine.LOG));
        Files.createFile(folder.resolve(CutMachine.LOG));
        Path out = Files.createDirectories(folder.resolve(CutMachine.OUT));
        try (Stream<Path> files = Files.list(out)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
    }

    /// A console with a button and a lamp, and a hub that is nowhere: its journal keeps everything.
    private Path configuration(String name, Path data, String chip) throws IOException {
        Path file = folder.resolve(name + ".yaml");
        Files.writeString(file, """
                version: 1
                site: lab
                seat: S01
                console: C01
                data: %s
                hub:
                  uri: tcp://127.0.0.1:9
                  secret: "%s"
                site-key: "%s"
                hardware: pins
                pins:
                  chip: %s
                  button: {line: %d, double: 0s}
                  lamp: {kind: single, green: %d, amber: 6, red: %d}
                """.formatted(
                        data,
                        "1".repeat(64),
                        "2".repeat(64),
                        chip,
                        PressedConsoleCommand.BUTTON,
                        PressedConsoleCommand.GREEN,
                        PressedConsoleCommand.RED));
        return file;
    }
}
