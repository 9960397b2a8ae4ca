package dev.seatline.device.log;

import dev.seatline.time.SystemTime;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The newest entries of a log. Bounded by number and by what they take of the memory; the oldest go first. Any thread;
/// never writes to the log itself, and never waits for anything.
public final class LogRing {
    private static final int MOST_LINES = 2_000;
    private static final int MOST_BYTES = 512 * 1024;
    /// what an entry takes besides its texts
    private static final int ENTRY_BYTES = 96;

    private static final LogRing OF_THIS_PROCESS = new LogRing(MOST_LINES, MOST_BYTES, new SystemTime().now());

    private final int mostLines;
    private final int mostBytes;
    private final Instant begun;
    private final Deque<LogLine> lines = new ArrayDeque<>();
    private final Map<LogLevel, Long> counts = new EnumMap<>(LogLevel.class);
    private long newest;
    private int bytes;

    /// What was asked for.
    ///
    /// @param begun tells one log from the next one, whose numbers begin anew
    /// @param newest number of the newest entry there is, whatever its level; 0 before the first
    /// @param oldest number of the oldest entry that is kept; newest + 1 when none is
    public record Tail(Instant begun, long newest, long oldest, List<LogLine> lines) {}

    /// @param mostBytes two for each character, and a little for each entry
    /// @param begun when it began
    public LogRing(int mostLines, int mostBytes, Instant begun) {
        this.mostLines = mostLines;
        this.mostBytes = mostBytes;
        this.begun = begun;
        for (LogLevel level : LogLevel.values()) {
            counts.put(level, 0L);
        }
    }

    /// The one that the logger of this process writes to: a logger is one for the process, too.
    public static LogRing ofThisProcess() {
        return OF_THIS_PROCESS;
    }

    /// Keeps one more entry.
    public synchronized void add(
            Instant at, LogLevel level, String from, @Nullable String message, @Nullable Throwable failure) {
        LogLine line = new LogLine(++newest, at, level, LogText.of(from, null), LogText.of(message, failure));
        counts.merge(level, 1L, Long::sum);
        lines.addLast(line);
        bytes += size(line);
        while (lines.size() > mostLines || (bytes > mostBytes && lines.size() > 1)) {
            bytes -= size(lines.removeFirst());
        }
    }

    /// The entries behind a number that matter at least so much.
    public synchronized Tail after(long number, LogLevel least) {
        List<LogLine> found = new ArrayList<>();
        for (LogLine line : lines) {
            if (line.number() > number && line.level().compareTo(least) >= 0) {
                found.add(line);
            }
        }
        long oldest = lines.isEmpty() ? newest + 1 : lines.getFirst().number();
        return new Tail(begun, newest, oldest, found);
    }

    /// How many entries of each level there have been.
    public synchronized Map<LogLevel, Long> counts() {
        return new EnumMap<>(counts);
    }

    private static int size(LogLine line) {
        return ENTRY_BYTES + 2 * (line.from().length() + line.text().length());
    }
}
