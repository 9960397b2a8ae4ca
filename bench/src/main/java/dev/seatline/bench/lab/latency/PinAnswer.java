package dev.seatline.bench.lab.latency;

import dev.seatline.device.hardware.gpiochip.Edge;
import dev.seatline.device.hardware.gpiochip.GpioChip;
import dev.seatline.device.hardware.linux.FileWait;
import dev.seatline.device.hardware.linux.LinuxException;
import dev.seatline.device.hardware.linux.LinuxFile;
import dev.seatline.device.hardware.pi4j.ChipInput;
import dev.seatline.device.hardware.pi4j.ChipOutput;
import dev.seatline.device.hardware.pi4j.PinBoard;
import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// The console's pin layer alone, in the virtual machine: an edge by Pi4J's board, the output set. Does what
/// the peers in C and Python do. One thread.
final class PinAnswer implements Edge {
    private static final int WARM_UPS = 3_000;

    private final ChipInput input;
    private final ChipOutput output;
    private final AnswerTimes times;

    private PinAnswer(ChipInput input, ChipOutput output, AnswerTimes times) {
        this.input = input;
        this.output = output;
        this.times = times;
    }

    /// @param arguments chip, input line, output line, how many edges
    public static void main(String[] arguments) throws IOException {
        AnswerTimes times = new AnswerTimes(Integer.parseInt(arguments[3]));
        try (PinBoard board = new PinBoard(arguments[0])) {
            ChipInput input = board.input("hook", Integer.parseInt(arguments[1]), GpioChip.Bias.AS_IS);
            ChipOutput output = board.output("lamp", Integer.parseInt(arguments[2]), false);
            new PinAnswer(input, output, times).answer();
        }
        times.print(System.out);
    }

    private void answer() throws LinuxException {
        List<@Nullable LinuxFile> files = List.of(input.line().file());
        try (FileWait wait = new FileWait()) {
            // as the console does before it is ready: what answers a person must not be translated then
            for (int i = 0; i < WARM_UPS; i++) {
                output.set(false);
                boolean all = input.line().read(this);
                wait.wake();
                wait.await(files, all ? OptionalLong.of(System.nanoTime()) : OptionalLong.empty());
            }
            System.out.println("ready");
            while (!times.all()) {
                wait.await(files, OptionalLong.empty());
                boolean all = input.line().read(this);
                assert all;
            }
        }
    }

    @Override
    public void seen(boolean high, long at) {
        try {
            output.set(high);
        } catch (LinuxException e) {
            throw new java.io.UncheckedIOException(e);
        }
        times.answered(at, System.nanoTime());
        input.tell(high);
    }

    @Override
    public void missed() {
        throw new IllegalStateException("edges were missed");
    }
}
