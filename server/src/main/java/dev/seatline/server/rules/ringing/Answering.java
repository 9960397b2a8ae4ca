package dev.seatline.server.rules.ringing;

import dev.seatline.server.rules.Book;
import dev.seatline.server.rules.Details;
import dev.seatline.server.rules.Finding;
import dev.seatline.server.rules.Happening;
import dev.seatline.server.rules.Mark;
import dev.seatline.server.rules.Rule;
import dev.seatline.server.rules.Scene;
import dev.seatline.server.rules.SeatRun;
import dev.seatline.server.rules.VerdictKind;
import dev.seatline.server.rules.Wish;
import dev.seatline.server.rules.policy.Policy;
import dev.seatline.wire.Fact;
import dev.seatline.wire.PersonId;
import dev.seatline.wire.SeatId;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Answered within the rings, answered late, or let ring.
public final class Answering implements Rule {
    @Override
    public void happened(Happening happening, Scene scene, Book book) {
        if (!(happening instanceof Happening.Sensed sensed)) {
            return;
        }
        SeatRun seat = scene.seat(sensed.seat());
        PersonId agent = seat == null ? null : seat.agent();
        if (seat == null || agent == null || !scene.ours(agent)) {
            return;
        }
        if (sensed.fact() instanceof Fact.RingingEnded ended && ended.rings() > 0) {
            ended(sensed, ended, seat, agent, scene, book);
        } else if (sensed.fact() instanceof Fact.RingCounted counted
                && counted.rings() == scene.policy().ring().max() + 1) {
            neighbour(sensed, seat, scene, book);
        }
    }

    private static void ended(
            Happening.Sensed sensed, Fact.RingingEnded ended, SeatRun seat, PersonId agent, Scene scene, Book book) {
        Policy.Ring policy = scene.policy().ring();
        Mark ring = seat.ring();
        if (ring == null || (policy.readyOnly() && !seat.readyAtRing()) || !late(policy, ended.rings(), ring, sensed)) {
            return;
        }
        boolean stopped = ended.end() == Fact.RingEnd.STOPPED;
        String rule = policy.rules().id(stopped ? "missed" : "late");
        if (rule == null) {
            return;
        }
        Mark end = new Mark(sensed.at(), sensed.place().toString());
        String matter = "ring/" + seat.seat() + "/" + ring.at();
        Finding finding = new Finding(
                        scene, rule, stopped ? VerdictKind.MISSED_CALL : VerdictKind.LATE_ANSWER, matter, sensed.at())
                .of(agent, seat.seat())
                .details(Details.ofRings(ended.rings()))
                .fact("ring-began", ring, seat.seat(), agent, "")
                .fact(stopped ? "stopped" : "answered", end, seat.seat(), agent, String.valueOf(ended.rings()))
                .parameter("ring.max", policy.max())
                .parameter("ring.combine", policy.combine().name().toLowerCase(Locale.ROOT));
        Duration time = policy.maxTime();
        if (time != null) {
            finding.parameter("ring.maxSec", time.toSeconds());
        }
        book.say(finding.verdict());
        if (!stopped && policy.consequences().contains("apology-prompt")) {
            book.say(new Finding(scene, rule, VerdictKind.APOLOGY_PROMPT, "apology/" + matter, sensed.at())
                    .of(agent, seat.seat())
                    .fact("answered", end, seat.seat(), agent, String.valueOf(ended.rings()))
                    .parameter("ring.max", policy.max())
                    .verdict());
            book.want(new Wish.Remind(seat.seat(), "Sor", scene.now()));
        }
    }

    private static boolean late(Policy.Ring policy, int rings, Mark ring, Happening.Sensed sensed) {
        boolean byRings = rings > policy.max();
        Duration most = policy.maxTime();
        boolean byTime =
                most != null && Duration.between(ring.at(), sensed.at()).compareTo(most) > 0;
        return switch (policy.combine()) {
            case RINGS -> byRings;
            case TIME -> byTime;
            case ANY -> byRings || byTime;
            case ALL -> byRings && byTime;
        };
    }

    /// One ring more than allowed: the nearest ready colleague should take it.
    private static void neighbour(Happening.Sensed sensed, SeatRun seat, Scene scene, Book book) {
        Policy.Ring policy = scene.policy().ring();
        String rule = policy.rules().id("pickUp");
        if (rule == null || !policy.consequences().contains("pick-up-call")) {
            return;
        }
        SeatId nearest = nearest(seat.seat(), scene);
        if (nearest != null) {
            book.say(new Finding(scene, rule, VerdictKind.PICK_UP_CALL, "pick-up/" + sensed.place(), sensed.at())
                    .of(null, nearest)
                    .fact("rings", new Mark(sensed.at(), sensed.place().toString()), seat.seat(), seat.agent(), "")
                    .parameter("ring.max", policy.max())
                    .verdict());
            book.want(new Wish.Remind(nearest, "CALL", scene.now()));
        }
    }

    private static @Nullable SeatId nearest(SeatId seat, Scene scene) {
        for (List<SeatId> row : scene.people().rows()) {
            int here = row.indexOf(seat);
            for (int step = 1; here >= 0 && step < row.size(); step++) {
                for (int at : new int[] {here - step, here + step}) {
                    SeatRun other = at >= 0 && at < row.size() ? scene.seat(row.get(at)) : null;
                    if (other != null && other.ready() && !other.inCall() && !other.lost()) {
                        return other.seat();
                    }
                }
            }
        }
        return null;
    }
}
