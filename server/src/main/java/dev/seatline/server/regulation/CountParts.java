package dev.seatline.server.regulation;

import dev.seatline.config.Entry;
import dev.seatline.config.Section;
import dev.seatline.server.rules.VerdictKind;
import dev.seatline.server.rules.policy.Policy;
import dev.seatline.server.rules.policy.RuleNumbers;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// Sections `counters`, `tariff` and `award`: what verdicts become, cost and give.
final class CountParts {
    /// Papers that break full attendance, beside verdicts.
    private static final List<String> PAPERS = Stream.concat(
                    Stream.of("leave", "swap"), Part.LEAVE_TYPES.stream().map(type -> type + "-leave"))
            .toList();

    private CountParts() {}

    static List<Policy.Counter> counters(Entry list, String id) {
        List<Policy.Counter> counters = new ArrayList<>();
        Map<String, Set<String>> makes = new HashMap<>();
        for (Section item : list.sections(1, 100)) {
            Policy.Counter one = counter(item, id);
            one.of()
                    .forEach(kind ->
                            makes.computeIfAbsent(kind, _ -> new HashSet<>()).add(one.becomes()));
            if (reaches(one.becomes(), one.of(), makes)) {
                item.mistake(
                        "becomes",
                        "found \"%s\", which comes to be counted here again: it would never end"
                                .formatted(one.becomes()));
            }
            counters.add(one);
        }
        return counters;
    }

    private static boolean reaches(String from, Set<String> goal, Map<String, Set<String>> makes) {
        Set<String> seen = new HashSet<>();
        List<String> open = new ArrayList<>(List.of(from));
        while (!open.isEmpty()) {
            String kind = open.removeLast();
            if (goal.contains(kind)) {
                return true;
            }
            if (seen.add(kind)) {
                open.addAll(makes.getOrDefault(kind, Set.of()));
            }
        }
        return false;
    }

    private static Policy.Counter counter(Section item, String id) {
        String rule = Part.rule(item, id);
        Entry ofEntry = item.required("of");
        List<String> of = Part.words(ofEntry, Part.VERDICTS);
        if (item.has("of") && of.isEmpty()) {
            ofEntry.mistake("found no known kind of verdict, allowed is at least one");
        }
        int every = item.required("every").number(1, 10_000, 1);
        boolean once = item.optional("once").flag(false);
        Policy.Counter.Unit unit = item.optional("unit").choice(Policy.Counter.Unit.class, Policy.Counter.Unit.TIMES);
        Policy.CountPeriod per = item.required("per").choice(Policy.CountPeriod.class, Policy.CountPeriod.MONTH);
        String becomes = kind(item.required("becomes"));
        BigDecimal days = Part.days(item, "days");
        Integer points = Part.number(item, "points", -1000, 1000);
        Integer yuan = Part.number(item, "yuan", 1, 100_000);
        Integer count = Part.number(item, "count", 0, 10_000);
        needs(item, becomes, "days", VerdictKind.LEAVE_BOOKED, VerdictKind.ABSENCE_BOOKED);
        needs(item, becomes, "points", VerdictKind.POINTS);
        needs(item, becomes, "yuan", VerdictKind.FINE_PROPOSED);
        needs(item, becomes, "count", VerdictKind.MONTH_SCORE);
        return new Policy.Counter(rule, Set.copyOf(of), every, once, unit, per, becomes, days, points, yuan, count);
    }

    private static void needs(Section item, String becomes, String key, VerdictKind... kinds) {
        boolean needed = Stream.of(kinds).anyMatch(kind -> kind.code().equals(becomes));
        if (needed && !item.has(key)) {
            item.mistake(key, "is missing, %s says how many".formatted(becomes));
        }
    }

    static List<Policy.Tariff> tariffs(Entry list, String id) {
        List<Policy.Tariff> tariffs = new ArrayList<>();
        Set<Object> seen = new HashSet<>();
        for (Section item : list.sections(1, 100)) {
            String rule = Part.rule(item, id);
            String of = kind(item.required("of"));
            String reason = Part.name(item, "reason");
            Integer points = Part.number(item, "points", -1000, 1000);
            Integer yuan = Part.number(item, "yuan", 1, 100_000);
            String award = Part.name(item, "awardLost");
            if (points == null && yuan == null && award == null) {
                item.mistake("of", "costs nothing: write points, yuan or awardLost");
            }
            if (!seen.add(List.of(rule, of, String.valueOf(reason)))) {
                item.mistake("of", "found \"%s\", which this rule has an item for already".formatted(of));
            }
            tariffs.add(new Policy.Tariff(rule, of, reason, points, yuan, award));
        }
        return tariffs;
    }

    private static String kind(Entry entry) {
        return entry.as(Part.oneOf(Part.VERDICTS), text -> Part.checked(text, Part.VERDICTS.contains(text)), "warning");
    }

    static Policy.Awards awards(Part part) {
        RuleNumbers rules = part.rules("fullAttendance");
        int points =
                part.needed("fullAttendancePoints", rules, "fullAttendance").number(1, 1000, 0);
        List<String> known =
                Stream.concat(Part.VERDICTS.stream(), PAPERS.stream()).toList();
        List<String> breaks = Part.words(part.needed("fullAttendanceBreaks", rules, "fullAttendance"), known);
        return new Policy.Awards(rules, points, Set.copyOf(breaks));
    }
}
