package dev.seatline.device;

import dev.seatline.config.UnpackedNatives;
import dev.seatline.device.hardware.bench.BenchHardware;
import dev.seatline.device.seat.SeatRules;
import dev.seatline.time.SystemTime;
import dev.seatline.wire.ConsoleId;
import dev.seatline.wire.SeatId;
import dev.seatline.wire.SiteId;
import dev.seatline.wire.SiteKey;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;

/// Starts a console that nobody uses, shows its page, rehearses, stops it and ends: the launcher lets the virtual
/// machine watch that and keep what it loaded, so that real consoles start sooner. Never part of a running console.
public final class TrainingCommand {
    private static final int KEPT = 1000;
    private static final URI NOBODY = URI.create("tcp://127.0.0.1:1");

    private TrainingCommand() {}

    /// @param arguments an empty folder
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 1) {
            System.err.println("usage: TrainingCommand FOLDER    (called by the launcher)");
            System.exit(2);
        }
        Path folder = Path.of(arguments[0]);
        String sample = "0".repeat(64);
        SecureRandom random = new SecureRandom();
        SystemTime time = new SystemTime();
        SiteKey key = SiteKey.ofHex(sample);
        ConsoleConfig config = new ConsoleConfig(
                new SiteId("training"),
                new SeatId("1"),
                new ConsoleId("c1"),
                folder,
                new ConsoleConfig.HubAddress(NOBODY, sample, Optional.empty()),
                key,
                ConsoleConfig.Hardware.BENCH,
                Optional.empty(),
                SeatRules.DEFAULT,
                Optional.of(new ConsoleConfig.Http("127.0.0.1", 0)),
                KEPT,
                true);
        UnpackedNatives.in(folder.resolve("native"));
        try (Console console = new Console(
                config, time, random, new BenchHardware(key, time, config.rules()), Console.link(config, random))) {
            console.start();
            int port = console.page().orElseThrow().getPort();
            ask(port, "GET /");
            ask(port, "GET /api/v1/console");
            int answers = Rehearsal.play(random);
            System.out.println("trained with " + answers + " answers");
        }
        System.exit(0);
    }

    private static void ask(int port, String what) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream()
                    .write((what + " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            byte[] answer = socket.getInputStream().readAllBytes();
            if (answer.length == 0) {
                throw new IOException("no answer to " + what);
            }
        }
    }
}
