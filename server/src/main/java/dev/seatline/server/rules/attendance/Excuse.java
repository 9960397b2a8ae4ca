package dev.seatline.server.rules.attendance;

import dev.seatline.server.rules.Form;
import dev.seatline.server.rules.Mark;
import dev.seatline.server.rules.Papers;
import dev.seatline.server.rules.Roster.Duty;
import dev.seatline.server.rules.Scene;
import dev.seatline.server.rules.Standing;
import dev.seatline.server.rules.policy.Policy;
import dev.seatline.wire.PersonId;
import java.time.Instant;
import java.time.LocalTime;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What papers say of a day's coming and going.
final class Excuse {
    private Excuse() {}

    /// Whether the agent need not come: on leave, or the duty is given away, or it is the second of two without a
    /// pause and booked as leave.
    static boolean free(Duty duty, Scene scene) {
        PersonId agent = duty.agent();
        boolean onLeave = scene.papers().of(agent, Form.Leave.class).stream()
                .anyMatch(paper -> ((Form.Leave) paper.form()).covers(duty.date()) && accepted(paper, scene));
        return onLeave || givenAway(duty, scene);
    }

    private static boolean givenAway(Duty duty, Scene scene) {
        for (Papers.Paper paper : scene.papers().all(Form.Swap.class)) {
            Form.Swap swap = (Form.Swap) paper.form();
            boolean his = swap.agent().equals(duty.agent()) && duty.date().equals(swap.date());
            boolean back = swap.with().equals(duty.agent()) && duty.date().equals(swap.back());
            boolean given = (his || back) && accepted(paper, scene) && !takenOver(duty, swap);
            if (given || booked(paper, duty, scene)) {
                return true;
            }
        }
        return false;
    }

    private static boolean booked(Papers.Paper paper, Duty duty, Scene scene) {
        Standing.Booked booked = scene.standing(paper) instanceof Standing.Accepted accepted ? accepted.booked() : null;
        return booked != null
                && booked.agent().equals(duty.agent())
                && booked.start().equals(duty.start());
    }

    /// On one and the same day partners exchange shifts: then each has the other's.
    private static boolean takenOver(Duty duty, Form.Swap swap) {
        return swap.date().equals(swap.back()) && duty.agent().equals(swap.with());
    }

    private static boolean accepted(Papers.Paper paper, Scene scene) {
        return scene.standing(paper) instanceof Standing.Accepted;
    }

    /// Whether leave was asked for and not granted (yet).
    static boolean askedLeave(Duty duty, Scene scene) {
        return scene.papers().of(duty.agent(), Form.Leave.class).stream()
                .anyMatch(paper -> ((Form.Leave) paper.form()).covers(duty.date()));
    }

    /// The rule on staying away without what was asked for, or null: leave that is not granted (yet), or a swap.
    static @Nullable String unapproved(Duty duty, Scene scene) {
        if (askedLeave(duty, scene)) {
            return scene.policy().leaves().rules().id("unapproved");
        }
        boolean swap = scene.papers().of(duty.agent(), Form.Swap.class).stream()
                .anyMatch(paper -> ((Form.Swap) paper.form()).date().equals(duty.date()));
        return swap ? scene.policy().swaps().rules().id("unapproved") : null;
    }

    /// The approved waiver of the day, as a mark, or null; a regulation that knows no waivers has none.
    static @Nullable Mark waived(Duty duty, Scene scene) {
        Policy.Attendance policy = scene.policy().attendance();
        if (!policy.rules().has("waiver")) {
            return null;
        }
        for (Papers.Paper paper : scene.papers().of(duty.agent(), Form.Waiver.class, duty.date())) {
            Form.Waiver waiver = (Form.Waiver) paper.form();
            boolean meant = policy.waivers().isEmpty() || policy.waivers().contains(waiver.why());
            if (meant && decided(paper, policy.waivedBy(), scene)) {
                return new Mark(paper.at(), paper.id());
            }
        }
        return null;
    }

    private static boolean decided(Papers.Paper paper, Set<String> roles, Scene scene) {
        return paper.decisions().stream()
                .anyMatch(one -> one.decision() == Form.Decision.APPROVE && holds(one.by(), roles, scene));
    }

    private static boolean holds(PersonId person, Set<String> roles, Scene scene) {
        return roles.isEmpty() || roles.stream().anyMatch(role -> scene.people().has(person, role));
    }

    /// When the agent came or went by a correction that somebody bears witness to, or null.
    ///
    /// @param what `badge-in` or `badge-out`
    static @Nullable Mark corrected(Duty duty, String what, Scene scene) {
        Policy.Attendance policy = scene.policy().attendance();
        for (Papers.Paper paper : scene.papers().of(duty.agent(), Form.Correction.class, duty.date())) {
            Form.Correction correction = (Form.Correction) paper.form();
            PersonId signed = correction.signed();
            boolean witnessed =
                    (signed != null && !signed.equals(duty.agent()) && holds(signed, policy.proofSignedBy(), scene))
                            || decided(paper, policy.proofSignedBy(), scene);
            if (correction.what().equals(what) && witnessed) {
                return new Mark(moment(duty, what, correction.time(), scene), paper.id());
            }
        }
        return null;
    }

    private static Instant moment(Duty duty, String what, @Nullable LocalTime time, Scene scene) {
        if (time == null) {
            return what.equals("badge-in") ? duty.start() : duty.end();
        }
        Instant at = scene.calendar().at(duty.date(), time);
        return at.isBefore(duty.start().minusSeconds(4 * 3600))
                ? scene.calendar().at(duty.date().plusDays(1), time)
                : at;
    }
}
