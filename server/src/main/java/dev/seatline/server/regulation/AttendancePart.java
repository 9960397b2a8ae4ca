package dev.seatline.server.regulation;

import dev.seatline.config.Entry;
import dev.seatline.config.Section;
import dev.seatline.server.rules.policy.Policy;
import dev.seatline.server.rules.policy.RuleNumbers;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Sections `late`, `lead`, `lunch` and `badge`, which are one part of the policy: being there.
final class AttendancePart {
    private AttendancePart() {}

    static Policy.Attendance read(Section root, String id) {
        Part late = Part.of(root, "late", id);
        RuleNumbers lateRules = late.rules("late", "early", "absence", "noShow", "waiver");
        Duration grace = late.section().optional("grace").duration(Duration.ZERO, Duration.ofHours(4), Duration.ZERO);
        Duration absenceAfter = absenceAfter(late, lateRules, grace);
        List<Policy.Band> bands = bands(late, absenceAfter);
        late.idle("bands", lateRules, "late", "early");
        List<String> waivers = Part.names(late.needed("waivers", lateRules, "waiver"));
        late.needed("waivedBy", lateRules, "waiver");
        List<String> waivedBy = late.roles("waivedBy");
        late.idle("waivers", lateRules, "waiver");
        late.idle("waivedBy", lateRules, "waiver");
        String leaderSeats = Part.name(late.section(), "leaderSeatsFreeAfter");
        late.idle("leaderSeatsFreeAfter", lateRules, "early");

        Part lead = Part.of(root, "lead", id);
        RuleNumbers leadRules = lead.rules("lead", "leaderLead", "prepared", "seated");
        Duration min = Part.minutes(lead.needed("min", leadRules, "lead"), 1, 240, 0);
        Entry leaderEntry = lead.needed("leaderMin", leadRules, "leaderLead");
        Duration leaderMin = Part.minutes(leaderEntry, 1, 240, 0);
        if (leadRules.has("lead") && leadRules.has("leaderLead") && leaderMin.compareTo(min) < 0) {
            leaderEntry.mistake("found %d, allowed is at least lead.min, which is %d"
                    .formatted(leaderMin.toMinutes(), min.toMinutes()));
        }
        Duration readyMin = Part.minutes(lead.needed("readyMin", leadRules, "prepared"), 1, 240, 0);

        Duration seated = Part.seconds(lead.needed("seatedSec", leadRules, "seated"), 1, 3600, 60);
        lead.idle("min", leadRules, "lead");
        lead.idle("leaderMin", leadRules, "leaderLead");
        lead.idle("readyMin", leadRules, "prepared");
        lead.idle("seatedSec", leadRules, "seated");

        Part lunch = Part.of(root, "lunch", id);
        RuleNumbers lunchRules = lunch.rules("lunch");
        boolean back = lunch.section().optional("backAtBlock").flag(true) && lunch.present();

        Part badge = Part.of(root, "badge", id);
        RuleNumbers badgeRules = badge.rules("missedBadge");
        int proofDays = badge.needed("proofDays", badgeRules, "missedBadge").number(1, 60, 1);
        badge.needed("proofSignedBy", badgeRules, "missedBadge");
        List<String> signers = badge.roles("proofSignedBy");

        return new Policy.Attendance(
                together(id, lateRules, leadRules, lunchRules, badgeRules),
                grace,
                absenceAfter,
                bands,
                Set.copyOf(waivers),
                Set.copyOf(waivedBy),
                min,
                leaderMin,
                readyMin,
                seated,
                back,
                proofDays,
                Set.copyOf(signers),
                leaderSeats);
    }

    private static @Nullable Duration absenceAfter(Part late, RuleNumbers rules, Duration grace) {
        Entry entry = late.needed("absenceAfterMin", rules, "absence");
        if (!late.section().has("absenceAfterMin")) {
            return null;
        }
        late.idle("absenceAfterMin", rules, "absence");
        Duration after = Part.minutes(entry, 1, Part.DAY_MINUTES, 60);
        if (after.compareTo(grace) <= 0) {
            entry.mistake("found %d, allowed is more than late.grace, which is %d min %d s"
                    .formatted(after.toMinutes(), grace.toMinutes(), grace.toSecondsPart()));
        }
        return after;
    }

    /// Bands have no gaps by their shape: each begins where the one before ends, and the last is open.
    private static List<Policy.Band> bands(Part late, @Nullable Duration absenceAfter) {
        List<Section> items = late.section().optional("bands").sections(1, 20);
        List<Policy.Band> bands = new ArrayList<>();
        Duration before = Duration.ZERO;
        BigDecimal least = BigDecimal.ZERO;
        for (int i = 0; i < items.size(); i++) {
            Section item = items.get(i);
            Integer upTo = Part.number(item, "upToMin", 1, Part.DAY_MINUTES);
            boolean last = i == items.size() - 1;
            if (last && upTo != null) {
                item.mistake("upToMin", "the last band is for all that is longer: leave upToMin out");
            } else if (!last && upTo == null) {
                item.mistake("upToMin", "is missing; only the last band is for all that is longer");
            }
            Duration end = upTo == null ? null : Duration.ofMinutes(upTo);
            if (end != null && end.compareTo(before) <= 0) {
                item.mistake(
                        "upToMin",
                        "found %d, allowed is more than %d: bands ascend and do not overlap"
                                .formatted(upTo, before.toMinutes()));
            }
            if (end != null && absenceAfter != null && end.compareTo(absenceAfter) > 0) {
                item.mistake(
                        "upToMin",
                        "found %d, allowed is at most late.absenceAfterMin, which is %d: longer is absence"
                                .formatted(upTo, absenceAfter.toMinutes()));
            }
            before = end == null ? before : end;
            item.required("days");
            BigDecimal read = Part.days(item, "days");
            BigDecimal days = read == null ? BigDecimal.ONE : read;
            if (days.compareTo(least) < 0) {
                item.mistake(
                        "days",
                        "found %s, allowed is at least %s: being later does not cost less".formatted(days, least));
            }
            least = days;
            bands.add(new Policy.Band(end, days, Part.rule(item, late.regulation())));
        }
        return bands;
    }

    private static RuleNumbers together(String id, RuleNumbers... parts) {
        Map<String, String> all = new HashMap<>();
        for (RuleNumbers part : parts) {
            all.putAll(part.numbers());
        }
        return new RuleNumbers(id, all);
    }
}
