package dev.seatline.server.rules.requests;

import dev.seatline.server.rules.Form;
import dev.seatline.server.rules.Papers.Paper;
import dev.seatline.server.rules.Roster;
import dev.seatline.server.rules.Roster.Duty;
import dev.seatline.server.rules.Scene;
import dev.seatline.server.rules.Standing;
import dev.seatline.server.rules.policy.Policy;
import dev.seatline.server.rules.policy.RuleNumbers;
import dev.seatline.wire.PersonId;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Swaps: asked early enough, not too many, nobody's hours shorter, no forbidden pair of shifts, approved.
final class SwapRules {
    private SwapRules() {}

    static Standing standing(Paper paper, Form.Swap swap, Standings.Earlier earlier, Scene scene, Roster roster) {
        Policy.Swaps policy = scene.policy(paper.at()).swaps();
        RuleNumbers rules = policy.rules();
        String own = Objects.requireNonNullElse(
                rules.id("approval"),
                Objects.requireNonNullElse(
                        rules.id("lead"), scene.policy(paper.at()).id()));
        Standing.@Nullable Refused broken = broken(paper, swap, earlier, scene, roster);
        boolean soft = broken != null && Standings.soft(policy.soft(), broken.reason());
        if (broken != null && !soft) {
            return broken;
        }
        if (Standings.refused(paper)) {
            return new Standing.Refused(own, "refused");
        }
        if (Standings.approved(paper, policy.approvers(), scene)) {
            return accepted(
                    own, broken, scene.policy(paper.at()).leaves().perShiftYuan(), rules, booked(swap, policy, roster));
        }
        if (broken != null) {
            return broken;
        }
        return new Standing.Waiting(
                own, policy.approvers().stream().sorted().findFirst().orElse("supervisor"));
    }

    /// Granted, and priced when he is one too many of his shift.
    private static Standing accepted(
            String own,
            Standing.@Nullable Refused broken,
            int perShiftYuan,
            RuleNumbers rules,
            Standing.@Nullable Booked booked) {
        boolean second = broken != null && broken.reason().equals("per-shift");
        String price = (second && perShiftYuan > 0) ? rules.id("perShiftExtra") : null;
        return new Standing.Accepted(
                own,
                broken == null ? "" : broken.rule(),
                price == null ? 0 : perShiftYuan,
                Objects.requireNonNullElse(price, ""),
                booked);
    }

    /// The second of two shifts without a pause, where that is leave.
    private static Standing.@Nullable Booked booked(Form.Swap swap, Policy.Swaps policy, Roster roster) {
        String rule = policy.rules().id("backToBack");
        Duty second = rule != null && policy.backToBack() == Policy.BackToBack.LEAVE ? second(swap, roster) : null;
        return rule == null || second == null
                ? null
                : new Standing.Booked(rule, second.agent(), second.date(), second.start());
    }

    private static Standing.@Nullable Refused broken(
            Paper paper, Form.Swap swap, Standings.Earlier earlier, Scene scene, Roster roster) {
        Policy.Swaps policy = scene.policy(paper.at()).swaps();
        RuleNumbers rules = policy.rules();
        Policy.Lead lead = policy.lead();
        String leadRule = rules.id("lead");
        if (lead != null
                && leadRule != null
                && !paper.at().isBefore(Standings.latest(lead, swap.date(), scene.calendar()))) {
            return new Standing.Refused(leadRule, "lead");
        }
        String quota = rules.id("quota");
        Integer most = policy.maxPerMonth();
        if (quota != null && most != null && before(swap, earlier) >= most) {
            return new Standing.Refused(quota, "quota");
        }
        String hours = rules.id("hours");
        if (hours != null && policy.keepHours() && shortens(swap, roster)) {
            return new Standing.Refused(hours, "hours");
        }
        String classes = rules.id("classes");
        if (classes != null && !policy.classes().isEmpty() && mixes(swap, policy, roster)) {
            return new Standing.Refused(classes, "classes");
        }
        String perShift = scene.policy(paper.at()).leaves().rules().id("perShift");
        Integer allowed = scene.policy(paper.at()).leaves().perShift();
        if (perShift != null
                && allowed != null
                && LeaveRules.sharing(swap.agent(), swap.date(), swap.date(), earlier, roster) >= allowed) {
            return new Standing.Refused(perShift, "per-shift");
        }
        String backToBack = rules.id("backToBack");
        if (backToBack != null && policy.backToBack() == Policy.BackToBack.REFUSED && second(swap, roster) != null) {
            return new Standing.Refused(backToBack, "back-to-back");
        }
        return null;
    }

    private static long before(Form.Swap swap, Standings.Earlier earlier) {
        YearMonth month = YearMonth.from(swap.date());
        return earlier.alive().stream()
                .filter(paper -> paper.form() instanceof Form.Swap other
                        && other.agent().equals(swap.agent())
                        && YearMonth.from(other.date()).equals(month))
                .count();
    }

    private static Duration time(PersonId agent, LocalDate day, Roster roster) {
        return roster.on(day).stream()
                .filter(duty -> duty.agent().equals(agent))
                .flatMap(duty -> duty.spans().stream())
                .map(span -> Duration.between(span.from(), span.to()))
                .reduce(Duration.ZERO, Duration::plus);
    }

    private static boolean shortens(Form.Swap swap, Roster roster) {
        LocalDate back = swap.back();
        Duration given = time(swap.agent(), swap.date(), roster);
        Duration got = back == null ? Duration.ZERO : time(swap.with(), back, roster);
        return !given.equals(got);
    }

    private static boolean mixes(Form.Swap swap, Policy.Swaps policy, Roster roster) {
        LocalDate back = swap.back();
        String mine = classOf(swap.agent(), swap.date(), policy, roster);
        String his = classOf(swap.with(), back == null ? swap.date() : back, policy, roster);
        return !mine.isEmpty() && !his.isEmpty() && !mine.equals(his);
    }

    private static String classOf(PersonId agent, LocalDate day, Policy.Swaps policy, Roster roster) {
        return roster.on(day).stream()
                .filter(duty -> duty.agent().equals(agent))
                .map(duty -> policy.classes().getOrDefault(duty.shift(), ""))
                .findFirst()
                .orElse("");
    }

    /// Who would work two shifts without a pause between them, and which is the second; null for nobody.
    private static @Nullable Duty second(Form.Swap swap, Roster roster) {
        LocalDate back = swap.back();
        Duty partners = second(swap.with(), swap.agent(), swap.date(), back, roster);
        return partners != null || back == null
                ? partners
                : second(swap.agent(), swap.with(), back, swap.date(), roster);
    }

    /// @param takes who does `from`'s duties of this day
    /// @param free day of which he does not do his own
    private static @Nullable Duty second(
            PersonId takes, PersonId from, LocalDate day, @Nullable LocalDate free, Roster roster) {
        for (Duty taken : of(from, day, roster)) {
            for (LocalDate near : List.of(day.minusDays(1), day, day.plusDays(1))) {
                for (Duty own : near.equals(free) ? List.<Duty>of() : of(takes, near, roster)) {
                    if (!taken.start().isAfter(own.end()) && !own.start().isAfter(taken.end())) {
                        Duty later = own.start().isAfter(taken.start()) ? own : taken;
                        return new Duty(takes, later.date(), later.shift(), later.seat(), later.duty(), later.spans());
                    }
                }
            }
        }
        return null;
    }

    private static List<Duty> of(PersonId agent, LocalDate day, Roster roster) {
        return roster.on(day).stream()
                .filter(duty -> duty.agent().equals(agent))
                .toList();
    }
}
