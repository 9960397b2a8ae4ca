package dev.seatline.bench.lab.guest;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The console as a process of its own. For one thread.
final class ConsoleProcess {
    private static final Duration END = Duration.ofMinutes(1);
    private static final int MOST_LINES = 5_000;

    private final Process process;
    private final List<String> output = new ArrayList<>();

    private ConsoleProcess(Process process) {
        this.process = process;
    }

    /// @param folder where it runs; made if need be
    static ConsoleProcess start(Path folder, List<String> command) throws IOException {
        Files.createDirectories(folder);
        Process process = new ProcessBuilder(command)
                .directory(new File(folder.toString()))
                .redirectErrorStream(true)
                .start();
        ConsoleProcess console = new ConsoleProcess(process);
        Thread.ofPlatform().daemon().name("console-output").start(console::read);
        return console;
    }

    private void read() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                printed(line);
            }
        } catch (IOException e) {
            printed("(output ended: " + e.getMessage() + ")");
        }
    }

    private void printed(String line) {
        synchronized (output) {
            if (output.size() < MOST_LINES) {
                output.add(line);
            }
        }
    }

    long pid() {
        return process.pid();
    }

    boolean alive() {
        return process.isAlive();
    }

    /// SIGTERM, and its exit status.
    int stop() throws IOException, InterruptedException {
        process.destroy();
        if (!process.waitFor(END.toSeconds(), TimeUnit.SECONDS)) {
            throw new IOException("the console does not end");
        }
        return process.exitValue();
    }

    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    /// `alive` or the exit status, then what it printed.
    List<String> told() {
        List<String> told = new ArrayList<>();
        told.add(process.isAlive() ? "alive" : Integer.toString(process.exitValue()));
        synchronized (output) {
            told.addAll(output);
        }
        return told;
    }

    /// How often its threads were switched off a processor, resident KiB, processor milliseconds.
    List<String> figures() throws IOException {
        Path own = Path.of("/proc", Long.toString(pid()));
        long switches = 0;
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(own.resolve("task"))) {
            for (Path thread : threads) {
                switches += sum(thread.resolve("status"), "ctxt_switches");
            }
        }
        long resident = sum(own.resolve("status"), "VmRSS:");
        Duration used = process.info().totalCpuDuration().orElse(Duration.ZERO);
        return List.of(Long.toString(switches), Long.toString(resident), Long.toString(used.toMillis()));
    }

    private static long sum(Path file, String name) throws IOException {
        long sum = 0;
        for (String line : Files.readAllLines(file)) {
            if (line.contains(name)) {
                sum += Long.parseLong(line.replaceAll("[^0-9]", ""));
            }
        }
        return sum;
    }
}
