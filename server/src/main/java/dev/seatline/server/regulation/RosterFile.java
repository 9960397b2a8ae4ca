package dev.seatline.server.regulation;

import dev.seatline.config.ConfigFile;
import dev.seatline.config.Entry;
import dev.seatline.config.Loaded;
import dev.seatline.config.Section;
import dev.seatline.server.rules.Calendar;
import dev.seatline.server.rules.People;
import dev.seatline.server.rules.Regulations;
import dev.seatline.server.rules.Roster;
import dev.seatline.server.rules.policy.Policy;
import dev.seatline.server.rules.policy.Segment;
import dev.seatline.wire.Ids;
import dev.seatline.wire.PersonId;
import dev.seatline.wire.SeatId;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/// Reads a hub's roster; `config/hub.yaml` explains its keys. Used while one file is read.
public final class RosterFile {
    private static final int MOST_DUTIES = 10_000;
    private static final int MOST_DAYS = 400;

    private final People people;
    private final Regulations regulations;
    private final Calendar calendar;
    private final List<Roster.Duty> duties = new ArrayList<>();

    private RosterFile(People people, Regulations regulations, Calendar calendar) {
        this.people = people;
        this.regulations = regulations;
        this.calendar = calendar;
    }

    /// The roster, or everything that is wrong with the file.
    public static Loaded<Roster> load(Path file, People people, Regulations regulations, Calendar calendar) {
        return ConfigFile.load(file, root -> {
            RosterFile reader = new RosterFile(people, regulations, calendar);
            root.required("duties").sections(0, MOST_DUTIES).forEach(reader::read);
            return new Roster(reader.duties);
        });
    }

    private void read(Section entry) {
        Entry name = entry.required("agent");
        PersonId agent = name.as(Ids.SHAPE, PersonId::new, new PersonId("person"));
        People.Member member = people.people().get(agent);
        if (member == null || !regulations.teams().containsKey(member.team())) {
            name.mistake("found \"%s\", allowed are the people of teams with a regulation".formatted(agent));
            member = null;
        }
        SeatId seat = entry.has("seat")
                ? entry.optional("seat").as("one of the seats of the consoles", this::seat, new SeatId("seat"))
                : null;
        String shift = entry.optional("shift").text(32, "");
        String duty = entry.optional("duty").text(32, "");
        Entry segments = entry.optional("segments");
        boolean own = entry.has("segments");
        if (own == entry.has("shift")) {
            entry.mistake("shift", "a duty has either a shift or segments");
        }
        List<Segment> written =
                segments.items(1, 10).stream().map(RosterFile::segment).toList();
        for (LocalDate day : days(entry)) {
            List<Segment> all = own || member == null ? written : shift(entry, shift, member.team(), day);
            List<Roster.Span> spans = spans(day, all, entry.has("duty"), calendar.zone());
            if (!spans.isEmpty()) {
                duties.add(new Roster.Duty(agent, day, shift, seat, duty, spans));
            }
        }
    }

    private SeatId seat(String text) {
        SeatId seat = new SeatId(text);
        Part.checked(text, people.seats().containsKey(seat));
        return seat;
    }

    private List<LocalDate> days(Section entry) {
        if (entry.has("dates") == entry.has("date")) {
            entry.mistake("date", "a duty has either a date or dates");
        }
        if (entry.has("date")) {
            return List.of(CalendarPart.date(entry.optional("date")));
        }
        return entry.optional("dates")
                .as(
                        "two dates such as 2026-03-02/2026-03-31, " + MOST_DAYS + " days at most",
                        text -> {
                            String[] ends = text.split("/", -1);
                            Part.checked(text, ends.length == 2);
                            LocalDate from = CalendarPart.date(ends[0]);
                            LocalDate to = CalendarPart.date(ends[1]);
                            Part.checked(
                                    text,
                                    !to.isBefore(from)
                                            && from.plusDays(MOST_DAYS).isAfter(to));
                            return from.datesUntil(to.plusDays(1)).toList();
                        },
                        List.of());
    }

    /// As the policy of that day has it.
    private List<Segment> shift(Section entry, String name, String team, LocalDate day) {
        Policy policy = regulations.policy(team, calendar.begin(day));
        List<Segment> segments = policy.shifts().get(name);
        if (segments == null) {
            entry.mistake(
                    "shift",
                    "found \"%s\", allowed are the shifts of %s (%s), or segments instead"
                            .formatted(
                                    name,
                                    policy.id(),
                                    String.join(
                                            ", ", new TreeSet<>(policy.shifts().keySet()))));
            return List.of();
        }
        return segments;
    }

    private static Segment segment(Entry entry) {
        return entry.as(
                "a time and its end such as \"08:30-11:30\"",
                text -> {
                    String[] ends = text.split("-", -1);
                    Part.checked(text, ends.length == 2);
                    return new Segment(Segment.Kind.SEAT, LocalTime.parse(ends[0]), LocalTime.parse(ends[1]));
                },
                new Segment(Segment.Kind.SEAT, LocalTime.MIN, LocalTime.NOON));
    }

    /// Segments on a day, over midnight if need be.
    ///
    /// @param special whether there is a task for this duty; else that of those on duty is left out
    public static List<Roster.Span> spans(LocalDate day, List<Segment> segments, boolean special, ZoneId zone) {
        List<Roster.Span> spans = new ArrayList<>();
        LocalDateTime last = day.atStartOfDay();
        for (Segment segment : segments) {
            if (segment.kind() == Segment.Kind.DUTY && !special) {
                continue;
            }
            LocalDateTime from = last.toLocalDate().atTime(segment.from());
            from = from.isBefore(last) ? from.plusDays(1) : from;
            LocalDateTime to = from.toLocalDate().atTime(segment.to());
            to = to.isAfter(from) ? to : to.plusDays(1);
            spans.add(new Roster.Span(
                    segment.kind(),
                    from.atZone(zone).toInstant(),
                    to.atZone(zone).toInstant()));
            last = to;
        }
        return spans;
    }
}
