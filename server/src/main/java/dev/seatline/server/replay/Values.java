package dev.seatline.server.replay;

import dev.seatline.config.Entry;
import dev.seatline.wire.Ids;
import dev.seatline.wire.PersonId;
import dev.seatline.wire.SeatId;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/// The kinds of value that stand in scenario files. Stateless.
final class Values {
    static final LocalDate NO_DAY = LocalDate.EPOCH;

    private static final int EARLIEST = 2000;
    private static final int LATEST = 2100;

    private Values() {}

    static LocalDate date(Entry entry) {
        return entry.as("a date such as 2026-03-02", Values::date, NO_DAY);
    }

    private static LocalDate date(String text) {
        LocalDate date = LocalDate.parse(text);
        checkYear(date.getYear());
        return date;
    }

    /// `2026-03-02/2026-03-31`, both included.
    static List<LocalDate> dates(Entry entry) {
        return entry.as(
                "two dates such as 2026-03-02/2026-03-31, 400 days at most",
                text -> {
                    String[] parts = parts(text, "/");
                    LocalDate from = date(parts[0]);
                    LocalDate to = date(parts[1]);
                    if (to.isBefore(from) || from.plusDays(400).isBefore(to)) {
                        throw new IllegalArgumentException("not in order");
                    }
                    return from.datesUntil(to.plusDays(1)).toList();
                },
                List.of());
    }

    static Instant moment(Entry entry, ZoneId zone) {
        return entry.as("a moment such as \"2026-03-02T08:44:30\"", text -> moment(text, zone), Instant.EPOCH);
    }

    static Instant moment(String text, ZoneId zone) {
        LocalDateTime local = LocalDateTime.parse(text);
        checkYear(local.getYear());
        return local.atZone(zone).toInstant();
    }

    private static void checkYear(int year) {
        if (year < EARLIEST || year > LATEST) {
            throw new IllegalArgumentException("another century");
        }
    }

    static LocalTime time(Entry entry) {
        return entry.as("a time of day such as \"17:30\"", LocalTime::parse, LocalTime.MIDNIGHT);
    }

    static YearMonth month(Entry entry) {
        return entry.as(
                "a month such as 2026-04",
                text -> {
                    YearMonth month = YearMonth.parse(text);
                    checkYear(month.getYear());
                    return month;
                },
                YearMonth.of(EARLIEST, 1));
    }

    static SeatId seat(Entry entry) {
        return entry.as(Ids.SHAPE, SeatId::new, new SeatId("seat"));
    }

    static PersonId person(Entry entry) {
        return entry.as(Ids.SHAPE, PersonId::new, new PersonId("person"));
    }

    /// One of some words.
    static String word(Entry entry, String... allowed) {
        return word(entry, Arrays.asList(allowed));
    }

    static String word(Entry entry, List<String> allowed) {
        return entry.as(
                String.join(", ", allowed),
                text -> {
                    if (!allowed.contains(text)) {
                        throw new IllegalArgumentException("none of them");
                    }
                    return text;
                },
                allowed.getFirst());
    }

    /// A code as consoles write it: `late-bus` becomes `LATE_BUS`.
    static <T> T code(Entry entry, Function<String, T> of, T fallback) {
        return entry.as(
                Ids.SHAPE, text -> of.apply(text.toUpperCase(Locale.ROOT).replace('-', '_')), fallback);
    }

    /// Days in halves.
    static BigDecimal days(Entry entry) {
        return entry.as(
                "a number of days in halves, such as 0.5",
                text -> {
                    BigDecimal days = new BigDecimal(text);
                    BigDecimal halves = days.multiply(BigDecimal.TWO);
                    if (halves.stripTrailingZeros().scale() > 0
                            || halves.signum() < 0
                            || halves.compareTo(BigDecimal.valueOf(800)) > 0) {
                        throw new IllegalArgumentException("no halves");
                    }
                    return days;
                },
                BigDecimal.ONE);
    }

    /// Seconds, finer than whole ones if need be.
    static double seconds(Entry entry, double most) {
        return entry.as(
                "a number of seconds from 0 to " + (long) most,
                text -> {
                    double value = Double.parseDouble(text);
                    if (!(value >= 0 && value <= most)) {
                        throw new IllegalArgumentException("out of range");
                    }
                    return value;
                },
                0.0);
    }

    /// Both halves of a pair.
    static String[] parts(String text, String separator) {
        String[] parts = text.split(separator, -1);
        if (parts.length != 2) {
            throw new IllegalArgumentException("not two parts");
        }
        return parts;
    }
}
