package dev.seatline.server.rules.coverage;

import dev.seatline.server.rules.Book;
import dev.seatline.server.rules.Calendar;
import dev.seatline.server.rules.DutyRun;
import dev.seatline.server.rules.Finding;
import dev.seatline.server.rules.Roster.Duty;
import dev.seatline.server.rules.Rule;
import dev.seatline.server.rules.Scene;
import dev.seatline.server.rules.SeatRun;
import dev.seatline.server.rules.VerdictKind;
import dev.seatline.server.rules.Wish;
import dev.seatline.server.rules.policy.Policy;
import dev.seatline.wire.SeatId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Nobody follows on the seat, and its console still runs.
public final class SwitchingOff implements Rule {
    private static final Duration FOLLOWS_WITHIN = Duration.ofHours(8);

    @Override
    public List<Instant> moments(Duty duty, Policy policy, Calendar calendar) {
        return policy.planning().rules().has("shutdown")
                ? List.of(duty.end().plus(policy.planning().shutdownAfter()))
                : List.of();
    }

    @Override
    public void duty(DutyRun run, Scene scene, Book book) {
        String rule = scene.policy().planning().rules().id("shutdown");
        Duty duty = run.duty();
        SeatId where = run.leftAt() != null ? run.leftAt() : run.cameAt() != null ? run.cameAt() : duty.seat();
        SeatRun seat = where == null ? null : scene.seat(where);
        boolean due =
                scene.now().equals(duty.end().plus(scene.policy().planning().shutdownAfter()));
        if (rule == null
                || !due
                || seat == null
                || seat.agent() != null
                || !seat.online()
                || seat.lost()
                || follows(duty, where, scene)) {
            return;
        }
        book.say(new Finding(scene, rule, VerdictKind.SHUTDOWN_REMINDER, "shutdown/" + duty.key(), scene.now())
                .of(duty.agent(), where)
                .on(duty.date())
                .planned("shift-end", duty.end())
                .parameter(
                        "planning.shutdownAfterMin",
                        scene.policy().planning().shutdownAfter().toMinutes())
                .verdict());
        book.want(new Wish.Remind(seat.seat(), "OFF", scene.now()));
    }

    private static boolean follows(Duty duty, @Nullable SeatId where, Scene scene) {
        List<DutyRun> near = new ArrayList<>(scene.duties(duty.date()));
        near.addAll(scene.duties(duty.date().plusDays(1)));
        return near.stream()
                .map(DutyRun::duty)
                .anyMatch(next -> Objects.equals(next.seat(), where)
                        && !next.equals(duty)
                        && next.end().isAfter(duty.end())
                        && next.start().isBefore(duty.end().plus(FOLLOWS_WITHIN)));
    }
}
