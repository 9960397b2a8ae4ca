package dev.seatline.server.replay;

import dev.seatline.server.rules.Happening;
import dev.seatline.server.rules.Happening.Place;
import dev.seatline.server.rules.Verdict;
import dev.seatline.server.rules.Wish;
import dev.seatline.server.rules.judge.Judge;
import dev.seatline.wire.Declaration;
import dev.seatline.wire.Fact;
import dev.seatline.wire.SeatId;
import dev.seatline.wire.SeatState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/// Plays a scenario to a judge on simulated time, and carries out at once what the judge wants done at seats. Used by
/// one thread, for one scenario.
final class Player {
    private static final String SOURCE = "scenario";
    /// Orders of one instant beyond this are a judge that never rests.
    private static final int MOST_ROUNDS = 100;

    private static final int MOST_MOMENTS = 2_000_000;

    private final Scenario scenario;
    private final Judge judge;
    private final Hands hands;
    private final Set<SeatId> lost = new HashSet<>();
    private final List<Happening> happened = new ArrayList<>();
    private final List<Happening> fresh = new ArrayList<>();
    private long numbers;

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
        this.hands = new Hands(scenario, this::sensed, this::elsewhere);
    }

    Played play() {
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
        return new Played(List.copyOf(happened), judge.verdicts(), hands.notes());
    }

    /// The next moment at which anything is to be done.
    private Instant next(Instant now) {
        Instant action = Objects.requireNonNullElse(hands.next(), Instant.MAX);
        Instant deadline = judge.nextDeadline().filter(due -> due.isAfter(now)).orElse(Instant.MAX);
        return deadline.isBefore(action) ? deadline : action;
    }

    /// All steps of a moment come before its timers.
    private void moment(Instant now) {
        hands.work(now);
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
        Console console = hands.console(wish.seat());
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

    /// What consoles cannot tell.
    private void elsewhere(Step step) {
        if (step.deed() instanceof Step.Link link) {
            link(link, step, step.at());
        } else {
            ReportReader.happening(step, place()).ifPresent(this::add);
        }
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
}
