package dev.seatline.server.api;

import dev.seatline.config.Loaded;
import dev.seatline.config.Mistake;
import dev.seatline.server.rules.Happening;
import dev.seatline.server.store.StoreException;
import dev.seatline.server.store.StoredReport;
import dev.seatline.server.store.StoredVerdict;
import dev.seatline.server.store.VerdictStore.VerdictQuery;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
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

    /// Whether anybody is judged.
    boolean judges();

    /// What a report tells, or everything that is wrong with it.
    ///
    /// @param body JSON with the fields of a scenario's step
    Loaded<Happening> read(String body, Instant at);

    /// Keeps a report that [#read] found right, and lets the rules know. One that its author told under the same key
    /// before is answered with that.
    ///
    /// @param report its id does not matter
    /// @return completed with what is kept, or exceptionally with a [dev.seatline.server.store.StoreException]
    CompletionStage<StoredReport> report(StoredReport report);

    /// See [dev.seatline.server.store.ReportStore#since].
    List<StoredReport> reports(Instant from, long after, int limit);

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

        @Override
        public boolean judges() {
            return false;
        }

        @Override
        public Loaded<Happening> read(String body, Instant at) {
            return new Loaded.Wrong<>(List.of(new Mistake("report", 0, "nobody is judged here")));
        }

        @Override
        public CompletionStage<StoredReport> report(StoredReport report) {
            return CompletableFuture.failedFuture(new StoreException("nobody is judged here"));
        }

        @Override
        public List<StoredReport> reports(Instant from, long after, int limit) {
            return List.of();
        }
    };
}
