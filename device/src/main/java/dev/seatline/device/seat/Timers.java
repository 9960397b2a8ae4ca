package dev.seatline.device.seat;

import dev.seatline.wire.Declaration;
import dev.seatline.wire.Fact;
import dev.seatline.wire.SeatState;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What time alone brings about: the end of ringing and of wrap-up, a reminder, and everything that the outputs
/// change by themselves. Facts come from here only with [Input.TimePassed]: what was sensed before is dealt
/// with before.
final class Timers {
    /// Ringing that only telephony told of is given up after this, in case its end got lost.
    private static final Duration TELEPHONY_SILENCE = Duration.ofMinutes(2);

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private Timers() {}

    /// Does everything that is due.
    static void settle(Draft draft) {
        if (draft.seat().recording()) {
            Sensed.catchUp(draft);
            if (due(draft, silenceEnds(draft.seat()))) {
                Line.fellSilent(draft);
            }
            if (Changes.overdue(draft.seat())) {
                Changes.happen(draft);
            }
            if (due(draft, wrapUpEnds(draft.seat()))) {
                Changes.declare(draft, new Declaration.Ready(), Fact.Cause.SYSTEM);
            }
        }
        if (due(draft, reminderAt(draft.seat()))) {
            Memory memory = draft.memory();
            draft.remember(memory.withReminded(draft.seat().trail().declaredAt())
                    .with(memory.transients().buzzing(Outputs.Buzzer.REMINDER, draft.seenFrom())));
        }
    }

    private static boolean due(Draft draft, @Nullable Duration deadline) {
        return deadline != null && deadline.compareTo(draft.at()) <= 0;
    }

    /// The earliest moment at which facts or outputs change by time alone.
    static Optional<Duration> next(Seat seat) {
        boolean startNotPlaced = seat.state().agent() != null && seat.trail().declaredAt() == null;
        if (startNotPlaced || (seat.recording() && overdue(seat))) {
            return Optional.of(Duration.ZERO);
        }
        Earliest earliest = new Earliest(seat.latest());
        if (seat.recording()) {
            earliest.orDue(silenceEnds(seat));
            earliest.orDue(wrapUpEnds(seat));
        }
        earliest.orDue(reminderAt(seat));
        Transients transients = seat.memory().transients();
        earliest.orShown(transients.buzzUntil());
        earliest.orShown(transients.refusedUntil());
        earliest.orShown(transients.textUntil());
        earliest.orShown(transients.identifyUntil());
        Chooser chooser = seat.memory().chooser();
        earliest.orShown(chooser == null ? null : chooser.until());
        earliest.orShown(nearLimitAt(seat));
        earliest.orShown(nextBreakMinute(seat));
        return Optional.ofNullable(earliest.found);
    }

    private static boolean overdue(Seat seat) {
        return Changes.overdue(seat) || !seat.memory().sensed().recorded(seat.state(), seat.trail());
    }

    /// When the silence of the bell ends the ringing, or null when nothing rings.
    private static @Nullable Duration silenceEnds(Seat seat) {
        if (seat.trail().rings() == 0) {
            return null;
        }
        Sensed.Bell bell = seat.memory().sensed().bell();
        Duration burst = bell.burstAt();
        return burst == null
                ? Duration.ZERO
                : burst.plus(bell.heard() ? seat.rules().ringSilence() : TELEPHONY_SILENCE);
    }

    /// When wrap-up is over; it does not end in the middle of the next call.
    private static @Nullable Duration wrapUpEnds(Seat seat) {
        Duration began = seat.trail().declaredAt();
        int seconds = seat.settings().wrapUpSeconds();
        boolean runs =
                seat.state().declaration() instanceof Declaration.WrapUp && staffedAndFree(seat.state()) && seconds > 0;
        return runs && began != null ? began.plusSeconds(seconds) : null;
    }

    /// When the agent is reminded of a limit; once for each, and not in a call.
    private static @Nullable Duration reminderAt(Seat seat) {
        Duration limit = limitAt(seat);
        boolean reminded =
                Objects.equals(seat.trail().declaredAt(), seat.memory().reminded());
        boolean open = staffedAndFree(seat.state()) && !reminded;
        return open ? limit : null;
    }

    /// When the agreed break or the time allowed for being not ready is over, or null where there is no limit.
    static @Nullable Duration limitAt(Seat seat) {
        Duration began = seat.trail().declaredAt();
        int seconds = seat.settings().notReadyLimitSeconds();
        if (began == null || seat.state().agent() == null) {
            return null;
        }
        return switch (seat.state().declaration()) {
            case Declaration.RestBreak rest -> began.plus(Duration.ofMinutes(rest.minutes()));
            case Declaration.NotReady _ -> seconds > 0 ? began.plusSeconds(seconds) : null;
            case Declaration.Ready _,
                    Declaration.BreakRequested _,
                    Declaration.WrapUp _,
                    Declaration.Study _,
                    Declaration.HandOver _ -> null;
        };
    }

    /// When the lamp begins to warn: a break when it is over, not ready when a fifth of its time is left.
    static @Nullable Duration nearLimitAt(Seat seat) {
        Duration limit = limitAt(seat);
        if (limit == null || seat.state().declaration() instanceof Declaration.RestBreak) {
            return limit;
        }
        return limit.minusMillis(seat.settings().notReadyLimitSeconds() * 200L);
    }

    /// Minutes left of the break, rounded up, never below 0.
    static long breakMinutesLeft(Duration limit, Duration at) {
        Duration left = limit.minus(at);
        return left.isNegative() ? 0 : left.plus(MINUTE).minusNanos(1).toMinutes();
    }

    private static @Nullable Duration nextBreakMinute(Seat seat) {
        Duration limit = limitAt(seat);
        if (limit == null || !(seat.state().declaration() instanceof Declaration.RestBreak)) {
            return null;
        }
        long left = breakMinutesLeft(limit, seat.latest());
        return left == 0 ? null : limit.minusMinutes(left - 1);
    }

    private static boolean staffedAndFree(SeatState state) {
        return state.agent() != null && !Line.busy(state);
    }

    /// The earliest of several deadlines.
    private static final class Earliest {
        private final Duration latest;
        private @Nullable Duration found;

        Earliest(Duration latest) {
            this.latest = latest;
        }

        /// Something to do: counts also when it is overdue.
        void orDue(@Nullable Duration deadline) {
            if (deadline != null && (found == null || deadline.compareTo(found) < 0)) {
                found = deadline;
            }
        }

        /// Something that merely looks different from then on: what is past is shown already.
        void orShown(@Nullable Duration deadline) {
            if (deadline != null && deadline.compareTo(latest) > 0) {
                orDue(deadline);
            }
        }
    }
}
