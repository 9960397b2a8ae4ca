package dev.seatline.server.store;

import dev.seatline.server.rules.Verdict;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One version of what is said about a matter. Never changed once it is there.
///
/// @param id growing over all matters; the cursor of `/api/v1/verdicts`
/// @param version 1 for the first of its matter
/// @param replaces id of the version before, or null for the first
/// @param withdrawn whether nothing is said any more; the verdict is then the one that was taken back
/// @param recordedAt when the hub came to it
public record StoredVerdict(
        long id, int version, @Nullable Long replaces, boolean withdrawn, Verdict verdict, Instant recordedAt) {
    public String matter() {
        return verdict.matter();
    }
}
