package dev.seatline.server.api;

import dev.seatline.config.Loaded;
import dev.seatline.server.replay.ReportReader;
import dev.seatline.server.rules.Calendar;
import dev.seatline.server.rules.Details;
import dev.seatline.server.rules.Ground;
import dev.seatline.server.rules.Happening;
import dev.seatline.server.rules.People;
import dev.seatline.server.rules.Regulations;
import dev.seatline.server.rules.Roster;
import dev.seatline.server.rules.Verdict;
import dev.seatline.server.rules.VerdictKind;
import dev.seatline.server.rules.judge.Site;
import dev.seatline.server.store.ReportStore;
import dev.seatline.server.store.StoredReport;
import dev.seatline.server.store.StoredVerdict;
import dev.seatline.server.store.VerdictStore;
import dev.seatline.server.store.VerdictStore.VerdictChange;
import dev.seatline.server.store.VerdictStore.VerdictQuery;
import dev.seatline.server.store.memory.MemoryReportStore;
import dev.seatline.server.store.memory.MemoryVerdictStore;
import dev.seatline.wire.PersonId;
import dev.seatline.wire.SeatId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Rules that say what a test wants. Safe for any thread.
final class FakeRules implements RuleDesk {
    private final VerdictStore store = new MemoryVerdictStore();
    private final ReportStore reports = new MemoryReportStore();
    private final ReportReader reader = new ReportReader(new Site(
            new People(
                    Map.of(
                            new PersonId("A1"), new People.Member(new PersonId("A1"), "east", Set.of("agent"), true),
                            new PersonId("A2"), new People.Member(new PersonId("A2"), "east", Set.of("agent"), true)),
                    Map.of(new SeatId("S1"), new People.Desk(new SeatId("S1"), "inbound", "east", null, null, false)),
                    List.of()),
            new Calendar(ZoneId.of("Asia/Shanghai"), Set.of(), Set.of(), Map.of()),
            new Roster(List.of()),
            Regulations.of(Map.of())));
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

    @Override
    public boolean judges() {
        return true;
    }

    @Override
    public Loaded<Happening> read(String body, Instant at) {
        return reader.read(body, at, new Happening.Place("report", 0));
    }

    @Override
    public CompletionStage<StoredReport> report(StoredReport report) {
        return CompletableFuture.completedFuture(reports.append(report));
    }

    @Override
    public List<StoredReport> reports(Instant from, long after, int limit) {
        return reports.since(from, after, limit);
    }
}
