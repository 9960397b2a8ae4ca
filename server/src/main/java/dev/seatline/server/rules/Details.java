package dev.seatline.server.rules;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// The figures and words of a verdict; each kind has some of them.
///
/// @param minutes rounded up
/// @param rings bursts that had started
/// @param count of what the kind counts
/// @param days of leave or absence, in halves
/// @param points of a score
/// @param yuan proposed
/// @param to the role that is told or asked
/// @param type of leave, break or request
/// @param reason one of the kind's reasons
public record Details(
        @Nullable Integer minutes,
        @Nullable Integer rings,
        @Nullable Integer count,
        @Nullable BigDecimal days,
        @Nullable Integer points,
        @Nullable Integer yuan,
        @Nullable String to,
        @Nullable String type,
        @Nullable String reason) {
    public static final Details NONE = new Details(null, null, null, null, null, null, null, null, null);

    public Details {
        days = days == null ? null : days.stripTrailingZeros();
    }

    public static Details ofMinutes(int minutes) {
        return new Details(minutes, null, null, null, null, null, null, null, null);
    }

    public static Details ofRings(int rings) {
        return new Details(null, rings, null, null, null, null, null, null, null);
    }

    public static Details ofCount(int count) {
        return new Details(null, null, count, null, null, null, null, null, null);
    }

    public static Details ofDays(BigDecimal days) {
        return new Details(null, null, null, days, null, null, null, null, null);
    }

    public static Details ofPoints(int points) {
        return new Details(null, null, null, null, points, null, null, null, null);
    }

    public static Details ofYuan(int yuan) {
        return new Details(null, null, null, null, null, yuan, null, null, null);
    }

    public static Details because(String reason) {
        return NONE.reason(reason);
    }

    public Details minutes(int value) {
        return new Details(value, rings, count, days, points, yuan, to, type, reason);
    }

    public Details count(int value) {
        return new Details(minutes, rings, value, days, points, yuan, to, type, reason);
    }

    public Details to(@Nullable String value) {
        return new Details(minutes, rings, count, days, points, yuan, value, type, reason);
    }

    public Details type(@Nullable String value) {
        return new Details(minutes, rings, count, days, points, yuan, to, value, reason);
    }

    public Details reason(@Nullable String value) {
        return new Details(minutes, rings, count, days, points, yuan, to, type, value);
    }
}
