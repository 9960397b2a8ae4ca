package dev.seatline.bench.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/// A real Mosquitto with the configuration and the rights of config/mosquitto. Used by one thread.
public final class ShippedMosquitto implements AutoCloseable {
    private static final Path PROGRAM = Path.of("/usr/sbin/mosquitto");
    private static final Path SHIPPED = Path.of("..", "config", "mosquitto");

    private final Process process;
    private final int port;

    private ShippedMosquitto(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /// @param folder for its files, its log among them
    /// @param secrets of its users
    static ShippedMosquitto start(Path folder, int port, Map<String, String> secrets)
            throws IOException, InterruptedException {
        return start(folder, port, secrets, Files.readString(SHIPPED.resolve("access")));
    }

    /// On a port that is free.
    ///
    /// @param folder for its files, its log among them
    /// @param secrets of its users
    /// @param access its access file
    public static ShippedMosquitto start(Path folder, Map<String, String> secrets, String access)
            throws IOException, InterruptedException {
        return start(folder, TwoSeatSite.freePort(), secrets, access);
    }

    private static ShippedMosquitto start(Path folder, int port, Map<String, String> secrets, String rights)
            throws IOException, InterruptedException {
        String without = System.getenv("SEATLINE_WITHOUT");
        Assumptions.assumeFalse(
                without != null && Arrays.asList(without.split("[, ]+")).contains("mosquitto"),
                "mosquitto is not installed and may not be: SEATLINE_WITHOUT says so");
        assertThat(PROGRAM)
                .withFailMessage("%s is missing; `./seatline test` installs it, or: apt-get install mosquitto", PROGRAM)
                .isExecutable();
        Files.createDirectories(folder);
        Path passwords = folder.resolve("passwords");
        Files.writeString(passwords, "");
        for (Map.Entry<String, String> user : secrets.entrySet()) {
            Process added = new ProcessBuilder(
                            "mosquitto_passwd", "-b", passwords.toString(), user.getKey(), user.getValue())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            assertThat(added.waitFor()).isZero();
        }
        Path access = Files.writeString(folder.resolve("access"), rights);
        List<String> lines = new ArrayList<>();
        for (String line : Files.readAllLines(SHIPPED.resolve("mosquitto.conf"))) {
            lines.add(line.replace("/etc/mosquitto/seatline.passwords", passwords.toString())
                    .replace("/etc/mosquitto/seatline.access", access.toString())
                    .replace("listener 1883 127.0.0.1", "listener %d 127.0.0.1".formatted(port)));
        }
        // started by root it would become another user, who may not read a test's folder
        lines.add("user " + System.getProperty("user.name"));
        lines.add("log_type all");
        Path config = Files.write(folder.resolve("mosquitto.conf"), lines);
        Process started = new ProcessBuilder(PROGRAM.toString(), "-c", config.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        ShippedMosquitto broker = new ShippedMosquitto(started, port);
        Eventually.holds(() -> {
            assertThat(broker.process.isAlive()).isTrue();
            try (Socket trial = new Socket()) {
                trial.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            }
        });
        return broker;
    }

    /// Where it listens.
    public int port() {
        return port;
    }

    @Override
    public void close() throws InterruptedException {
        process.destroyForcibly();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    }
}
