package dev.seatline.server.regulation;

import dev.seatline.config.Entry;
import dev.seatline.config.Section;
import dev.seatline.server.rules.People;
import dev.seatline.server.rules.policy.Policy;
import dev.seatline.server.rules.policy.RuleNumbers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Section `break`, with one group of keys below it for each kind of seat that has a rule.
final class BreakPart {
    private BreakPart() {}

    static Policy.Breaks read(Part part) {
        Section section = part.section();
        RuleNumbers rules = part.rulesIfAny(section.optional("rules"), "concurrent", "plan", "freeze", "entitled");
        Map<String, Policy.BreakAllowance> seats = new LinkedHashMap<>();
        for (String kind : People.SEAT_KINDS) {
            Part below = Part.of(section, kind, part.regulation());
            Policy.BreakAllowance allowance = allowance(below);
            if (below.present()) {
                seats.put(kind, allowance);
            }
        }
        if (part.present() && rules.numbers().isEmpty() && seats.isEmpty()) {
            section.mistake(
                    "rules",
                    "found neither a rule number nor a kind of seat (%s); leave the section out"
                            .formatted(String.join(", ", People.SEAT_KINDS)));
        }
        Entry concurrentEntry = part.needed("maxConcurrent", rules, "concurrent");
        Integer concurrent = section.has("maxConcurrent") ? concurrentEntry.number(1, 10_000, 1) : null;
        part.idle("maxConcurrent", rules, "concurrent");
        List<String> concurrentSeats = Part.words(section.optional("concurrentSeats"), People.SEAT_KINDS);
        Policy.WhenFull whenFull = section.optional("whenFull").choice(Policy.WhenFull.class, Policy.WhenFull.QUEUE);
        List<String> planTypes = Part.names(section.optional("planTypes"));
        part.idle("planTypes", rules, "plan");
        part.idle("whenFull", rules, "concurrent");
        part.idle("concurrentSeats", rules, "concurrent");
        part.needed("freeze", rules, "freeze");
        String freeze = Part.name(section, "freeze");
        part.idle("freeze", rules, "freeze");
        Entry earnEntry = part.needed("earnPerHours", rules, "entitled");
        int earn = earnEntry.number(1, 24, 6);
        part.idle("earnPerHours", rules, "entitled");
        Duration meal = Part.minutes(section.optional("earnMealMin"), 0, 240, 0);
        Duration rest = Part.minutes(section.optional("earnRestMin"), 0, 240, 0);
        part.idle("earnMealMin", rules, "entitled");
        part.idle("earnRestMin", rules, "entitled");
        if (section.has("earnPerHours") && meal.plus(rest).isZero()) {
            earnEntry.mistake("gives nothing: write break.earnMealMin, break.earnRestMin or both");
        }
        return new Policy.Breaks(
                rules,
                Set.copyOf(planTypes),
                seats,
                concurrent,
                Set.copyOf(concurrentSeats),
                whenFull,
                freeze,
                section.has("earnPerHours") ? Duration.ofHours(earn) : null,
                meal,
                rest);
    }

    private static Policy.BreakAllowance allowance(Part part) {
        RuleNumbers rules = part.rules("count", "length");
        part.needed("count", rules, "count");
        part.idle("count", rules, "count");
        Duration max = Part.minutes(part.needed("maxMin", rules, "length"), 1, Part.DAY_MINUTES, Part.DAY_MINUTES);
        part.idle("maxMin", rules, "length");
        return new Policy.BreakAllowance(rules, Part.number(part.section(), "count", 1, 100), max);
    }
}
