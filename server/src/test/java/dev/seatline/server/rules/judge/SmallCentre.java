package dev.seatline.server.rules.judge;

import dev.seatline.server.rules.Calendar;
import dev.seatline.server.rules.Form;
import dev.seatline.server.rules.Happening;
import dev.seatline.server.rules.Happening.Place;
import dev.seatline.server.rules.Happening.Telephony;
import dev.seatline.server.rules.People;
import dev.seatline.server.rules.Regulations;
import dev.seatline.server.rules.Regulations.InForce;
import dev.seatline.server.rules.Roster;
import dev.seatline.server.rules.policy.Policy;
import dev.seatline.server.rules.policy.Segment;
import dev.seatline.wire.BreakType;
import dev.seatline.wire.CardCode;
import dev.seatline.wire.Declaration;
import dev.seatline.wire.Fact;
import dev.seatline.wire.Headset;
import dev.seatline.wire.PersonId;
import dev.seatline.wire.Reason;
import dev.seatline.wire.SeatId;
import dev.seatline.wire.SeatState;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Some days of a centre of three to six agents in two teams under two regulations, one of which changes in the midst
/// of a day. Seats are shared by both teams, one agent works by night. Half of it makes no sense, on purpose. The same
/// random source makes the same days.
final class SmallCentre {
    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    static final LocalDate FIRST = LocalDate.of(2026, 2, 26);
    static final int DAYS = 5;
    private static final List<Fact.RingEnd> RING_ENDS = List.of(Fact.RingEnd.values());
    private static final List<Headset> HEADSETS = List.of(Headset.values());
    private static final Duration BURST = Duration.ofSeconds(5);
    private static final CardCode STRANGER = new CardCode("5ca1ab1e".repeat(8));

    final Site site;
    final Instant begins;
    final Instant until;
    /// In the order of time.
    final List<Happening> happened = new ArrayList<>();
    final List<PersonId> agents = new ArrayList<>();
    final List<SeatId> seats;

    private final RandomGenerator random;
    private final Calendar calendar;
    private final List<Deed> deeds = new ArrayList<>();
    private final List<Roster.Duty> duties = new ArrayList<>();
    private int papers;

    /// Something done at a seat: a fact, or what telephony tells.
    private record Deed(
            SeatId seat,
            Instant at,
            int number,
            @Nullable Fact fact,
            @Nullable Telephony told) {}

    SmallCentre(RandomGenerator random) {
        this.random = random;
        seats = List.of(new SeatId("S1"), new SeatId("S2"), new SeatId("S3"));
        calendar = new Calendar(
                ZONE,
                Set.of(),
                Set.of(FIRST.plusDays(2)),
                Map.of(
                        "open", List.of(new Calendar.Period.Hours(LocalTime.of(9, 0), LocalTime.of(16, 0))),
                        "peak", List.of(new Calendar.Period.Hours(LocalTime.of(10, 0), LocalTime.of(11, 0)))));
        begins = calendar.begin(FIRST.minusDays(1));
        until = calendar.at(FIRST.plusDays(DAYS + 3), LocalTime.NOON);
        Map<PersonId, People.Member> people = new HashMap<>();
        int count = 3 + random.nextInt(4);
        for (int i = 0; i < count; i++) {
            PersonId agent = new PersonId("A" + i);
            agents.add(agent);
            people.put(agent, new People.Member(agent, team(i), Set.of("agent"), random.nextInt(8) > 0));
        }
        for (int i = 0; i < 2; i++) {
            PersonId manager = manager(i);
            people.put(manager, new People.Member(manager, team(i), Set.of("manager", "team-leader"), true));
        }
        Map<SeatId, People.Desk> desks = new HashMap<>();
        for (SeatId seat : seats) {
            String kind = random.nextInt(3) == 0 ? "outbound" : "inbound";
            PersonId owner = random.nextInt(3) == 0 ? agents.getFirst() : null;
            desks.put(seat, new People.Desk(seat, kind, team(random.nextInt(2)), owner, null, random.nextBoolean()));
        }
        for (int day = 0; day < DAYS; day++) {
            for (int i = 0; i < count; i++) {
                if (random.nextInt(6) > 0) {
                    work(i, FIRST.plusDays(day));
                }
                if (random.nextInt(5) == 0) {
                    paper(i, FIRST.plusDays(day));
                }
            }
        }
        fold();
        happened.sort(Comparator.comparing((Happening one) -> one.at()).thenComparing(one -> one.place()));
        Instant change = calendar.at(FIRST.plusDays(random.nextInt(DAYS)), LocalTime.of(random.nextInt(24), 0));
        Policy stern = StrictPolicies.stern(1);
        site = new Site(
                new People(people, desks, List.of(seats)),
                calendar,
                new Roster(duties),
                new Regulations(Map.of(
                        "T0",
                        List.of(new InForce(Instant.MIN, stern), new InForce(change, StrictPolicies.stern(2))),
                        "T1",
                        List.of(new InForce(Instant.MIN, StrictPolicies.mild(1))))));
    }

