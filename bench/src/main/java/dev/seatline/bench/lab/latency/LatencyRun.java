package dev.seatline.bench.lab.latency;

import dev.seatline.bench.lab.machine.KernelFiles;
import dev.seatline.bench.lab.machine.MachineOptions;
import dev.seatline.bench.lab.machine.VirtualMachine;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// `./seatline lab --latency`: an edge at an input of the simulated chip to the lamp's line, the console
/// beside programs in C and Python, in turn. Two machines: one whose processor is counted, so that figures
/// repeat whatever else the host does, and one with a disk. Used by one thread.
public final class LatencyRun {
    /// Edges in a round.
    private static final int EDGES = 300;

    /// From an edge to the next one; up to three times that.
    private static final int LEAST_MICROS = 5_000;

    /// A commit takes its time in an emulated machine, and libgpiod's queue has room for 16 edges.
    private static final int LEAST_MICROS_WITH_DISK = 30_000;

    private static final String ONCE_MORE = "lab: once more: ";

    private static final Path SOURCES = Path.of("bench", "src", "lab", "latency");
    private static final long DISK_BYTES = 256L << 20;

    /// Where there is room in the guest, whose root is read-only.
    private static final List<String> ROOM =
            List.of("-Djava.io.tmpdir=/dev/shm/tmp", "-Dorg.sqlite.tmpdir=/dev/shm/tmp");

    private final Path root;
    private final Path folder;
    private final KernelFiles kernel;
    private final List<String> consoleOptions;
    private final int rounds;
    private final PrintWriter out;

    /// @param root of the project
    /// @param folder where it works; exists
    /// @param consoleOptions of the JVM, as the launcher starts a console
    /// @param rounds at least 1; of an odd number the medians are those of real rounds
    public LatencyRun(
            Path root, Path folder, KernelFiles kernel, List<String> consoleOptions, int rounds, PrintWriter out) {
        this.root = root.toAbsolutePath().normalize();
        this.folder = folder.toAbsolutePath().normalize();
        this.kernel = kernel;
        this.consoleOptions = List.copyOf(consoleOptions);
        this.rounds = rounds;
        this.out = out;
    }

    /// Measures both and prints a table of each.
    ///
    /// @return whether every floor was reached
    public boolean run() throws IOException, InterruptedException {
        compile("pull");
        compile("answer", "-lgpiod");
        Map<Rival, Answers.Sums> counted = measure(
                "counted",
                List.of(Rival.C, Rival.PYTHON, Rival.PINS, Rival.CONSOLE),
                LEAST_MICROS,
                List.of("-icount", "shift=1,sleep=on"));
        LatencyTable table = new LatencyTable(out, rounds, EDGES);
        boolean good = table.processor(counted);
        Path disk = disk();
        Map<Rival, Answers.Sums> committed = measure(
                "committed",
                List.of(Rival.C, Rival.PYTHON_COMMITS, Rival.CONSOLE_COMMITS),
                LEAST_MICROS_WITH_DISK,
                List.of("-drive", "file=" + disk + ",if=virtio,format=raw"));
        good &= table.committed(committed);
        Files.delete(disk);
        return good;
    }

