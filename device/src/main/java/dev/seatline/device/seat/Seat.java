package dev.seatline.device.seat;

import dev.seatline.wire.Fact;
import dev.seatline.wire.SeatState;
import dev.seatline.wire.Settings;
import java.time.Duration;
import java.util.Optional;

/// The seat: its facts and its short memory of gestures. Immutable and pure; the loop owns the current one.
///
/// Start reading here: [#decide] sends each input to the file that deals with it ([Badge], [Button], [Line],
/// [Orders], [Timers]); [Panel] shows what came of it. What a gesture leaves behind is in [Memory], what a fact
/// leaves behind is in [SeatState] and [Trail].
public final class Seat {
    private final SeatRules rules;
    private final Settings settings;
    private final SeatState state;
    private final Trail trail;
    private final Memory memory;
    private final Duration latest;
    private final boolean recording;

    private Seat(
            SeatRules rules,
            Settings settings,
            SeatState state,
            Trail trail,
            Memory memory,
            Duration latest,
            boolean recording) {
        this.rules = rules;
        this.settings = settings;
        this.state = state;
        this.trail = trail;
        this.memory = memory;
        this.latest = latest;
        this.recording = recording;
    }

    /// The seat at the start of the program.
    ///
    /// @param state as folded from the journal
    /// @param settings the kept ones, or [Settings#NONE]
    public static Seat started(SeatRules rules, Settings settings, SeatState state) {
        return new Seat(rules, settings, state, Trail.started(state), Memory.EMPTY, Duration.ZERO, true);
    }

    /// What the seat makes of an input. Changes nothing.
    ///
    /// @param now when it happened
    /// @param seenFrom when its answer can be seen and heard at the earliest, elapsed: later than `now` if the disk
    /// kept everybody waiting
    public Decision decide(Input input, Moment now, Duration seenFrom) {
        Draft draft = draft(now, seenFrom);
        deal(draft, input);
        if (recording || draft.facts().isEmpty()) {
            return draft.decision();
        }
        Draft refusal = draft(now, seenFrom);
        Unrecorded.refuse(refusal, input);
        return refusal.decision();
    }

    private static void deal(Draft draft, Input input) {
        switch (input) {
            case Input.CardRead read -> Badge.tapped(draft, read.card());
            case Input.ButtonPressed pressed -> Button.pressed(draft, pressed.press());
            case Input.BellRang _ -> Line.bellRang(draft);
            case Input.SettingsArrived arrived -> draft.replaceSettings(arrived.settings());
            case Input.OrderArrived arrived -> Orders.carryOut(draft, arrived.order());
            case Input.TimePassed _ -> Timers.settle(draft);
            case Input.HookMoved _, Input.LinkChanged _, Input.PartReported _, Input.ClockBecameTrusted _ -> {
                draft.remember(draft.memory().with(draft.memory().sensed().after(input)));
                Sensed.catchUp(draft);
            }
        }
    }

    /// The seat after one of its facts; the only way in which its facts change.
    public Seat after(Fact fact, Moment now) {
        Seat at = at(now);
        return new Seat(
                rules,
                settings,
                state.after(fact, now.wall()),
                at.trail.after(fact, state, now),
                memory,
                at.latest,
                recording);
    }

    /// When time alone will change something: the loop then sends [Input.TimePassed]. Measured like
    /// [Moment#elapsed]. It may lie in the past when something is overdue; after a `TimePassed` it never does.
    public Optional<Duration> nextDeadline() {
        return Timers.next(this);
    }

    /// What lamp, digits and buzzer show now.
    public Outputs outputs(Moment now) {
        return Panel.outputs(at(now), now);
    }

    /// The same seat while facts cannot be written (disk full): every input is refused until it can be
    /// recorded. What hook, link, parts and clock say meanwhile is remembered and recorded once that is
    /// possible again.
    public Seat recording(boolean possible) {
        return new Seat(rules, settings, state, trail, memory, latest, possible);
    }

    public SeatState state() {
        return state;
    }

    public Settings settings() {
        return settings;
    }

    /// The same seat with its times anchored to this moment, which is not before any that it has seen.
    private Seat at(Moment now) {
        Duration later = now.elapsed().compareTo(latest) > 0 ? now.elapsed() : latest;
        return new Seat(rules, settings, state, trail.anchored(now), memory, later, recording);
    }

    private Draft draft(Moment now, Duration seenFrom) {
        Seat at = at(now);
        return new Draft(at, now, seenFrom.compareTo(at.latest) > 0 ? seenFrom : at.latest);
    }

    Seat with(Memory changed) {
        return new Seat(rules, settings, state, trail, changed, latest, recording);
    }

    Seat with(Settings changed) {
        return new Seat(rules, changed, state, trail, memory, latest, recording);
    }

    SeatRules rules() {
        return rules;
    }

    Memory memory() {
        return memory;
    }

    Trail trail() {
        return trail;
    }

    /// The latest moment the seat has been told of, elapsed; what it shows has been right up to then.
    public Duration latest() {
        return latest;
    }

    boolean recording() {
        return recording;
    }
}
