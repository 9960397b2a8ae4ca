package dev.seatline.server.api;

import dev.seatline.server.rules.Details;
import dev.seatline.server.rules.Ground;
import dev.seatline.server.rules.Verdict;
import dev.seatline.server.rules.VerdictKind;
import dev.seatline.server.store.StoredVerdict;
import dev.seatline.server.store.VerdictStore;
import dev.seatline.server.store.VerdictStore.VerdictChange;
import dev.seatline.server.store.VerdictStore.VerdictQuery;
import dev.seatline.server.store.memory.MemoryVerdictStore;
import dev.seatline.wire.PersonId;
import dev.seatline.wire.SeatId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Rules that say what a test wants. Safe for any thread.
final class FakeRules implements RuleDesk {
    private final VerdictStore store = new MemoryVerdictStore();
    private final List<Consumer<List<StoredVerdict>>> listeners = new CopyOnWriteArrayList<>();

    static Verdict verdict(String matter, VerdictKind kind, @Nullable String agent, Instant at, boolean provisional) {
        return new Verdict(
                matter,
                kind,
                "group-seat-management/04",
                1,
                "east",
                agent == null ? null : new PersonId(agent),
                agent == null ? null : new SeatId("S1"),
                LocalDate.of(2026, 11, 22),
                at,
                Details.ofMinutes(1),
                List.of(Ground.planned("shift-start", at)),
                Verdict.parameters("late.grace", 0),
                provisional);
    }

    /// Late at noon, by so many minutes.
    static Verdict late(String matter, String agent, int minutes) {
        return verdict(matter, VerdictKind.LATE, agent, FakeDesk.NOON.plus(Duration.ofMinutes(minutes)), false);
    }

    void say(Verdict... verdicts) {
        commit(List.of(verdicts).stream()
                .map(verdict -> new VerdictChange(verdict.matter(), verdict, FakeDesk.NOON))
                .toList());
    }

    void takeBack(String matter) {
        commit(List.of(new VerdictChange(matter, null, FakeDesk.NOON)));
    }

    private void commit(List<VerdictChange> changes) {
        List<StoredVerdict> written = store.commit(changes);
        listeners.forEach(listener -> listener.accept(written));
    }

    int listeners() {
        return listeners.size();
    }

    @Override
    public List<StoredVerdict> verdicts(VerdictQuery query) {
        return store.standing(query);
    }

    @Override
    public Optional<StoredVerdict> verdict(long id) {
        return store.version(id);
    }

    @Override
    public List<StoredVerdict> history(String matter) {
        return store.history(matter);
    }

    @Override
    public Runnable onVerdicts(Consumer<List<StoredVerdict>> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }
}
