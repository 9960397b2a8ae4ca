package dev.seatline.server.regulation;

import dev.seatline.config.Entry;
import dev.seatline.config.Section;
import dev.seatline.server.rules.Calendar;
import dev.seatline.server.rules.Calendar.Period;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Section `calendar` of a hub: holidays, days off that are worked, named periods.
public final class CalendarPart {
    private static final int MOST_DAYS = 1000;
    private static final String PERIOD = "hours of working days (\"09:30-11:30\"), days (\"2026-11-15/2027-03-15\") or"
            + " moments (\"2026-03-02T10:00/2026-03-02T11:00\")";

    private CalendarPart() {}

    public static Calendar read(Section section, ZoneId zone) {
        Section named = section.optional("periods").section();
        Map<String, List<Period>> periods = new HashMap<>();
        for (String name : named.keys()) {
            periods.put(
                    name,
                    named.optional(name).items(0, MOST_DAYS).stream()
                            .map(entry -> period(entry, zone))
                            .toList());
        }
        return new Calendar(zone, days(section.optional("holidays")), days(section.optional("workdays")), periods);
    }

    private static Set<LocalDate> days(Entry list) {
        Set<LocalDate> days = new HashSet<>();
        list.items(0, MOST_DAYS).forEach(entry -> days.add(date(entry)));
        return days;
    }

    static LocalDate date(Entry entry) {
        return entry.as("a date such as 2026-03-02", CalendarPart::date, LocalDate.EPOCH);
    }

    static LocalDate date(String text) {
        LocalDate date = LocalDate.parse(text);
        Part.checked(text, date.getYear() >= 2000 && date.getYear() <= 2100);
        return date;
    }

    private static Period period(Entry entry, ZoneId zone) {
        return entry.as(
                PERIOD,
                text -> {
                    String[] ends = text.split(text.contains("/") ? "/" : "-", -1);
                    Part.checked(text, ends.length == 2);
                    if (!text.contains("/")) {
                        return new Period.Hours(LocalTime.parse(ends[0]), LocalTime.parse(ends[1]));
                    }
                    return text.contains("T")
                            ? new Period.Moments(
                                    LocalDateTime.parse(ends[0]).atZone(zone).toInstant(),
                                    LocalDateTime.parse(ends[1]).atZone(zone).toInstant())
                            : new Period.Days(date(ends[0]), date(ends[1]));
                },
                new Period.Days(LocalDate.EPOCH, LocalDate.EPOCH));
    }
}