    static String team(int agent) {
        return "T" + agent % 2;
    }

    static PersonId manager(int agent) {
        return new PersonId("M" + agent % 2);
    }

    private void work(int i, LocalDate date) {
        boolean night = i == 2;
        SeatId seat = seats.get(random.nextInt(seats.size()));
        Instant start = calendar.at(date, night ? LocalTime.of(22, 0) : LocalTime.of(8, 30));
        List<Roster.Span> spans = new ArrayList<>();
        int gap = random.nextBoolean() ? 60 : 0;
        Instant noon = start.plus(Duration.ofHours(4));
        if (gap > 0) {
            spans.add(new Roster.Span(Segment.Kind.SEAT, start, noon));
            spans.add(new Roster.Span(
                    Segment.Kind.SEAT, noon.plus(Duration.ofMinutes(gap)), start.plus(Duration.ofHours(8))));
        } else {
            spans.add(new Roster.Span(Segment.Kind.SEAT, start, start.plus(Duration.ofHours(8))));
        }
        duties.add(new Roster.Duty(agents.get(i), date, "day", random.nextBoolean() ? seat : null, "", spans));
        if (random.nextInt(10) == 0) {
            return;
        }
        Instant in = start.plusSeconds(random.nextInt(-1800, 3000) / 60 * 60L);
        Instant out = start.plus(Duration.ofHours(8)).plusSeconds(random.nextInt(-3600, 1800));
        deed(seat, in, new Fact.SignedIn(agents.get(i)));
        deed(seat, in.plusSeconds(5), new Fact.Declared(new Declaration.Ready(), Fact.Cause.PRESS));
        int some = random.nextInt(25);
        for (int n = 0; n < some; n++) {
            something(agents.get(i), seat, in.plusSeconds(random.nextInt(9 * 3600)));
        }
        if (random.nextInt(6) > 0) {
            deed(seat, out, new Fact.SignedOut(agents.get(i), Fact.SignOutCause.BADGE));
        }
    }

    private void something(PersonId agent, SeatId seat, Instant at) {
        switch (random.nextInt(12)) {
            case 0 -> declare(seat, at, new Declaration.Ready());
            case 1 ->
                declare(seat, at, new Declaration.NotReady(new Reason(random.nextBoolean() ? "TOILET" : "OTHER")));
            case 2 -> {
                BreakType type = random.nextBoolean() ? BreakType.REST : BreakType.MEAL;
                declare(seat, at, new Declaration.BreakRequested(type, 0));
                if (random.nextBoolean()) {
                    declare(seat, at.plusSeconds(random.nextInt(600)), new Declaration.RestBreak(type, 10));
                }
            }
            case 3 -> {
                int rings = 1 + random.nextInt(6);
                for (int ring = 1; ring <= rings; ring++) {
                    deed(seat, at.plus(BURST.multipliedBy(ring - 1L)), new Fact.RingCounted(ring));
                }
                Fact.RingEnd end = RING_ENDS.get(random.nextInt(RING_ENDS.size()));
                Instant over = at.plus(BURST.multipliedBy(rings));
                deed(seat, over, new Fact.RingingEnded(rings, end));
                if (end == Fact.RingEnd.ANSWERED) {
                    deed(seat, over.plusSeconds(random.nextInt(900)), new Fact.CallEnded());
                }
            }
            case 4 -> deed(seat, at, new Fact.HeadsetMoved(HEADSETS.get(random.nextInt(HEADSETS.size()))));
            case 5 -> {
                deed(seat, at, new Fact.HandRaised());
                deed(seat, at.plusSeconds(random.nextInt(600)), new Fact.HandLowered(Fact.Cause.PRESS));
            }
            case 6 -> {
                deed(seat, at, new Fact.LinkLost());
                deed(seat, at.plusSeconds(random.nextInt(3600)), new Fact.LinkRegained());
            }
            case 7 -> {
                boolean personal = random.nextInt(4) == 0;
                told(seat, at, Telephony.Step.START, null, personal);
                deed(seat, at, new Fact.CallBegan(0));
                Instant end = at.plusSeconds(random.nextInt(600));
                deed(seat, end, new Fact.CallEnded());
                told(seat, end, Telephony.Step.END, random.nextBoolean() ? "agent" : "customer", personal);
            }
            case 8 -> deed(seat, at, new Fact.CardRefused(STRANGER, Fact.CardRefusal.UNKNOWN));
            case 9 -> declare(seat, at, new Declaration.WrapUp());
            case 10 -> {
                PersonId other = agents.get(random.nextInt(agents.size()));
                if (!other.equals(agent)) {
                    deed(seat, at, new Fact.ReliefAnnounced(other));
                    deed(seat, at.plusSeconds(30), new Fact.SignedOut(agent, Fact.SignOutCause.RELIEVED));
                    deed(seat, at.plusSeconds(30), new Fact.SignedIn(other));
                }
            }
            default -> {
                SeatId elsewhere = seats.get(random.nextInt(seats.size()));
                deed(elsewhere, at, new Fact.SignedIn(agent));
                deed(
                        elsewhere,
                        at.plusSeconds(random.nextInt(7200)),
                        new Fact.SignedOut(agent, Fact.SignOutCause.BADGE));
            }
        }
    }

