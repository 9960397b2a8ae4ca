package dev.seatline.server.replay;

import dev.seatline.server.rules.Form;
import dev.seatline.server.rules.Happening;
import dev.seatline.server.rules.Happening.Place;
import dev.seatline.server.rules.People;
import dev.seatline.server.rules.Verdict;
import dev.seatline.server.rules.Wish;
import dev.seatline.server.rules.judge.Judge;
import dev.seatline.server.rules.policy.Policy;
import dev.seatline.wire.Declaration;
import dev.seatline.wire.Fact;
import dev.seatline.wire.PersonId;
import dev.seatline.wire.SeatId;
import dev.seatline.wire.SeatState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Plays a scenario to a judge on simulated time: makes facts of its steps as the consoles would, and carries out at
/// once what the judge wants done at seats. Used by one thread, for one scenario.
final class Player {
    private static final String SOURCE = "scenario";
    /// Orders of one instant beyond this are a judge that never rests.
    private static final int MOST_ROUNDS = 100;

    private static final int MOST_MOMENTS = 2_000_000;
    private static final Duration BURST = Duration.ofSeconds(1);
    private static final Duration SILENCE = Duration.ofSeconds(4);

    private final Scenario scenario;
    private final Judge judge;
    private final Map<SeatId, Console> consoles = new HashMap<>();
    private final Set<SeatId> lost = new HashSet<>();
    private final PriorityQueue<Action> actions = new PriorityQueue<>(
            Comparator.comparing(Action::at).thenComparing(Action::written).thenComparingLong(Action::number));
    private final List<Happening> happened = new ArrayList<>();
    private final List<Happening> fresh = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private long numbers;

    /// Something that is done at its moment.
    ///
    /// @param written whether it is a step; what goes on since an earlier one comes before
    private record Action(Instant at, boolean written, long number, Runnable work) {}

    /// What came of it.
    ///
    /// @param happened everything that the judge was told, in the order of time
    /// @param verdicts those that stand at the end
    /// @param notes steps that did nothing
    record Played(List<Happening> happened, List<Verdict> verdicts, List<String> notes) {}

    Player(Scenario scenario) {
        this(scenario, new Judge(scenario.site(), scenario.begins()));
    }

    Player(Scenario scenario, Judge judge) {
        this.scenario = scenario;
        this.judge = judge;
    }

    Played play() {
        List<Step> planned = Attendance.steps(scenario);
        planned.stream().filter(step -> step.deed() instanceof Step.Arrive).forEach(this::schedule);
        scenario.steps().forEach(this::schedule);
        planned.stream().filter(step -> step.deed() instanceof Step.Leave).forEach(this::schedule);
        Instant now = scenario.begins();
        moment(now);
        for (int i = 0; i < MOST_MOMENTS && !now.isAfter(scenario.until()); i++) {
            now = next(now);
            if (now.isAfter(scenario.until())) {
                break;
            }
            moment(now);
        }
        moment(scenario.until());
        return new Played(List.copyOf(happened), judge.verdicts(), List.copyOf(notes));
    }

    /// The next moment at which anything is to be done.
    private Instant next(Instant now) {
        Instant action = actions.isEmpty() ? Instant.MAX : actions.peek().at();
        Instant deadline = judge.nextDeadline().filter(due -> due.isAfter(now)).orElse(Instant.MAX);
        return deadline.isBefore(action) ? deadline : action;
    }

    /// All steps of a moment come before its timers.
    private void moment(Instant now) {
        while (!actions.isEmpty() && !actions.peek().at().isAfter(now)) {
            actions.poll().work().run();
        }
        hand(now);
        for (int round = 0; round < MOST_ROUNDS; round++) {
            judge.wishes().forEach(wish -> fulfil(wish, now));
            if (fresh.isEmpty()) {
                return;
            }
            hand(now);
        }
        throw new IllegalStateException("wishes without end at " + now);
    }

    private void hand(Instant now) {
        if (!fresh.isEmpty()) {
            judge.take(List.copyOf(fresh));
            happened.addAll(fresh);
            fresh.clear();
        }
        judge.goOn(now);
    }

    private void fulfil(Wish wish, Instant now) {
        Console console = console(wish.seat());
        if (!console.online()) {
            return;
        }
        switch (wish) {
            case Wish.GrantBreak grant ->
                console.grant(grant.agent(), new Declaration.RestBreak(grant.type(), grant.minutes()), now);
            case Wish.RefuseBreak refuse -> console.refuse(refuse.agent(), now);
            case Wish.TellPlace tell -> console.place(tell.agent(), tell.place(), now);
            case Wish.Remind _ -> {}
        }
    }

    private void schedule(Step step) {
        actions.add(new Action(step.at(), true, numbers++, () -> perform(step)));
    }

