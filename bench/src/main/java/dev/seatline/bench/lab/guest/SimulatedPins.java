package dev.seatline.bench.lab.guest;

import dev.seatline.bench.lab.link.Wave;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/// The kernel's simulated GPIO chip, from its other side: inputs are pulled, outputs are looked at. Any thread.
final class SimulatedPins {
    /// As many as a chip of a Raspberry Pi has on its header, and some.
    static final int LINES = 32;

    private static final Path CONFIGURATION = Path.of("/sys/kernel/config/gpio-sim/seatline");
    private static final byte[] UP = "pull-up".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] DOWN = "pull-down".getBytes(StandardCharsets.US_ASCII);
    /// The kernel wakes sleepers so late; the rest is waited for awake.
    private static final long WAKES_LATE = 1_500_000;

    private final Path device;
    private final Path lines;
    private final Map<Integer, FileChannel> pulls = new ConcurrentHashMap<>();
    private final Map<Integer, FileChannel> values = new ConcurrentHashMap<>();

    private SimulatedPins(Path device, Path lines) {
        this.device = device;
        this.lines = lines;
    }

    /// Makes the chip.
    static SimulatedPins make() throws IOException {
        Path bank = CONFIGURATION.resolve("bank0");
        Files.createDirectories(bank);
        Files.writeString(bank.resolve("num_lines"), Integer.toString(LINES));
        Files.writeString(bank.resolve("label"), "seatline-lab");
        Files.writeString(CONFIGURATION.resolve("live"), "1");
        String chip = Files.readString(bank.resolve("chip_name")).strip();
        String parent = Files.readString(CONFIGURATION.resolve("dev_name")).strip();
        return new SimulatedPins(
                Path.of("/dev", chip), Path.of("/sys/devices/platform", parent, chip));
    }

    /// Such as `/dev/gpiochip0`.
    Path device() {
        return device;
    }

    void pull(int line, boolean up) throws IOException {
        pulls(line).write(ByteBuffer.wrap(up ? UP : DOWN), 0);
    }

    /// What the line is pulled to, or driven to by whoever has it as an output.
    boolean high(int line) throws IOException {
        FileChannel file = opened(values, line, "value", StandardOpenOption.READ);
        ByteBuffer said = ByteBuffer.allocate(4);
        file.read(said, 0);
        return said.get(0) == '1';
    }

    /// Works a line, each step at its own time.
    void play(int line, Wave wave) throws IOException {
        FileChannel file = pulls(line);
        ByteBuffer up = ByteBuffer.wrap(UP);
        ByteBuffer down = ByteBuffer.wrap(DOWN);
        long at = System.nanoTime();
        for (Wave.Step step : wave.steps()) {
            at += step.afterMicros() * 1000;
            waitUntil(at);
            file.write((step.high() ? up : down).rewind(), 0);
        }
    }

    private static void waitUntil(long at) {
        for (long left = at - System.nanoTime(); left > 0; left = at - System.nanoTime()) {
            if (left > WAKES_LATE) {
                LockSupport.parkNanos(left - WAKES_LATE);
            } else {
                Thread.onSpinWait();
            }
        }
    }

    private FileChannel pulls(int line) throws IOException {
        return opened(pulls, line, "pull", StandardOpenOption.WRITE);
    }

    private FileChannel opened(Map<Integer, FileChannel> files, int line, String name, StandardOpenOption how)
            throws IOException {
        if (line < 0 || line >= LINES) {
            throw new IOException("the simulated chip has the lines 0 to " + (LINES - 1) + ", found " + line);
        }
        FileChannel there = files.get(line);
        if (there != null) {
            return there;
        }
        FileChannel file = FileChannel.open(lines.resolve("sim_gpio" + line).resolve(name), how);
        FileChannel first = files.putIfAbsent(line, file);
        if (first != null) {
            file.close();
            return first;
        }
        return file;
    }
}
