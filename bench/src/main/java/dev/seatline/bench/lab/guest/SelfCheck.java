package dev.seatline.bench.lab.guest;

import dev.seatline.bench.lab.link.Wave;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/// Whether the lab's tools see one another: a pull is a level, a key that was typed is read, and so on. For one thread.
final class SelfCheck {
    private static final int LINE = 3;
    private static final int ADDRESS = 0x70;
    private static final Path SERIAL = Path.of("/dev/seatline-self-check");
    private static final int EVENT_BYTES = 24;

    private final SimulatedPins pins;
    private final List<String> found = new ArrayList<>();

    SelfCheck(SimulatedPins pins) {
        this.pins = pins;
    }

    private interface Check {
        String run() throws Exception;
    }

    /// A line for each tool: `ok` or `failed`, its name and what was seen.
    List<String> run() {
        check("pins", this::pulled);
        check("pin watch", this::watched);
        check("held line", this::held);
        check("keyboard", SelfCheck::typed);
        check("serial line", SelfCheck::sent);
        check("i2c chip", SelfCheck::remembered);
        return List.copyOf(found);
    }

    private void check(String name, Check check) {
        long began = System.nanoTime();
        String said;
        try {
            said = "ok " + name + ": " + check.run();
        } catch (Exception e) {
            said = "failed " + name + ": " + e;
        }
        found.add(said + " (%d ms)".formatted((System.nanoTime() - began) / 1_000_000));
    }

    private static void require(boolean holds, String otherwise) throws IOException {
        if (!holds) {
            throw new IOException(otherwise);
        }
    }

    private String pulled() throws IOException {
        pins.pull(LINE, true);
        require(pins.high(LINE), "pulled up, and the line is low");
        pins.pull(LINE, false);
        require(!pins.high(LINE), "pulled down, and the line is high");
        return pins.device().toString();
    }

    private String watched() throws IOException, InterruptedException {
        PinWatch watch = new PinWatch(pins);
        watch.begin(List.of(LINE));
        pins.play(LINE, Wave.of("20000+ 50000- 50000+ 50000-"));
        Thread.sleep(50);
        List<String> seen = watch.seen();
        watch.end();
        require(seen.size() == 6, "4 edges and the first level, found " + seen);
        long first = Long.parseLong(seen.get(2).split(" ", -1)[0]);
        long last = Long.parseLong(seen.get(5).split(" ", -1)[0]);
        return "4 edges over %.1f ms, played over 150".formatted((last - first) / 1e6);
    }

    private String held() throws IOException {
        try (HeldLine _ = HeldLine.take(pins.device(), LINE)) {
            try (HeldLine _ = HeldLine.take(pins.device(), LINE)) {
                throw new IOException("line " + LINE + " was taken twice");
            } catch (IOException e) {
                require(String.valueOf(e.getMessage()).contains("(16)"), "busy, found " + e.getMessage());
                return String.valueOf(e.getMessage());
            }
        }
    }

    private static String typed() throws IOException, InterruptedException {
        try (VirtualKeyboard keyboard = VirtualKeyboard.plug("Seatline Self-Check")) {
            Path device = keyboard.device();
            try (InputStream events = Files.newInputStream(device)) {
                keyboard.type("1F", 4, true);
                byte[] read = events.readNBytes(12 * EVENT_BYTES);
                List<Integer> keys = new ArrayList<>();
                for (int at = 0; at < read.length; at += EVENT_BYTES) {
                    if (read[at + 16] == 1 && read[at + 20] == 1) {
                        keys.add((int) read[at + 18]);
                    }
                }
                require(keys.equals(List.of(2, 33, 28)), "keys 2, 33, 28, found " + keys);
            }
            return device.toString();
        }
    }

    private static String sent() throws IOException {
        try (PseudoSerial serial = PseudoSerial.plug(SERIAL)) {
            byte[] line = "seatline\n".getBytes(StandardCharsets.US_ASCII);
            serial.send(line);
            byte[] read = serial.readFarEnd(64);
            require(Arrays.equals(line, read), "found " + HexFormat.of().formatHex(read));
            return "9 bytes";
        }
    }

    private static String remembered() throws IOException {
        SimulatedChip.write(ADDRESS, 4, 0x5a);
        byte[] read = SimulatedChip.read(ADDRESS, 3, 3);
        require(read[1] == 0x5a, "register 4 is 5a, found " + HexFormat.of().formatHex(read));
        SimulatedChip.write(ADDRESS, 4, 0);
        try {
            SimulatedChip.read(ADDRESS + 1, 0, 1);
        } catch (IOException e) {
            return SimulatedChip.bus() + ", and at 0x71 " + e.getMessage();
        }
        throw new IOException("a chip answers at 0x71, where none is");
    }
}
