package dev.seatline.server.rules.judge;

import dev.seatline.server.rules.Book;
import dev.seatline.server.rules.Calendar;
import dev.seatline.server.rules.DutyRun;
import dev.seatline.server.rules.Form;
import dev.seatline.server.rules.Happening;
import dev.seatline.server.rules.Mark;
import dev.seatline.server.rules.Papers;
import dev.seatline.server.rules.People;
import dev.seatline.server.rules.Roster.Duty;
import dev.seatline.server.rules.Rule;
import dev.seatline.server.rules.Scene;
import dev.seatline.server.rules.SeatRun;
import dev.seatline.server.rules.Standing;
import dev.seatline.server.rules.Watch;
import dev.seatline.server.rules.policy.Policy;
import dev.seatline.server.rules.requests.Standings;
import dev.seatline.wire.Declaration;
import dev.seatline.wire.PersonId;
import dev.seatline.wire.SeatId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// One team, lived through in the order of time: what happened goes in at [#step], moments that nothing happens in at
/// [#goOn]; what the rules say comes out in the book. Used by one thread.
final class TeamJudge implements Scene {
    private static final Duration OPENED_BEFORE = Duration.ofHours(6);
    private static final Duration COMES_BEFORE = Duration.ofHours(4);
    private static final Duration GOES_AFTER = Duration.ofHours(8);
    private static final Duration BREAKS_KEPT = Duration.ofDays(2);

    private final Site site;
    private final String team;
    private final Instant begins;
    private final Book book;
    private final Map<SeatId, SeatCell> seats = new LinkedHashMap<>();
    private final Map<PersonId, List<SeatId>> places = new HashMap<>();
    private final Map<PersonId, Mark> logins = new HashMap<>();
    private final Map<PersonId, List<Taken>> breaks = new HashMap<>();
    private final Set<SeatId> lost = new HashSet<>();
    private final Set<String> incidents;
    private final TreeSet<Timer> timers;
    private final Duties duties;
    private final @Nullable Watch[] watches;
    private final boolean[] exceeded;
    private Papers papers = Papers.NONE;
    private Map<String, Standing> standings = Map.of();
    private LocalDate nextDay;
    private Instant now;

    TeamJudge(Site site, String team, Instant begins, Book book) {
        this.site = site;
        this.team = team;
        this.begins = begins;
        this.book = book;
        this.now = begins;
        this.nextDay = site.calendar().date(begins);
        this.incidents = new TreeSet<>();
        this.timers = new TreeSet<>();
        this.duties = new Duties();
        this.watches = new Watch[RuleOrder.RULES.size()];
        this.exceeded = new boolean[RuleOrder.RULES.size()];
        timers.add(new Timer(begins, Timer.What.DAY, "", 0));
    }

    private TeamJudge(TeamJudge other) {
        site = other.site;
        team = other.team;
        begins = other.begins;
        book = other.book;
        other.seats.forEach((seat, cell) -> seats.put(seat, cell.copy()));
        places.putAll(other.places);
        logins.putAll(other.logins);
        breaks.putAll(other.breaks);
        lost.addAll(other.lost);
        incidents = new TreeSet<>(other.incidents);
        timers = new TreeSet<>(other.timers);
        duties = other.duties.copy();
        watches = other.watches.clone();
        exceeded = other.exceeded.clone();
        papers = other.papers;
        standings = other.standings;
        nextDay = other.nextDay;
        now = other.now;
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
        if (to.isAfter(now)) {
            now = to;
        }
    }

    /// What happened comes before the timers of its instant.
    void step(Happening happening) {
        fire(happening.at());
        if (happening.at().isAfter(now)) {
            now = happening.at();
        }
        switch (happening) {
            case Happening.Sensed sensed -> sensed(sensed);
            case Happening.Lost gone -> lost(gone.seat(), true, happening);
            case Happening.Found there -> lost(there.seat(), false, happening);
            case Happening.Linked linked -> {
                change(linked.seat(), run -> run.linked(linked.online()));
                told(happening, linked.seat());
            }
            case Happening.Telephony call -> {
                if (call.step() == Happening.Telephony.Step.START && call.personal()) {
                    change(call.seat(), SeatRun::personally);
                }
                told(happening, call.seat());
            }
            case Happening.Login login -> login(login);
            case Happening.Handed handed -> {
                take(papers.with(handed));
                told(happening, null);
                papersChanged(handed.form());
            }
            case Happening.Decided decided -> {
                take(papers.with(decided));
                told(happening, decided.seat());
                PersonId agent = decided.agent();
                if (agent != null) {
                    papers.of(agent).stream()
                            .filter(paper -> paper.form().name().equals(decided.form()))
                            .forEach(paper -> papersChanged(paper.form()));
                }
            }
            case Happening.Incident incident -> {
                if (incident.open()) {
                    incidents.add(incident.id());
                } else {
                    incidents.remove(incident.id());
                }
                told(happening, null);
            }
        }
    }

