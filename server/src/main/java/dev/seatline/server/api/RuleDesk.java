package dev.seatline.server.api;

import dev.seatline.server.store.StoredVerdict;
import dev.seatline.server.store.VerdictStore.VerdictQuery;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// What the HTTP resources need of the rules. Safe for any thread; the questions may block for the store.
public interface RuleDesk {
    /// See [dev.seatline.server.store.VerdictStore#standing].
    List<StoredVerdict> verdicts(VerdictQuery query);

    /// See [dev.seatline.server.store.VerdictStore#version].
    Optional<StoredVerdict> verdict(long id);

    /// See [dev.seatline.server.store.VerdictStore#history].
    List<StoredVerdict> history(String matter);

    /// Calls `listener` with every group of versions as soon as it is stored, in order, on the hub's loop: it must only
    /// put them on a queue.
    ///
    /// @return ends the subscription
    Runnable onVerdicts(Consumer<List<StoredVerdict>> listener);

    /// A hub without rules: nothing was ever said, and nothing will be.
    RuleDesk NONE = new RuleDesk() {
        @Override
        public List<StoredVerdict> verdicts(VerdictQuery query) {
            return List.of();
        }

        @Override
        public Optional<StoredVerdict> verdict(long id) {
            return Optional.empty();
        }

        @Override
        public List<StoredVerdict> history(String matter) {
            return List.of();
        }

        @Override
        public Runnable onVerdicts(Consumer<List<StoredVerdict>> listener) {
            return () -> {};
        }
    };
}
