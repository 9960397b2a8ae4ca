package dev.seatline.server.rules.requests;

import dev.seatline.server.rules.Form;
import dev.seatline.server.rules.Papers.Paper;
import dev.seatline.server.rules.Roster;
import dev.seatline.server.rules.Scene;
import dev.seatline.server.rules.Standing;
import dev.seatline.server.rules.policy.Policy;
import dev.seatline.server.rules.policy.RuleNumbers;
import dev.seatline.wire.PersonId;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Leave: asked early enough, within the allowance, not too many at once, approved.
final class LeaveRules {
    private LeaveRules() {}

    static Standing standing(Paper paper, Form.Leave leave, Standings.Earlier earlier, Scene scene, Roster roster) {
        Policy.Leaves policy = scene.policy(paper.at()).leaves();
        RuleNumbers rules = policy.rules();
        String own = own(leave, rules, scene.policy(paper.at()).id());
        Standing.@Nullable Refused broken = broken(paper, leave, earlier, scene, roster);
        boolean soft = broken != null && Standings.soft(policy.soft(), broken.reason());
        if (broken != null && !soft) {
            return broken;
        }
        if (Standings.refused(paper)) {
            return new Standing.Refused(own, "refused");
        }
        BigDecimal over = over(leave, earlier, policy);
        boolean beyond = over.signum() > 0;
        boolean several = beyond && !policy.overQuotaApprovers().isEmpty();
        Set<String> needed = several ? policy.overQuotaApprovers() : policy.approvers();
        boolean all = several
                ? needed.stream().allMatch(role -> Standings.approved(paper, Set.of(role), scene))
                : Standings.approved(paper, needed, scene);
        if (all) {
            int days = over.setScale(0, RoundingMode.CEILING).intValueExact();
            String price = (beyond && policy.extraYuan() > 0) ? rules.id("quotaExtra") : null;
            boolean second = broken != null && broken.reason().equals("per-shift");
            String shiftPrice = (second && policy.perShiftYuan() > 0) ? rules.id("perShiftExtra") : null;
            int yuan =
                    (price != null ? days * policy.extraYuan() : 0) + (shiftPrice != null ? policy.perShiftYuan() : 0);
            return new Standing.Accepted(
                    own,
                    broken != null ? broken.rule() : beyond ? Objects.requireNonNullElse(rules.id("quota"), "") : "",
                    yuan,
                    price != null ? price : Objects.requireNonNullElse(shiftPrice, ""),
                    null);
        }
        if (broken != null) {
            return broken;
        }
        String to = needed.stream()
                .filter(role -> !Standings.approved(paper, Set.of(role), scene))
                .sorted()
                .findFirst()
                .orElse("supervisor");
        return new Standing.Waiting(beyond ? Objects.requireNonNullElse(rules.id("quota"), own) : own, to);
    }

    /// The rule by which leave is granted: that on asking early, else another that a regulation has on leave.
    private static String own(Form.Leave leave, RuleNumbers rules, String regulation) {
        String longer = isLong(leave.type()) ? rules.id("longLead") : null;
        return Stream.of(longer, rules.id("lead"), rules.id("quota"), rules.id("concurrent"), rules.id("perShift"))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(regulation);
    }

    private static Standing.@Nullable Refused broken(
            Paper paper, Form.Leave leave, Standings.Earlier earlier, Scene scene, Roster roster) {
        Policy.Leaves policy = scene.policy(paper.at()).leaves();
        RuleNumbers rules = policy.rules();
        Policy.Lead lead = policy.lead().get(leave.type());
        boolean special = lead != null;
        if (lead == null) {
            lead = policy.lead().get("");
        }
        String leadRule =
                (special && rules.has("longLead") && isLong(leave.type())) ? rules.id("longLead") : rules.id("lead");
        boolean forgiven = policy.retroactive() && !isLong(leave.type());
        if (lead != null
                && leadRule != null
                && !forgiven
                && !paper.at().isBefore(Standings.latest(lead, leave.from(), scene.calendar()))) {
            return new Standing.Refused(leadRule, "lead");
        }
        boolean counts = counts(leave.agent(), policy, scene);
        String concurrent = counts ? rules.id("concurrent") : null;
        Integer most = policy.maxConcurrent().get(leave.type());
        Integer mostOfAll = policy.maxConcurrent().get("");
        if (concurrent != null
                && ((most != null && others(leave, leave.type(), earlier, policy, scene) >= most)
                        || (mostOfAll != null && others(leave, null, earlier, policy, scene) >= mostOfAll))) {
            return new Standing.Refused(concurrent, "concurrency");
        }
        String perShift = rules.id("perShift");
        Integer allowed = policy.perShift();
        if (perShift != null
                && allowed != null
                && sharing(leave.agent(), leave.from(), leave.to(), earlier, roster) >= allowed) {
            return new Standing.Refused(perShift, "per-shift");
        }
        return null;
    }

