package dev.seatline.server.ingest;

import static dev.seatline.server.store.StoredEvent.TimeQuality.REPAIRED;
import static dev.seatline.server.store.StoredEvent.TimeQuality.TRUSTED;
import static dev.seatline.server.store.StoredEvent.TimeQuality.UNTRUSTED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.seatline.server.ingest.FactTimes.Placed;
import dev.seatline.wire.BootId;
import dev.seatline.wire.ClockTrust;
import dev.seatline.wire.ConsoleId;
import dev.seatline.wire.Envelope;
import dev.seatline.wire.Fact;
import dev.seatline.wire.JournalId;
import java.time.Instant;
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

    private Placed placed(Envelope envelope) {
        return times.place(envelope, null, RECEIVED);
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
    void aTimeThatNobodyKnowsIsBoundedByWhatIsKnown() {
        Instant previous = Instant.parse("2026-11-22T07:00:00Z");
        Envelope early = envelope("B1", 0, "1999-12-31T00:00:00Z", ClockTrust.UNTRUSTED);
        Envelope late = envelope("B1", 0, "2030-01-01T00:00:00Z", ClockTrust.UNTRUSTED);
        assertThat(times.place(early, previous, RECEIVED)).isEqualTo(new Placed(previous, UNTRUSTED));
        assertThat(times.place(late, previous, RECEIVED)).isEqualTo(new Placed(RECEIVED, UNTRUSTED));
        assertThat(times.place(early, RECEIVED.plusSeconds(60), RECEIVED))
                .as("never later than received")
                .isEqualTo(new Placed(RECEIVED, UNTRUSTED));
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
                .isEqualTo(new Placed(Instant.EPOCH, UNTRUSTED));
        assertThat(placed(envelope("B9", 5, "+1000000000-12-31T00:00:00Z", ClockTrust.TRUSTED)))
                .isEqualTo(new Placed(RECEIVED, UNTRUSTED));
    }
}