    private void declare(SeatId seat, Instant at, Declaration declaration) {
        deed(seat, at, new Fact.Declared(declaration, Fact.Cause.PRESS));
    }

    private void deed(SeatId seat, Instant at, Fact fact) {
        deeds.add(new Deed(seat, at, deeds.size(), fact, null));
    }

    private void told(SeatId seat, Instant at, Telephony.Step step, @Nullable String by, boolean personal) {
        int number = deeds.size();
        Telephony told = new Telephony(seat, step, by, null, null, personal, at, new Place("telephony", number));
        deeds.add(new Deed(seat, at, number, null, told));
    }

    /// Facts of each seat with the seat before and after them; what cannot happen there does not.
    private void fold() {
        deeds.sort(Comparator.comparing(Deed::at).thenComparingInt(Deed::number));
        Map<SeatId, SeatState> states = new HashMap<>();
        Map<SeatId, Long> sequences = new HashMap<>();
        for (Deed deed : deeds) {
            Telephony told = deed.told();
            if (told != null) {
                happened.add(told);
            }
            SeatState before = states.computeIfAbsent(deed.seat(), _ -> SeatState.vacant(begins));
            Fact fact = deed.fact();
            if (fact != null && possible(fact, before)) {
                SeatState after = before.after(fact, deed.at());
                states.put(deed.seat(), after);
                Place place = new Place("console-" + deed.seat(), sequences.merge(deed.seat(), 1L, Long::sum));
                happened.add(new Happening.Sensed(deed.seat(), fact, before, after, deed.at(), place));
            }
        }
    }

    private static boolean possible(Fact fact, SeatState before) {
        boolean staffed = before.agent() != null;
        if (fact instanceof Fact.SignedOut out) {
            return out.person().equals(before.agent());
        }
        if (fact instanceof Fact.Declared || fact instanceof Fact.ReliefAnnounced || fact instanceof Fact.HandRaised) {
            return staffed;
        }
        return !(fact instanceof Fact.SignedIn) || !staffed;
    }

    private void paper(int i, LocalDate date) {
        PersonId agent = agents.get(i);
        PersonId manager = manager(i);
        Instant at = calendar.at(date.minusDays(random.nextInt(3)), LocalTime.of(9, random.nextInt(60)));
        if (at.isBefore(begins)) {
            return;
        }
        Form form = switch (random.nextInt(6)) {
            case 0 ->
                new Form.Leave(
                        agent, random.nextBoolean() ? "sick" : "personal", date, date.plusDays(1), BigDecimal.TWO);
            case 1 -> new Form.Waiver(agent, date, "late-bus");
            case 2 -> new Form.Correction(agent, date, "badge-in", null, random.nextBoolean() ? manager : null);
            case 3 -> new Form.Correction(agent, date, "badge-out", LocalTime.of(16, 45), manager);
            case 4 -> new Form.Swap(agent, agents.get((i + 2) % agents.size()), date, date.plusDays(1));
            default -> new Form.Proof(agent, date);
        };
        happened.add(new Happening.Handed(form, at, new Place("paper", papers++)));
        if (random.nextInt(3) > 0) {
            Form.Decision decision = random.nextInt(4) > 0 ? Form.Decision.APPROVE : Form.Decision.REFUSE;
            happened.add(new Happening.Decided(
                    decision,
                    form.name(),
                    agent,
                    null,
                    manager,
                    at.plusSeconds(random.nextInt(40 * 3600)),
                    new Place("paper", papers++)));
        }
    }
}
