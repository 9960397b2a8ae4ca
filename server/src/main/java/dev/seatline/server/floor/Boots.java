package dev.seatline.server.floor;

import dev.seatline.wire.BootId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The starts of a seat's console that were heard of. Immutable; any thread.
///
/// The newest is the present one, the others are *over*: what a broker still keeps of them tells nothing any more.
/// A start that is over is the present one again when its console says that it is online and has run on since it
/// was last heard: so it is when two consoles take turns under one name.
///
/// @param teller the start whose report named the present journal, or that began it in the place of an old copy;
/// null while none has
/// @param heard the newest first, at most [#KEPT]
record Boots(@Nullable BootId teller, List<Heard> heard) {
    /// Enough to know a stale message: a broker keeps one of each kind.
    static final int KEPT = 16;

    static final Boots NONE = new Boots(null, List.of());

    /// One start.
    ///
    /// @param uptimeSeconds the longest that it is known to have run, at least 0
    record Heard(BootId boot, long uptimeSeconds) {}

    Boots {
        heard = List.copyOf(heard);
    }

    /// Whether a later start was heard of.
    boolean isOver(BootId boot) {
        return heard.stream().skip(1).anyMatch(one -> one.boot().equals(boot));
    }

    /// Whether it is the start heard of last.
    boolean present(BootId boot) {
        return !heard.isEmpty() && heard.getFirst().boot().equals(boot);
    }

    /// Whether a status of that start can be a present one: a kept old one tells no longer uptime than is known.
    boolean goesOn(BootId boot, long uptimeSeconds) {
        return !isOver(boot) || uptimeSeconds > uptime(boot);
    }

    private long uptime(BootId boot) {
        return heard.stream()
                .filter(one -> one.boot().equals(boot))
                .mapToLong(Heard::uptimeSeconds)
                .findFirst()
                .orElse(0);
    }

    /// With this start as the present one.
    Boots hearing(BootId boot, long uptimeSeconds) {
        List<Heard> next = new ArrayList<>();
        next.add(new Heard(boot, Math.max(uptimeSeconds, uptime(boot))));
        heard.stream().filter(one -> !one.boot().equals(boot)).limit(KEPT - 1L).forEach(next::add);
        return new Boots(teller, next);
    }

    /// With this start as the one that began the present journal. Whether it is the present start is another
    /// question: the fact may have waited at the console for long.
    Boots movedOn(@Nullable BootId boot) {
        return new Boots(boot, heard);
    }

    /// With this start as the present one, and as the one that named the present journal.
    Boots toldBy(BootId boot) {
        return new Boots(boot, hearing(boot, 0).heard());
    }
}
