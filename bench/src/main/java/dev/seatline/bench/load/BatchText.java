package dev.seatline.bench.load;

import dev.seatline.wire.BootId;
import dev.seatline.wire.ConsoleId;
import dev.seatline.wire.Fact;
import dev.seatline.wire.JournalId;
import dev.seatline.wire.WireJson;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/// Writes event batches exactly as [WireJson] does, for a small part of its cost: what never changes is written
/// once. Used by one thread.
final class BatchText {
    private static final int FACTS_REMEMBERED = 10_000;

    private final Map<Fact, byte[]> facts = new HashMap<>();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream(4096);

    /// What all envelopes of one journal and start share.
    ///
    /// @param head up to the sequence
    /// @param middle from the sequence to the elapsed time
    record Shared(String head, String middle) {
        static Shared of(ConsoleId console, JournalId journal, BootId boot) {
            // ids hold nothing that JSON would have to escape
            return new Shared(
                    "{\"console\":\"%s\",\"journal\":\"%s\",\"sequence\":".formatted(console, journal),
                    ",\"boot\":\"%s\",\"elapsedMillis\":".formatted(boot));
        }
    }

    /// The JSON of a fact; the same array for equal facts.
    byte[] fact(Fact fact) {
        if (facts.size() >= FACTS_REMEMBERED) {
            facts.clear();
        }
        return facts.computeIfAbsent(fact, WireJson::write);
    }

    /// Begins a batch.
    ///
    /// @param oldest lowest sequence still kept
    void begin(long oldest) {
        out.reset();
        text("{\"oldest\":");
        text(Long.toString(oldest));
        text(",\"events\":[");
    }

    /// Bytes so far.
    int size() {
        return out.size();
    }

    /// Adds one envelope.
    ///
    /// @param fact as [#fact] wrote it
    void add(boolean first, Shared shared, long sequence, long elapsedMillis, Instant wall, byte[] fact) {
        text(first ? shared.head() : "," + shared.head());
        text(Long.toString(sequence));
        text(shared.middle());
        text(Long.toString(elapsedMillis));
        text(",\"wall\":\"");
        text(wall.toString());
        text("\",\"clock\":\"TRUSTED\",\"fact\":");
        out.writeBytes(fact);
        text("}");
    }

    /// Ends the batch.
    byte[] end() {
        text("]}");
        return out.toByteArray();
    }

    private void text(String text) {
        out.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