    private static boolean isLong(String type) {
        return type.equals("annual") || type.equals("marriage") || type.equals("maternity");
    }

    /// Whether somebody's leave counts among those at once.
    private static boolean counts(PersonId agent, Policy.Leaves policy, Scene scene) {
        return policy.concurrentExcept().stream()
                .noneMatch(role -> scene.people().has(agent, role));
    }

    /// How many others are on leave, of a type or of any, on some day of this one.
    private static long others(
            Form.Leave leave, @Nullable String type, Standings.Earlier earlier, Policy.Leaves policy, Scene scene) {
        return earlier.alive().stream()
                .filter(paper -> paper.form() instanceof Form.Leave other
                        && !other.agent().equals(leave.agent())
                        && counts(other.agent(), policy, scene)
                        && (type == null || other.type().equals(type))
                        && !other.from().isAfter(leave.to())
                        && !other.to().isBefore(leave.from()))
                .map(paper -> paper.form().agent())
                .distinct()
                .count();
    }

    /// How many of the same shift are on leave or swap on one of these days.
    static int sharing(PersonId agent, LocalDate from, LocalDate to, Standings.Earlier earlier, Roster roster) {
        int most = 0;
        for (LocalDate day = from; !day.isAfter(to) && day.isBefore(from.plusDays(400)); day = day.plusDays(1)) {
            int count = 0;
            for (Paper paper : earlier.alive()) {
                boolean away = switch (paper.form()) {
                    case Form.Leave other ->
                        !other.agent().equals(agent)
                                && other.covers(day)
                                && sameShift(agent, other.agent(), day, roster);
                    case Form.Swap other ->
                        !other.agent().equals(agent)
                                && day.equals(other.date())
                                && sameShift(agent, other.agent(), day, roster);
                    case Form.Correction _,
                            Form.Waiver _,
                            Form.Handover _,
                            Form.Entry _,
                            Form.Proof _,
                            Form.Notice _,
                            Form.RosterFiled _,
                            Form.Plan _,
                            Form.Inspection _ -> false;
                };
                if (away) {
                    count++;
                }
            }
            most = Math.max(most, count);
        }
        return most;
    }

    private static boolean sameShift(PersonId one, PersonId other, LocalDate day, Roster roster) {
        return roster.on(day).stream()
                .filter(duty -> duty.agent().equals(one))
                .anyMatch(mine -> roster.on(day).stream()
                        .anyMatch(
                                his -> his.agent().equals(other) && his.spans().equals(mine.spans())));
    }

    /// Days beyond the month's allowance that this leave takes, those before it counted.
    private static BigDecimal over(Form.Leave leave, Standings.Earlier earlier, Policy.Leaves policy) {
        BigDecimal allowance = policy.maxDaysPerMonth();
        if (allowance == null || !policy.rules().has("quota")) {
            return BigDecimal.ZERO;
        }
        YearMonth month = YearMonth.from(leave.from());
        BigDecimal before = earlier.alive().stream()
                .map(Paper::form)
                .filter(Form.Leave.class::isInstance)
                .map(Form.Leave.class::cast)
                .filter(other -> other.agent().equals(leave.agent())
                        && YearMonth.from(other.from()).equals(month))
                .map(Form.Leave::days)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal left = allowance.subtract(before).max(BigDecimal.ZERO);
        return leave.days().subtract(left).max(BigDecimal.ZERO);
    }
}
