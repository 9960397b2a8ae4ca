package dev.seatline.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seatline.server.store.EventStore.BootKey;
import dev.seatline.server.store.EventStore.Commit;
import dev.seatline.server.store.EventStore.JournalKey;
import dev.seatline.server.store.EventStore.Loss;
import dev.seatline.server.store.EventStore.Rejected;
import dev.seatline.server.store.StoredEvent.TimeQuality;
import dev.seatline.wire.BootId;
import dev.seatline.wire.ClockTrust;
import dev.seatline.wire.ConsoleId;
import dev.seatline.wire.Envelope;
import dev.seatline.wire.Fact;
import dev.seatline.wire.JournalId;
import dev.seatline.wire.PersonId;
import dev.seatline.wire.SeatId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every ledger does. One subclass per implementation.
public abstract class EventStoreContract {
    private static final SeatId S01 = new SeatId("S01");
    private static final SeatId S02 = new SeatId("S02");
    private static final ConsoleId C01 = new ConsoleId("C01");
    private static final JournalId J1 = new JournalId("J1");
    private static final JournalKey KEY = new JournalKey(C01, J1);
    private static final Instant NOW = Instant.parse("2026-11-22T08:00:00.123Z");

    private static final BootKey BOOT = new BootKey(C01, new BootId("B1"));

    private EventStore store;

    /// An empty ledger.
    protected abstract EventStore empty();

    /// The same ledger, closed and opened again.
    protected abstract EventStore reopened(EventStore open);

    @BeforeEach
    final void begin() {
        store = empty();
    }

    @AfterEach
    final void end() {
        store.close();
    }

    protected static StoredEvent event(SeatId seat, long sequence, Fact fact) {
        Envelope envelope = new Envelope(
                C01,
                J1,
                sequence,
                new BootId("B1"),
                1_000 + sequence,
                NOW.plusSeconds(sequence),
                ClockTrust.TRUSTED,
                fact);
        return new StoredEvent(0, seat, envelope, NOW, NOW.plusSeconds(sequence), TimeQuality.REPAIRED);
    }

    private static StoredEvent event(SeatId seat, long sequence) {
        return event(seat, sequence, new Fact.SignedIn(new PersonId("A" + sequence)));
    }

    protected static Commit of(List<StoredEvent> events) {
        return new Commit(events, Map.of(), List.of(), List.of(), Map.of(), Map.of());
    }

    private static Rejected rejected(int number) {
        return new Rejected("topic/" + number, "payload 中文 " + number, "reason " + number, NOW);
    }

    @Test
    void aFactComesBackAsItWasCommitted() {
        Fact strange = new Fact.Unrecognised("from-the-future", Map.of("depth", 3, "text", "示忙"));
        StoredEvent event = event(S01, 1, strange);
        assertThat(store.commit(of(List.of(event)))).containsExactly(1L);
        assertThat(store.events(0, null, 10))
                .containsExactly(new StoredEvent(1, S01, event.envelope(), NOW, event.at(), TimeQuality.REPAIRED));
        assertThat(store.count()).isEqualTo(1);
    }

    @Test
    void idsFollowTheOrderOfTheEvents() {
        assertThat(store.commit(of(List.of(event(S01, 1), event(S01, 2))))).containsExactly(1L, 2L);
        assertThat(store.commit(of(List.of(event(S01, 3))))).containsExactly(3L);
        assertThat(store.events(0, null, 10))
                .extracting(event -> event.envelope().sequence())
                .containsExactly(1L, 2L, 3L);
    }

    @Test
    void aFactThatIsThereAlreadyMakesTheCommitFailWhole() {
        store.commit(of(List.of(event(S01, 1))));
        Commit commit = new Commit(
                List.of(event(S01, 2), event(S01, 1)),
                Map.of(KEY, 2L),
                List.of(new Loss(S01, KEY, 1, 1, NOW)),
                List.of(rejected(1)),
                Map.of(S01, bytes("record")),
                Map.of(BOOT, Optional.of(NOW)));
        assertThatThrownBy(() -> store.commit(commit)).isInstanceOf(StoreException.class);
        assertThat(store.count()).isEqualTo(1);
        assertThat(store.positions()).isEmpty();
        assertThat(store.losses()).isEmpty();
        assertThat(store.rejected(10)).isEmpty();
        assertThat(store.seats()).isEmpty();
        assertThat(store.boots(10)).isEmpty();
        assertThat(store.commit(of(List.of(event(S01, 2))))).containsExactly(2L);
    }

    @Test
    void aFactTwiceInOneCommitMakesItFailWhole() {
        Commit twice = of(List.of(event(S01, 1), event(S02, 1)));
        assertThatThrownBy(() -> store.commit(twice)).isInstanceOf(StoreException.class);
        assertThat(store.count()).isZero();
    }

