package dev.seatline.server.regulation;

import dev.seatline.config.Entry;
import dev.seatline.config.Section;
import dev.seatline.server.rules.policy.Policy;
import dev.seatline.server.rules.policy.RuleNumbers;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/// Section `ring`.
final class RingPart {
    private static final Duration SHORTEST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofSeconds(20);
    private static final String APOLOGY = "apology-prompt";
    private static final String PICK_UP = "pick-up-call";

    private RingPart() {}

    private enum Scope {
        READY,
        ALWAYS
    }

    static Policy.Ring read(Part part) {
        RuleNumbers rules = part.rules("late", "pickUp", "missed");
        Section section = part.section();
        Policy.Combine combine = section.optional("combine").choice(Policy.Combine.class, Policy.Combine.RINGS);
        int max = section.required("max").number(1, 100, 3);
        Entry maxSec = section.optional("maxSec");
        Duration limit = section.has("maxSec") ? Part.seconds(maxSec, 1, 600, 10) : null;
        if (part.present() && combine != Policy.Combine.RINGS && limit == null) {
            section.mistake("maxSec", "is missing, ring.combine asks for it: write it, or combine: rings");
        }
        boolean readyOnly = section.optional("scope").choice(Scope.class, Scope.ALWAYS) == Scope.READY;
        Section cadence = section.optional("cadence").section();
        Duration on = cadence.required("on").duration(SHORTEST, LONGEST, Duration.ofSeconds(1));
        Duration off = cadence.required("off").duration(SHORTEST, LONGEST, Duration.ofSeconds(4));
        List<String> consequences = Part.words(section.optional("consequence"), List.of(APOLOGY, PICK_UP));
        if (consequences.contains(APOLOGY) && !rules.has("late")) {
            section.mistake("consequence", APOLOGY + " says nothing without a rule number of late");
        }
        if (consequences.contains(PICK_UP) != rules.has("pickUp")) {
            section.mistake("consequence", PICK_UP + " and a rule number of pickUp go together");
        }
        return new Policy.Ring(rules, max, limit, combine, readyOnly, on, off, Set.copyOf(consequences));
    }
}
