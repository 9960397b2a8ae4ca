package dev.seatline.server;

import dev.seatline.config.Entry;
import dev.seatline.config.Loaded;
import dev.seatline.config.Mistake;
import dev.seatline.config.Section;
import dev.seatline.server.regulation.CalendarPart;
import dev.seatline.server.regulation.PolicyFile;
import dev.seatline.server.regulation.RosterFile;
import dev.seatline.server.rules.Calendar;
import dev.seatline.server.rules.People;
import dev.seatline.server.rules.Regulations;
import dev.seatline.server.rules.Roster;
import dev.seatline.server.rules.judge.Site;
import dev.seatline.server.rules.policy.Policy;
import dev.seatline.wire.PersonId;
import dev.seatline.wire.SeatId;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Reads the part of the hub's configuration that its rules need: `regulations`, `roster`, `calendar`.
final class RulesSection {
    private static final int MOST_MISTAKES = 10;

    private RulesSection() {}

    /// @return empty for a hub that judges nothing
    static Optional<Site> read(
            Section root, ZoneId zone, List<HubConfig.ConsoleEntry> consoles, List<HubConfig.PersonEntry> members) {
        Entry list = root.optional("regulations");
        Calendar calendar = CalendarPart.read(root.optional("calendar").section(), zone);
        Entry rosterEntry = root.optional("roster");
        Optional<Path> rosterFile = root.has("roster") ? rosterEntry.fileBeside() : Optional.empty();
        People people = people(consoles, members, rows(root.optional("rows"), consoles));
        Regulations regulations = regulations(list, zone, people, calendar);
        if (regulations.teams().isEmpty()) {
            if (root.has("roster") && !root.has("regulations")) {
                rosterEntry.mistake("nobody is judged by it: add regulations, or leave it out");
            }
            return Optional.empty();
        }
        Roster roster = rosterFile
                .flatMap(file -> told(rosterEntry, RosterFile.load(file, people, regulations, calendar)))
                .orElseGet(() -> new Roster(List.of()));
        return Optional.of(new Site(people, calendar, roster, regulations));
    }

    private static Regulations regulations(Entry list, ZoneId zone, People people, Calendar calendar) {
        Set<String> teams = new TreeSet<>();
        people.people().values().forEach(member -> teams.add(member.team()));
        Map<String, List<Regulations.InForce>> all = new TreeMap<>();
        for (Section section : list.sections(0, 200)) {
            Entry entry = section.required("team");
            String team = entry.text(64, "");
            if (!team.isEmpty() && !teams.contains(team)) {
                entry.mistake("found \"%s\", allowed are the teams of the people: %s"
                        .formatted(team, String.join(", ", teams)));
            }
            Instant from = section.optional("from")
                    .as(
                            "a moment such as 2026-03-01T00:00",
                            text -> LocalDateTime.parse(text).atZone(zone).toInstant(),
                            Instant.MIN);
            Entry file = section.required("policy");
            Policy policy = policy(file);
            List<Regulations.InForce> ofTeam = all.computeIfAbsent(team, _ -> new ArrayList<>());
            if (ofTeam.stream().anyMatch(one -> one.from().equals(from))) {
                entry.mistake("\"%s\" has a regulation from this moment already".formatted(team));
            }
            if (policy != null) {
                RulesFit.check(file, policy, people, calendar);
                ofTeam.add(new Regulations.InForce(from, policy));
            }
        }
        all.values().removeIf(List::isEmpty);
        all.values().forEach(ofTeam -> ofTeam.sort(Comparator.comparing(Regulations.InForce::from)));
        return new Regulations(all);
    }

    private static @Nullable Policy policy(Entry entry) {
        return entry.fileBeside()
                .flatMap(file -> told(entry, PolicyFile.load(file)))
                .orElse(null);
    }

    /// What is wrong with another file is told where that is named.
    private static <T> Optional<T> told(Entry entry, Loaded<T> loaded) {
        return switch (loaded) {
            case Loaded.Right<T>(T right) -> Optional.of(right);
            case Loaded.Wrong<T>(List<Mistake> mistakes) -> {
                mistakes.stream().limit(MOST_MISTAKES).forEach(mistake -> entry.mistake(mistake.toString()));
                yield Optional.empty();
            }
        };
    }

    private static People people(
            List<HubConfig.ConsoleEntry> consoles, List<HubConfig.PersonEntry> members, List<List<SeatId>> rows) {
        Map<PersonId, People.Member> people = new LinkedHashMap<>();
        members.forEach(person -> people.put(
                person.person(),
                new People.Member(person.person(), person.team(), person.roles(), person.certified())));
        Map<SeatId, People.Desk> seats = new LinkedHashMap<>();
        consoles.forEach(console -> seats.put(console.seat(), console.desk()));
        return new People(people, seats, rows);
    }

    /// Seats side by side, in their order.
    private static List<List<SeatId>> rows(Entry list, List<HubConfig.ConsoleEntry> consoles) {
        Map<String, SeatId> seats = new LinkedHashMap<>();
        consoles.forEach(console -> seats.put(console.seat().text(), console.seat()));
        List<List<SeatId>> rows = new ArrayList<>();
        Map<String, Integer> seen = new HashMap<>();
        for (Section row : list.sections(0, 1_000)) {
            rows.add(row.required("seats").items(2, 1_000).stream()
                    .map(entry -> entry.unique(seen)
                            .as(
                                    "one of the seats of the consoles",
                                    text -> {
                                        SeatId seat = seats.get(text);
                                        if (seat == null) {
                                            throw new IllegalArgumentException("none of them");
                                        }
                                        return seat;
                                    },
                                    new SeatId("seat")))
                    .toList());
        }
        return rows;
    }
}
