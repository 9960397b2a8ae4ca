package dev.seatline.device;

import dev.seatline.device.sync.MemoryHubLink;
import dev.seatline.wire.Confirm;
import dev.seatline.wire.ConsoleStatus;
import dev.seatline.wire.Decoded;
import dev.seatline.wire.Envelope;
import dev.seatline.wire.EventBatch;
import dev.seatline.wire.JournalId;
import dev.seatline.wire.Outcome;
import dev.seatline.wire.SeatReport;
import dev.seatline.wire.Topic;
import dev.seatline.wire.WireJson;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The hub's side of the contract, as short as it can be: counts each fact once, in order and without holes,
/// and confirms after that. Any thread.
final class FakeHub {
    private MemoryHubLink link;
    private final Map<JournalId, List<Envelope>> ledger = new HashMap<>();
    private final List<Envelope> all = new ArrayList<>();
    private final List<Outcome> outcomes = new ArrayList<>();
    private long batches;
    private @Nullable SeatReport report;
    private @Nullable ConsoleStatus status;
    private UnaryOperator<List<Confirm>> confirming = confirms -> confirms;

    FakeHub(MemoryHubLink link) {
        this.link = link;
        link.hub(this::heard);
    }

    /// The console comes back over another link.
    synchronized void moveTo(MemoryHubLink fresh) {
        link = fresh;
        fresh.hub(this::heard);
    }

    /// Changes what the hub says after a batch.
    synchronized void confirming(UnaryOperator<List<Confirm>> changed) {
        confirming = changed;
    }

    private synchronized void heard(Topic.Channel channel, byte[] payload) {
        switch (channel) {
            case EVENT -> count(read(payload, EventBatch.class));
            case STATE -> report = read(payload, SeatReport.class);
            case STATUS -> status = read(payload, ConsoleStatus.class);
            case OUTCOME -> outcomes.add(read(payload, Outcome.class));
            case CONFIRM, SETTINGS, ORDER -> throw new IllegalStateException("a console wrote on " + channel);
        }
    }

    private void count(EventBatch batch) {
        batches++;
        List<Envelope> known = ledger.computeIfAbsent(batch.journal(), _ -> new ArrayList<>());
        for (Envelope fact : batch.events()) {
            if (fact.sequence() == known.size() + 1L) {
                known.add(fact);
                all.add(fact);
            }
        }
        for (Confirm confirm : confirming.apply(List.of(new Confirm(batch.journal(), known.size())))) {
            link.send(Topic.Channel.CONFIRM, WireJson.write(confirm));
        }
    }

    static <T> T read(byte[] payload, Class<T> type) {
        return switch (WireJson.read(payload, type)) {
            case Decoded.Read<T>(T value) -> value;
            case Decoded.Unreadable<T>(String reason) -> throw new IllegalStateException(reason);
        };
    }

    /// Everything counted, in the order in which it was.
    synchronized List<Envelope> all() {
        return List.copyOf(all);
    }

    synchronized long batches() {
        return batches;
    }

    synchronized @Nullable SeatReport report() {
        return report;
    }

    synchronized ConsoleStatus status() {
        return Objects.requireNonNull(status, "no status has arrived");
    }

    synchronized List<Outcome> outcomes() {
        return List.copyOf(outcomes);
    }
}
