package dev.seatline.server.broker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seatline.server.MosquittoAccessCommand;
import dev.seatline.server.ingest.Await;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import picocli.CommandLine;

/// A real Mosquitto for tests, on a free loopback port, with the configuration and the rights we ship.
final class Mosquitto implements AutoCloseable {
    private static final Path PROGRAM = Path.of("/usr/sbin/mosquitto");
    private static final Path SHIPPED = Path.of("../config/mosquitto");

    /// A certificate and its key, both PEM.
    record Certificate(Path certificate, Path key) {}

    private final Path folder;
    private final Path config;
    private final int port;
    private @Nullable Process process;

    private Mosquitto(Path folder, Path config, int port) {
        this.folder = folder;
        this.config = config;
        this.port = port;
    }

    /// Prepares one with users and their secrets; not yet started.
    static Mosquitto prepare(Path folder, Map<String, String> secrets, Optional<Certificate> tls) throws IOException {
        boolean without = Optional.ofNullable(System.getenv("SEATLINE_WITHOUT"))
                .filter(parts -> List.of(parts.split("[, ]")).contains("mosquitto"))
                .isPresent();
        Assumptions.assumeFalse(without, "SEATLINE_WITHOUT says that there is no mosquitto here");
        assertThat(PROGRAM)
                .withFailMessage(
                        "%s is missing: install Debian's package mosquitto, or set SEATLINE_WITHOUT=mosquitto", PROGRAM)
                .isExecutable();
        Path passwords = folder.resolve("passwords");
        Files.writeString(passwords, "");
        for (Map.Entry<String, String> user : secrets.entrySet()) {
            run("mosquitto_passwd", "-b", passwords.toString(), user.getKey(), user.getValue());
        }
        Path access = Files.writeString(folder.resolve("access"), access(folder));
        int port = freePort();
        List<String> lines = new ArrayList<>();
        for (String line : Files.readAllLines(SHIPPED.resolve("mosquitto.conf"))) {
            lines.add(line.replace("/etc/mosquitto/seatline.passwords", passwords.toString())
                    .replace("/etc/mosquitto/seatline.access", access.toString())
                    .replace("listener 1883 127.0.0.1", "listener %d 127.0.0.1".formatted(port)));
            if (line.startsWith("listener ")) {
                tls.ifPresent(pair -> {
                    lines.add("certfile " + pair.certificate());
                    lines.add("keyfile " + pair.key());
                });
            }
        }
        // started by root it would become another user, who may not read a test's folder
        lines.add("user " + System.getProperty("user.name"));
        Path config = Files.write(folder.resolve("mosquitto.conf"), lines);
        return new Mosquitto(folder, config, port);
    }

    /// The access file of the sample, with Home Assistant.
    private static String access(Path folder) throws IOException {
        Path hub = Files.writeString(
                folder.resolve("hub.yaml"),
                Files.readString(SHIPPED.resolveSibling("hub.yaml"))
                        + "home-assistant: {secret-sha256: \"%s\"}\n".formatted("a".repeat(64)));
        StringWriter text = new StringWriter();
        int status = new CommandLine(new MosquittoAccessCommand())
                .setOut(new PrintWriter(text))
                .execute("--config", hub.toString());
        assertThat(status).isZero();
        String shipped = Files.readString(SHIPPED.resolve("access"));
        assertThat(text.toString().lines()).containsAll(shipped.lines().toList());
        return text.toString();
    }

    /// Starts it and waits until it listens.
    Mosquitto start() throws IOException {
        Path log = folder.resolve("log");
        Process started = new ProcessBuilder(PROGRAM.toString(), "-c", config.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        process = started;
        Await.until("mosquitto listens, see " + log, () -> {
            assertThat(started.isAlive())
                    .withFailMessage(() -> "mosquitto did not start: " + text(log))
                    .isTrue();
            return listens();
        });
        return this;
    }

    private boolean listens() {
        try (Socket trial = new Socket()) {
            trial.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    int port() {
        return port;
    }

    /// Kills it, as a power cut does.
    @Override
    public void close() throws IOException {
        Process was = process;
        process = null;
        if (was == null) {
            return;
        }
        try {
            assertThat(was.destroyForcibly().waitFor(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while mosquitto ended", interrupted);
        }
    }

    private static void run(String... command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        try {
            assertThat(process.waitFor()).as("%s: %s", command[0], said).isZero();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", interrupted);
        }
    }

    /// A port that was free a moment ago.
    static int freePort() throws IOException {
        try (ServerSocket trial = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return trial.getLocalPort();
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            return unreadable.toString();
        }
    }
}
