package dev.seatline.server.regulation;

import dev.seatline.config.Entry;
import dev.seatline.config.Section;
import dev.seatline.server.rules.policy.Policy;
import dev.seatline.server.rules.policy.RuleNumbers;
import java.time.Duration;
import java.util.Set;

/// Sections `identity`, `busy`, `away`, `call` and `headset`: what a seat's own signals decide.
final class SeatParts {
    private static final int HOUR = 3600;

    private SeatParts() {}

    static Policy.Identity identity(Part part) {
        RuleNumbers rules = part.rules("ownNumber", "certified", "proxy", "ownSeat", "unknown", "badgeOutSignedIn");
        Section section = part.section();
        Duration proxy = Part.seconds(part.needed("proxyWithinSec", rules, "proxy"), 1, HOUR, 60);
        Integer idle = Part.number(section, "idleMin", 1, Part.DAY_MINUTES);
        part.idle("proxyWithinSec", rules, "proxy");
        part.idle("idleMin", rules, "proxy");
        return new Policy.Identity(rules, proxy, idle == null ? null : Duration.ofMinutes(idle));
    }

    static Policy.Busy busy(Part part) {
        RuleNumbers rules = part.rules("overrun", "replacement", "unattended");
        Section section = part.section();
        Duration selfMax =
                Part.minutes(part.needed("selfMaxMin", rules, "overrun", "replacement"), 1, Part.DAY_MINUTES, 15);
        Entry escalate = part.needed("escalateTo", rules, "replacement");
        String to = part.role(escalate, section.has("escalateTo"));
        Set<String> except = Set.copyOf(Part.names(section.optional("exceptReasons")));
        Duration unattended = Part.seconds(part.needed("unattendedAfterSec", rules, "unattended"), 1, HOUR, 60);
        part.idle("escalateTo", rules, "replacement");
        part.idle("exceptReasons", rules, "overrun", "replacement");
        part.idle("selfMaxMin", rules, "overrun", "replacement");
        part.idle("unattendedAfterSec", rules, "unattended");
        return new Policy.Busy(rules, selfMax, to, except, unattended);
    }

    static Policy.Away away(Part part) {
        RuleNumbers rules = part.rules("overrun", "concurrent");
        Section section = part.section();
        Duration max = Part.minutes(part.needed("maxMin", rules, "overrun"), 1, Part.DAY_MINUTES, 10);
        int concurrent = part.needed("maxConcurrent", rules, "concurrent").number(1, 10_000, 10_000);
        Policy.WhenFull whenFull = section.optional("whenFull").choice(Policy.WhenFull.class, Policy.WhenFull.REFUSE);
        part.idle("maxMin", rules, "overrun");
        part.idle("maxConcurrent", rules, "concurrent");
        part.idle("whenFull", rules, "concurrent");
        return new Policy.Away(rules, max, concurrent, whenFull, Set.copyOf(Part.names(section.optional("reasons"))));
    }

    static Policy.Calls calls(Part part) {
        RuleNumbers rules = part.rules("release", "personal", "callBack", "owed");
        Section section = part.section();
        Set<String> exempt = Set.copyOf(Part.names(section.optional("exemptTags")));
        Set<String> owed = Set.copyOf(Part.names(part.needed("owedTags", rules, "owed")));
        part.idle("owedTags", rules, "owed");
        Duration personal = Part.minutes(part.needed("personalMaxMin", rules, "personal"), 0, 240, 0);
        part.idle("exemptTags", rules, "release");
        part.idle("personalMaxMin", rules, "personal");
        return new Policy.Calls(rules, owed, exempt, personal);
    }

    static Policy.HeadsetPlace headset(Part part) {
        RuleNumbers rules = part.rules("readyOnRest", "awayLifted", "offDutyLifted", "answeredOnRest");
        return new Policy.HeadsetPlace(
                rules,
                Part.seconds(
                        part.needed("graceSec", rules, "readyOnRest", "awayLifted", "offDutyLifted"), 0, HOUR, 15));
    }
}
