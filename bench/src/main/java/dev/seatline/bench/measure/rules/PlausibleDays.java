package dev.seatline.bench.measure.rules;

import dev.seatline.server.rules.Calendar;
import dev.seatline.server.rules.Happening;
import dev.seatline.server.rules.People;
import dev.seatline.server.rules.Regulations;
import dev.seatline.server.rules.Roster;
import dev.seatline.server.rules.judge.Site;
import dev.seatline.server.rules.policy.Policy;
import dev.seatline.server.rules.policy.Segment;
import dev.seatline.wire.BreakType;
import dev.seatline.wire.Declaration;
import dev.seatline.wire.Fact;
import dev.seatline.wire.Headset;
import dev.seatline.wire.PersonId;
import dev.seatline.wire.Reason;
import dev.seatline.wire.SeatId;
import dev.seatline.wire.SeatState;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;

/// Working days of one team, as its consoles would tell them: nearly everybody comes in time, calls are answered within
/// some rings, people are not ready for a while, take breaks and go. The same seed makes the same days. Used by one
/// thread.
final class PlausibleDays {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final LocalTime START = LocalTime.of(8, 30);
    private static final LocalTime END = LocalTime.of(17, 30);
    private static final int SECONDS = 9 * 3600;
    /// Facts of one call, its wrap-up included.
    private static final int FACTS_A_CALL = 8;

    private final String team;
    private final int seats;
    private final int calls;
    private final RandomGenerator random;
    private final Calendar calendar = new Calendar(ZONE, Set.of(), Set.of(), Map.of());
    private final Map<SeatId, SeatState> states = new HashMap<>();
    private final Map<SeatId, Long> sequences = new HashMap<>();

    /// @param facts a day and seat, about
    PlausibleDays(String team, int seats, int facts, long seed) {
        this.team = team;
        this.seats = seats;
        this.calls = Math.max(1, facts / FACTS_A_CALL);
        this.random = new Random(seed);
    }

    /// The first working days of a month and later ones.
    static List<LocalDate> days(int count) {
        List<LocalDate> days = new ArrayList<>();
        for (LocalDate day = LocalDate.of(2026, 3, 2); days.size() < count; day = day.plusDays(1)) {
            if (day.getDayOfWeek().getValue() < 6) {
                days.add(day);
            }
        }
        return days;
    }

    Site site(Policy policy, List<LocalDate> days) {
        Map<PersonId, People.Member> people = new HashMap<>();
        List<Roster.Duty> duties = new ArrayList<>();
        for (int i = 0; i < seats; i++) {
            PersonId agent = agent(i);
            people.put(agent, new People.Member(agent, team, Set.of("agent"), true));
            for (LocalDate day : days) {
                duties.add(new Roster.Duty(
                        agent,
                        day,
                        "",
                        seat(i),
                        "",
                        List.of(new Roster.Span(Segment.Kind.SEAT, calendar.at(day, START), calendar.at(day, END)))));
            }
        }
        return new Site(
                new People(people, Map.of(), List.of()),
                calendar,
                new Roster(duties),
                Regulations.of(Map.of(team, policy)));
    }

    Instant begins() {
        return calendar.begin(LocalDate.of(2026, 3, 1));
    }

    Instant end(LocalDate day) {
        return calendar.at(day, LocalTime.of(23, 0));
    }

    private PersonId agent(int i) {
        return new PersonId(team + "-P" + i);
    }

    private SeatId seat(int i) {
        return new SeatId(team + "-S" + i);
    }

    /// Everything that happened on a day, in the order of time.
    List<Happening> day(LocalDate day) {
        List<Happening> all = new ArrayList<>(seats * (calls + 1) * FACTS_A_CALL);
        for (int i = 0; i < seats; i++) {
            seatDay(i, calendar.at(day, START), all);
        }
        all.sort(Comparator.comparing((Happening one) -> one.at()).thenComparing(one -> one.place()));
        return all;
    }

    private void seatDay(int i, Instant start, List<Happening> all) {
        SeatId seat = seat(i);
        PersonId agent = agent(i);
        Instant at = start.plusSeconds(random.nextInt(720) - 660L);
        add(seat, new Fact.SignedIn(agent), at, all);
        at = at.plusSeconds(20);
        add(seat, new Fact.Declared(new Declaration.Ready(), Fact.Cause.PRESS), at, all);
        long gap = SECONDS / (calls + 2L) * 1000;
        for (int call = 0; call < calls; call++) {
            at = start.plusMillis((call + 1) * gap + random.nextInt(2000));
            switch (random.nextInt(40)) {
                case 0 -> {
                    add(seat, notReady(), at, all);
                    at = at.plusMillis(gap * 9 / 10);
                    add(seat, ready(), at, all);
                }
                case 1 -> {
                    add(
                            seat,
                            new Fact.Declared(new Declaration.RestBreak(BreakType.REST, 10), Fact.Cause.ORDER),
                            at,
                            all);
                    at = at.plusMillis(gap * 9 / 10);
                    add(seat, ready(), at, all);
                }
                default -> call(seat, at, gap, all);
            }
        }
        add(
                seat,
                new Fact.SignedOut(agent, Fact.SignOutCause.BADGE),
                start.plusSeconds(SECONDS + random.nextInt(300) - 3L),
                all);
    }

    private static Fact ready() {
        return new Fact.Declared(new Declaration.Ready(), Fact.Cause.PRESS);
    }

    private static Fact notReady() {
        return new Fact.Declared(new Declaration.NotReady(Reason.OTHER), Fact.Cause.PRESS);
    }

    private void call(SeatId seat, Instant began, long gap, List<Happening> all) {
        int rings = 1 + random.nextInt(random.nextInt(20) == 0 ? 5 : 2);
        Instant at = began;
        for (int ring = 1; ring <= rings; ring++) {
            add(seat, new Fact.RingCounted(ring), at, all);
            at = at.plusSeconds(5);
        }
        add(seat, new Fact.HeadsetMoved(Headset.LIFTED), at, all);
        add(seat, new Fact.RingingEnded(rings, Fact.RingEnd.ANSWERED), at.plusMillis(1), all);
        at = at.plusMillis(gap / 2);
        add(seat, new Fact.CallEnded(), at, all);
        add(seat, new Fact.HeadsetMoved(Headset.LIFTED), at.plusMillis(1), all);
        add(seat, new Fact.Declared(new Declaration.WrapUp(), Fact.Cause.SYSTEM), at.plusMillis(2), all);
        add(seat, new Fact.Declared(new Declaration.Ready(), Fact.Cause.SYSTEM), at.plusMillis(gap / 6), all);
    }

    private void add(SeatId seat, Fact fact, Instant at, List<Happening> all) {
        SeatState before = states.computeIfAbsent(seat, _ -> SeatState.vacant(begins()));
        SeatState after = before.after(fact, at);
        states.put(seat, after);
        long sequence = sequences.merge(seat, 1L, Long::sum);
        all.add(new Happening.Sensed(seat, fact, before, after, at, new Happening.Place(seat.text(), sequence)));
    }
}
