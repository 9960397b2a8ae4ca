package dev.seatline.server.ingest;

import static dev.seatline.server.store.StoredEvent.TimeQuality.REPAIRED;
import static dev.seatline.server.store.StoredEvent.TimeQuality.TRUSTED;
import static dev.seatline.server.store.StoredEvent.TimeQuality.UNTRUSTED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.seatline.server.ingest.FactTimes.Placed;
import dev.seatline.server.store.EventStore.BootKey;
import dev.seatline.wire.BootId;
import dev.seatline.wire.ClockTrust;
import dev.seatline.wire.ConsoleId;
import dev.seatline.wire.Envelope;
import dev.seatline.wire.Fact;
import dev.seatline.wire.JournalId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// When a fact happened, as well as the hub can know.
final class FactTimesTest {
    private static final Instant RECEIVED = Instant.parse("2026-11-22T08:00:00Z");

    private final FactTimes times = new FactTimes();

    private static Envelope envelope(String boot, long elapsedMillis, String wall, ClockTrust clock) {
        return new Envelope(
                new ConsoleId("C01"),
                new JournalId("J1"),
                1,
                new BootId(boot),
                elapsedMillis,
                Instant.parse(wall),
                clock,
                new Fact.HandRaised());
    }

    private static BootKey key(String boot) {
        return new BootKey(new ConsoleId("C01"), new BootId(boot));
    }

    private Placed placed(Envelope envelope) {
        return times.place(envelope, null, RECEIVED, false);
    }

    @Test
    void aTrustedClockIsBelieved() {
        assertThat(placed(envelope("B1", 0, "2026-11-22T07:59:59.5Z", ClockTrust.TRUSTED)))
                .isEqualTo(new Placed(Instant.parse("2026-11-22T07:59:59.5Z"), TRUSTED));
    }

    @Test
    void anUntrustedTimeIsRepairedFromAnyTrustedFactOfTheSameBoot() {
        times.learn(envelope("B1", 60_000, "2026-11-22T07:30:00Z", ClockTrust.TRUSTED), RECEIVED);
        assertThat(placed(envelope("B1", 10_000, "1970-01-01T00:00:10Z", ClockTrust.UNTRUSTED)))
                .as("50 s before the anchor")
                .isEqualTo(new Placed(Instant.parse("2026-11-22T07:29:10Z"), REPAIRED));
        assertThat(placed(envelope("B1", 90_000, "1970-01-01T00:01:30Z", ClockTrust.UNTRUSTED)))
                .as("30 s after it")
                .isEqualTo(new Placed(Instant.parse("2026-11-22T07:30:30Z"), REPAIRED));
        assertThat(placed(envelope("B0", 10_000, "1970-01-01T00:00:10Z", ClockTrust.UNTRUSTED))
                        .quality())
                .as("another boot")
                .isEqualTo(UNTRUSTED);
    }

    @Test
    void aTimeThatNobodyKnowsIsPlacedAsLateAsItCanHaveBeenAndKeepsItsSpans() {
        Envelope first = envelope("B1", 1_000, "1970-01-01T00:00:01Z", ClockTrust.UNTRUSTED);
        Envelope second = envelope("B1", 601_000, "1970-01-01T00:10:01Z", ClockTrust.UNTRUSTED);
        times.learn(first, RECEIVED);
        times.learn(second, RECEIVED);
        assertThat(placed(first)).isEqualTo(new Placed(RECEIVED.minusSeconds(600), UNTRUSTED));
        assertThat(placed(second)).isEqualTo(new Placed(RECEIVED, UNTRUSTED));
        Envelope later = envelope("B1", 901_000, "1970-01-01T00:15:01Z", ClockTrust.UNTRUSTED);
        times.learn(later, RECEIVED.plusSeconds(3_600));
        assertThat(times.place(later, RECEIVED, RECEIVED.plusSeconds(3_600), true))
                .as("delivered an hour later: the start is known to have begun no later than the first facts tell")
                .isEqualTo(new Placed(RECEIVED.plusSeconds(300), UNTRUSTED));
    }

    @Test
    void aTimeThatNobodyKnowsIsBoundedByWhatIsKnown() {
        Instant previous = Instant.parse("2026-11-22T07:00:00Z");
        Envelope early = envelope("B1", 0, "1999-12-31T00:00:00Z", ClockTrust.UNTRUSTED);
        Envelope late = envelope("B1", 0, "2030-01-01T00:00:00Z", ClockTrust.UNTRUSTED);
        for (boolean running : new boolean[] {false, true}) {
            assertThat(times.place(early, previous, RECEIVED, running)).isEqualTo(new Placed(RECEIVED, UNTRUSTED));
            assertThat(times.place(late, previous, RECEIVED, running)).isEqualTo(new Placed(RECEIVED, UNTRUSTED));
            assertThat(times.place(early, RECEIVED.plusSeconds(60), RECEIVED, running))
                    .as("never later than received")
                    .isEqualTo(new Placed(RECEIVED, UNTRUSTED));
        }
        times.learn(envelope("B2", 0, "1999-12-31T00:00:00Z", ClockTrust.UNTRUSTED), previous.minusSeconds(60));
        assertThat(times.place(
                        envelope("B2", 0, "1999-12-31T00:00:00Z", ClockTrust.UNTRUSTED), previous, RECEIVED, true))
                .as("never before the fact before it")
                .isEqualTo(new Placed(previous, UNTRUSTED));
    }

    @Test
    void aStartThatHadEndedBeforeAnybodyHeardOfItIsPlacedByItsOwnClockWhenThatIsPossible() {
        Instant previous = Instant.parse("2026-11-22T07:00:00Z");
        Envelope behind = envelope("B1", 0, "2026-11-22T07:10:00Z", ClockTrust.UNTRUSTED);
        assertThat(times.place(behind, previous, RECEIVED, false)).isEqualTo(new Placed(behind.wall(), UNTRUSTED));
        assertThat(times.place(behind, previous, RECEIVED, true))
                .as("one that runs was heard when it happened")
                .isEqualTo(new Placed(RECEIVED, UNTRUSTED));
    }

