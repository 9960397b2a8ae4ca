package dev.seatline.bench.demo;

import dev.seatline.device.seat.Input.Press;
import dev.seatline.wire.Call;
import dev.seatline.wire.Declaration;
import dev.seatline.wire.Headset;
import dev.seatline.wire.Person;
import dev.seatline.wire.PersonId;
import dev.seatline.wire.Reason;
import dev.seatline.wire.SeatState;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.random.RandomGenerator;

/// How the people of the demo behave: a pure function from what the seat is to the next deed. Pure but for the random
/// source, which is the caller's.
final class Habits {
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(5);

    private final Shifts shifts;
    private final RandomGenerator random;
    /// 0 to 1: how late this person tends to be, so that a row of seats does not move as one.
    private final double ease;

    Habits(Shifts shifts, RandomGenerator random) {
        this.shifts = shifts;
        this.random = random;
        this.ease = random.nextDouble();
    }

    Deed next(SeatState seat, ZonedDateTime now) {
        PersonId due = shifts.onDuty(now.toLocalTime().minusSeconds((long) (ease * 300)));
        return switch (seat.person()) {
            case Person.Nobody _, Person.UnknownCard _ -> vacant(due, seat);
            case Person.Agent agent -> staffed(agent, due, seat, now);
        };
    }

    private Deed vacant(@org.jspecify.annotations.Nullable PersonId due, SeatState seat) {
        if (seat.headset() == Headset.LIFTED) {
            return deed(new Deed.Act.Hook(false), 3, 5);
        }
        return due == null ? rest(20, 60) : deed(new Deed.Act.Tap(Deed.Badge.OWNER), 15, 60);
    }

    private Deed staffed(
            Person.Agent agent, @org.jspecify.annotations.Nullable PersonId due, SeatState seat, ZonedDateTime now) {
        boolean inCall = !(seat.call() instanceof Call.Quiet || seat.call() instanceof Call.Unknown);
        if (!agent.id().equals(due) && !inCall) {
            return leaving(agent, due);
        }
        return switch (seat.call()) {
            case Call.Ringing ringing -> answering(ringing);
            case Call.InCall _, Call.OnHold _ -> talking(seat, now.toInstant());
            case Call.Quiet _, Call.Unknown _ -> working(seat, now);
        };
    }

    /// The shift is over: the relief announces himself, then the owner goes. Without a relief the owner just goes.
    private Deed leaving(Person.Agent agent, @org.jspecify.annotations.Nullable PersonId due) {
        if (due == null || due.equals(agent.relief())) {
            return deed(new Deed.Act.Tap(Deed.Badge.OWNER), 5, 15);
        }
        return deed(new Deed.Act.Tap(Deed.Badge.RELIEF), 10, 60);
    }

    private Deed answering(Call.Ringing ringing) {
        // most answer within two rings, some need three, a few do not answer at all
        boolean answers = random.nextDouble() < (ringing.rings() < 3 ? 0.45 : 0.6);
        return answers ? deed(new Deed.Act.Hook(true), 1, 3) : rest(3, 5);
    }

    private Deed talking(SeatState seat, Instant now) {
        if (seat.headset() == Headset.LIFTED && since(seat, now) > 30 && random.nextDouble() < 0.045) {
            return deed(new Deed.Act.Hook(false), 2, 4);
        }
        boolean needsHelp = !seat.handRaised() && random.nextDouble() < 0.004;
        return needsHelp ? deed(new Deed.Act.Press(Press.LONG), 5, 10) : new Deed(new Deed.Act.Wait(), LOOK_AGAIN);
    }

    private Deed working(SeatState seat, ZonedDateTime now) {
        if (seat.headset() == Headset.LIFTED) {
            return deed(new Deed.Act.Hook(false), 2, 5);
        }
        long since = since(seat, now.toInstant());
        return switch (seat.declaration()) {
            case Declaration.Ready _ -> ready(now.toLocalTime());
            case Declaration.NotReady notReady -> notReady(notReady.reason(), since);
            case Declaration.BreakRequested _ -> taking(rest(5, 20));
            case Declaration.RestBreak rest -> {
                // nearly everybody is back in time, a few overrun by some minutes
                double overrun = ease > 0.85 ? 1.2 : 0.93;
                yield since > rest.minutes() * 60 * overrun
                        ? deed(new Deed.Act.Press(Press.SHORT), 3, 8)
                        : rest(10, 30);
            }
            case Declaration.WrapUp _ ->
                random.nextDouble() < 0.15 ? deed(new Deed.Act.Press(Press.SHORT), 2, 4) : rest(4, 8);
            case Declaration.Study _, Declaration.HandOver _ -> deed(new Deed.Act.Press(Press.SHORT), 5, 15);
        };
    }

    private Deed ready(LocalTime now) {
        double hourly = isLunch(now) ? 1.6 : 0.5;
        if (random.nextDouble() < hourly / 60) {
            return deed(new Deed.Act.Press(Press.DOUBLE), 4, 9);
        }
        if (random.nextDouble() < 0.02) {
            return deed(new Deed.Act.Press(Press.SHORT), 2, 3);
        }
        return random.nextDouble() < shifts.load(now) ? deed(new Deed.Act.Ring(6), 4, 6) : rest(5, 12);
    }

    private Deed notReady(Reason reason, long since) {
        // stepping through the numbered reasons while the chooser is open
        if (!reason.equals(Reason.WARM_UP) && since < 4 && random.nextDouble() < 0.5) {
            return deed(new Deed.Act.Press(Press.SHORT), 1, 2);
        }
        long stays = reason.equals(Reason.WARM_UP) ? 20 + (long) (ease * 100) : 60 + (long) (ease * 400);
        return since > stays ? deed(new Deed.Act.Press(Press.SHORT), 6, 10) : rest(4, 12);
    }

    /// While waiting for a break one goes on taking calls, but rarely.
    private Deed taking(Deed otherwise) {
        return random.nextDouble() < 0.05 ? deed(new Deed.Act.Ring(6), 4, 6) : otherwise;
    }

    private static boolean isLunch(LocalTime now) {
        return now.isAfter(LocalTime.of(11, 20)) && now.isBefore(LocalTime.of(13, 20));
    }

    private static long since(SeatState seat, Instant now) {
        return Duration.between(seat.since(), now).toSeconds();
    }

    private Deed rest(int from, int to) {
        return deed(new Deed.Act.Wait(), from, to);
    }

    private Deed deed(Deed.Act act, int fromSeconds, int toSeconds) {
        return new Deed(act, Duration.ofMillis(random.nextLong(fromSeconds * 1000L, toSeconds * 1000L)));
    }
}
