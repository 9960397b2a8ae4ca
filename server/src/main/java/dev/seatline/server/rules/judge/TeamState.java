package dev.seatline.server.rules.judge;

import dev.seatline.server.rules.Calendar;
import dev.seatline.server.rules.DutyRun;
import dev.seatline.server.rules.Form;
import dev.seatline.server.rules.Happening;
import dev.seatline.server.rules.Mark;
import dev.seatline.server.rules.Papers;
import dev.seatline.server.rules.People;
import dev.seatline.server.rules.Roster.Duty;
import dev.seatline.server.rules.Scene;
import dev.seatline.server.rules.SeatRun;
import dev.seatline.server.rules.Standing;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What a team's rules see at one moment, and what its judge knows. Changed by [TeamJudge] only. Used by one thread.
final class TeamState implements Scene {
    static final Duration COMES_BEFORE = Duration.ofHours(4);
    private static final Duration BREAKS_KEPT = Duration.ofDays(2);
    private static final Duration GOES_AFTER = Duration.ofHours(8);

    final Site site;
    private final String team;
    final Map<SeatId, SeatCell> seats = new LinkedHashMap<>();
    /// Where each agent is signed in, the latest last.
    final Map<PersonId, List<SeatId>> places = new HashMap<>();
    final Map<PersonId, Mark> logins = new HashMap<>();
    final Map<PersonId, List<Taken>> breaks = new HashMap<>();
    final Gaps gaps;
    /// Whose policy holds now, other than that of the moment.
    @Nullable
    Instant judgedAsOf;

    final Set<String> incidents;
    final Duties duties;
    Papers papers = Papers.NONE;
    List<Happening.Decided> releases = List.of();
    Map<String, Standing> standings = Map.of();
    Instant now;

    TeamState(Site site, String team, Instant now) {
        this.site = site;
        this.team = team;
        this.now = now;
        this.gaps = new Gaps();
        this.incidents = new TreeSet<>();
        this.duties = new Duties();
    }

    private TeamState(TeamState other) {
        site = other.site;
        team = other.team;
        other.seats.forEach((seat, cell) -> seats.put(seat, cell.copy()));
        places.putAll(other.places);
        logins.putAll(other.logins);
        breaks.putAll(other.breaks);
        gaps = other.gaps.copy();
        incidents = new TreeSet<>(other.incidents);
        duties = other.duties.copy();
        papers = other.papers;
        releases = other.releases;
        standings = other.standings;
        now = other.now;
    }

    void take(PersonId agent, Taken taken) {
        Instant oldest = now.minus(BREAKS_KEPT);
        List<Taken> next = new ArrayList<>(breaks.getOrDefault(agent, List.of()));
        next.removeIf(one -> one.began().at().isBefore(oldest));
        next.add(taken);
        breaks.put(agent, List.copyOf(next));
    }

    void place(PersonId agent, SeatId seat, boolean there) {
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

    void released(Happening.Decided decided) {
        if (decided.decision() == Form.Decision.RELEASE) {
            List<Happening.Decided> next = new ArrayList<>(releases);
            next.removeIf(one -> one.at().isBefore(now.minus(BREAKS_KEPT)));
            next.add(decided);
            releases = List.copyOf(next);
        }
    }

    void take(Papers next) {
        papers = next;
        standings = Standings.of(next, this, site.roster());
    }

    TeamState copy() {
        return new TeamState(this);
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
        return policy(judgedAsOf != null ? judgedAsOf : now);
    }

    @Override
    public Policy policy(Instant at) {
        return site.regulations().policy(team, at);
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
    public List<Happening.Decided> releases() {
        return releases;
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
        return seat == null ? gaps.lostAny() : gaps.lost(seat);
    }

    @Override
    public boolean blindAnywhere() {
        return gaps.lostAny();
    }

    @Override
    public boolean unknown(@Nullable SeatId seat, Instant from, Instant to) {
        return gaps.unknown(seat, from, to);
    }

    @Override
    public boolean unsure(@Nullable SeatId seat, Instant from, Instant to) {
        return gaps.unsure(seat, from, to);
    }

    @Override
    public List<SeatRun> waiting() {
        return seats.values().stream()
                .map(cell -> cell.run)
                .filter(run -> {
                    PersonId agent = run.agent();
                    return agent != null
                            && ours(agent)
                            && run.state().declaration() instanceof Declaration.BreakRequested
                            // granted, and begins when the call is over
                            && !(run.state().pending() instanceof Declaration.RestBreak);
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