    @Test
    void aTrustedClockThatWasSetBackIsRepairedByWhatTheStartSaidBefore() {
        Envelope before = envelope("B1", 0, "2026-11-22T06:00:00Z", ClockTrust.TRUSTED);
        Envelope setBack = envelope("B1", 600_000, "2026-11-22T05:10:00Z", ClockTrust.TRUSTED);
        Envelope setRight = envelope("B1", 1_200_000, "2026-11-22T06:20:00Z", ClockTrust.TRUSTED);
        Instant received = Instant.parse("2026-11-22T06:20:01Z");
        for (Envelope envelope : new Envelope[] {setBack, before, setRight}) {
            times.learn(envelope, received);
        }
        assertThat(times.place(before, null, received, true).quality()).isEqualTo(TRUSTED);
        assertThat(times.place(setBack, null, received, true))
                .isEqualTo(new Placed(Instant.parse("2026-11-22T06:10:00Z"), REPAIRED));
        assertThat(times.place(setRight, null, received, true)).isEqualTo(new Placed(setRight.wall(), TRUSTED));
    }

    @Test
    void aTrustedClockThatWasAheadIsFoundOutByTheFactThatCameQuickest() {
        Envelope ahead = envelope("B1", 0, "2026-11-22T07:00:00Z", ClockTrust.TRUSTED);
        Envelope corrected = envelope("B1", 600_000, "2026-11-22T06:10:00Z", ClockTrust.TRUSTED);
        Instant received = Instant.parse("2026-11-22T08:00:00Z");
        times.learn(ahead, received);
        assertThat(times.place(ahead, null, received, true).quality())
                .as("nothing speaks against it yet")
                .isEqualTo(TRUSTED);
        assertThat(times.unsaved()).containsEntry(key("B1"), Optional.of(ahead.wall()));
        times.learn(corrected, Instant.parse("2026-11-22T06:10:01Z"));
        assertThat(times.unsaved()).containsEntry(key("B1"), Optional.of(Instant.parse("2026-11-22T06:00:00Z")));
        assertThat(times.place(ahead, null, received, true))
                .isEqualTo(new Placed(Instant.parse("2026-11-22T06:00:00Z"), REPAIRED));
    }

    @Test
    void whatProvedWrongIsForgottenInTheLedgerToo() {
        Envelope ahead = envelope("B1", 0, "2026-11-22T07:00:00Z", ClockTrust.TRUSTED);
        times.learn(ahead, RECEIVED);
        times.saved(times.unsaved());
        assertThat(times.unsaved()).isEmpty();
        times.learn(
                envelope("B1", 60_000, "1970-01-01T00:00:00Z", ClockTrust.UNTRUSTED),
                Instant.parse("2026-11-22T06:30:00Z"));
        assertThat(times.unsaved()).isEqualTo(Map.of(key("B1"), Optional.empty()));
    }

    @Test
    void whatTheLedgerKnowsServesAfterARestartOfTheHub() {
        times.recall(Map.of(key("B1"), Instant.parse("2026-11-22T07:00:00Z")));
        assertThat(placed(envelope("B1", 60_000, "1970-01-01T00:01:00Z", ClockTrust.UNTRUSTED)))
                .isEqualTo(new Placed(Instant.parse("2026-11-22T07:01:00Z"), REPAIRED));
        assertThat(times.unsaved()).isEmpty();
    }

    @Test
    void aTrustedClockOfAnEarlierYearIsNotBelieved() {
        Envelope empty = envelope("B1", 5_000, "1970-01-01T00:01:00Z", ClockTrust.TRUSTED);
        times.learn(empty, RECEIVED);
        assertThat(placed(empty)).isEqualTo(new Placed(RECEIVED, UNTRUSTED));
        assertThat(times.unsaved()).isEmpty();
    }

    @Test
    void aTrustedClockFarAheadIsNotBelievedAndAnchorsNothing() {
        Envelope ahead = envelope("B1", 0, "2026-11-22T08:05:00.001Z", ClockTrust.TRUSTED);
        Envelope justSo = envelope("B2", 0, "2026-11-22T08:05:00Z", ClockTrust.TRUSTED);
        times.learn(ahead, RECEIVED);
        assertThat(placed(ahead)).isEqualTo(new Placed(RECEIVED, UNTRUSTED));
        assertThat(placed(justSo).quality()).isEqualTo(TRUSTED);
        assertThat(placed(envelope("B1", 0, "1970-01-01T00:00:00Z", ClockTrust.UNTRUSTED))
                        .quality())
                .isEqualTo(UNTRUSTED);
    }

    @Test
    void absurdTimesAreSurvived() {
        times.learn(envelope("B1", 0, "2026-11-22T07:30:00Z", ClockTrust.TRUSTED), RECEIVED);
        assertThat(placed(envelope("B1", Long.MAX_VALUE, "1970-01-01T00:00:00Z", ClockTrust.UNTRUSTED))
                        .quality())
                .isEqualTo(UNTRUSTED);
        assertThat(placed(envelope("B9", Long.MAX_VALUE, "-1000000000-01-01T00:00:00Z", ClockTrust.TRUSTED)))
                .isEqualTo(new Placed(RECEIVED, UNTRUSTED));
        assertThat(placed(envelope("B9", 5, "+1000000000-12-31T00:00:00Z", ClockTrust.TRUSTED)))
                .isEqualTo(new Placed(RECEIVED, UNTRUSTED));
    }
}
