package dev.seatline.server.replay;

import dev.seatline.config.ConfigFile;
import dev.seatline.config.Entry;
import dev.seatline.config.Loaded;
import dev.seatline.config.Section;
import dev.seatline.server.rules.Calendar;
import dev.seatline.server.rules.Calendar.Period;
import dev.seatline.server.rules.People;
import dev.seatline.server.rules.Roster;
import dev.seatline.server.rules.VerdictKind;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Reads scenario files; `config/scenarios/README.md` tells what stands in them. Stateless; any thread.
public final class ScenarioFile {
    private static final int MOST_DAYS = 1000;
    private static final String ZONE = "Asia/Shanghai";
    private static final String PERIOD = "hours of working days (\"09:30-11:30\"), days (\"2026-11-15/2027-03-15\") or"
            + " moments (\"2026-03-02T10:00/2026-03-02T11:00\")";

    private ScenarioFile() {}

    /// The scenario, or everything that is wrong with the file.
    public static Loaded<Scenario> load(Path file, Policies policies) {
        return ConfigFile.loadUnversioned(file, root -> read(root, file, policies));
    }

    private static Scenario read(Section root, Path file, Policies policies) {
        ZoneId zone = root.optional("zone").as("the name of a time zone such as " + ZONE, ZoneId::of, ZoneId.of(ZONE));
        Calendar calendar = calendar(root.optional("calendar").section(), zone);
        Floorplan floor = Floorplan.read(root, file, policies);
        RosterReader roster = new RosterReader(floor, calendar);
        roster.read(root.optional("roster"));
        Roster planned = new Roster(roster.duties());
        StepReader steps = new StepReader(floor, zone, new FormReader(floor, planned));
        List<Step> read = new ArrayList<>();
        for (Section step : root.optional("steps").sections(0, 100_000)) {
            read.add(steps.read(step));
        }
        read.sort(Comparator.comparing(Step::at));
        figures(root.optional("figures"));
        Entry end = root.required("until");
        Instant until = Values.moment(end, zone);
        if (!read.isEmpty() && read.getLast().at().isAfter(until)) {
            end.mistake("the last step is later, in line " + read.getLast().line());
        }
        boolean partial = root.optional("partial").flag(false);
        Set<VerdictKind> none = EnumSet.noneOf(VerdictKind.class);
        root.optional("none")
                .items(0, VerdictKind.values().length)
                .forEach(item -> none.add(ExpectationReader.kind(item)));
        ExpectationReader expectations = new ExpectationReader(floor, zone);
        List<Expectation> expected = root.required("expect").sections(0, 10_000).stream()
                .map(section -> expectations.read(section, partial))
                .toList();
        People people = floor.people();
        roster.kept().forEach(duty -> floor.exists(Attendance.seat(people, duty, duty.agent()), duty.agent()));
        return new Scenario(
                file,
                root.required("title").text(300, ""),
                floor.policies(),
                calendar,
                floor.people(),
                planned,
                roster.kept(),
                read,
                until,
                expected,
                partial,
                none);
    }

    private static Calendar calendar(Section section, ZoneId zone) {
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
        list.items(0, MOST_DAYS).forEach(entry -> days.add(Values.date(entry)));
        return days;
    }

    private static Period period(Entry entry, ZoneId zone) {
        return entry.as(
                PERIOD,
                text -> {
                    if (!text.contains("/")) {
                        String[] hours = Values.parts(text, "-");
                        return new Period.Hours(LocalTime.parse(hours[0]), LocalTime.parse(hours[1]));
                    }
                    String[] ends = Values.parts(text, "/");
                    return text.contains("T")
                            ? new Period.Moments(Values.moment(ends[0], zone), Values.moment(ends[1], zone))
                            : new Period.Days(LocalDate.parse(ends[0]), LocalDate.parse(ends[1]));
                },
                new Period.Days(Values.NO_DAY, Values.NO_DAY));
    }

    /// Read, so that a misspelt key is found; nothing judges them yet.
    private static void figures(Entry list) {
        for (Section figure : list.sections(0, 1000)) {
            figure.required("period").text(32, "");
            counts(figure.optional("calls").section(), "transferred", "answered", "within");
            counts(figure.optional("demands").section(), "total", "first");
            Section samples = figure.optional("samples").section();
            counts(samples, samples.keys().toArray(String[]::new));
        }
    }

    private static void counts(Section section, String... keys) {
        for (String key : keys) {
            section.optional(key).number(0, Integer.MAX_VALUE, 0);
        }
    }
}
