package dev.seatline.server.rules;

import dev.seatline.server.rules.policy.Policy;
import dev.seatline.wire.PersonId;
import dev.seatline.wire.SeatId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a rule sees: one team at one moment.
public interface Scene {
    Instant now();

    String team();

    /// The policy in force now; while a rule looks at a duty, the one that was in force when the duty began.
    Policy policy();

    /// The policy in force at a moment.
    Policy policy(Instant at);

    People people();

    Calendar calendar();

    Papers papers();

    /// What has become of a request, or null for papers that need no grant.
    @Nullable
    Standing standing(Papers.Paper paper);

    /// Seats that leaders have let go, of late.
    List<Happening.Decided> releases();

    /// Open incidents.
    Set<String> incidents();

    /// The seat, as far as this team has to do with it; null when it never had.
    @Nullable
    SeatRun seat(SeatId seat);

    /// Seats that this team has to do with now: its people sit there, or sat there last.
    Collection<SeatRun> seats();

    /// The seat where the agent is signed in; null when nowhere.
    @Nullable
    SeatRun seatOf(PersonId agent);

    /// Whether the agent is of this team.
    boolean ours(PersonId agent);

    /// Duties of an agent that begin on a day, swaps done, leave not taken out.
    List<DutyRun> duties(PersonId agent, LocalDate day);

    /// All duties of a day.
    List<DutyRun> duties(LocalDate day);

    /// The agent's duty that is on now or begins within four hours, or the last one that is over since at most
    /// eight; null for none.
    @Nullable
    DutyRun duty(PersonId agent);

    /// Breaks that the agent has begun since this moment.
    List<Taken> breaks(PersonId agent, Instant since);

    /// Whether facts are missing now of a seat where this duty might have been done.
    boolean blind(Roster.Duty duty);

    /// Whether facts are missing of any seat.
    boolean blindAnywhere();

    /// Whether facts are missing of a seat, of any when it is null, at some time between two moments.
    boolean unknown(@Nullable SeatId seat, Instant from, Instant to);

    /// Whether at some time between two moments facts were missing of a seat, of any when it is null, and it was not
    /// known either how it was afterwards.
    boolean unsure(@Nullable SeatId seat, Instant from, Instant to);

    /// Seats at which a break was asked for and has not been granted, in the order of asking.
    List<SeatRun> waiting();

    /// Whether the agent is signed in to the telephone system itself.
    boolean loggedIn(PersonId agent);

    /// A break that began.
    ///
    /// @param seat where
    record Taken(SeatId seat, String type, Mark began) {}
}
