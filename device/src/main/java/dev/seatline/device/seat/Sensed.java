package dev.seatline.device.seat;

import dev.seatline.wire.Fact;
import dev.seatline.wire.Headset;
import dev.seatline.wire.SeatParts;
import dev.seatline.wire.SeatState;
import dev.seatline.wire.Texts;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What hook, link, parts, clock and bell said last. Compared with what is recorded it tells which facts are
/// missing: usually the one that has just happened; after a full disk whatever changed meanwhile.
///
/// @param headset `UNKNOWN` until the hook has spoken
/// @param online whether the hub is connected; it is not when the program starts
/// @param parts what each part that has spoken said last
/// @param clockStep step of the clock that became trusted, in milliseconds, or null
record Sensed(
        Headset headset,
        boolean online,
        SortedMap<String, Part> parts,
        @Nullable Long clockStep,
        Bell bell) {

    static final Sensed NOTHING =
            new Sensed(Headset.UNKNOWN, false, new TreeMap<>(), null, new Bell(null, null, false));

    /// More parts than a seat can have: bounds what a wrong driver may report.
    private static final int MOST_PARTS = 64;

    Sensed {
        parts = Collections.unmodifiableSortedMap(new TreeMap<>(parts));
    }

    /// What a part said last.
    ///
    /// @param ok whether it answers
    /// @param detail what was seen, empty when it answers
    record Part(boolean ok, String detail) {}

    /// The bell's last word.
    ///
    /// @param ringAt when the present ring began, elapsed; a ring may have several bursts
    /// @param burstAt when the last burst was heard, elapsed
    /// @param heard whether the bell itself told, and not only telephony
    record Bell(@Nullable Duration ringAt, @Nullable Duration burstAt, boolean heard) {}

    Sensed with(Bell changed) {
        return new Sensed(headset, online, parts, clockStep, changed);
    }

    private Sensed with(Headset moved) {
        return new Sensed(moved, online, parts, clockStep, bell);
    }

    private boolean fails(String name) {
        Part part = parts.get(name);
        return part != null && !part.ok();
    }

    /// What is known after a part has spoken; other inputs change nothing.
    Sensed after(Input input) {
        return switch (input) {
            case Input.HookMoved(boolean lifted) ->
                // of a switch that has failed nothing is believed: it tells again once it answers
                fails(SeatParts.HOOK) ? this : with(lifted ? Headset.LIFTED : Headset.RESTING);
            case Input.LinkChanged(boolean connected) -> new Sensed(headset, connected, parts, clockStep, bell);
            case Input.ClockBecameTrusted(long step) -> new Sensed(headset, online, parts, step, bell);
            case Input.PartReported reported ->
                new Sensed(
                        reported.part().equals(SeatParts.HOOK) && !reported.ok() ? Headset.UNKNOWN : headset,
                        online,
                        partsAfter(reported),
                        clockStep,
                        bell);
            case Input.CardRead _,
                    Input.ButtonPressed _,
                    Input.BellRang _,
                    Input.SettingsArrived _,
                    Input.OrderArrived _,
                    Input.TimePassed _ -> this;
        };
    }

    private SortedMap<String, Part> partsAfter(Input.PartReported reported) {
        SortedMap<String, Part> next = new TreeMap<>(parts);
        if (next.containsKey(reported.part()) || next.size() < MOST_PARTS) {
            next.put(reported.part(), new Part(reported.ok(), Texts.shortened(reported.detail())));
        }
        return next;
    }

    /// Whether everything sensed is recorded.
    boolean recorded(SeatState state, Trail trail) {
        return (headset == Headset.UNKNOWN || headset == state.headset())
                && online == trail.online()
                && (clockStep == null || clockStep.equals(trail.clockStep()))
                && partsRecorded(state);
    }

    private boolean partsRecorded(SeatState state) {
        for (Map.Entry<String, Part> part : parts.entrySet()) {
            if (part.getValue().ok() == state.failedParts().containsKey(part.getKey())) {
                return false;
            }
        }
        return true;
    }

    /// Records what was sensed and is not recorded yet. The clock comes first, so that the others are in its
    /// time.
    static void catchUp(Draft draft) {
        Sensed sensed = draft.memory().sensed();
        Trail trail = draft.seat().trail();
        if (sensed.clockStep != null && !sensed.clockStep.equals(trail.clockStep())) {
            draft.record(new Fact.ClockAnchored(sensed.clockStep));
        }
        if (sensed.online != trail.online()) {
            draft.record(sensed.online ? new Fact.LinkRegained() : new Fact.LinkLost());
        }
        for (Map.Entry<String, Part> entry : sensed.parts.entrySet()) {
            String part = entry.getKey();
            boolean failed = draft.state().failedParts().containsKey(part);
            if (entry.getValue().ok() && failed) {
                draft.record(new Fact.PartRecovered(part));
            } else if (!entry.getValue().ok() && !failed) {
                draft.record(new Fact.PartFailed(part, entry.getValue().detail()));
            }
        }
        if (sensed.headset != Headset.UNKNOWN && sensed.headset != draft.state().headset()) {
            Line.headsetMoved(draft, sensed.headset);
        }
    }
}
