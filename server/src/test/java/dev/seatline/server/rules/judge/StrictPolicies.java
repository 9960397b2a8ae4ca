package dev.seatline.server.rules.judge;

import dev.seatline.server.rules.policy.Policy;
import dev.seatline.server.rules.policy.RuleNumbers;
import dev.seatline.server.rules.policy.Segment;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Two regulations that no paper has: together they have a number for everything that rules can say, so that every rule
/// is asked, and they answer differently wherever a policy has a choice.
final class StrictPolicies {
    private StrictPolicies() {}

    /// Much is refused, little is waited for, and money is counted.
    static Policy stern(int edition) {
        return policy(true, edition);
    }

    /// Waits, excuses and warns.
    static Policy mild(int edition) {
        return policy(false, edition);
    }

    private static RuleNumbers rules(boolean stern, String... names) {
        Map<String, String> numbers = new TreeMap<>();
        for (String name : names) {
            numbers.put(name, name);
        }
        return new RuleNumbers(stern ? "stern" : "mild", numbers);
    }

    private static Policy policy(boolean stern, int edition) {
        String id = stern ? "stern" : "mild";
        return new Policy(
                id,
                edition,
                stern ? "严" : "宽",
                id,
                Map.of("day", List.of(new Segment(Segment.Kind.SEAT, LocalTime.of(8, 30), LocalTime.of(17, 0)))),
                attendance(stern, edition),
                new Policy.Identity(
                        rules(stern, "ownNumber", "certified", "proxy", "ownSeat", "badgeOutSignedIn", "unknown"),
                        Duration.ofMinutes(stern ? 10 : 1),
                        Duration.ofMinutes(stern ? 45 : 120)),
                new Policy.Busy(
                        rules(stern, "overrun", "replacement", "unattended"),
                        Duration.ofMinutes(stern ? 5 : 15),
                        "manager",
                        Set.of("WARM_UP", "LINK_LOST"),
                        Duration.ofSeconds(stern ? 20 : 60)),
                new Policy.Away(
                        rules(stern, "overrun", "concurrent"),
                        Duration.ofMinutes(stern ? 8 : 20),
                        1,
                        stern ? Policy.WhenFull.REFUSE : Policy.WhenFull.QUEUE,
                        Set.of("TOILET")),
                breaks(stern),
                new Policy.Ring(
                        rules(stern, "late", "pickUp", "missed"),
                        stern ? 2 : 3,
                        stern ? Duration.ofSeconds(10) : null,
                        stern ? Policy.Combine.ANY : Policy.Combine.RINGS,
                        stern,
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(4),
                        stern ? Set.of("apology-prompt") : Set.of("pick-up-call")),
                new Policy.Calls(
                        rules(stern, "release", "personal", "callBack", "owed"),
                        Set.of("silent"),
                        Set.of("nuisance"),
                        Duration.ofMinutes(3)),
                new Policy.HeadsetPlace(
                        rules(stern, "readyOnRest", "awayLifted", "offDutyLifted", "answeredOnRest"),
                        Duration.ofSeconds(stern ? 30 : 90)),
                List.of(
                        new Policy.Coverage(
                                id + "/min", 2, "open", false, Set.of(), "day", Duration.ofMinutes(stern ? 0 : 5)),
                        new Policy.Coverage(
                                id + "/night", 1, "open", true, Set.of("inbound"), null, Duration.ofMinutes(10))),
                new Policy.Planning(rules(stern, "roster", "shutdown"), 4, Duration.ofMinutes(30)),
                new Policy.Handovers(
                        rules(stern, "relief", "incident", "freeze", "accepted"),
                        Set.of("team-leader"),
                        stern ? Set.of() : Set.of("manager"),
                        "open"),
                new Policy.Raising(
                        rules(stern, "raised", "escalated"), Duration.ofMinutes(2), List.of("team-leader", "manager")),
                leaves(stern),
                new Policy.Swaps(
                        rules(
                                stern,
                                "lead",
                                "quota",
                                "hours",
                                "perShift",
                                "perShiftExtra",
                                "backToBack",
                                "classes",
                                "unapproved",
                                "approval"),
                        new Policy.Lead(1, Policy.LeadUnit.DAYS),
                        2,
                        stern,
                        stern ? Policy.BackToBack.REFUSED : Policy.BackToBack.LEAVE,
                        Map.of(),
                        Set.of("manager"),
                        Set.of("lead")),
                List.of(
                        counter(id, Set.of("late", "early-leave"), stern ? 2 : 3, Policy.CountPeriod.MONTH, "warning"),
                        counter(id, Set.of("busy-overrun"), 2, Policy.CountPeriod.QUARTER, "leave-booked"),
                        counter(id, Set.of("absence"), 2, Policy.CountPeriod.RUNNING, "dismissal-alert")),
                List.of(
                        new Policy.Tariff(id + "/late", "late", null, -edition, 10 * edition, null),
                        new Policy.Tariff(id + "/missed", "missed-call", null, -1, null, stern ? "month" : null)),
                new Policy.Awards(
                        rules(stern, "fullAttendance"), 5, Set.of("late", "absence", stern ? "leave" : "sick-leave")),
                new Policy.Penalty(stern));
    }

