package dev.seatline.server.rules.judge;

import dev.seatline.server.rules.Ground;
import dev.seatline.server.rules.People;
import dev.seatline.server.rules.Regulations;
import dev.seatline.server.rules.Verdict;
import dev.seatline.server.rules.VerdictKind;
import dev.seatline.server.rules.consequences.Consequences;
import dev.seatline.server.rules.policy.Policy;
import dev.seatline.wire.PersonId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What follows from a team's verdicts by counting: counted anew for each agent and quarter in which something has
/// changed, so that it cannot drift from what it counts. Used by one thread.
final class Reckoning {
    /// Whose account, and which quarter, by its first day.
    private record Account(PersonId agent, LocalDate quarter) {}

    private final Site site;
    private final String team;
    private final Faults faults;
    private final Map<Account, Map<String, Verdict>> counted = new HashMap<>();
    private final Map<Account, Map<String, Verdict>> following = new HashMap<>();
    private final Map<String, Verdict> byMatter = new HashMap<>();
    private final Set<Account> changed = new LinkedHashSet<>();
    private Instant now = Instant.MIN;
    private final List<Regulations.InForce> reigns;
    private LocalDate month;

    /// @param begins before this nothing is judged
    Reckoning(Site site, String team, Instant begins, Faults faults) {
        this.site = site;
        this.team = team;
        this.faults = faults;
        reigns = site.regulations().teams().getOrDefault(team, List.of());
        month = month(begins);
    }

    private LocalDate month(Instant at) {
        return site.calendar().date(at).withDayOfMonth(1);
    }

    static LocalDate quarter(LocalDate date) {
        return LocalDate.of(date.getYear(), (date.getMonthValue() - 1) / 3 * 3 + 1, 1);
    }

    void changed(@Nullable Verdict before, @Nullable Verdict after) {
        if (before != null) {
            for (Account account : accounts(before)) {
                counted.computeIfAbsent(account, _ -> new HashMap<>()).remove(before.matter());
                changed.add(account);
            }
        }
        if (after != null) {
            for (Account account : accounts(after)) {
                counted.computeIfAbsent(account, _ -> new HashMap<>()).put(after.matter(), after);
                changed.add(account);
            }
        }
    }

    private boolean ours(PersonId person) {
        People.Member member = site.people().people().get(person);
        return member != null && member.team().equals(team);
    }

    /// Whom it concerns: its agent, and his partner in a swap. One of another team has his account there.
    private Set<Account> accounts(Verdict verdict) {
        Set<Account> accounts = new LinkedHashSet<>();
        PersonId agent = verdict.agent();
        if (agent != null) {
            accounts.add(new Account(agent, quarter(verdict.date())));
        }
        for (Ground ground : verdict.grounds()) {
            PersonId partner = ground.person();
            if (partner != null && ours(partner) && ground.what().equals("partner")) {
                accounts.add(new Account(partner, quarter(verdict.date())));
            }
        }
        return accounts;
    }

    /// With a new month those before are over: everybody's account of them is closed, also of who did nothing that
    /// is counted, and however far time has gone at once.
    void goOn(Instant to) {
        if (to.isAfter(now)) {
            now = to;
        }
        for (LocalDate first = month(to); month.isBefore(first); month = month.plusMonths(1)) {
            LocalDate quarter = quarter(month);
            site.people().people().values().stream()
                    .filter(member -> member.team().equals(team))
                    .forEach(member -> changed.add(new Account(member.id(), quarter)));
        }
    }

    /// Which of the policies is in force at a moment.
    private int reign(Instant at) {
        int found = 0;
        for (int i = 1; i < reigns.size(); i++) {
            if (!reigns.get(i).from().isAfter(at)) {
                found = i;
            }
        }
        return found;
    }

    /// The same matter once more: two policies count by different numbers.
    private static Verdict again(Verdict verdict) {
        return new Verdict(
                verdict.matter() + "/" + verdict.edition(),
                verdict.kind(),
                verdict.rule(),
                verdict.edition(),
                verdict.team(),
                verdict.agent(),
                verdict.seat(),
                verdict.date(),
                verdict.at(),
                verdict.details(),
                verdict.grounds(),
                verdict.parameters(),
                verdict.provisional());
    }

    private List<Verdict> follow(Account account, Collection<Verdict> all, Policy policy) {
        return Consequences.of(
                team, account.agent(), account.quarter(), all, policy, site.calendar(), site.roster(), now);
    }

    /// By the policy of which moment. What was counted before another took effect stays, and it counts on from there.
    private static Instant judged(Verdict verdict) {
        // a month's award is of the month that has just ended
        return verdict.kind() == VerdictKind.AWARD ? verdict.at().minusNanos(1) : verdict.at();
    }

    List<Judge.Change> reckon() {
        List<Judge.Change> changes = new ArrayList<>();
        // an account that cannot be counted stays as it was
        changed.forEach(account -> faults.guard(() -> reckon(account, changes)));
        changed.clear();
        return changes;
    }

    private void reckon(Account account, List<Judge.Change> changes) {
        Map<String, Verdict> old = following.getOrDefault(account, Map.of());
        Map<String, Verdict> next = new TreeMap<>();
        Collection<Verdict> all = counted.getOrDefault(account, Map.of()).values();
        LocalDate quarter = account.quarter();
        int last = reign(site.calendar().begin(quarter.plusMonths(3).plusDays(2)));
        for (int i = reign(site.calendar().begin(quarter.minusDays(2))); i <= last; i++) {
            for (Verdict verdict : follow(account, all, reigns.get(i).policy())) {
                if (reign(judged(verdict)) == i) {
                    Verdict one = next.containsKey(verdict.matter()) ? again(verdict) : verdict;
                    next.put(one.matter(), one);
                }
            }
        }
        Map<String, Verdict> both = new LinkedHashMap<>(old);
        both.putAll(next);
        for (String matter : both.keySet()) {
            Verdict before = old.get(matter);
            Verdict after = next.get(matter);
            if (before == null || !before.equals(after)) {
                changes.add(new Judge.Change(matter, before, after));
                if (after == null) {
                    byMatter.remove(matter);
                } else {
                    byMatter.put(matter, after);
                }
            }
        }
        following.put(account, next);
    }

    @Nullable
    Verdict standing(String matter) {
        return byMatter.get(matter);
    }

    Collection<Verdict> standing() {
        return following.values().stream().flatMap(map -> map.values().stream()).toList();
    }
}
