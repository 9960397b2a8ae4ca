package dev.seatline.server.rules.judge;

import dev.seatline.server.rules.Book;
import dev.seatline.server.rules.DutyRun;
import dev.seatline.server.rules.Form;
import dev.seatline.server.rules.Happening;
import dev.seatline.server.rules.Mark;
import dev.seatline.server.rules.Roster.Duty;
import dev.seatline.server.rules.Rule;
import dev.seatline.server.rules.Scene;
import dev.seatline.server.rules.SeatRun;
import dev.seatline.server.rules.Watch;
import dev.seatline.wire.Declaration;
import dev.seatline.wire.PersonId;
import dev.seatline.wire.SeatId;
import dev.seatline.wire.SeatState;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One team, lived through in the order of time: what happened goes in at [#step], moments that nothing happens in at
/// [#goOn]; what the rules say comes out in the book. Used by one thread.
final class TeamJudge {
    private static final Duration OPENED_BEFORE = Duration.ofHours(6);
    private static final Duration COMES_BEFORE = TeamState.COMES_BEFORE;

    private final Site site;
    private final Instant begins;
    private final Book book;
    private final Faults faults;
    private final TeamState state;
    private final TreeSet<Timer> timers;
    private final @Nullable Watch[] watches;
    private final boolean[] exceeded;
    private LocalDate nextDay;

    TeamJudge(Site site, String team, Instant begins, Book book, Faults faults) {
        this.site = site;
        this.begins = begins;
        this.book = book;
        this.faults = faults;
        this.state = new TeamState(site, team, begins);
        this.nextDay = site.calendar().date(begins);
        this.timers = new TreeSet<>();
        this.watches = new Watch[RuleOrder.RULES.size()];
        this.exceeded = new boolean[RuleOrder.RULES.size()];
        timers.add(new Timer(begins, Timer.What.DAY, "", 0));
    }

    private TeamJudge(TeamJudge other) {
        site = other.site;
        begins = other.begins;
        book = other.book;
        faults = other.faults;
        state = other.state.copy();
        timers = new TreeSet<>(other.timers);
        watches = other.watches.clone();
        exceeded = other.exceeded.clone();
        nextDay = other.nextDay;
    }

    /// The same, to go on from here on its own.
    TeamJudge copy() {
        return new TeamJudge(this);
    }

    @Nullable
    Instant nextDeadline() {
        return timers.isEmpty() ? null : timers.first().at();
    }

    /// Lets time go on, timers of `to` itself included.
    void goOn(Instant to) {
        fire(to.plusNanos(1));
        if (to.isAfter(state.now)) {
            state.now = to;
        }
    }

    /// A paper, or a decision on one, of the time before it begins.
    void recall(Happening paper) {
        switch (paper) {
            case Happening.Handed handed -> state.take(state.papers.with(handed));
            case Happening.Decided decided -> state.take(state.papers.with(decided));
            case Happening.Sensed _,
                    Happening.Lost _,
                    Happening.Found _,
                    Happening.Linked _,
                    Happening.Telephony _,
                    Happening.Login _,
                    Happening.Incident _ -> {}
        }
    }

    /// What happened comes before the timers of its instant.
    void step(Happening happening) {
        fire(happening.at());
        if (happening.at().isAfter(state.now)) {
            state.now = happening.at();
        }
        switch (happening) {
            case Happening.Sensed sensed -> sensed(sensed);
            case Happening.Lost gone -> lost(gone.seat(), true, false, happening);
            case Happening.Found there -> lost(there.seat(), false, there.sure(), happening);
            case Happening.Linked linked -> {
                change(linked.seat(), run -> run.linked(linked.online()));
                told(happening, linked.seat());
            }
            case Happening.Telephony call -> telephony(call);
            case Happening.Login login -> login(login);
            case Happening.Handed handed -> {
                state.take(state.papers.with(handed));
                told(happening, null);
                papersChanged(handed.form());
            }
            case Happening.Decided decided -> {
                state.take(state.papers.with(decided));
                state.released(decided);
                told(happening, decided.seat());
                PersonId agent = decided.agent();
                if (agent != null) {
                    state.papers.of(agent).stream()
                            .filter(paper -> paper.form().name().equals(decided.form()))
                            .forEach(paper -> papersChanged(paper.form()));
                }
            }
            case Happening.Incident incident -> {
                if (incident.open()) {
                    state.incidents.add(incident.id());
                } else {
                    state.incidents.remove(incident.id());
                }
                told(happening, null);
            }
        }
    }

    private void telephony(Happening.Telephony call) {
        Mark mark = new Mark(call.at(), call.place().toString());
        if (call.step() == Happening.Telephony.Step.START && call.personal()) {
            change(call.seat(), run -> run.personal(mark));
        }
        told(call, call.seat());
        if (call.step() == Happening.Telephony.Step.END) {
            change(call.seat(), run -> run.personal(null));
        }
    }

    private void sensed(Happening.Sensed sensed) {
        SeatCell cell = cell(sensed.seat(), sensed);
        SeatRun old = cell.run;
        SeatRun run = old.after(sensed);
        cell.run = run;
        Mark mark = new Mark(sensed.at(), sensed.place().toString());
        PersonId before = old.agent();
        PersonId after = run.agent();
        boolean moved = !Objects.equals(before, after);
        if (moved && before != null) {
            state.place(before, sensed.seat(), false);
        }
        if (moved && after != null) {
            state.place(after, sensed.seat(), true);
        }
        if (after != null
                && run.state().declaration() instanceof Declaration.RestBreak rest
                && !(old.state().declaration() instanceof Declaration.RestBreak && !moved)) {
            state.take(after, new Scene.Taken(sensed.seat(), rest.type().code(), mark));
        }
        if (moved) {
            presence(before, mark, sensed.seat());
            presence(after, mark, sensed.seat());
        }
        told(sensed, sensed.seat());
        if (moved || !run.state().declaration().equals(old.state().declaration())) {
            watchTeam();
        }
    }

    private SeatCell cell(SeatId seat, Happening.@Nullable Sensed sensed) {
        return state.seats.computeIfAbsent(seat, _ -> {
            Mark mark = sensed == null
                    ? new Mark(begins, "")
                    : new Mark(state.gaps.knownSince(seat, sensed.before().since()), "");
            SeatState before = sensed == null ? SeatState.vacant(begins) : sensed.before();
            SeatCell fresh = new SeatCell(SeatRun.of(seat, before, mark).lost(state.gaps.lost(seat)), watches.length);
            PersonId agent = before.agent();
            if (agent != null) {
                state.place(agent, seat, true);
            }
            return fresh;
        });
    }

    private interface Change {
        SeatRun of(SeatRun run);
    }

    private void change(SeatId seat, Change change) {
        SeatCell cell = state.seats.get(seat);
        if (cell != null) {
            cell.run = change.of(cell.run);
        }
    }

    private void lost(SeatId seat, boolean gone, boolean sure, Happening happening) {
        state.gaps.lost(seat, gone, sure, state.now);
        Mark mark = new Mark(happening.at(), happening.place().toString());
        change(seat, run -> gone ? run.lost(true) : run.lost() ? run.found(mark) : run);
        told(happening, seat);
        watchTeam();
        for (DutyRun run : near()) {
            look(run);
        }
    }

    private List<DutyRun> near() {
        LocalDate today = site.calendar().date(state.now);
        List<DutyRun> all = new ArrayList<>(state.duties.on(today.minusDays(1)));
        all.addAll(state.duties.on(today));
        return all;
    }

    private void login(Happening.Login login) {
        if (login.in()) {
            state.logins.put(login.agent(), new Mark(login.at(), login.place().toString()));
        } else {
            state.logins.remove(login.agent());
        }
        presence(login.agent(), new Mark(login.at(), login.place().toString()), login.seat());
        told(login, login.seat());
    }

    /// He came or went, by badge or by the telephone system; to be at one of several places is to be there.
    private void presence(@Nullable PersonId agent, Mark mark, SeatId seat) {
        if (agent == null || !state.ours(agent)) {
            return;
        }
        boolean there = state.places.containsKey(agent) || state.logins.containsKey(agent);
        for (DutyRun run : state.duties.near(agent, site.calendar().date(state.now))) {
            Duty duty = run.duty();
            boolean comes = there
                    && !run.present()
                    && !state.now.isBefore(duty.start().minus(COMES_BEFORE))
                    && state.now.isBefore(duty.end());
            boolean goes = !there && run.present();
            if (comes || goes) {
                DutyRun next = comes ? run.arrived(mark, seat) : run.gone(mark, seat);
                state.duties.put(next);
                look(next);
            }
        }
    }

    /// By the policy under which the duty began, also when a paper on it comes after another has taken effect.
    private void look(DutyRun run) {
        state.judgedAsOf = run.duty().start();
        each(rule -> rule.duty(run, state, book));
        state.judgedAsOf = null;
    }

    private void papersChanged(Form form) {
        switch (form) {
            case Form.Swap swap -> {
                swapped(swap);
                all(swap.agent());
                all(swap.with());
            }
            case Form.Leave leave -> all(leave.agent());
            case Form.Correction correction -> all(correction.agent());
            case Form.Waiver waiver -> all(waiver.agent());
            case Form.Proof proof -> all(proof.agent());
            case Form.Notice notice -> all(notice.agent());
            case Form.Plan plan -> all(plan.agent());
            case Form.Handover handover -> all(handover.agent());
            case Form.Entry entry -> all(entry.agent());
            case Form.RosterFiled _, Form.Inspection _ -> each(rule -> rule.moment(state, book));
        }
    }

    /// All duties of the agent that papers may still change.
    private void all(PersonId agent) {
        LocalDate today = site.calendar().date(state.now);
        for (int back = 62; back >= -1; back--) {
            for (DutyRun run : state.duties.of(agent, today.minusDays(back))) {
                if (!run.duty().start().minus(COMES_BEFORE).isAfter(state.now)) {
                    look(run);
                }
            }
        }
    }

    /// The swapped duties of days that are open already.
    private void swapped(Form.Swap swap) {
        open(swap.date());
        LocalDate back = swap.back();
        if (back != null) {
            open(back);
        }
    }

    private void open(LocalDate day) {
        if (day.isBefore(nextDay)) {
            Swapped.duties(site.roster(), state.papers, state.standings, day, state::ours)
                    .forEach(duty -> faults.guard(() -> open(duty)));
        }
    }

    private void open(Duty duty) {
        if (duty.start().isBefore(begins)) {
            return;
        }
        state.duties.add(duty);
        for (DutyRun run : state.duties.of(duty.agent(), duty.date())) {
            boolean there = state.places.containsKey(duty.agent()) || state.logins.containsKey(duty.agent());
            boolean comes = !state.now.isBefore(duty.start().minus(COMES_BEFORE)) && state.now.isBefore(duty.end());
            if (run.duty().equals(duty) && there && comes && !run.present()) {
                state.duties.put(run.arrived(new Mark(state.now, ""), null));
            }
        }
        Set<Instant> moments = new TreeSet<>(List.of(duty.start(), duty.end()));
        each(rule -> moments.addAll(rule.moments(duty, state.policy(duty.start()), site.calendar())));
        for (Instant moment : moments) {
            if (!moment.isBefore(state.now)) {
                timers.add(new Timer(moment, Timer.What.DUTY, duty.agent().text() + "/" + duty.date(), 0));
            }
        }
    }

    /// A rule that fails costs what it would have said; the others are asked all the same.
    private void each(Consumer<Rule> asked) {
        for (Rule rule : RuleOrder.RULES) {
            faults.guard(() -> asked.accept(rule));
        }
    }

    private interface Watching {
        @Nullable
        Watch now();
    }

    private @Nullable Watch watched(Watching watching) {
        try {
            return watching.now();
        } catch (RuntimeException fault) {
            faults.happened(fault);
            return null;
        }
    }

    private void told(Happening happening, @Nullable SeatId seat) {
        each(rule -> rule.happened(happening, state, book));
        if (seat != null) {
            watchSeat(seat);
        }
    }

    private void watchSeat(SeatId seat) {
        SeatCell cell = state.seats.get(seat);
        if (cell == null) {
            return;
        }
        boolean blind = cell.run.lost();
        for (int i = 0; i < cell.watches.length; i++) {
            Watch old = cell.watches[i];
            Rule rule = RuleOrder.RULES.get(i);
            Watch next = blind ? null : watched(() -> rule.watch(cell.run, state));
            if (old != null
                    && next != null
                    && old.matter().equals(next.matter())
                    && old.limit().equals(next.limit())) {
                continue;
            }
            if (old != null) {
                timers.remove(new Timer(old.deadline(), Timer.What.SEAT, seat.text(), i));
                if (cell.exceeded[i] && !blind) {
                    faults.guard(() -> rule.exceeded(old, cell.run, state.now, state, book));
                }
            }
            cell.watches[i] = next;
            cell.exceeded[i] = false;
            if (next != null) {
                Instant deadline = next.deadline();
                timers.add(new Timer(
                        deadline.isBefore(state.now) ? state.now : deadline, Timer.What.SEAT, seat.text(), i));
            }
        }
    }

    private void watchTeam() {
        for (int i = 0; i < watches.length; i++) {
            Rule rule = RuleOrder.RULES.get(i);
            Watch old = watches[i];
            Watch next = watched(() -> rule.watch(state, old));
            if (Objects.equals(old, next)) {
                continue;
            }
            if (old != null) {
                timers.remove(new Timer(old.deadline(), Timer.What.TEAM, "", i));
                if (exceeded[i]) {
                    faults.guard(() -> rule.exceeded(old, null, state.now, state, book));
                }
            }
            watches[i] = next;
            exceeded[i] = false;
            if (next != null) {
                timers.add(new Timer(next.deadline(), Timer.What.TEAM, "", i));
            }
        }
    }

    private void fire(Instant before) {
        while (!timers.isEmpty() && timers.first().at().isBefore(before)) {
            Timer timer = Objects.requireNonNull(timers.pollFirst());
            if (timer.at().isAfter(state.now)) {
                state.now = timer.at();
            }
            switch (timer.what()) {
                case DAY -> openDay();
                case DUTY -> dutyMoment(timer.key());
                case MOMENT -> {
                    reconsider();
                    watchTeam();
                }
                case SEAT -> seatTimer(timer);
                case TEAM -> {
                    Watch watch = watches[timer.rule()];
                    if (watch != null && !exceeded[timer.rule()]) {
                        exceeded[timer.rule()] = true;
                        Rule rule = RuleOrder.RULES.get(timer.rule());
                        faults.guard(() -> rule.exceeded(watch, null, null, state, book));
                    }
                }
            }
        }
    }

    /// Looks at the team once more: something in its past has changed.
    void reconsider() {
        each(rule -> rule.moment(state, book));
    }

    private void seatTimer(Timer timer) {
        SeatCell cell = state.seats.get(new SeatId(timer.key()));
        Watch watch = cell == null ? null : cell.watches[timer.rule()];
        if (cell != null && watch != null && !cell.exceeded[timer.rule()]) {
            cell.exceeded[timer.rule()] = true;
            Rule rule = RuleOrder.RULES.get(timer.rule());
            faults.guard(() -> rule.exceeded(watch, cell.run, null, state, book));
        }
    }

    private void dutyMoment(String key) {
        int slash = key.indexOf('/');
        PersonId agent = new PersonId(key.substring(0, slash));
        for (DutyRun run : state.duties.of(agent, LocalDate.parse(key.substring(slash + 1)))) {
            DutyRun next = run;
            if (state.now.equals(run.duty().start())) {
                next = next.begun();
            }
            if (state.now.equals(run.duty().end())) {
                next = next.ended();
            }
            if (!next.equals(run)) {
                state.duties.put(next);
            }
            look(next);
        }
    }

    /// The next day first: it is opened whatever becomes of this one.
    private void openDay() {
        LocalDate day = nextDay;
        nextDay = day.plusDays(1);
        Instant next = site.calendar().begin(nextDay).minus(OPENED_BEFORE);
        timers.add(new Timer(next.isBefore(state.now) ? state.now : next, Timer.What.DAY, "", 0));
        faults.guard(() -> Swapped.duties(site.roster(), state.papers, state.standings, day, state::ours)
                .forEach(duty -> faults.guard(() -> open(duty))));
        Set<Instant> moments = new TreeSet<>();
        each(rule ->
                moments.addAll(rule.moments(day, state.policy(site.calendar().begin(day)), site.calendar())));
        moments.stream()
                .filter(moment -> !moment.isBefore(state.now))
                .forEach(moment -> timers.add(new Timer(moment, Timer.What.MOMENT, "", 0)));
    }
}
