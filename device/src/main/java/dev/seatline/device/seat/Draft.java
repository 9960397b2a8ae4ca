package dev.seatline.device.seat;

import dev.seatline.wire.Fact;
import dev.seatline.wire.SeatState;
import dev.seatline.wire.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// A decision in the making: lives within one call of [Seat#decide] and is seen by nobody else. Each recorded
/// fact is applied at once, so that what is decided next already sees it.
final class Draft {
    private final Seat began;
    private final Moment now;
    private final Duration seenFrom;
    private final List<Fact> facts = new ArrayList<>();
    private final List<Action> actions = new ArrayList<>();
    private Seat seat;

    Draft(Seat began, Moment now, Duration seenFrom) {
        this.began = began;
        this.now = now;
        this.seenFrom = seenFrom;
        this.seat = began;
    }

    void record(Fact fact) {
        facts.add(fact);
        seat = seat.after(fact, now);
    }

    void act(Action action) {
        actions.add(action);
    }

    void remember(Memory memory) {
        seat = seat.with(memory);
    }

    /// Settings of a lower version than those in force are ignored, however they came to be late.
    void replaceSettings(Settings settings) {
        if (settings.version() >= seat.settings().version()) {
            seat = seat.with(settings);
        }
    }

    /// The gesture counts: a chirp says so.
    void accept() {
        remember(memory().with(memory().transients().buzzing(Outputs.Buzzer.CHIRP, seenFrom)));
    }

    /// The gesture does not count: an error buzz says so.
    void refuse() {
        remember(memory().with(memory().transients().buzzing(Outputs.Buzzer.ERROR, seenFrom)));
    }

    Decision decision() {
        return new Decision(facts, actions, began.with(seat.settings()).with(seat.memory()));
    }

    Seat seat() {
        return seat;
    }

    SeatState state() {
        return seat.state();
    }

    Memory memory() {
        return seat.memory();
    }

    Settings settings() {
        return seat.settings();
    }

    SeatRules rules() {
        return seat.rules();
    }

    Moment now() {
        return now;
    }

    /// Now, as elapsed time.
    Duration at() {
        return seat.latest();
    }

    /// From when on the answer is seen and heard: what it shows for a moment begins then, not before.
    Duration seenFrom() {
        return seenFrom;
    }

    List<Fact> facts() {
        return facts;
    }
}
