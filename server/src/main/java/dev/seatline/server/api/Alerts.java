package dev.seatline.server.api;

import dev.seatline.server.rules.VerdictKind;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/// Which kinds of verdict call somebody to the floor now. All others are for the books, and none of a wall screen's
/// business.
final class Alerts {
    static final Set<VerdictKind> KINDS = Arrays.stream(VerdictKind.values())
            .filter(kind -> alert(kind.family()))
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(VerdictKind.class)));

    private Alerts() {}

    private static boolean alert(VerdictKind.Family family) {
        return switch (family) {
            case ATTENDANCE, IDENTITY, BUSY, BREAKS, RINGING, CALLS, HEADSET, COVERAGE, HANDOVER, RAISING -> true;
            case COUNTS, REQUESTS, CONSEQUENCES, CASES -> false;
        };
    }
}
