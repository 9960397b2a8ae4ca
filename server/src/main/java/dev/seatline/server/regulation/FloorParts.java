package dev.seatline.server.regulation;

import dev.seatline.config.Entry;
import dev.seatline.config.Section;
import dev.seatline.server.rules.People;
import dev.seatline.server.rules.policy.Policy;
import dev.seatline.server.rules.policy.RuleNumbers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Sections `coverage`, `planning`, `handover` and `raise`: what needs the whole floor.
final class FloorParts {
    private static final int HOUR = 3600;
    /// The last day that every month has.
    private static final int LAST_DAY = 28;

    private FloorParts() {}

    static List<Policy.Coverage> coverage(Entry list, String id, Set<String> shifts) {
        List<Policy.Coverage> coverage = new ArrayList<>();
        Set<Object> times = new HashSet<>();
        for (Section item : list.sections(1, 50)) {
            Policy.Coverage one = coverage(item, id, shifts);
            if (!times.add(
                    List.of(String.valueOf(one.period()), one.outside(), one.kinds(), String.valueOf(one.shift())))) {
                item.mistake("min", "another item has a number for the same time and the same seats already");
            }
            coverage.add(one);
        }
        return coverage;
    }

    private static Policy.Coverage coverage(Section item, String id, Set<String> shifts) {
        String rule = Part.rule(item, id);
        int min = item.required("min").number(1, 10_000, 1);
        String period = Part.name(item, "period");
        boolean outside = item.optional("outside").flag(false);
        if (outside && period == null) {
            item.mistake("outside", "found true without a period; write which period it is outside of");
        }
        List<String> kinds = Part.words(item.optional("kinds"), People.SEAT_KINDS);
        List<String> known = shifts.stream().sorted().toList();
        Entry shiftEntry = item.optional("shift");
        String shift = item.has("shift")
                ? shiftEntry.as(
                        known.isEmpty() ? "a shift, but the policy has none" : Part.oneOf(known),
                        text -> Part.checked(text, known.contains(text)),
                        "shift")
                : null;
        Duration grace = Part.seconds(item.required("graceSec"), 0, HOUR, 0);
        return new Policy.Coverage(rule, min, period, outside, Set.copyOf(kinds), shift, grace);
    }

    static Policy.Planning planning(Part part) {
        RuleNumbers rules = part.rules("roster", "shutdown");
        int due = part.needed("rosterDueDay", rules, "roster").number(1, LAST_DAY, 0);
        part.idle("rosterDueDay", rules, "roster");
        Duration shutdown = Part.minutes(part.needed("shutdownAfterMin", rules, "shutdown"), 1, 240, 15);
        part.idle("shutdownAfterMin", rules, "shutdown");
        return new Policy.Planning(rules, due, shutdown);
    }

    static Policy.Handovers handovers(Part part) {
        RuleNumbers rules = part.rules("relief", "incident", "freeze", "accepted");
        Set<String> releasedBy = Set.copyOf(part.roles("releasedBy"));
        part.needed("acceptedBy", rules, "accepted");
        Set<String> acceptedBy = Set.copyOf(part.roles("acceptedBy"));
        part.idle("acceptedBy", rules, "accepted");
        part.idle("releasedBy", rules, "relief", "accepted");
        part.needed("freeze", rules, "freeze");
        String freeze = Part.name(part.section(), "freeze");
        part.idle("freeze", rules, "freeze");
        return new Policy.Handovers(rules, acceptedBy, releasedBy, freeze);
    }

    static Policy.Raising raising(Part part) {
        RuleNumbers rules = part.rules("raised", "escalated");
        Duration answer = Part.seconds(part.needed("answerSec", rules, "escalated"), 1, HOUR, 60);
        Entry entry = part.needed("chain", rules, "raised", "escalated");
        List<String> chain = part.roles("chain");
        if (part.section().has("chain") && chain.size() < (rules.has("escalated") ? 2 : 1)) {
            entry.mistake("found %d roles, allowed are at least %d: somebody has to be told"
                    .formatted(chain.size(), rules.has("escalated") ? 2 : 1));
        }
        return new Policy.Raising(rules, answer, chain);
    }
}