    private void compile(String name, String... libraries) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                "gcc",
                "-O2",
                "-Wall",
                "-o",
                folder.resolve(name).toString(),
                root.resolve(SOURCES).resolve(name + ".c").toString()));
        command.addAll(List.of(libraries));
        finished(command, "gcc and libgpiod-dev are needed (Debian: apt-get install gcc libc6-dev libgpiod-dev)");
    }

    private Path disk() throws IOException, InterruptedException {
        Path image = folder.resolve("disk.img");
        Files.deleteIfExists(image);
        try (java.nio.channels.FileChannel file = java.nio.channels.FileChannel.open(
                image, java.nio.file.StandardOpenOption.CREATE_NEW, java.nio.file.StandardOpenOption.WRITE)) {
            int wrote = file.write(java.nio.ByteBuffer.allocate(1), DISK_BYTES - 1);
            assert wrote == 1;
        }
        finished(
                List.of("/usr/sbin/mkfs.ext4", "-q", "-F", image.toString()),
                "mkfs.ext4 is needed (Debian: apt-get install e2fsprogs)");
        return image;
    }

    private void finished(List<String> command, String advice) throws IOException, InterruptedException {
        Path log = folder.resolve("tools.log");
        Process process;
        try {
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
        } catch (IOException e) {
            throw new IOException(command.getFirst() + " cannot be started; " + advice, e);
        }
        if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IOException(String.join(" ", command) + " failed:\n" + Files.readString(log) + advice);
        }
    }

    private Map<Rival, Answers.Sums> measure(String name, List<Rival> rivals, int least, List<String> more)
            throws IOException, InterruptedException {
        Path run = Files.createDirectories(folder.resolve(name));
        Path results = Files.createDirectories(run.resolve("results"));
        Files.writeString(run.resolve("run"), script(rivals, least));
        List<String> options = new ArrayList<>(List.of(
                "-fsdev",
                "local,id=result,path=" + results + ",security_model=none",
                "-device",
                "virtio-9p-pci,fsdev=result,mount_tag=result"));
        options.addAll(more);
        Path init = Files.copy(
                root.resolve(SOURCES).resolve("init"), run.resolve("init"), StandardCopyOption.REPLACE_EXISTING);
        MachineOptions machine = MachineOptions.of(kernel.image(), init)
                .withEnvironment(Map.of("SEATLINE_RUN", run.toString()))
                // with two, the second one pulls again while the first stands still, and two edges become none
                .with(1, options.toArray(String[]::new));
        Map<Rival, List<Answers.Sums>> sums = new EnumMap<>(Rival.class);
        try (VirtualMachine running = VirtualMachine.start(run, machine)) {
            for (int round = 1; round <= rounds; round++) {
                double edgeAfter = Double.NaN;
                for (Rival rival : rivals) {
                    Path file = results.resolve(rival.file(round));
                    awaitEnd(running, rival, round);
                    if (running.printed().contains(ONCE_MORE + rival.file(round))) {
                        out.printf(
                                "round %d of %d, %s: failed, and was measured once more%n",
                                round, rounds, rival.title());
                    }
                    Answers answers = Answers.read(file, EDGES);
                    // the edge follows the pull by the kernel's own work, which does not depend on who waits for it
                    edgeAfter = answers.pulledToEdge().isEmpty() ? edgeAfter : answers.edgeAfter();
                    Answers.Sums found = answers.since(edgeAfter);
                    sums.computeIfAbsent(rival, _ -> new ArrayList<>()).add(found);
                    out.printf(
                            Locale.ROOT,
                            "round %d of %d, %s: p50 %.1f, p99 %.1f, worst %.1f µs (edge %.1f µs after the pull)%n",
                            round,
                            rounds,
                            rival.title(),
                            found.p50(),
                            found.p99(),
                            found.worst(),
                            edgeAfter);
                    out.flush();
                }
            }
        }
        Map<Rival, Answers.Sums> medians = new EnumMap<>(Rival.class);
        sums.forEach((rival, all) -> medians.put(rival, Answers.Sums.medians(all)));
        return medians;
    }

    private static void awaitEnd(VirtualMachine machine, Rival rival, int round)
            throws IOException, InterruptedException {
        String ended = "lab: " + rival.file(round) + " ended with ";
        long limit = System.nanoTime() + TimeUnit.MINUTES.toNanos(5);
        while (true) {
            String line = machine.printed().stream()
                    .filter(one -> one.startsWith(ended))
                    .findFirst()
                    .orElse("");
            if (line.strip().equals(ended + "0")) {
                return;
            }
            if (!line.isEmpty() || !machine.alive() || System.nanoTime() > limit) {
                List<String> printed = machine.printed();
                throw new IOException(rival.title() + " could not be measured; the virtual machine printed\n"
                        + String.join("\n", printed.subList(Math.max(0, printed.size() - 25), printed.size())));
            }
            Thread.sleep(200);
        }
    }

    /// What the shell in the machine does: each program once in a round.
    private String script(List<Rival> rivals, int least) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String console = java + " " + String.join(" ", consoleOptions) + " " + String.join(" ", ROOM) + " -cp "
                + quoted(System.getProperty("java.class.path"));
        StringBuilder text = new StringBuilder("cd /dev/shm\n");
        for (int round = 1; round <= rounds; round++) {
            for (Rival rival : rivals) {
                text.append("rm -rf /dev/shm/disk/*\n");
                String measured = "%s %d %d %d $LINES/sim_gpio%d/pull /dev/shm/result/%s %s%n"
                        .formatted(
                                quoted(folder.resolve("pull").toString()),
                                EDGES,
                                least,
                                round,
                                ConsoleAnswer.HOOK,
                                rival.file(round),
                                rival.command(folder, root.resolve(SOURCES), console, EDGES));
                text.append(measured);
                text.append("status=$?\n");
                if (!rival.ours()) {
                    // once a peer was seen to get no edge at all; of ours, that is a failure
                    text.append("if [ $status != 0 ]; then\n  echo \"%s%s\"\n  rm -rf /dev/shm/disk/*\n  "
                            .formatted(ONCE_MORE, rival.file(round)));
                    text.append(measured);
                    text.append("  status=$?\nfi\n");
                }
                text.append("sync\necho \"lab: %s ended with $status\"%n".formatted(rival.file(round)));
            }
        }
        return text.toString();
    }

    static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }
}
