package dev.seatline.device.log;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Map;
import org.tinylog.Level;
import org.tinylog.core.LogEntry;
import org.tinylog.core.LogEntryValue;
import org.tinylog.writers.Writer;

/// Hands every entry of the logger to [LogRing#ofThisProcess]; `writer… = ring` in `tinylog.properties`. Made by the
/// logger, called on any thread.
public final class RingWriter implements Writer {
    /// @param properties of the writer; it has none
    public RingWriter(Map<String, String> properties) {}

    @Override
    public Collection<LogEntryValue> getRequiredLogEntryValues() {
        return EnumSet.of(
                LogEntryValue.DATE,
                LogEntryValue.LEVEL,
                LogEntryValue.CLASS,
                LogEntryValue.MESSAGE,
                LogEntryValue.EXCEPTION);
    }

    @Override
    public void write(LogEntry entry) {
        String from = entry.getClassName();
        LogRing.ofThisProcess()
                .add(
                        entry.getTimestamp().toInstant(),
                        level(entry.getLevel()),
                        from == null ? "" : from.substring(from.lastIndexOf('.') + 1),
                        entry.getMessage(),
                        entry.getException());
    }

    private static LogLevel level(Level level) {
        return switch (level) {
            case TRACE -> LogLevel.TRACE;
            case DEBUG -> LogLevel.DEBUG;
            case INFO -> LogLevel.INFO;
            case WARN -> LogLevel.WARN;
            case ERROR, OFF -> LogLevel.ERROR;
        };
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}
