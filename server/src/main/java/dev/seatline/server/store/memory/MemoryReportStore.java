package dev.seatline.server.store.memory;

import dev.seatline.server.store.ReportStore;
import dev.seatline.server.store.StoredReport;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reports in memory, for tests and short demos: gone with the process. Safe for any thread.
public final class MemoryReportStore implements ReportStore {
    private final List<StoredReport> reports = new ArrayList<>();

    @Override
    public synchronized StoredReport append(StoredReport report) {
        return told(report.by(), report.key()).orElseGet(() -> {
            StoredReport kept = new StoredReport(
                    reports.size() + 1L,
                    report.at().truncatedTo(ChronoUnit.MILLIS),
                    report.received().truncatedTo(ChronoUnit.MILLIS),
                    report.by(),
                    report.key(),
                    report.body());
            reports.add(kept);
            return kept;
        });
    }

    @Override
    public synchronized Optional<StoredReport> told(String by, String key) {
        return key.isEmpty()
                ? Optional.empty()
                : reports.stream()
                        .filter(report -> report.by().equals(by) && report.key().equals(key))
                        .findFirst();
    }

    @Override
    public synchronized List<StoredReport> since(Instant from, long after, int limit) {
        return reports.stream()
                .filter(report -> report.id() > after && !report.at().isBefore(from))
                .limit(limit)
                .toList();
    }
}
