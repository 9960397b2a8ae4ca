package dev.seatline.server.rules;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Days and hours of the centre: its zone, holidays, days off that are worked, and named periods.
///
/// @param holidays no working days
/// @param workdays working days although they fall on a weekend
/// @param periods by name: the market's hours, a season, a visit
public record Calendar(
        ZoneId zone, Set<LocalDate> holidays, Set<LocalDate> workdays, Map<String, List<Period>> periods) {
    public Calendar {
        holidays = Set.copyOf(holidays);
        workdays = Set.copyOf(workdays);
        periods = Map.copyOf(periods);
    }

    /// A span of time that has a name.
    public sealed interface Period {
        /// Hours of every working day.
        record Hours(LocalTime from, LocalTime to) implements Period {}

        /// From one day to another, both included.
        record Days(LocalDate from, LocalDate to) implements Period {}

        /// From one moment to another.
        record Moments(Instant from, Instant to) implements Period {}
    }

    public LocalDate date(Instant at) {
        return at.atZone(zone).toLocalDate();
    }

    public Instant at(LocalDate date, LocalTime time) {
        return date.atTime(time).atZone(zone).toInstant();
    }

    /// The first moment of a day, whatever the zone does to its clocks.
    public Instant begin(LocalDate date) {
        return date.atStartOfDay(zone).toInstant();
    }

    public boolean worked(LocalDate date) {
        if (workdays.contains(date)) {
            return true;
        }
        DayOfWeek day = date.getDayOfWeek();
        return !holidays.contains(date) && day != DayOfWeek.SATURDAY && day != DayOfWeek.SUNDAY;
    }

    /// The working day before.
    public LocalDate workdayBefore(LocalDate date) {
        LocalDate day = date.minusDays(1);
        for (int i = 0; i < 60 && !worked(day); i++) {
            day = day.minusDays(1);
        }
        return day;
    }

    /// Whether the moment is in the named period; its end is not.
    public boolean in(String period, Instant at) {
        for (Period one : periods.getOrDefault(period, List.of())) {
            boolean inside = switch (one) {
                case Period.Hours(LocalTime from, LocalTime to) -> {
                    LocalDate date = date(at);
                    yield worked(date) && !at.isBefore(at(date, from)) && at.isBefore(at(date, to));
                }
                case Period.Days(LocalDate from, LocalDate to) -> !date(at).isBefore(from) && !date(at).isAfter(to);
                case Period.Moments(Instant from, Instant to) -> !at.isBefore(from) && at.isBefore(to);
            };
            if (inside) {
                return true;
            }
        }
        return false;
    }
}
