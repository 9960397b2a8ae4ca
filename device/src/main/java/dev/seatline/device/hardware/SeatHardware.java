package dev.seatline.device.hardware;

import dev.seatline.device.seat.Input;
import dev.seatline.device.seat.Outputs;
import dev.seatline.wire.ConsoleStatus.PartHealth;
import java.util.List;
import java.util.function.Consumer;

/// The parts of one seat, as the loop sees them. A constructor does nothing; [#start] opens the parts.
public interface SeatHardware {
    /// Opens the parts. From now on `sensed` gets every input, from any thread; it never blocks for long.
    void start(Consumer<Input> sensed);

    /// Shows the outputs. Called by the loop only, when they have changed.
    void show(Outputs outputs);

    /// One line per part. Any thread.
    List<PartHealth> health();

    /// What has been seen of each input, for those that tell. Any thread.
    default List<InputReading> inputs() {
        return List.of();
    }

    /// Closes the parts and darkens the lamp. Idempotent.
    void stop();
}