    private void take(Papers next) {
        papers = next;
        standings = Standings.of(next, this, site.roster());
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
            place(before, sensed.seat(), false);
        }
        if (moved && after != null) {
            place(after, sensed.seat(), true);
        }
        if (after != null
                && run.state().declaration() instanceof Declaration.RestBreak rest
                && !(old.state().declaration() instanceof Declaration.RestBreak && !moved)) {
            take(after, new Taken(sensed.seat(), rest.type().code(), mark));
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

    private void take(PersonId agent, Taken taken) {
        Instant oldest = now.minus(BREAKS_KEPT);
        List<Taken> next = new ArrayList<>(breaks.getOrDefault(agent, List.of()));
        next.removeIf(one -> one.began().at().isBefore(oldest));
        next.add(taken);
        breaks.put(agent, List.copyOf(next));
    }

    private void place(PersonId agent, SeatId seat, boolean there) {
        List<SeatId> next = new ArrayList<>(places.getOrDefault(agent, List.of()));
        next.remove(seat);
        if (there) {
            next.add(seat);
        }
        if (next.isEmpty()) {
            places.remove(agent);
        } else {
            places.put(agent, List.copyOf(next));
        }
    }

    private SeatCell cell(SeatId seat, Happening.@Nullable Sensed sensed) {
        return seats.computeIfAbsent(seat, _ -> {
            Mark mark = sensed == null
                    ? new Mark(begins, "")
                    : new Mark(sensed.before().since(), "");
            dev.seatline.wire.SeatState state =
                    sensed == null ? dev.seatline.wire.SeatState.vacant(begins) : sensed.before();
            SeatCell fresh = new SeatCell(SeatRun.of(seat, state, mark).lost(lost.contains(seat)), watches.length);
            PersonId agent = state.agent();
            if (agent != null) {
                place(agent, seat, true);
            }
            return fresh;
        });
    }

    private interface Change {
        SeatRun of(SeatRun run);
    }

    private void change(SeatId seat, Change change) {
        SeatCell cell = seats.get(seat);
        if (cell != null) {
            cell.run = change.of(cell.run);
        }
    }

    private void lost(SeatId seat, boolean now, Happening happening) {
        if (now) {
            lost.add(seat);
        } else {
            lost.remove(seat);
        }
        change(seat, run -> run.lost(now));
        told(happening, seat);
        watchTeam();
        for (DutyRun run : near()) {
            look(run);
        }
    }

    private List<DutyRun> near() {
        LocalDate today = site.calendar().date(now);
        List<DutyRun> all = new ArrayList<>(duties.on(today.minusDays(1)));
        all.addAll(duties.on(today));
        return all;
    }

    private void login(Happening.Login login) {
        if (login.in()) {
            logins.put(login.agent(), new Mark(login.at(), login.place().toString()));
        } else {
            logins.remove(login.agent());
        }
        presence(login.agent(), new Mark(login.at(), login.place().toString()), login.seat());
        told(login, login.seat());
    }

    /// He came or went, by badge or by the telephone system; to be at one of several places is to be there.
    private void presence(@Nullable PersonId agent, Mark mark, SeatId seat) {
        if (agent == null || !ours(agent)) {
            return;
        }
        boolean there = places.containsKey(agent) || logins.containsKey(agent);
        for (DutyRun run : duties.near(agent, site.calendar().date(now))) {
            Duty duty = run.duty();
            boolean comes = there
                    && !run.present()
                    && !now.isBefore(duty.start().minus(COMES_BEFORE))
                    && now.isBefore(duty.end());
            boolean goes = !there && run.present();
            if (comes || goes) {
                DutyRun next = comes ? run.arrived(mark, seat) : run.gone(mark, seat);
                duties.put(next);
                look(next);
            }
        }
    }

    private void look(DutyRun run) {
        for (Rule rule : RuleOrder.RULES) {
            rule.duty(run, this, book);
        }
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
            case Form.RosterFiled _, Form.Inspection _ -> {
                for (Rule rule : RuleOrder.RULES) {
                    rule.moment(this, book);
                }
            }
        }
    }

