package dev.seatline.server.store.memory;

import dev.seatline.server.rules.Verdict;
import dev.seatline.server.store.StoredVerdict;
import dev.seatline.server.store.VerdictStore;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Verdicts in memory, for tests and short demos: gone with the process. Safe for any thread.
public final class MemoryVerdictStore implements VerdictStore {
    private final List<StoredVerdict> versions = new ArrayList<>();
    private final Map<String, StoredVerdict> newest = new HashMap<>();

    @Override
    public synchronized List<StoredVerdict> commit(List<VerdictChange> changes) {
        List<StoredVerdict> written = new ArrayList<>();
        for (VerdictChange change : changes) {
            StoredVerdict before = newest.get(change.matter());
            Verdict stood = before == null || before.withdrawn() ? null : before.verdict();
            Verdict verdict = change.verdict() != null ? change.verdict() : stood;
            if (verdict == null || verdict.equals(stood) == (change.verdict() != null)) {
                continue;
            }
            StoredVerdict version = new StoredVerdict(
                    versions.size() + 1L,
                    before == null ? 1 : before.version() + 1,
                    before == null ? null : before.id(),
                    change.verdict() == null,
                    verdict,
                    change.recordedAt().truncatedTo(ChronoUnit.MILLIS));
            versions.add(version);
            newest.put(change.matter(), version);
            written.add(version);
        }
        return written;
    }

    @Override
    public synchronized List<StoredVerdict> standing(VerdictQuery query) {
        return versions.stream()
                .filter(version -> version.id() > query.after() && !version.withdrawn())
                .filter(version -> version.equals(newest.get(version.matter())))
                .filter(version -> wanted(version.verdict(), query))
                .limit(query.limit())
                .toList();
    }

    private static boolean wanted(Verdict verdict, VerdictQuery query) {
        Open open = query.open();
        return notBefore(verdict, query.from())
                && (query.to() == null || !notBefore(verdict, query.to()))
                && (query.agent() == null || query.agent().equals(verdict.agent()))
                && (query.seat() == null || query.seat().equals(verdict.seat()))
                && (query.team() == null || query.team().equals(verdict.team()))
                && (query.kinds().isEmpty() || query.kinds().contains(verdict.kind()))
                && (open == null
                        || verdict.provisional()
                        || (open.alerts().contains(verdict.kind()) && notBefore(verdict, open.since())));
    }

    private static boolean notBefore(Verdict verdict, @Nullable Instant moment) {
        return moment == null || verdict.at().toEpochMilli() >= moment.toEpochMilli();
    }

    @Override
    public synchronized Optional<StoredVerdict> version(long id) {
        return id < 1 || id > versions.size() ? Optional.empty() : Optional.of(versions.get((int) id - 1));
    }

    @Override
    public synchronized List<StoredVerdict> history(String matter) {
        return versions.stream()
                .filter(version -> version.matter().equals(matter))
                .toList();
    }
}