    private static Policy.Attendance attendance(boolean stern, int edition) {
        Duration grace = Duration.ofMinutes((stern ? 0 : 5) + 2L * (edition - 1));
        return new Policy.Attendance(
                rules(
                        stern,
                        "late",
                        "early",
                        "absence",
                        "noShow",
                        "lunch",
                        "lead",
                        "leaderLead",
                        "prepared",
                        "seated",
                        "missedBadge",
                        "waiver"),
                grace,
                Duration.ofMinutes(stern ? 30 : 60),
                List.of(
                        new Policy.Band(Duration.ofMinutes(10), new BigDecimal("0.5"), "band/1"),
                        new Policy.Band(null, BigDecimal.ONE, "band/2")),
                Set.of("late-bus"),
                Set.of("manager"),
                Duration.ofMinutes(stern ? 10 : 3),
                Duration.ofMinutes(20),
                Duration.ofMinutes(2),
                Duration.ofSeconds(stern ? 20 : 120),
                true,
                1,
                Set.of("manager"),
                stern ? "open" : null);
    }

    private static Policy.Breaks breaks(boolean stern) {
        RuleNumbers each = rules(stern, "count", "length");
        return new Policy.Breaks(
                rules(stern, "concurrent", "plan", "freeze", "entitled"),
                stern ? Set.of() : Set.of("MEAL"),
                stern
                        ? Map.of("inbound", new Policy.BreakAllowance(each, 2, Duration.ofMinutes(10)))
                        : Map.of(
                                "inbound",
                                new Policy.BreakAllowance(each, null, Duration.ofMinutes(15)),
                                "outbound",
                                new Policy.BreakAllowance(each, 1, Duration.ofMinutes(5))),
                1,
                Set.of("inbound"),
                stern ? Policy.WhenFull.REFUSE : Policy.WhenFull.QUEUE,
                stern ? "peak" : null,
                Duration.ofHours(2),
                Duration.ofMinutes(30),
                Duration.ofMinutes(10));
    }

    private static Policy.Leaves leaves(boolean stern) {
        return new Policy.Leaves(
                rules(
                        stern,
                        "lead",
                        "longLead",
                        "quota",
                        "quotaExtra",
                        "concurrent",
                        "perShift",
                        "perShiftExtra",
                        "proof",
                        "unapproved"),
                Map.of("personal", new Policy.Lead(1, Policy.LeadUnit.WORKING_DAYS)),
                new BigDecimal(stern ? "1" : "3"),
                stern ? 50 : 0,
                Map.of("", 1),
                stern ? Set.of() : Set.of("team-leader"),
                stern ? 1 : null,
                20,
                Set.of("manager"),
                Set.of("manager"),
                stern ? Set.of() : Set.of("concurrent"),
                true,
                Set.of("sick"));
    }

    private static Policy.Counter counter(
            String id, Set<String> of, int every, Policy.CountPeriod per, @Nullable String becomes) {
        return new Policy.Counter(
                id + "/" + becomes,
                of,
                every,
                false,
                Policy.Counter.Unit.TIMES,
                per,
                becomes == null ? "warning" : becomes,
                new BigDecimal("0.5"),
                null,
                null,
                1);
    }
}
