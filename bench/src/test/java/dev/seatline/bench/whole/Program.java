package dev.seatline.bench.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/// One of our programs as a process of its own, started from the class path of the tests. Used by one thread.
final class Program implements AutoCloseable {
    private final String name;
    private final Process process;
    private final List<String> output = new CopyOnWriteArrayList<>();
    private final Thread reader;

    private Program(String name, Process process) {
        this.name = name;
        this.process = process;
        reader = Thread.ofVirtual().start(this::read);
    }

    /// @param folder where it runs
    static Program start(Path folder, String main, String... arguments) throws IOException {
        return start(folder, List.of(), main, arguments);
    }

    /// @param folder where it runs
    /// @param options for its Java machine
    static Program start(Path folder, List<String> options, String main, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow"));
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main));
        command.addAll(Arrays.asList(arguments));
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        return new Program(main.substring(main.lastIndexOf('.') + 1), process);
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
    void type(String text) throws IOException {
        try (OutputStream input = process.getOutputStream()) {
            input.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    /// Everything it printed so far.
    List<String> output() {
        return List.copyOf(output);
    }

    boolean alive() {
        return process.isAlive();
    }

    /// The first line that holds the text.
    String line(String text) throws InterruptedException {
        Eventually.holds(
                () -> assertThat(output).as("output of %s", name).anyMatch(line -> line.contains(text)),
                Duration.ofSeconds(60));
        return output.stream().filter(line -> line.contains(text)).findFirst().orElseThrow();
    }

    /// As a power cut would: SIGKILL.
    void kill() throws InterruptedException {
        process.destroyForcibly();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).as("%s is gone", name).isTrue();
    }

    /// SIGTERM; returns the exit status.
    int stop() throws InterruptedException {
        process.destroy();
        return exit();
    }

    int exit() throws InterruptedException {
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).as("%s ends", name).isTrue();
        assertThat(reader.join(Duration.ofSeconds(20)))
                .as("output of %s ends", name)
                .isTrue();
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
