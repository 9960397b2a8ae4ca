package dev.seatline.bench.faults;

import dev.seatline.server.store.EventStore.JournalKey;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What has happened in a run so far. Any thread.
final class Score implements AutoCloseable {
    private final long began = System.nanoTime();
    private final PrintWriter diary;
    private final Map<FaultKind, Integer> faults = new EnumMap<>(FaultKind.class);
    private final List<String> broken = new ArrayList<>();
    private final Map<JournalKey, Long> earlyUpTo = new HashMap<>();
    private int kills;
    private long early;
    private Duration slowestRecovery = Duration.ZERO;

    private Score(PrintWriter diary) {
        this.diary = diary;
    }

    /// @param diary the file where everything is written down with its time
    static Score in(Path diary) throws IOException {
        return new Score(new PrintWriter(Files.newBufferedWriter(diary, StandardCharsets.UTF_8), true));
    }

    /// Writes something down.
    synchronized void note(String what) {
        diary.printf("%8.3f %s%n", elapsed().toMillis() / 1000.0, what);
    }

    synchronized void done(Fault fault) {
        faults.merge(fault.kind(), 1, Integer::sum);
        kills += fault.kind().kills();
        note("done: " + fault);
    }

    /// A promise was broken that is not about one fact, or the test itself cannot go on.
    synchronized void broken(String what) {
        broken.add(what);
        note("BROKEN: " + what);
    }

    /// A console holds facts for committed that are not. The same ones count once.
    ///
    /// @param from the first of them
    synchronized void confirmedEarly(JournalKey journal, long from, long upTo) {
        long known = Math.max(from - 1, earlyUpTo.getOrDefault(journal, 0L));
        if (upTo > known) {
            early += upTo - known;
            earlyUpTo.put(journal, upTo);
            broken("confirmed, not committed: facts %d to %d of %s".formatted(known + 1, upTo, journal));
        }
    }

    synchronized void recovered(Duration after) {
        note("everything is delivered after " + after.toMillis() + " ms");
        if (after.compareTo(slowestRecovery) > 0) {
            slowestRecovery = after;
        }
    }

    synchronized int kills() {
        return kills;
    }

    synchronized long early() {
        return early;
    }

    synchronized Duration slowestRecovery() {
        return slowestRecovery;
    }

    synchronized Map<FaultKind, Integer> faults() {
        return new EnumMap<>(faults);
    }

    synchronized List<String> broken() {
        return List.copyOf(broken);
    }

    Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - began);
    }

    @Override
    public synchronized void close() {
        diary.close();
    }
}
