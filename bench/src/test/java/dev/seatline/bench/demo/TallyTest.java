package dev.seatline.bench.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seatline.server.store.StoredEvent;
import dev.seatline.server.store.StoredEvent.TimeQuality;
import dev.seatline.wire.BootId;
import dev.seatline.wire.ClockTrust;
import dev.seatline.wire.ConsoleId;
import dev.seatline.wire.Envelope;
import dev.seatline.wire.Fact;
import dev.seatline.wire.JournalId;
import dev.seatline.wire.SeatId;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TallyTest {
    private static final Instant NOON = Instant.parse("2026-11-23T04:00:00Z");

    private static Envelope fact(long sequence, Fact fact) {
        return new Envelope(
                new ConsoleId("S01"),
                new JournalId("j"),
                sequence,
                new BootId("b"),
                sequence,
                NOON,
                ClockTrust.TRUSTED,
                fact);
    }

    private static StoredEvent stored(long id, Envelope envelope) {
        return new StoredEvent(id, new SeatId("S01"), envelope, NOON, NOON, TimeQuality.TRUSTED);
    }

    private static final Envelope ONE = fact(1, new Fact.HandRaised());
    private static final Envelope TWO = fact(2, new Fact.CallEnded());

    @Test
    void journalsAndLedgerThatAgreeAreClean() {
        assertThat(Tally.of(List.of(ONE, TWO), List.of(stored(1, ONE), stored(2, TWO))))
                .isEqualTo(new Tally(2, 2, 0, 0))
                .matches(Tally::clean);
    }

    @Test
    void aFactThatTheLedgerLacksIsLost() {
        assertThat(Tally.of(List.of(ONE, TWO), List.of(stored(1, ONE))))
                .isEqualTo(new Tally(2, 1, 1, 0))
                .matches(tally -> !tally.clean());
    }

    @Test
    void aFactThatTheLedgerHoldsTwiceIsDoubled() {
        assertThat(Tally.of(List.of(ONE), List.of(stored(1, ONE), stored(2, ONE))))
                .isEqualTo(new Tally(1, 2, 0, 1));
    }

    @Test
    void aFactWithAnotherContentIsBothLostAndInvented() {
        assertThat(Tally.of(List.of(ONE), List.of(stored(1, fact(1, new Fact.CallEnded())))))
                .isEqualTo(new Tally(1, 1, 1, 1));
    }
}
