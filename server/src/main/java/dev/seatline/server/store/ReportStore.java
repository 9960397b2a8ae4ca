package dev.seatline.server.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What people and other systems told the hub, for ever and unchanged. [#append] is the hub loop's alone; everything
/// else
/// may be called by any thread. Times are recorded to the millisecond.
public interface ReportStore {
    /// Most reports of one page.
    int PAGE = 1_000;

    /// Keeps a report; nothing is added when there is one with the same author and key, which is not empty, already.
    ///
    /// @param report its id does not matter
    /// @return what is kept
    /// @throws StoreException when it cannot; nothing was written
    StoredReport append(StoredReport report);

    /// The report that an author told under a key, which is not empty.
    Optional<StoredReport> told(String by, String key);

    /// Reports of this moment and later, by growing ids.
    ///
    /// @param after only ids above it
    /// @param limit 1 to [#PAGE]
    List<StoredReport> since(Instant from, long after, int limit);
}
