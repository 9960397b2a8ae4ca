package dev.seatline.server.regulation;

import dev.seatline.config.Entry;
import dev.seatline.config.Section;
import dev.seatline.server.rules.policy.Policy;
import dev.seatline.server.rules.policy.RuleNumbers;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/// Section `leave`. `lead` and `maxConcurrent` are one value for all types of leave, or one for each.
final class LeavePart {
    private LeavePart() {}

    static Policy.Leaves read(Part part) {
        RuleNumbers rules = part.rules(
                "lead",
                "longLead",
                "quota",
                "quotaExtra",
                "concurrent",
                "perShift",
                "perShiftExtra",
                "proof",
                "unapproved");
        Section section = part.section();
        Map<String, Policy.Lead> lead = byType(part.needed("lead", rules, "lead", "longLead"), "other", LeadText::read);
        part.needed("maxDaysPerMonth", rules, "quota", "quotaExtra");
        BigDecimal quota = Part.days(section, "maxDaysPerMonth");
        int extra = part.needed("extraYuan", rules, "quotaExtra").number(1, 100_000, 0);
        Entry concurrentEntry = part.needed("maxConcurrent", rules, "concurrent");
        Map<String, Integer> concurrent = byType(concurrentEntry, "all", entry -> entry.number(1, 10_000, 1));
        Integer all = concurrent.get("");
        concurrent.forEach((type, number) -> {
            if (all != null && number > all) {
                concurrentEntry.mistake("found %d for %s, allowed is at most the number for all, which is %d"
                        .formatted(number, type, all));
            }
        });
        Entry perShiftEntry = part.needed("perShift", rules, "perShift", "perShiftExtra");
        Integer perShift = Part.number(section, "perShift", 1, 10_000);
        if (perShift != null && all != null && perShift > all) {
            perShiftEntry.mistake(
                    "found %d, allowed is at most leave.maxConcurrent, which is %d".formatted(perShift, all));
        }
        int perShiftYuan = part.needed("perShiftYuan", rules, "perShiftExtra").number(1, 100_000, 0);
        Set<String> approvers = Set.copyOf(part.roles("approvers"));
        Set<String> over = Set.copyOf(part.roles("overQuotaApprovers"));
        Set<String> except = Set.copyOf(part.roles("concurrentExcept"));
        part.idle("concurrentExcept", rules, "concurrent");
        boolean retroactive = section.optional("retroactive").flag(false);
        part.needed("proofTypes", rules, "proof");
        Set<String> proof = Set.copyOf(Part.words(section.optional("proofTypes"), Part.LEAVE_TYPES));
        part.idle("lead", rules, "lead", "longLead");
        part.idle("maxDaysPerMonth", rules, "quota");
        part.idle("extraYuan", rules, "quotaExtra");
        part.idle("maxConcurrent", rules, "concurrent");
        part.idle("perShift", rules, "perShift");
        part.idle("perShiftYuan", rules, "perShiftExtra");
        part.idle("overQuotaApprovers", rules, "quota");
        part.idle("proofTypes", rules, "proof");
        return new Policy.Leaves(
                rules,
                lead,
                quota,
                extra,
                concurrent,
                except,
                perShift,
                perShiftYuan,
                approvers,
                over,
                part.soft(rules),
                retroactive,
                proof);
    }

    /// @param rest key of the value for any other type, which is `""` in the policy
    private static <T> Map<String, T> byType(Entry entry, String rest, Function<Entry, T> reader) {
        Map<String, T> values = new HashMap<>();
        if (entry.isSection()) {
            Section types = entry.section();
            for (String type : Part.LEAVE_TYPES) {
                put(types, type, type, reader, values);
            }
            put(types, rest, "", reader, values);
        } else if (entry.isThere()) {
            values.put("", reader.apply(entry));
        }
        return Map.copyOf(values);
    }

    private static <T> void put(
            Section types, String key, String type, Function<Entry, T> reader, Map<String, T> values) {
        Entry value = types.optional(key);
        if (types.has(key)) {
            values.put(type, reader.apply(value));
        }
    }
}
