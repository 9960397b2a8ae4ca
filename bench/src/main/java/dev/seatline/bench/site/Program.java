package dev.seatline.bench.site;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/// A program as a process of its own. Used by one thread.
public final class Program implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration END = Duration.ofSeconds(30);

    private final String name;
    private final Process process;
    private final List<String> output = new CopyOnWriteArrayList<>();
    private final Thread reader;

    private Program(String name, Process process) {
        this.name = name;
        this.process = process;
        // a virtual thread would keep one of the few that carry all of them for as long as the program lives
        reader = Thread.ofPlatform().daemon().name("output-of-" + name).start(this::read);
    }

    /// One of our programs, from the class path of this one.
    ///
    /// @param folder where it runs
    public static Program start(Path folder, String main, String... arguments) throws IOException {
        return start(folder, List.of(), main, arguments);
    }

    /// One of our programs, from the class path of this one.
    ///
    /// @param folder where it runs
    /// @param options for its Java machine
    public static Program start(Path folder, List<String> options, String main, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow"));
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main));
        command.addAll(Arrays.asList(arguments));
        return start(main.substring(main.lastIndexOf('.') + 1), folder, command);
    }

    /// One of our programs as people start it: by the launcher, which becomes the program (the process id stays) and
    /// gives it the options that it has in service.
    ///
    /// @param root of the project, built
    /// @param folder where it runs
    /// @param command such as `hub`
    public static Program launched(Path root, Path folder, String command, String... arguments) throws IOException {
        List<String> line = new ArrayList<>(List.of(root.resolve("seatline").toString(), command));
        line.addAll(Arrays.asList(arguments));
        return start(command, folder, line);
    }

    /// Any program.
    ///
    /// @param name what it is called in messages
    /// @param folder where it runs
    public static Program start(String name, Path folder, List<String> command) throws IOException {
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        return new Program(name, process);
    }

    private void read() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                output.add(line);
            }
        } catch (IOException e) {
            output.add("(output ended: " + e.getMessage() + ")");
        }
    }

    /// Types a text into its standard input, and ends it.
    public void type(String text) throws IOException {
        try (OutputStream input = process.getOutputStream()) {
            input.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    /// Everything it printed so far.
    public List<String> output() {
        return List.copyOf(output);
    }

    public boolean alive() {
        return process.isAlive();
    }

    /// Process id.
    public long pid() {
        return process.pid();
    }

    /// It, for its descendants and their times.
    public ProcessHandle handle() {
        return process.toHandle();
    }

    /// Its resident memory, in KiB; Linux only.
    ///
    /// @throws IOException when it has ended
    public long residentKib() throws IOException {
        return Files.readAllLines(Path.of("/proc/" + pid() + "/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                .findFirst()
                .orElseThrow(() -> new IOException(name + " has ended"));
    }

    /// The first line that holds the text; waits for it a minute at most.
    public String line(String text) throws InterruptedException {
        Patience.until(
                name + " prints \"" + text + "\"",
                START,
                () -> output.stream().anyMatch(line -> line.contains(text)),
                () -> String.join("\n", output));
        return output.stream().filter(line -> line.contains(text)).findFirst().orElseThrow();
    }

    /// As a power cut would: SIGKILL. Returns when it is gone.
    public void kill() throws InterruptedException {
        process.destroyForcibly();
        if (!process.waitFor(END.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException(name + " does not die");
        }
    }

    /// Sends a signal such as `STOP` or `CONT`, which freeze it and let it go on.
    public void signal(String name) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(pid())).start();
        if (kill.waitFor() != 0) {
            throw new IOException(this.name + " cannot be sent " + name);
        }
    }

    /// SIGTERM; returns the exit status.
    public int stop() throws InterruptedException {
        process.destroy();
        return exit();
    }

    /// Waits for its end and returns the exit status.
    public int exit() throws InterruptedException {
        if (!process.waitFor(END.toSeconds(), TimeUnit.SECONDS) || !reader.join(END)) {
            throw new IllegalStateException(name + " does not end; it printed\n" + String.join("\n", output));
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
