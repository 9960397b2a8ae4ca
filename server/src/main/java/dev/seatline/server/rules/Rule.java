package dev.seatline.server.rules;

import dev.seatline.server.rules.policy.Policy;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One kind of rule: a pure function of the scene, without memory of its own. It may say the same thing again as often
/// as it likes: what it says of a matter replaces what was said before. A rule that the team's policy has no number
/// for says nothing.
public interface Rule {
    /// Something has happened; the scene is that after it.
    default void happened(Happening happening, Scene scene, Book book) {}

    /// What goes on at the seat now that has a limit, or null. Asked whenever something happened there.
    default @Nullable Watch watch(SeatRun seat, Scene scene) {
        return null;
    }

    /// The same of the whole team. Asked whenever somebody came, went or changed his declaration, and at [#moments].
    ///
    /// @param present what it answered last
    default @Nullable Watch watch(Scene scene, @Nullable Watch present) {
        return null;
    }

    /// A watch went beyond its limit.
    ///
    /// @param seat as it is now; null for the team's
    /// @param ended when it ended, or null while it goes on
    default void exceeded(Watch watch, @Nullable SeatRun seat, @Nullable Instant ended, Scene scene, Book book) {}

    /// Moments at which the rule wants to look at a duty.
    default List<Instant> moments(Roster.Duty duty, Policy policy, Calendar calendar) {
        return List.of();
    }

    /// Looks at a duty: at its moments, when its agent came or went, and when a paper of his came or was decided.
    default void duty(DutyRun duty, Scene scene, Book book) {}

    /// Moments of a day at which the rule wants to look at the team.
    default List<Instant> moments(LocalDate day, Policy policy, Calendar calendar) {
        return List.of();
    }

    /// Looks at the team at one of those moments, or at another rule's.
    default void moment(Scene scene, Book book) {}
}
