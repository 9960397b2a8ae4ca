package dev.seatline.server.replay;

import dev.seatline.config.Entry;
import dev.seatline.config.Loaded;
import dev.seatline.config.Mistake;
import dev.seatline.config.Section;
import dev.seatline.server.rules.People;
import dev.seatline.server.rules.policy.Policy;
import dev.seatline.wire.PersonId;
import dev.seatline.wire.SeatId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads who and what is there: teams with their regulations, people, seats. Used while one file is read.
final class Floorplan implements Cast {
    /// The team of all people when the file names one regulation.
    static final String ONLY_TEAM = "T1";

    private static final int MOST = 1000;

    private final Map<String, Policy> policies = new LinkedHashMap<>();
    private final Map<PersonId, String> teamOf = new HashMap<>();
    private final Map<PersonId, People.Member> people = new LinkedHashMap<>();
    private final Map<SeatId, People.Desk> desks = new LinkedHashMap<>();
    private final Set<List<SeatId>> rows = new LinkedHashSet<>();
    private boolean teams;

    /// Reads all of it; mistakes are told where they stand.
    static Floorplan read(Section root, Path file, Policies source) {
        Floorplan plan = new Floorplan();
        plan.regulations(root, file, source);
        plan.members(root.required("people"));
        plan.desks(root.optional("seats"));
        return plan;
    }

    Map<String, Policy> policies() {
        return policies;
    }

    /// Of the person's team, or null when it could not be read.
    @Nullable
    Policy policyOf(PersonId person) {
        People.Member member = people.get(person);
        return member == null ? null : policies.get(member.team());
    }

    @Override
    public boolean knows(PersonId person) {
        return people.containsKey(person);
    }

    /// A person who has to be one of the file's.
    @Override
    public PersonId person(Entry entry) {
        PersonId person = Values.person(entry);
        if (!knows(person) && !people.isEmpty() && !person.text().equals("person")) {
            entry.mistake(
                    "found \"%s\", allowed is one of the people: %s".formatted(person, String.join(", ", names())));
        }
        return person;
    }

    private List<String> names() {
        return people.keySet().stream().map(PersonId::text).limit(30).toList();
    }

    /// A seat that a step or duty names exists by itself.
    @Override
    public SeatId seat(Entry entry, @Nullable PersonId agent) {
        SeatId seat = Values.seat(entry);
        exists(seat, agent);
        return seat;
    }

    void exists(SeatId seat, @Nullable PersonId agent) {
        People.Desk known = desks.get(seat);
        if (known == null) {
            desks.put(seat, new People.Desk(seat, "inbound", team(agent), null, null, false));
        } else if (known.team().isEmpty() && agent != null) {
            desks.put(
                    seat,
                    new People.Desk(seat, known.kind(), team(agent), known.owner(), known.backup(), known.worn()));
        }
    }

    private String team(@Nullable PersonId agent) {
        if (!teams) {
            return ONLY_TEAM;
        }
        People.Member member = agent == null ? null : people.get(agent);
        return member == null ? "" : member.team();
    }

    /// The seat that is allotted to a person, or null.
    @Nullable
    SeatId ownSeat(PersonId person) {
        for (People.Desk desk : desks.values()) {
            if (person.equals(desk.owner())) {
                return desk.id();
            }
        }
        return null;
    }

    People people() {
        return new People(people, desks, new ArrayList<>(rows));
    }

    private void regulations(Section root, Path file, Policies source) {
        Map<String, String> options = root.optional("options").section().values(MOST);
        List<Section> list = root.optional("teams").sections(0, 20);
        teams = !list.isEmpty();
        if (teams && root.has("regulation")) {
            root.mistake("teams", "a file has a regulation or teams, found both");
        }
        if (!teams) {
            policy(ONLY_TEAM, root.required("regulation"), file, source, options);
            return;
        }
        root.optional("regulation");
        for (Section team : list) {
            Entry id = team.required("id");
            String name = Values.person(id).text();
            if (policies.containsKey(name)) {
                id.mistake("found \"%s\" for the second time".formatted(name));
            }
            policy(name, team.required("regulation"), file, source, options);
            for (Entry entry : team.required("people").items(0, MOST)) {
                PersonId person = Values.person(entry);
                if (teamOf.putIfAbsent(person, name) != null) {
                    entry.mistake("found \"%s\", who is in another team already".formatted(person));
                }
            }
        }
    }

    private void policy(String team, Entry entry, Path file, Policies source, Map<String, String> options) {
        String name = entry.text(300, "");
        if (name.isEmpty()) {
            return;
        }
        boolean path = name.contains("/") || name.endsWith(".yaml");
        Path beside = file.resolveSibling(name);
        switch (source.policy(path && Files.exists(beside) ? beside.toString() : name, options)) {
            case Loaded.Right<Policy>(Policy policy) -> policies.put(team, policy);
            case Loaded.Wrong<Policy>(List<Mistake> mistakes) ->
                mistakes.stream().limit(10).forEach(mistake -> entry.mistake(mistake.toString()));
        }
    }

    private void members(Entry list) {
        for (Section section : list.sections(0, MOST)) {
            Entry entry = section.required("id");
            PersonId id = Values.person(entry);
            Set<String> roles = new HashSet<>();
            for (Entry role : section.optional("roles").items(1, People.ROLES.size())) {
                roles.add(Values.word(role, People.ROLES));
            }
            String team = teams ? teamOf.getOrDefault(id, "") : ONLY_TEAM;
            if (team.isEmpty()) {
                entry.mistake("found \"%s\", who is in none of the teams".formatted(id));
            }
            People.Member member = new People.Member(
                    id,
                    team,
                    roles.isEmpty() ? Set.of("agent") : roles,
                    section.optional("certified").flag(true));
            if (people.putIfAbsent(id, member) != null) {
                entry.mistake("found \"%s\" for the second time".formatted(id));
            }
        }
    }

    private void desks(Entry list) {
        for (Section section : list.sections(0, MOST)) {
            Entry entry = section.required("id");
            SeatId id = Values.seat(entry);
            PersonId owner = section.has("owner") ? person(section.optional("owner")) : null;
            PersonId backup = section.has("backup") ? person(section.optional("backup")) : null;
            List<SeatId> row = section.optional("row").items(2, MOST).stream()
                    .map(Values::seat)
                    .toList();
            if (!row.isEmpty()) {
                rows.add(row);
            }
            String kind = section.has("kind")
                    ? Values.word(section.optional("kind"), People.SEAT_KINDS)
                    : People.SEAT_KINDS.getFirst();
            boolean worn = section.has("hook")
                    && Values.word(section.optional("hook"), "line", "rest").equals("rest");
            People.Desk desk = new People.Desk(id, kind, team(owner), owner, backup, worn);
            if (desks.putIfAbsent(id, desk) != null) {
                entry.mistake("found \"%s\" for the second time".formatted(id));
            }
        }
    }
}
