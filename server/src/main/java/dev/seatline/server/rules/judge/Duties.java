package dev.seatline.server.rules.judge;

import dev.seatline.server.rules.DutyRun;
import dev.seatline.server.rules.Roster.Duty;
import dev.seatline.wire.PersonId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Duties of a team that are near in time: those of the days that were opened, for as long as papers on them may come.
final class Duties {
    /// Papers on a duty that is older change nothing any more.
    private static final int DAYS_KEPT = 62;

    /// @param agent whose
    private record Key(PersonId agent, LocalDate date) {}

    private final Map<Key, List<DutyRun>> runs;
    private final TreeMap<LocalDate, List<PersonId>> days;

    Duties() {
        runs = new HashMap<>();
        days = new TreeMap<>();
    }

    private Duties(Duties other) {
        runs = new HashMap<>(other.runs);
        days = new TreeMap<>();
        other.days.forEach((day, people) -> days.put(day, new ArrayList<>(people)));
    }

    Duties copy() {
        return new Duties(this);
    }

    void add(Duty duty) {
        Key key = new Key(duty.agent(), duty.date());
        List<DutyRun> list = new ArrayList<>(runs.getOrDefault(key, List.of()));
        if (list.stream().anyMatch(run -> run.duty().equals(duty))) {
            return;
        }
        list.add(DutyRun.of(duty));
        runs.put(key, List.copyOf(list));
        List<PersonId> people = days.computeIfAbsent(duty.date(), _ -> new ArrayList<>());
        if (!people.contains(duty.agent())) {
            people.add(duty.agent());
        }
        while (days.firstKey().isBefore(duty.date().minusDays(DAYS_KEPT))) {
            LocalDate oldest = days.firstKey();
            days.getOrDefault(oldest, List.of()).forEach(agent -> runs.remove(new Key(agent, oldest)));
            days.remove(oldest);
        }
    }

    void put(DutyRun run) {
        Key key = new Key(run.duty().agent(), run.duty().date());
        List<DutyRun> list = new ArrayList<>(runs.getOrDefault(key, List.of()));
        list.replaceAll(old -> old.duty().equals(run.duty()) ? run : old);
        runs.put(key, List.copyOf(list));
    }

    List<DutyRun> of(PersonId agent, LocalDate date) {
        return runs.getOrDefault(new Key(agent, date), List.of());
    }

    List<DutyRun> on(LocalDate date) {
        List<DutyRun> all = new ArrayList<>();
        days.getOrDefault(date, List.of()).forEach(agent -> all.addAll(of(agent, date)));
        return all;
    }

    /// Those of the agent of a day and of the days beside it.
    List<DutyRun> near(PersonId agent, LocalDate date) {
        List<DutyRun> all = new ArrayList<>(of(agent, date.minusDays(1)));
        all.addAll(of(agent, date));
        all.addAll(of(agent, date.plusDays(1)));
        return all;
    }
}
