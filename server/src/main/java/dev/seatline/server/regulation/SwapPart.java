package dev.seatline.server.regulation;

import dev.seatline.config.Entry;
import dev.seatline.config.Section;
import dev.seatline.server.rules.policy.Policy;
import dev.seatline.server.rules.policy.RuleNumbers;
import dev.seatline.wire.Ids;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Section `swap`.
final class SwapPart {
    private SwapPart() {}

    static Policy.Swaps read(Part part, Set<String> shifts) {
        RuleNumbers rules = part.rules(
                "lead",
                "quota",
                "hours",
                "perShift",
                "perShiftExtra",
                "backToBack",
                "classes",
                "unapproved",
                "approval");
        Section section = part.section();
        Entry lead = part.needed("lead", rules, "lead");
        Policy.Lead before = section.has("lead") ? LeadText.read(lead) : null;
        part.needed("maxPerMonth", rules, "quota");
        Integer max = Part.number(section, "maxPerMonth", 1, 100);
        boolean hours = section.optional("keepHours").flag(false);
        if (hours != rules.has("hours") && part.present()) {
            section.mistake("keepHours", "keepHours: true and a rule number of hours go together");
        }
        Entry effect = section.optional("doubleShiftEffect");
        Policy.BackToBack backToBack = effect.choice(Policy.BackToBack.class, Policy.BackToBack.ALLOWED);
        if ((backToBack != Policy.BackToBack.ALLOWED) != rules.has("backToBack") && part.present()) {
            section.mistake("doubleShiftEffect", "refused or leave, and a rule number of backToBack, go together");
        }
        Map<String, String> classes = classes(part.needed("classes", rules, "classes"), shifts);
        part.idle("lead", rules, "lead");
        part.idle("maxPerMonth", rules, "quota");
        part.idle("classes", rules, "classes");
        part.needed("approvers", rules, "approval");
        Set<String> approvers = Set.copyOf(part.filled("approvers", part.roles("approvers")));
        return new Policy.Swaps(
                rules,
                before,
                max,
                hours,
                backToBack,
                classes,
                approvers,
                part.soft(rules, "lead", "quota", "hours", "classes", "perShift", "backToBack"));
    }

    /// Shift to class.
    private static Map<String, String> classes(Entry entry, Set<String> shifts) {
        List<String> known = shifts.stream().sorted().toList();
        Map<String, Integer> seen = new HashMap<>();
        Map<String, Integer> names = new HashMap<>();
        Map<String, String> classes = new HashMap<>();
        for (Section item : entry.sections(2, 10)) {
            String name = item.required("class").unique(names).as(Ids.SHAPE, Part::id, "class");
            for (Entry shift : item.required("shifts").items(1, 50)) {
                String one = shift.unique(seen)
                        .as(
                                known.isEmpty() ? "a shift, but the policy has none" : Part.oneOf(known),
                                text -> Part.checked(text, known.contains(text)),
                                "");
                classes.put(one, name);
            }
        }
        classes.remove("");
        return classes;
    }
}