    private void goOn(Instant at, Runnable work) {
        actions.add(new Action(at, false, numbers++, work));
    }

    private void perform(Step step) {
        Instant at = step.at();
        switch (step.deed()) {
            case Step.Tap tap -> console(tap.seat()).tap(tap.badge(), roles(tap.badge()), at);
            case Step.Arrive arrive -> console(arrive.seat()).arrive(arrive.agent(), known(arrive.agent()), at);
            case Step.Leave leave -> console(leave.seat()).depart(leave.agent(), known(leave.agent()), at);
            case Step.Declare declare -> {
                if (!console(declare.seat()).ask(declare.declaration(), Fact.Cause.PRESS, at)) {
                    notes.add("line %d: nobody is signed in at %s, nothing is declared"
                            .formatted(step.line(), declare.seat()));
                }
            }
            case Step.HeadsetTo moved -> console(moved.seat()).headset(moved.headset(), at);
            case Step.Raise raise -> console(raise.seat()).hand(raise.hand(), at);
            case Step.Ring ring -> ring(ring, at);
            case Step.Call call -> {
                add(new Happening.Telephony(
                        call.seat(),
                        call.step(),
                        call.releasedBy(),
                        call.tag(),
                        call.pause(),
                        call.personal(),
                        at,
                        place()));
                console(call.seat()).call(call.step(), at);
            }
            case Step.Link link -> link(link, step, at);
            case Step.Login login -> add(new Happening.Login(login.agent(), login.seat(), login.in(), at, place()));
            case Step.HandIn(Form form) -> add(new Happening.Handed(form, at, place()));
            case Step.Decide decide ->
                add(new Happening.Decided(
                        decide.decision(), decide.form(), decide.agent(), decide.seat(), decide.by(), at, place()));
            case Step.Incident incident -> add(new Happening.Incident(incident.id(), incident.open(), at, place()));
            case Step.Noted _ -> {}
        }
    }

    /// Bursts at the cadence of the policy, then the answer or the silence.
    private void ring(Step.Ring ring, Instant at) {
        Console console = console(ring.seat());
        Policy.Ring part = policy(ring.seat()).ring();
        boolean told = part.on().isPositive() && !part.off().isNegative();
        Duration on = told ? part.on() : BURST;
        Duration period = told ? on.plus(part.off()) : BURST.plus(SILENCE);
        Long after = ring.afterMillis();
        int rings = after == null ? ring.rings() : Math.toIntExact(1 + after / period.toMillis());
        Instant end = after == null ? at.plus(period.multipliedBy(rings - 1L)).plus(on) : at.plusMillis(after);
        console.burst(1, at);
        for (int burst = 2; burst <= rings; burst++) {
            int number = burst;
            Instant then = at.plus(period.multipliedBy(burst - 1L));
            goOn(then, () -> console.burst(number, then));
        }
        boolean worn = scenario.people().desk(ring.seat()).worn();
        goOn(end, () -> console.ringingEnded(rings, ring.answered(), worn, end));
    }

    private Policy policy(SeatId seat) {
        PersonId agent = console(seat).state().agent();
        if (agent != null) {
            return scenario.policyOf(agent);
        }
        Policy ofSeat = scenario.policies().get(scenario.people().desk(seat).team());
        return ofSeat != null ? ofSeat : scenario.policies().values().iterator().next();
    }

    /// A console that never comes back delivers nothing of what happens there any more.
    private void link(Step.Link link, Step step, Instant at) {
        add(new Happening.Linked(link.seat(), link.online(), at, place()));
        boolean comesBack = link.online()
                || scenario.steps().stream()
                        .anyMatch(later -> later.deed() instanceof Step.Link(SeatId seat, boolean online)
                                && online
                                && seat.equals(link.seat())
                                && (later.at().isAfter(at) || (later.at().equals(at) && later.line() > step.line())));
        if (!comesBack && lost.add(link.seat())) {
            add(new Happening.Lost(link.seat(), at, place()));
        }
        console(link.seat()).link(link.online(), at);
    }

    private Console console(SeatId seat) {
        return consoles.computeIfAbsent(seat, id -> new Console(id, this::sensed, scenario.begins()));
    }

    private void sensed(SeatId seat, Fact fact, SeatState before, SeatState after, Instant at) {
        if (!lost.contains(seat)) {
            add(new Happening.Sensed(seat, fact, before, after, at, place()));
        }
    }

    private void add(Happening happening) {
        fresh.add(happening);
    }

    private Place place() {
        return new Place(SOURCE, ++numbers);
    }

    private @Nullable Set<String> roles(PersonId badge) {
        People.Member member = scenario.people().people().get(badge);
        return member == null ? null : member.roles();
    }

    private Set<String> known(PersonId person) {
        Set<String> roles = roles(person);
        return roles == null ? Set.of("agent") : roles;
    }
}
