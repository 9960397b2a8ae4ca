package dev.seatline.device.sync;

import dev.seatline.device.Eventually;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A real mosquitto for tests, on a free port of loopback; it ends with [#close]. One thread.
final class Mosquitto implements AutoCloseable {
    private static final Path PROGRAM = Path.of("/usr/sbin/mosquitto");

    private final Process process;
    private final int port;

    private Mosquitto(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /// Whether tests with mosquitto are to be left out, as whoever runs them has said.
    static boolean leftOut() {
        String without = System.getProperty("SEATLINE_WITHOUT", System.getenv("SEATLINE_WITHOUT"));
        return without != null && List.of(without.split(",")).contains("mosquitto");
    }

    /// Starts it with the lines of `more` added to its configuration; users as `name:password`.
    static Mosquitto start(Path folder, List<String> users, List<String> access, List<String> more)
            throws IOException, InterruptedException {
        if (!Files.isExecutable(PROGRAM)) {
            throw new IllegalStateException(PROGRAM
                    + " is missing: install Debian's package mosquitto, or set SEATLINE_WITHOUT=mosquitto to leave"
                    + " these tests out");
        }
        int port = freePort();
        Path passwords = folder.resolve("passwords");
        Files.write(passwords, users);
        run("mosquitto_passwd", "-U", passwords.toString());
        Path rights = folder.resolve("rights");
        Files.write(rights, access);
        Path config = folder.resolve("mosquitto.conf");
        Files.writeString(config, """
                user root
                listener %d 127.0.0.1
                allow_anonymous false
                password_file %s
                acl_file %s
                set_tcp_nodelay true
                log_dest file %s
                %s
                """.formatted(
                        port, passwords, rights, folder.resolve("mosquitto.log"), String.join("\n", more)));
        Process process = new ProcessBuilder(PROGRAM.toString(), "-c", config.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("mosquitto.out").toFile())
                .start();
        Mosquitto broker = new Mosquitto(process, port);
        Eventually.until("mosquitto listens", () -> !process.isAlive() || broker.listens());
        if (!process.isAlive()) {
            throw new IllegalStateException(
                    "mosquitto ended at once: " + Files.readString(folder.resolve("mosquitto.out")));
        }
        return broker;
    }

    int port() {
        return port;
    }

    private boolean listens() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    static void run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException(String.join(" ", command) + " failed: " + said);
        }
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(5, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}
