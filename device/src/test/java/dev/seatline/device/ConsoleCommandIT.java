package dev.seatline.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The program as a technician starts it: a process of its own, its words and its exit status.
final class ConsoleCommandIT {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private final List<Process> processes = new ArrayList<>();

    @AfterEach
    void end() {
        processes.forEach(Process::destroyForcibly);
    }

    @Test
    void itSaysInOneLineWhereItIsAndStopsCleanlyOnASignal() throws Exception {
        Process console = start("--config", config("a", 0).toString());
        Eventually.until(
                "it has started", () -> said(console).contains("seat S01 of site demo: page http://127.0.0.1:"));
        assertThat(said(console))
                .contains("hub tcp://127.0.0.1:1")
                .contains("facts")
                .contains("to deliver");
        console.destroy();
        assertThat(status(console)).isZero();
        assertThat(said(console)).contains("seat S01 stopped").doesNotContain("\tat ");
    }

    @Test
    void aJournalInUseIsARefusalOfOneLine() throws Exception {
        Path config = config("a", 0);
        Process first = start("--config", config.toString());
        Eventually.until("it has started", () -> said(first).contains("seat S01 of site"));
        Process second = start("--config", config.toString());
        assertThat(status(second)).isEqualTo(1);
        assertThat(said(second).strip()).contains("in use by another console").hasLineCount(1);
    }

    @Test
    void aTakenPortIsARefusalOfOneLine() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Process console =
                    start("--config", config("a", taken.getLocalPort()).toString());
            assertThat(status(console)).isEqualTo(1);
            assertThat(said(console)).contains("port " + taken.getLocalPort()).doesNotContain("\tat ");
        }
    }

    @Test
    void wrongUseAndWrongConfigurationEndWithTwo() throws Exception {
        Process missing = start("--config", folder.resolve("none.yaml").toString());
        assertThat(status(missing)).isEqualTo(2);
        assertThat(said(missing)).contains("none.yaml").doesNotContain("\tat ");
        Process unknown = start("--colour", "blue");
        assertThat(status(unknown)).isEqualTo(2);
        assertThat(said(unknown)).contains("--colour").contains("--config").doesNotContain("\tat ");
    }

    @Test
    void aKilledConsoleLeavesNoPileOfNativeLibraries() throws Exception {
        for (int i = 0; i < 3; i++) {
            Process console = start("--config", config("a", 0).toString());
            Eventually.until("it has started", () -> said(console).contains("seat S01 of site"));
            console.destroyForcibly();
            assertThat(console.waitFor()).isNotZero();
        }
        try (var natives = Files.list(folder.resolve("data-a/native"))) {
            assertThat(natives.filter(file -> file.toString().endsWith(".so"))).hasSize(1);
        }
    }

    // ---- what the tests are made of

    private Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                ConsoleCommand.class.getName()));
        command.addAll(List.of(arguments));
        Path out = folder.resolve("out" + processes.size());
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        processes.add(process);
        return process;
    }

    private String said(Process process) {
        try {
            return Files.readString(folder.resolve("out" + processes.indexOf(process)), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static int status(Process process) throws InterruptedException {
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    private Path config(String name, int port) throws IOException {
        return Files.writeString(folder.resolve(name + ".yaml"), """
                version: 1
                site: demo
                seat: S01
                console: C01
                data: %s
                hub:
                  uri: tcp://127.0.0.1:1
                  secret: "%s"
                site-key: "%s"
                hardware: bench
                http:
                  port: %d
                trust-clock-at-start: true
                """.formatted(
                        folder.resolve("data-" + name), "12".repeat(32), "34".repeat(32), port));
    }
}
