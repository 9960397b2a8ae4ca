package dev.seatline.server.replay;

import dev.seatline.server.rules.People;
import dev.seatline.server.rules.policy.Policy;
import dev.seatline.wire.Fact;
import dev.seatline.wire.PersonId;
import dev.seatline.wire.SeatId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The hands of everybody in a scenario: carries out its steps at the consoles, in the order of time, and what goes on
/// after them by itself (the bursts of a ringing telephone). Used by one thread.
final class Hands {
    private static final Duration BURST = Duration.ofSeconds(1);
    private static final Duration SILENCE = Duration.ofSeconds(4);

    private final Scenario scenario;
    private final Console.Journal journal;
    private final Consumer<Step> elsewhere;
    private final Map<SeatId, Console> consoles = new HashMap<>();
    private final PriorityQueue<Action> actions = new PriorityQueue<>(
            Comparator.comparing(Action::at).thenComparing(Action::written).thenComparingLong(Action::number));
    private final List<String> notes = new ArrayList<>();
    private long numbers;

    /// Something that is done at its moment.
    ///
    /// @param written whether it is a step; what goes on since an earlier one comes before
    private record Action(Instant at, boolean written, long number, Runnable work) {}

    /// @param journal of all consoles
    /// @param elsewhere is given every step that somebody else has to know of too: forms, decisions, the telephone
    /// system's news, incidents, links; before the console knows
    Hands(Scenario scenario, Console.Journal journal, Consumer<Step> elsewhere) {
        this.scenario = scenario;
        this.journal = journal;
        this.elsewhere = elsewhere;
        List<Step> planned = Attendance.steps(scenario);
        planned.stream().filter(step -> step.deed() instanceof Step.Arrive).forEach(this::schedule);
        scenario.steps().forEach(this::schedule);
        planned.stream().filter(step -> step.deed() instanceof Step.Leave).forEach(this::schedule);
    }

    /// When something is to be done next, or null when all is done.
    @Nullable
    Instant next() {
        return actions.isEmpty() ? null : actions.peek().at();
    }

    /// Does all that is to be done until now.
    void work(Instant now) {
        while (!actions.isEmpty() && !actions.peek().at().isAfter(now)) {
            actions.poll().work().run();
        }
    }

    Console console(SeatId seat) {
        return consoles.computeIfAbsent(seat, id -> new Console(id, journal, scenario.begins()));
    }

    /// Steps that did nothing.
    List<String> notes() {
        return List.copyOf(notes);
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
                elsewhere.accept(step);
                console(call.seat()).call(call.step(), at);
            }
            case Step.Link link -> {
                elsewhere.accept(step);
                console(link.seat()).link(link.online(), at);
            }
            case Step.Login _, Step.HandIn _, Step.Decide _, Step.Incident _, Step.Noted _ -> elsewhere.accept(step);
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

    private @Nullable Set<String> roles(PersonId badge) {
        People.Member member = scenario.people().people().get(badge);
        return member == null ? null : member.roles();
    }

    private Set<String> known(PersonId person) {
        Set<String> roles = roles(person);
        return roles == null ? Set.of("agent") : roles;
    }
}
