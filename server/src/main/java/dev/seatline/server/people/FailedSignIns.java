package dev.seatline.server.people;

import dev.seatline.server.people.AuditEntry.Deed;
import dev.seatline.time.TimeSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What the audit trail tells of failed sign-ins, so that a stranger cannot fill the disk with them: of each
/// account and network the first within a minute, and how many followed. The count is due when the minute is
/// over; a restart forgets it. Safe for any thread.
final class FailedSignIns {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    /// Beyond so many accounts and networks within a minute they are counted together.
    private static final int MOST = 200;

    private static final String SEVERAL = "several";

    private final TimeSource time;
    /// How many came after the first.
    private final Map<Attempt, Long> followed = new LinkedHashMap<>();
    private long began;

    FailedSignIns(TimeSource time) {
        this.time = time;
    }

    private record Attempt(String who, String with, String network) {}

    /// Counts a failure.
    ///
    /// @param who account, or `unknown`
    /// @param with what did not prove it
    /// @return what is to be written to the trail now
    synchronized List<AuditEntry> failed(String who, String with, String address) {
        List<AuditEntry> entries = new ArrayList<>(due());
        if (followed.isEmpty()) {
            began = time.nanoTime();
        }
        Attempt attempt = new Attempt(who, with, Networks.of(address));
        if (!followed.containsKey(attempt) && followed.size() >= MOST) {
            attempt = new Attempt(SEVERAL, with, SEVERAL);
        }
        Long before = followed.get(attempt);
        followed.put(attempt, before == null ? 0 : before + 1);
        if (before == null) {
            entries.add(entry(attempt.who(), with, attempt.network().equals(SEVERAL) ? SEVERAL : address));
        }
        return entries;
    }

    /// The counts of a minute that is over, for the trail; they are told once.
    synchronized List<AuditEntry> due() {
        if (followed.isEmpty() || time.nanoTime() - began < MINUTE.toNanos()) {
            return List.of();
        }
        List<AuditEntry> entries = new ArrayList<>();
        followed.forEach((attempt, count) -> {
            if (count > 0) {
                String detail = "%s, %d more within a minute".formatted(attempt.with(), count);
                entries.add(entry(attempt.who(), detail, attempt.network()));
            }
        });
        followed.clear();
        return entries;
    }

    private AuditEntry entry(String who, String detail, String address) {
        return new AuditEntry(0, time.now(), who, Deed.SIGN_IN_FAILED, "", detail, address);
    }
}
