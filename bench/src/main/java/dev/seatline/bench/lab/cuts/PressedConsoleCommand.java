package dev.seatline.bench.lab.cuts;

import dev.seatline.bench.lab.cuts.HandWords.Colour;
import dev.seatline.device.ConsoleCommand;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.LockSupport;

/// The one program of the virtual machine whose power is cut: a console as `seatline-console` starts it, and
/// beside it, to save the start of a second Java machine, a hand that presses its button and looks at its lamp.
/// The hand knows the simulated pins only, from their other side, and is a thread of its own.
public final class PressedConsoleCommand {
    static final int BUTTON = 17;
    static final int GREEN = 5;
    static final int RED = 13;

    private static final long MILLI = 1_000_000;
    /// From one press to the next: five a second.
    private static final long EVERY = 200 * MILLI;
    private static final long HELD = 50 * MILLI;
    private static final long LOOKS_EVERY = MILLI;
    private static final long START_PATIENCE = 300_000 * MILLI;
    private static final long ANSWER_PATIENCE = 30_000 * MILLI;
    /// The host cuts the power long before; if there is no host any more, the machine must not stay.
    private static final int MOST_PRESSES = 600;

    private final FileChannel button;
    private final FileChannel green;
    private final FileChannel red;

    private PressedConsoleCommand(Path lines) throws IOException {
        button = FileChannel.open(lines.resolve("sim_gpio" + BUTTON).resolve("pull"), StandardOpenOption.WRITE);
        green = FileChannel.open(lines.resolve("sim_gpio" + GREEN).resolve("value"), StandardOpenOption.READ);
        red = FileChannel.open(lines.resolve("sim_gpio" + RED).resolve("value"), StandardOpenOption.READ);
    }

    /// @param arguments folder with the lines of the simulated chip, the console's configuration
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 2) {
            System.err.println(
                    "usage: PressedConsoleCommand LINES CONFIGURATION    (inside the lab's virtual machine)");
            System.exit(2);
        }
        PressedConsoleCommand hand = new PressedConsoleCommand(Path.of(arguments[0]));
        hand.pull(true);
        Thread.ofPlatform().daemon().name("hand").start(hand::press);
        ConsoleCommand.main(new String[] {"--config", arguments[1]});
    }

    private void press() {
        try {
            Colour shown = await(START_PATIENCE, Colour.GREEN, Colour.RED);
            say(HandWords.ready(shown));
            long next = System.nanoTime();
            for (int number = 1; number <= MOST_PRESSES; number++) {
                sleepUntil(next);
                next = System.nanoTime() + EVERY;
                say(HandWords.press(number));
                pull(false);
                sleepUntil(System.nanoTime() + HELD);
                pull(true);
                shown = await(ANSWER_PATIENCE, shown.other());
                say(HandWords.answered(number, shown));
            }
            say(HandWords.givesUp("nobody cuts the power"));
        } catch (IOException e) {
            complain(String.valueOf(e.getMessage()));
        }
        Runtime.getRuntime().halt(1);
    }

    private static void complain(String why) {
        try {
            say(HandWords.givesUp(why));
        } catch (IOException e) {
            // the host sees that the machine ends
        }
    }

    /// Waits until the lamp has one of these colours.
    private Colour await(long patience, Colour... wanted) throws IOException {
        long end = System.nanoTime() + patience;
        while (System.nanoTime() - end < 0) {
            for (Colour colour : wanted) {
                if (lit(colour == Colour.GREEN ? green : red)) {
                    return colour;
                }
            }
            LockSupport.parkNanos(LOOKS_EVERY);
        }
        throw new IOException("the lamp did not answer within " + patience / 1_000 / MILLI + " s");
    }

    private static boolean lit(FileChannel line) throws IOException {
        ByteBuffer level = ByteBuffer.allocate(1);
        line.read(level, 0);
        return level.get(0) == '1';
    }

    private void pull(boolean up) throws IOException {
        button.write(ByteBuffer.wrap((up ? "pull-up" : "pull-down").getBytes(StandardCharsets.US_ASCII)), 0);
    }

    private static void sleepUntil(long moment) {
        for (long left = moment - System.nanoTime(); left > 0; left = moment - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    /// The whole line at once, so that nothing gets between.
    private static void say(String line) throws IOException {
        OutputStream out = new FileOutputStream(FileDescriptor.out);
        out.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }
}
