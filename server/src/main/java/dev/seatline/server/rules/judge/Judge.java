package dev.seatline.server.rules.judge;

import dev.seatline.server.rules.Happening;
import dev.seatline.server.rules.Verdict;
import dev.seatline.server.rules.Wish;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Judges all teams of a site. What it is told may come in any order; the verdicts are those of the order of time.
/// Used by one thread.
public final class Judge {
    /// @param begins nothing before this moment is judged
    public Judge(Site site, Instant begins) {}

    /// Takes what happened, in any order, and judges again what it touches. Time goes on to the latest of it.
    public void take(Collection<? extends Happening> happenings) {}

    /// Takes something back that was taken: its time was repaired, or what was missing has come.
    public void takeBack(Collection<Happening.Place> places) {}

    /// Lets time go on to this moment, and everything be noticed that was due by then.
    public void goOn(Instant now) {}

    /// What has changed since the last call, each matter once.
    public List<Change> changes() {
        return List.of();
    }

    /// What is wanted at seats since the last call; of time gone by nothing is.
    public List<Wish> wishes() {
        return List.of();
    }

    /// When something is due by itself.
    public Optional<Instant> nextDeadline() {
        return Optional.empty();
    }

    /// All verdicts that stand, in the order of time.
    public List<Verdict> verdicts() {
        return List.of();
    }

    /// What became of a matter.
    ///
    /// @param before the verdict that stood, or null
    /// @param after the one that stands now, or null when there is none any more
    public record Change(
            String matter,
            @Nullable Verdict before,
            @Nullable Verdict after) {}
}
