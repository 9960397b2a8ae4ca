package dev.seatline.device.seat;

import dev.seatline.wire.Fact;
import dev.seatline.wire.SeatState;
import dev.seatline.wire.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The seat: its facts and its short memory of gestures. Immutable and pure; the loop owns the current one.
public final class Seat {
    private final SeatRules rules;
    private final Settings settings;
    private final SeatState state;

    private Seat(SeatRules rules, Settings settings, SeatState state) {
        this.rules = rules;
        this.settings = settings;
        this.state = state;
    }

    /// The seat at the start of the program.
    ///
    /// @param state as folded from the journal
    /// @param settings the kept ones, or [Settings#NONE]
    public static Seat started(SeatRules rules, Settings settings, SeatState state) {
        return new Seat(rules, settings, state);
    }

    /// What the seat makes of an input. Changes nothing.
    public Decision decide(Input input, Moment now) {
        return new Decision(List.of(), List.of(), this);
    }

    /// The seat after one of its facts; the only way in which its facts change.
    public Seat after(Fact fact, Moment now) {
        return new Seat(rules, settings, state.after(fact, now.wall()));
    }

    /// When time alone will change something: the loop then sends [Input.TimePassed]. Measured like
    /// [Moment#elapsed].
    public Optional<Duration> nextDeadline() {
        return Optional.empty();
    }

    /// What lamp, digits and buzzer show now.
    public Outputs outputs(Moment now) {
        return Outputs.DARK;
    }

    /// The same seat while facts cannot be written (disk full): every input is refused until it can be recorded.
    public Seat recording(boolean possible) {
        return this;
    }

    public SeatState state() {
        return state;
    }

    public Settings settings() {
        return settings;
    }
}
