package dev.seatline.server.rules;

import dev.seatline.server.rules.policy.Policy;
import dev.seatline.wire.PersonId;
import dev.seatline.wire.SeatId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A verdict in the making. Used by one rule in one call.
public final class Finding {
    private final String matter;
    private final VerdictKind kind;
    private final String rule;
    private final Scene scene;
    private final Instant at;
    private @Nullable LocalDate date;
    private @Nullable PersonId agent;
    private @Nullable SeatId seat;
    private Details details = Details.NONE;
    private final List<Ground> grounds = new ArrayList<>();
    private final SortedMap<String, String> parameters = new TreeMap<>();
    private @Nullable Policy policy;
    private boolean open;

    /// @param at when the rule was met or broken; its day is the verdict's, or that of the duty that the agent did
    /// then,
    /// unless said otherwise
    public Finding(Scene scene, String rule, VerdictKind kind, String matter, Instant at) {
        this.scene = scene;
        this.rule = rule;
        this.kind = kind;
        this.matter = matter;
        this.at = at;
    }

    public Finding of(@Nullable PersonId who, @Nullable SeatId where) {
        agent = who;
        seat = where;
        return this;
    }

    /// Judged by this policy, and not by the one in force now.
    public Finding by(Policy other) {
        policy = other;
        return this;
    }

    public Finding on(LocalDate day) {
        date = day;
        return this;
    }

    public Finding details(Details said) {
        details = said;
        return this;
    }

    public Finding ground(Ground ground) {
        grounds.add(ground);
        return this;
    }

    /// Rests on a fact of a seat.
    public Finding fact(String what, Mark mark, @Nullable SeatId where, @Nullable PersonId who, String value) {
        grounds.add(new Ground(what, mark.at(), where, who, value, mark.source()));
        return this;
    }

    public Finding planned(String what, Instant when) {
        grounds.add(Ground.planned(what, when));
        return this;
    }

    public Finding parameter(String name, Object value) {
        parameters.put(name, String.valueOf(value));
        return this;
    }

    /// The matter is not over, or facts are missing.
    public Finding provisional(boolean yes) {
        open = yes;
        return this;
    }

    private LocalDate day() {
        DutyRun run = agent == null ? null : scene.duty(agent);
        boolean inDuty = run != null
                && !at.isBefore(run.duty().start())
                && at.isBefore(run.duty().end());
        return run != null && inDuty ? run.duty().date() : scene.calendar().date(at);
    }

    public Verdict verdict() {
        return new Verdict(
                matter,
                kind,
                rule,
                (policy != null ? policy : scene.policy()).edition(),
                scene.team(),
                agent,
                seat,
                date != null ? date : day(),
                at,
                details,
                grounds,
                parameters,
                open);
    }

    /// Whole minutes of a span, rounded up, as all verdicts show them.
    public static int minutes(Instant from, Instant to) {
        long millis = Duration.between(from, to).toMillis();
        return (int) Math.min(Integer.MAX_VALUE, Math.max(0, (millis + 59_999) / 60_000));
    }
}
