package dev.seatline.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seatline.wire.BootId;
import dev.seatline.wire.ClockTrust;
import dev.seatline.wire.ConsoleId;
import dev.seatline.wire.Declaration;
import dev.seatline.wire.Envelope;
import dev.seatline.wire.EventBatch;
import dev.seatline.wire.Fact;
import dev.seatline.wire.JournalId;
import dev.seatline.wire.PersonId;
import dev.seatline.wire.Reason;
import dev.seatline.wire.WireJson;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BatchTextTest {
    private static final ConsoleId CONSOLE = new ConsoleId("C-1");
    private static final JournalId JOURNAL = new JournalId("j_1");
    private static final BootId BOOT = new BootId("b1");

    @Test
    void aBatchIsWrittenAsTheContractWritesIt() {
        List<Fact> facts = List.of(
                new Fact.JournalBegan(Fact.JournalCause.NEW, null, ""),
                new Fact.SignedIn(new PersonId("P1")),
                new Fact.Declared(new Declaration.NotReady(Reason.OTHER), Fact.Cause.PRESS),
                new Fact.PartFailed("reader", "says \"no\" \\ é 坐席"),
                new Fact.LinkRegained());
        Instant[] walls = {
            Instant.parse("2026-03-01T08:00:00Z"),
            Instant.parse("2026-03-01T08:00:00.120Z"),
            Instant.parse("2026-03-01T08:00:01.005Z"),
            Instant.parse("1970-01-01T00:00:00.001Z"),
            Instant.parse("2026-12-31T23:59:59.999Z")
        };
        BatchText text = new BatchText();
        BatchText.Shared shared = BatchText.Shared.of(CONSOLE, JOURNAL, BOOT);
        List<Envelope> envelopes = new ArrayList<>();
        text.begin(3);
        for (int i = 0; i < facts.size(); i++) {
            text.add(i == 0, shared, 7 + i, 1000L * i, walls[i], text.fact(facts.get(i)));
            envelopes.add(
                    new Envelope(CONSOLE, JOURNAL, 7 + i, BOOT, 1000L * i, walls[i], ClockTrust.TRUSTED, facts.get(i)));
        }
        assertThat(new String(text.end(), StandardCharsets.UTF_8))
                .isEqualTo(new String(WireJson.write(new EventBatch(3, envelopes)), StandardCharsets.UTF_8));
    }

    @Test
    void equalFactsAreWrittenOnce() {
        BatchText text = new BatchText();
        assertThat(text.fact(new Fact.HandRaised())).isSameAs(text.fact(new Fact.HandRaised()));
    }
}