    @Test
    void aTimeThatNobodyKnewIsRepairedWhenTheBeginningOfItsStartIsLearnt() {
        StoredEvent unknown = guessed(1);
        StoredEvent elsewhere = new StoredEvent(
                0,
                S02,
                new Envelope(
                        C01,
                        J1,
                        2,
                        new BootId("B0"),
                        7,
                        Instant.EPOCH,
                        ClockTrust.UNTRUSTED,
                        new Fact.SignedIn(new PersonId("A1"))),
                NOW,
                NOW,
                TimeQuality.UNTRUSTED);
        store.commit(of(List.of(unknown, elsewhere)));
        assertThat(times()).containsExactly(TimeQuality.UNTRUSTED, TimeQuality.UNTRUSTED);
        learn(Optional.of(NOW.minusSeconds(3_600)));
        StoredEvent repaired = store.events(0, null, 1).getFirst();
        assertThat(repaired.at()).isEqualTo(NOW.minusSeconds(3_600).plusMillis(1_001));
        assertThat(times()).containsExactly(TimeQuality.REPAIRED, TimeQuality.UNTRUSTED);
        learn(Optional.of(NOW.plusSeconds(3_600)));
        assertThat(times())
                .as("what cannot have been before it was received repairs nothing")
                .containsExactly(TimeQuality.UNTRUSTED, TimeQuality.UNTRUSTED);
        learn(Optional.of(NOW.minusSeconds(60)));
        learn(Optional.empty());
        assertThat(times())
                .as("what was learnt has proved wrong")
                .containsExactly(TimeQuality.UNTRUSTED, TimeQuality.UNTRUSTED);
        assertThat(store.boots(10)).isEmpty();
    }

    private void learn(Optional<Instant> began) {
        store.commit(new Commit(List.of(), Map.of(), List.of(), List.of(), Map.of(), Map.of(BOOT, began)));
    }

    private List<TimeQuality> times() {
        return store.events(0, null, 10).stream().map(StoredEvent::time).toList();
    }

    private static StoredEvent guessed(long sequence) {
        Envelope trusted = event(S01, sequence).envelope();
        return new StoredEvent(0, S01, trusted, NOW, NOW, TimeQuality.UNTRUSTED);
    }

    @Test
    void everythingIsThereAfterReopening() {
        Loss loss = new Loss(S01, KEY, 5, 9, NOW);
        store.commit(new Commit(
                List.of(event(S01, 1)),
                Map.of(KEY, 1L),
                List.of(loss),
                List.of(rejected(1)),
                Map.of(S01, bytes("first")),
                Map.of(BOOT, Optional.of(NOW))));
        store.commit(new Commit(
                List.of(event(S01, 2)),
                Map.of(KEY, 2L),
                List.of(),
                List.of(),
                Map.of(S01, bytes("second")),
                Map.of(new BootKey(C01, new BootId("B2")), Optional.of(NOW.plusSeconds(9)))));
        store.remember("settings", "7 abc");
        store.remember("settings", "8 def");
        store = reopened(store);
        assertThat(store.count()).isEqualTo(2);
        assertThat(store.positions()).containsExactly(Map.entry(KEY, 2L));
        assertThat(store.boots(10))
                .isEqualTo(Map.of(BOOT, NOW, new BootKey(C01, new BootId("B2")), NOW.plusSeconds(9)));
        assertThat(store.boots(1)).as("the last learnt").containsOnlyKeys(new BootKey(C01, new BootId("B2")));
        assertThat(store.losses()).containsExactly(loss);
        assertThat(store.rejected(10)).containsExactly(rejected(1));
        assertThat(store.seats()).containsOnlyKeys(S01);
        assertThat(store.seats().get(S01)).isEqualTo(bytes("second"));
        assertThat(store.remembered("settings")).isEqualTo("8 def");
        assertThat(store.remembered("nothing")).isNull();
        assertThat(store.commit(of(List.of(event(S01, 3))))).containsExactly(3L);
    }

    @Test
    void pagesFollowTheCursorWithoutHolesOrRepeats() {
        List<StoredEvent> events = new ArrayList<>();
        for (int i = 1; i <= 25; i++) {
            events.add(event(i % 2 == 0 ? S02 : S01, i));
        }
        store.commit(of(events));
        List<Long> seen = new ArrayList<>();
        long cursor = 0;
        for (List<StoredEvent> page = store.events(cursor, null, 10);
                !page.isEmpty();
                page = store.events(cursor, null, 10)) {
            page.forEach(event -> seen.add(event.id()));
            cursor = page.getLast().id();
        }
        assertThat(seen)
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 25).boxed().toList());
    }

    @Test
    void aPageOfOneSeatHoldsNoOther() {
        store.commit(of(List.of(event(S01, 1), event(S02, 2), event(S01, 3))));
        assertThat(store.events(1, S01, 10)).extracting(StoredEvent::id).containsExactly(3L);
        assertThat(store.events(0, S02, 10)).extracting(StoredEvent::id).containsExactly(2L);
        assertThat(store.events(0, new SeatId("S99"), 10)).isEmpty();
    }

    @Test
    void aPageIsBounded() {
        assertThatThrownBy(() -> store.events(0, null, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store.events(0, null, EventStore.PAGE + 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theNewestRejectedMessagesStay() {
        int extra = 5;
        for (int from = 0; from < EventStore.REJECTED_KEPT + extra; from += 1_001) {
            List<Rejected> some = new ArrayList<>();
            for (int i = from; i < Math.min(from + 1_001, EventStore.REJECTED_KEPT + extra); i++) {
                some.add(rejected(i));
            }
            store.commit(new Commit(List.of(), Map.of(), List.of(), some, Map.of(), Map.of()));
        }
        List<Rejected> kept = store.rejected(100_000);
        assertThat(kept).hasSize(EventStore.REJECTED_KEPT);
        assertThat(kept.getFirst()).isEqualTo(rejected(EventStore.REJECTED_KEPT + extra - 1));
        assertThat(kept.getLast()).isEqualTo(rejected(extra));
        assertThat(store.rejected(2)).hasSize(2);
    }

    @Test
    void aHealthyLedgerPassesItsCheck() {
        store.check();
        store.check();
        assertThat(store.count()).isZero();
    }

    protected static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
