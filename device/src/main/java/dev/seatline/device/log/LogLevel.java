package dev.seatline.device.log;

import java.util.Locale;
import java.util.Optional;

/// How much an entry of the log matters, least first.
public enum LogLevel {
    TRACE,
    DEBUG,
    INFO,
    WARN,
    ERROR;

    /// The level of this name, in small or capital letters.
    public static Optional<LogLevel> of(String name) {
        for (LogLevel level : values()) {
            if (level.name().equals(name.toUpperCase(Locale.ROOT))) {
                return Optional.of(level);
            }
        }
        return Optional.empty();
    }
}
