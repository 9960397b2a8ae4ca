package dev.seatline.bench.site;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A real mosquitto with the configuration that config/mosquitto ships. Used by one thread.
public final class Mosquitto implements AutoCloseable {
    private static final List<Path> PROGRAMS = List.of(Path.of("/usr/sbin/mosquitto"), Path.of("/usr/bin/mosquitto"));
    private static final String CONFIG = "mosquitto.conf";
    private static final Duration START = Duration.ofSeconds(20);

    private final Path folder;
    private final int port;
    private Program program;

    private Mosquitto(Path folder, int port, Program program) {
        this.folder = folder;
        this.port = port;
        this.program = program;
    }

    /// Where mosquitto is.
    ///
    /// @throws IOException when it is not installed
    public static Path program() throws IOException {
        return PROGRAMS.stream()
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IOException("mosquitto is not installed (Debian: apt-get install mosquitto)"));
    }

    /// @param shipped the folder with the configuration
    /// @param folder for its files
    /// @param users names and passwords
    /// @param access who may read and write what
    static Mosquitto start(Path shipped, Path folder, int port, Map<String, String> users, String access)
            throws IOException, InterruptedException {
        Files.createDirectories(folder);
        Path passwords = folder.resolve("passwords");
        StringBuilder plain = new StringBuilder();
        users.forEach((user, password) ->
                plain.append(user).append(':').append(password).append('\n'));
        Files.writeString(passwords, plain);
        // one call for all of them: each password costs a slow hash
        int status = new ProcessBuilder("mosquitto_passwd", "-U", passwords.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        if (status != 0) {
            throw new IOException("mosquitto_passwd ended with " + status);
        }
        Path rights = Files.writeString(folder.resolve("access"), access);
        List<String> lines = new ArrayList<>();
        for (String line : Files.readAllLines(shipped.resolve("mosquitto.conf"))) {
            lines.add(line.replace("/etc/mosquitto/seatline.passwords", passwords.toString())
                    .replace("/etc/mosquitto/seatline.access", rights.toString())
                    .replace("listener 1883 127.0.0.1", "listener %d 127.0.0.1".formatted(port)));
        }
        // started by root it would become another user, who may not read a test's folder
        lines.add("user " + System.getProperty("user.name"));
        Files.write(folder.resolve(CONFIG), lines);
        return new Mosquitto(folder, port, run(folder, port));
    }

    private static Program run(Path folder, int port) throws IOException, InterruptedException {
        Program program = Program.start("mosquitto", folder, List.of(program().toString(), "-c", CONFIG));
        Patience.until(
                "mosquitto listens on " + port,
                START,
                () -> {
                    if (!program.alive()) {
                        throw new IOException("it has ended");
                    }
                    try (Socket trial = new Socket()) {
                        trial.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                        return true;
                    }
                },
                () -> String.join("\n", program.output()));
        return program;
    }

    /// The process of its present run.
    public Program running() {
        return program;
    }

    /// SIGKILL.
    public void kill() throws InterruptedException {
        program.kill();
    }

    /// Starts it again.
    public void startAgain() throws IOException, InterruptedException {
        program = run(folder, port);
    }

    @Override
    public void close() throws InterruptedException {
        program.close();
        if (program.alive()) {
            program.exit();
        }
    }
}
