package dev.seatline.bench.demo;

import dev.seatline.config.Loaded;
import dev.seatline.server.HubConfig;
import dev.seatline.server.regulation.PolicyFile;
import dev.seatline.server.rules.Calendar;
import dev.seatline.server.rules.People;
import dev.seatline.server.rules.Regulations;
import dev.seatline.server.rules.Roster;
import dev.seatline.server.rules.judge.Site;
import dev.seatline.server.rules.policy.Policy;
import dev.seatline.server.rules.policy.Segment;
import dev.seatline.wire.PersonId;
import dev.seatline.wire.SeatId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/// By what the demo's teams are judged: each by another of the shipped regulations.
final class DemoRegulations {
    private static final Duration SHIFT = Duration.ofMinutes(450);
    /// They come twenty minutes early.
    private static final LocalTime DAY = LocalTime.of(9, 10);
    /// After the hand-over.
    private static final LocalTime LATE = LocalTime.of(17, 15);
    private static final LocalTime NIGHT = LocalTime.of(1, 20);
    private static final int DAYS = 30;

    private DemoRegulations() {}

    /// @param folder of the policies; where there is none, nobody is judged
    /// @param first day of the demo
    static Optional<Site> of(
            Path folder,
            List<HubConfig.ConsoleEntry> consoles,
            List<HubConfig.PersonEntry> members,
            Map<SeatId, Shifts> shifts,
            LocalDate first,
            ZoneId zone) {
        List<Policy> all = read(folder);
        Map<String, Policy> policies = new TreeMap<>();
        Map<SeatId, People.Desk> desks = new HashMap<>();
        for (HubConfig.ConsoleEntry console : consoles) {
            desks.put(console.seat(), console.desk());
            if (!policies.containsKey(console.team()) && policies.size() < all.size()) {
                policies.put(console.team(), all.get(policies.size()));
            }
        }
        if (policies.isEmpty()) {
            return Optional.empty();
        }
        Map<PersonId, People.Member> people = new HashMap<>();
        members.forEach(member ->
                people.put(member.person(), new People.Member(member.person(), member.team(), member.roles(), true)));
        return Optional.of(new Site(
                new People(people, desks, List.of()),
                new Calendar(zone, Set.of(), Set.of(), Map.of()),
                new Roster(duties(shifts, first, zone)),
                Regulations.of(policies)));
    }

    /// By team, the id of its regulation.
    static Map<String, String> ids(HubConfig config) {
        Map<String, String> ids = new TreeMap<>();
        policies(config).forEach((team, policy) -> ids.put(team, policy.id()));
        return ids;
    }

    /// Teams whose regulation gives breaks; in the others a leader does.
    static Set<String> ruled(HubConfig config) {
        Map<String, Policy> policies = policies(config);
        policies.values().removeIf(policy -> policy.breaks().bySeat().isEmpty());
        return policies.keySet();
    }

    private static Map<String, Policy> policies(HubConfig config) {
        Map<String, Policy> policies = new TreeMap<>();
        config.rules()
                .ifPresent(site -> site.regulations()
                        .teams()
                        .forEach((team, all) -> policies.put(team, all.getLast().policy())));
        return policies;
    }

    /// Those that give breaks first: there is most to see.
    private static List<Policy> read(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<Policy> policies = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(file -> file.toString().endsWith(".yaml")).sorted().forEach(file -> {
                switch (PolicyFile.load(file)) {
                    case Loaded.Right<Policy>(Policy policy) -> policies.add(policy);
                    case Loaded.Wrong<Policy> wrong -> throw new IllegalStateException(wrong.text());
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        policies.sort(Comparator.comparing(policy -> policy.breaks().bySeat().isEmpty()));
        return policies;
    }

    private static List<Roster.Duty> duties(Map<SeatId, Shifts> shifts, LocalDate first, ZoneId zone) {
        List<Roster.Duty> duties = new ArrayList<>();
        // the night before is not over at eight
        for (LocalDate day : first.minusDays(1).datesUntil(first.plusDays(DAYS)).toList()) {
            shifts.forEach((seat, who) -> {
                duties.add(duty(who.day(), seat, day, DAY, zone));
                duties.add(duty(who.late(), seat, day, LATE, zone));
                if (who.night() != null) {
                    duties.add(duty(who.night(), seat, day, NIGHT, zone));
                }
            });
        }
        return duties;
    }

    private static Roster.Duty duty(PersonId agent, SeatId seat, LocalDate day, LocalTime from, ZoneId zone) {
        var begins = day.atTime(from).atZone(zone).toInstant();
        return new Roster.Duty(
                agent, day, "", seat, "", List.of(new Roster.Span(Segment.Kind.SEAT, begins, begins.plus(SHIFT))));
    }
}
