package dev.seatline.server.replay;

import dev.seatline.config.Entry;
import dev.seatline.config.Section;
import dev.seatline.server.regulation.RosterFile;
import dev.seatline.server.rules.Calendar;
import dev.seatline.server.rules.Roster;
import dev.seatline.server.rules.policy.Policy;
import dev.seatline.server.rules.policy.Segment;
import dev.seatline.wire.PersonId;
import dev.seatline.wire.SeatId;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/// Reads who is to work when. Used while one file is read.
final class RosterReader {
    private final Floorplan floor;
    private final Calendar calendar;
    private final List<Roster.Duty> duties = new ArrayList<>();
    private final List<Roster.Duty> kept = new ArrayList<>();

    RosterReader(Floorplan floor, Calendar calendar) {
        this.floor = floor;
        this.calendar = calendar;
    }

    void read(Entry list) {
        for (Section entry : list.sections(0, 10_000)) {
            duties(entry);
        }
    }

    List<Roster.Duty> duties() {
        return duties;
    }

    /// Those that were kept as planned.
    List<Roster.Duty> kept() {
        return kept;
    }

    private void duties(Section entry) {
        PersonId agent = floor.person(entry.required("agent"));
        List<Segment> segments = segments(entry, agent);
        String duty = entry.optional("duty").text(32, "");
        boolean special = entry.has("duty");
        SeatId seat = entry.has("seat") ? floor.seat(entry.optional("seat"), agent) : null;
        boolean attends = entry.has("attend")
                && !Values.word(entry.optional("attend"), "plan").isEmpty();
        String shift = entry.optional("shift").text(32, "");
        List<LocalDate> days = entry.has("dates")
                ? Values.dates(entry.optional("dates"))
                : List.of(Values.date(entry.required("date")));
        if (entry.has("dates") && entry.has("date")) {
            entry.optional("date").mistake("a duty has a date or dates, found both");
        }
        for (LocalDate day : days) {
            List<Roster.Span> spans = RosterFile.spans(day, segments, special, calendar.zone());
            if (!spans.isEmpty()) {
                Roster.Duty one = new Roster.Duty(agent, day, shift, seat, duty, spans);
                duties.add(one);
                if (attends) {
                    kept.add(one);
                }
            }
        }
    }

    private List<Segment> segments(Section entry, PersonId agent) {
        if (entry.has("segments")) {
            if (entry.has("shift")) {
                entry.optional("shift").mistake("a duty has a shift or segments, found both");
            }
            return entry.optional("segments").items(1, 10).stream()
                    .map(RosterReader::segment)
                    .toList();
        }
        Entry name = entry.required("shift");
        Policy policy = floor.policyOf(agent);
        if (policy == null) {
            return List.of();
        }
        return name.as(
                "one of the shifts of " + policy.id() + " ("
                        + String.join(", ", new TreeSet<>(policy.shifts().keySet()))
                        + "), or segments instead",
                text -> {
                    List<Segment> known = policy.shifts().get(text);
                    if (known == null) {
                        throw new IllegalArgumentException("no such shift");
                    }
                    return known;
                },
                List.of());
    }

    private static Segment segment(Entry entry) {
        return entry.as(
                "a time and its end such as \"08:30-11:30\"",
                text -> {
                    String[] parts = Values.parts(text, "-");
                    return new Segment(Segment.Kind.SEAT, LocalTime.parse(parts[0]), LocalTime.parse(parts[1]));
                },
                new Segment(Segment.Kind.SEAT, LocalTime.MIN, LocalTime.NOON));
    }
}
