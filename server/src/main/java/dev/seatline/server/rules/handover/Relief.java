package dev.seatline.server.rules.handover;

import dev.seatline.server.rules.Book;
import dev.seatline.server.rules.Calendar;
import dev.seatline.server.rules.DutyRun;
import dev.seatline.server.rules.Finding;
import dev.seatline.server.rules.Happening;
import dev.seatline.server.rules.Mark;
import dev.seatline.server.rules.Roster.Duty;
import dev.seatline.server.rules.Rule;
import dev.seatline.server.rules.Scene;
import dev.seatline.server.rules.VerdictKind;
import dev.seatline.server.rules.policy.Policy;
import dev.seatline.wire.Fact;
import dev.seatline.wire.SeatId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Nobody leaves until the next one is there, unless a leader lets the seat go.
public final class Relief implements Rule {
    private static final Duration NEAR = Duration.ofHours(1);

    @Override
    public List<Instant> moments(Duty duty, Policy policy, Calendar calendar) {
        return List.of(duty.end());
    }

    @Override
    public void duty(DutyRun run, Scene scene, Book book) {
        String rule = scene.policy().handovers().rules().id("relief");
        Duty duty = run.duty();
        SeatId seat = duty.seat();
        if (rule == null || seat == null) {
            return;
        }
        Duty next = next(duty, seat, scene);
        if (next == null || there(next, scene) || scene.blind(next)) {
            return;
        }
        if (scene.now().equals(duty.end()) && run.present()) {
            book.say(new Finding(scene, rule, VerdictKind.HELD_FOR_RELIEF, "held/" + duty.key(), duty.end())
                    .of(duty.agent(), seat)
                    .on(duty.date())
                    .planned("shift-end", duty.end())
                    .fact("not-come", new Mark(scene.now(), ""), seat, next.agent(), "")
                    .verdict());
        }
    }

    @Override
    public void happened(Happening happening, Scene scene, Book book) {
        String rule = scene.policy().handovers().rules().id("relief");
        if (rule == null
                || !(happening instanceof Happening.Sensed sensed)
                || !(sensed.fact() instanceof Fact.SignedOut out)
                || out.cause() == Fact.SignOutCause.RELIEVED
                || !scene.ours(out.person())) {
            return;
        }
        DutyRun run = scene.duty(out.person());
        SeatId seat = run == null ? null : run.duty().seat();
        if (run == null
                || seat == null
                || !sensed.seat().equals(seat)
                || sensed.at().isBefore(run.duty().end().minus(NEAR))) {
            return;
        }
        Duty duty = run.duty();
        Duty next = next(duty, seat, scene);
        if (next == null || there(next, scene) || scene.blind(next) || Following.released(duty, seat, scene)) {
            return;
        }
        book.say(new Finding(scene, rule, VerdictKind.LEFT_UNRELIEVED, "unrelieved/" + duty.key(), sensed.at())
                .of(duty.agent(), seat)
                .on(duty.date())
                .planned("shift-end", duty.end())
                .fact("sign-out", new Mark(sensed.at(), sensed.place().toString()), seat, duty.agent(), "")
                .fact("not-come", new Mark(sensed.at(), ""), seat, next.agent(), "")
                .verdict());
    }

    /// Who is to follow on the seat.
    private static @Nullable Duty next(Duty duty, SeatId seat, Scene scene) {
        for (DutyRun run : Following.near(duty, scene)) {
            Duty other = run.duty();
            boolean follows = seat.equals(other.seat())
                    && !other.agent().equals(duty.agent())
                    && other.end().isAfter(duty.end())
                    && Duration.between(other.start(), duty.end()).abs().compareTo(NEAR) <= 0;
            if (follows) {
                return other;
            }
        }
        return null;
    }

    private static boolean there(Duty next, Scene scene) {
        return scene.seatOf(next.agent()) != null || scene.loggedIn(next.agent());
    }
}
