package dev.seatline.server;

import dev.seatline.config.Entry;
import dev.seatline.server.rules.Calendar;
import dev.seatline.server.rules.People;
import dev.seatline.server.rules.policy.Policy;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Whether a regulation can be kept at a site: what it names has to be there. A role that nobody holds would leave
/// requests without anybody to decide on them, a period that the calendar does not have would never come.
final class RulesFit {
    private final Entry entry;
    private final Policy policy;
    private final People people;
    private final Calendar calendar;

    private RulesFit(Entry entry, Policy policy, People people, Calendar calendar) {
        this.entry = entry;
        this.policy = policy;
        this.people = people;
        this.calendar = calendar;
    }

    /// @param entry that names the policy; mistakes are told there
    static void check(Entry entry, Policy policy, People people, Calendar calendar) {
        RulesFit fit = new RulesFit(entry, policy, people, calendar);
        fit.roles();
        fit.periods();
        fit.seats();
    }

    private void roles() {
        one("late.waivedBy", policy.attendance().waivedBy());
        one("badge.proofSignedBy", policy.attendance().proofSignedBy());
        each("busy.escalateTo", only(policy.busy().escalateTo()));
        one("handover.acceptedBy", policy.handovers().acceptedBy());
        one("handover.releasedBy", policy.handovers().releasedBy());
        each("raise.chain", policy.raising().chain());
        one("leave.approvers", policy.leaves().approvers());
        each("leave.overQuotaApprovers", policy.leaves().overQuotaApprovers());
        one("swap.approvers", policy.swaps().approvers());
    }

    private static Set<String> only(@Nullable String name) {
        return name == null ? Set.of() : Set.of(name);
    }

    private Set<String> held() {
        return people.people().values().stream()
                .flatMap(member -> member.roles().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private void each(String key, Collection<String> roles) {
        roles.stream().filter(role -> !held().contains(role)).sorted().forEach(role -> nobody(key, role));
    }

    private void one(String key, Set<String> roles) {
        if (!roles.isEmpty() && roles.stream().noneMatch(held()::contains)) {
            nobody(key, roles.stream().sorted().collect(Collectors.joining(" or ")));
        }
    }

    private void nobody(String key, String role) {
        entry.mistake(
                "%s: %s asks for a %s, and nobody is one; the people are %s: give somebody the role under people.roles"
                        .formatted(policy.id(), key, role, String.join(", ", held())));
    }

    private void periods() {
        period("late.leaderSeatsFreeAfter", policy.attendance().leaderSeatsFreeAfter());
        period("break.freeze", policy.breaks().freezePeriod());
        period("handover.freeze", policy.handovers().freezePeriod());
        policy.coverage().forEach(item -> period("coverage.period", item.period()));
    }

    private void period(String key, @Nullable String name) {
        if (name != null && !calendar.periods().containsKey(name)) {
            entry.mistake(
                    "%s: %s names the period \"%s\", which calendar.periods does not have; add %s: [] when it has no time yet%s"
                            .formatted(
                                    policy.id(),
                                    key,
                                    name,
                                    name,
                                    calendar.periods().isEmpty()
                                            ? ""
                                            : "; there are "
                                                    + String.join(
                                                            ", ",
                                                            new TreeSet<>(calendar.periods()
                                                                    .keySet()))));
        }
    }

    private void seats() {
        for (Policy.Coverage item : policy.coverage()) {
            List<People.Desk> meant = people.seats().values().stream()
                    .filter(desk -> item.kinds().isEmpty() || item.kinds().contains(desk.kind()))
                    .toList();
            if (meant.size() < item.min()) {
                entry.mistake("%s: coverage.min asks for %d seats, and there are %d%s"
                        .formatted(
                                policy.id(),
                                item.min(),
                                meant.size(),
                                item.kinds().isEmpty()
                                        ? ""
                                        : " of kind " + String.join(" or ", new TreeSet<>(item.kinds()))));
            }
        }
    }
}