    /// All duties of the agent that papers may still change.
    private void all(PersonId agent) {
        LocalDate today = site.calendar().date(now);
        for (int back = 62; back >= -1; back--) {
            for (DutyRun run : duties.of(agent, today.minusDays(back))) {
                if (!run.duty().start().minus(COMES_BEFORE).isAfter(now)) {
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
            Swapped.duties(site.roster(), papers, standings, day, this::ours).forEach(this::open);
        }
    }

    private void open(Duty duty) {
        if (duty.start().isBefore(begins)) {
            return;
        }
        duties.add(duty);
        for (DutyRun run : duties.of(duty.agent(), duty.date())) {
            boolean there = places.containsKey(duty.agent()) || logins.containsKey(duty.agent());
            if (run.duty().equals(duty) && there && !run.present()) {
                duties.put(run.arrived(new Mark(now, ""), null));
            }
        }
        Set<Instant> moments = new TreeSet<>(List.of(duty.start(), duty.end()));
        for (Rule rule : RuleOrder.RULES) {
            moments.addAll(rule.moments(duty, policy(), site.calendar()));
        }
        for (Instant moment : moments) {
            if (!moment.isBefore(now)) {
                timers.add(new Timer(moment, Timer.What.DUTY, duty.agent().text() + "/" + duty.date(), 0));
            }
        }
    }

    private void told(Happening happening, @Nullable SeatId seat) {
        for (Rule rule : RuleOrder.RULES) {
            rule.happened(happening, this, book);
        }
        if (seat != null) {
            watchSeat(seat);
        }
    }

    private void watchSeat(SeatId seat) {
        SeatCell cell = seats.get(seat);
        if (cell == null) {
            return;
        }
        boolean blind = cell.run.lost();
        for (int i = 0; i < cell.watches.length; i++) {
            Watch old = cell.watches[i];
            Watch next = blind ? null : RuleOrder.RULES.get(i).watch(cell.run, this);
            if (old != null
                    && next != null
                    && old.matter().equals(next.matter())
                    && old.limit().equals(next.limit())) {
                continue;
            }
            if (old != null) {
                timers.remove(new Timer(old.deadline(), Timer.What.SEAT, seat.text(), i));
                if (cell.exceeded[i] && !blind) {
                    RuleOrder.RULES.get(i).exceeded(old, cell.run, now, this, book);
                }
            }
            cell.watches[i] = next;
            cell.exceeded[i] = false;
            if (next != null) {
                Instant deadline = next.deadline();
                timers.add(new Timer(deadline.isBefore(now) ? now : deadline, Timer.What.SEAT, seat.text(), i));
            }
        }
    }

    private void watchTeam() {
        for (int i = 0; i < watches.length; i++) {
            Rule rule = RuleOrder.RULES.get(i);
            Watch old = watches[i];
            Watch next = rule.watch(this, old);
            if (Objects.equals(old, next)) {
                continue;
            }
            if (old != null) {
                timers.remove(new Timer(old.deadline(), Timer.What.TEAM, "", i));
                if (exceeded[i]) {
                    rule.exceeded(old, null, now, this, book);
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
            if (timer.at().isAfter(now)) {
                now = timer.at();
            }
            switch (timer.what()) {
                case DAY -> openDay();
                case DUTY -> dutyMoment(timer.key());
                case MOMENT -> {
                    for (Rule rule : RuleOrder.RULES) {
                        rule.moment(this, book);
                    }
                    watchTeam();
                }
                case SEAT -> seatTimer(timer);
                case TEAM -> {
                    Watch watch = watches[timer.rule()];
                    if (watch != null && !exceeded[timer.rule()]) {
                        exceeded[timer.rule()] = true;
                        RuleOrder.RULES.get(timer.rule()).exceeded(watch, null, null, this, book);
                    }
                }
            }
        }
    }

    /// Looks at the team once more: something in its past has changed.
    void reconsider() {
        for (Rule rule : RuleOrder.RULES) {
            rule.moment(this, book);
        }
    }

    private void seatTimer(Timer timer) {
        SeatCell cell = seats.get(new SeatId(timer.key()));
        Watch watch = cell == null ? null : cell.watches[timer.rule()];
        if (cell != null && watch != null && !cell.exceeded[timer.rule()]) {
            cell.exceeded[timer.rule()] = true;
            RuleOrder.RULES.get(timer.rule()).exceeded(watch, cell.run, null, this, book);
        }
    }

    private void dutyMoment(String key) {
        int slash = key.indexOf('/');
        PersonId agent = new PersonId(key.substring(0, slash));
        for (DutyRun run : duties.of(agent, LocalDate.parse(key.substring(slash + 1)))) {
            DutyRun next = run;
            if (now.equals(run.duty().start())) {
                next = next.begun();
            }
            if (now.equals(run.duty().end())) {
                next = next.ended();
            }
            if (!next.equals(run)) {
                duties.put(next);
            }
            look(next);
        }
    }

    private void openDay() {
        LocalDate day = nextDay;
        nextDay = day.plusDays(1);
        Swapped.duties(site.roster(), papers, standings, day, this::ours).forEach(this::open);
        Set<Instant> moments = new TreeSet<>();
        for (Rule rule : RuleOrder.RULES) {
            moments.addAll(rule.moments(day, policy(), site.calendar()));
        }
        moments.stream()
                .filter(moment -> !moment.isBefore(now))
                .forEach(moment -> timers.add(new Timer(moment, Timer.What.MOMENT, "", 0)));
        Instant next = site.calendar().begin(nextDay).minus(OPENED_BEFORE);
        timers.add(new Timer(next.isBefore(now) ? now : next, Timer.What.DAY, "", 0));
    }

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public String team() {
        return team;
    }

    @Override
    public Policy policy() {
        return site.regulations().policy(team, now);
    }

    @Override
    public People people() {
        return site.people();
    }

    @Override
    public Calendar calendar() {
        return site.calendar();
    }

    @Override
    public Papers papers() {
        return papers;
    }

    @Override
    public @Nullable Standing standing(Papers.Paper paper) {
        return standings.get(paper.id());
    }

    @Override
    public Set<String> incidents() {
        return Collections.unmodifiableSet(incidents);
    }

    @Override
    public @Nullable SeatRun seat(SeatId seat) {
        SeatCell cell = seats.get(seat);
        return cell == null ? null : cell.run;
    }

    @Override
    public Collection<SeatRun> seats() {
        return seats.values().stream().map(cell -> cell.run).toList();
    }

    @Override
    public @Nullable SeatRun seatOf(PersonId agent) {
        List<SeatId> here = places.get(agent);
        return here == null ? null : seat(here.getLast());
    }

    @Override
    public boolean ours(PersonId agent) {
        People.Member member = site.people().people().get(agent);
        return member != null && member.team().equals(team);
    }

    @Override
    public List<DutyRun> duties(PersonId agent, LocalDate day) {
        return duties.of(agent, day);
    }

    @Override
    public List<DutyRun> duties(LocalDate day) {
        return duties.on(day);
    }

    @Override
    public @Nullable DutyRun duty(PersonId agent) {
        DutyRun found = null;
        for (DutyRun run : duties.near(agent, site.calendar().date(now))) {
            Duty duty = run.duty();
            boolean near = !now.isBefore(duty.start().minus(COMES_BEFORE))
                    && now.isBefore(duty.end().plus(GOES_AFTER));
            boolean on = !now.isBefore(duty.start()) && now.isBefore(duty.end());
            if (on) {
                return run;
            }
            if (near && (found == null || now.isBefore(duty.end()))) {
                found = run;
            }
        }
        return found;
    }

    @Override
    public List<Taken> breaks(PersonId agent, Instant since) {
        return breaks.getOrDefault(agent, List.of()).stream()
                .filter(taken -> !taken.began().at().isBefore(since))
                .toList();
    }

    @Override
    public boolean blind(Duty duty) {
        SeatId seat = duty.seat();
        return seat == null ? !lost.isEmpty() : lost.contains(seat);
    }

    @Override
    public boolean blindAnywhere() {
        return !lost.isEmpty();
    }

    @Override
    public List<SeatRun> waiting() {
        return seats.values().stream()
                .map(cell -> cell.run)
                .filter(run -> {
                    PersonId agent = run.agent();
                    return agent != null
                            && ours(agent)
                            && run.state().declaration() instanceof Declaration.BreakRequested;
                })
                .sorted(Comparator.comparing((SeatRun run) -> run.declared().at())
                        .thenComparing(run -> run.seat().text()))
                .toList();
    }

    @Override
    public boolean loggedIn(PersonId agent) {
        return logins.containsKey(agent);
    }
}
