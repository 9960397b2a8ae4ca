package dev.seatline.server.loop;

import dev.seatline.server.floor.Floor;
import dev.seatline.server.floor.FloorNews;
import dev.seatline.server.ingest.FactTimes;
import dev.seatline.server.store.EventStore.BootKey;
import dev.seatline.server.store.EventStore.JournalKey;
import dev.seatline.server.store.EventStore.Loss;
import dev.seatline.server.store.StoredEvent;
import dev.seatline.wire.Envelope;
import dev.seatline.wire.EventBatch;
import dev.seatline.wire.SeatId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a group of batches comes to: which facts are new, how far each journal is held without a gap, what is
/// missing, what is lost. Computed from what is held, without touching anything but the anchors of [FactTimes],
/// which are true whatever becomes of the plan.
///
/// @param events new facts, each once and in the order of its journal
/// @param held highest sequence held afterwards, of every journal that has changed
/// @param touched every journal of the group and its seat: its sender wants to know how far it is held
/// @param missing journals with a gap before what came, and from where they are to be sent again
/// @param news for the floor
/// @param duplicates facts that were held already
/// @param boots what was learnt about when starts of consoles began
record CommitPlan(
        List<StoredEvent> events,
        Map<JournalKey, Long> held,
        Map<JournalKey, SeatId> touched,
        Map<JournalKey, Gap> missing,
        List<Loss> losses,
        List<FloorNews> news,
        long duplicates,
        Map<BootKey, Optional<Instant>> boots) {

    /// A batch that came in.
    record Arrived(SeatId seat, EventBatch batch, Instant received) {
        JournalKey key() {
            return new JournalKey(batch.console(), batch.journal());
        }
    }

    /// What has to be sent again, from a sequence on.
    record Gap(SeatId seat, long from) {}

    /// @param positions what is held of every journal
    /// @param floor tells the time of the last fact of a journal
    static CommitPlan of(Map<JournalKey, Long> positions, List<Arrived> group, Floor floor, FactTimes times) {
        for (Arrived arrived : group) {
            arrived.batch().events().forEach(envelope -> times.learn(envelope, arrived.received()));
        }
        Builder builder = new Builder(positions, floor, times);
        group.forEach(builder::take);
        return builder.plan();
    }

    private static final class Builder {
        private final Map<JournalKey, Long> positions;
        private final Floor floor;
        private final FactTimes times;
        private final List<StoredEvent> events = new ArrayList<>();
        private final Map<JournalKey, Long> held = new HashMap<>();
        private final Map<JournalKey, SeatId> touched = new LinkedHashMap<>();
        private final Map<JournalKey, Gap> missing = new LinkedHashMap<>();
        private final Map<JournalKey, Instant> previous = new HashMap<>();
        private final List<Loss> losses = new ArrayList<>();
        private final List<FloorNews> news = new ArrayList<>();
        private long duplicates;

        Builder(Map<JournalKey, Long> positions, Floor floor, FactTimes times) {
            this.positions = positions;
            this.floor = floor;
            this.times = times;
        }

        void take(Arrived arrived) {
            JournalKey key = arrived.key();
            EventBatch batch = arrived.batch();
            touched.put(key, arrived.seat());
            long upTo = held.getOrDefault(key, positions.getOrDefault(key, 0L));
            // nothing is added to a sequence before it is known to have room: the last one has all 63 bits
            if (batch.oldest() - 1 > upTo) {
                lose(arrived, upTo + 1, batch.oldest() - 1);
                upTo = batch.oldest() - 1;
            }
            if (batch.first() - 1 > upTo) {
                missing.put(key, new Gap(arrived.seat(), upTo + 1));
                return;
            }
            for (Envelope envelope : batch.events()) {
                if (envelope.sequence() <= upTo) {
                    duplicates++;
                } else {
                    accept(arrived, envelope);
                    upTo = envelope.sequence();
                    held.put(key, upTo);
                }
            }
            Gap gap = missing.get(key);
            if (gap != null && gap.from() <= upTo) {
                missing.remove(key);
            }
        }

        private void lose(Arrived arrived, long first, long last) {
            losses.add(new Loss(arrived.seat(), arrived.key(), first, last, arrived.received()));
            held.put(arrived.key(), last);
            news.add(new FloorNews.Lost(arrived.seat(), last - first + 1));
        }

        private void accept(Arrived arrived, Envelope envelope) {
            JournalKey key = arrived.key();
            boolean running = floor.runs(arrived.seat(), envelope.boot());
            FactTimes.Placed placed = times.place(envelope, previous(arrived), arrived.received(), running);
            previous.put(key, placed.at());
            events.add(new StoredEvent(0, arrived.seat(), envelope, arrived.received(), placed.at(), placed.quality()));
            news.add(new FloorNews.Delivered(arrived.seat(), envelope, placed.at(), arrived.received()));
        }

        private @Nullable Instant previous(Arrived arrived) {
            Instant known = previous.get(arrived.key());
            return known != null
                    ? known
                    : floor.lastFact(arrived.seat(), arrived.batch().journal()).orElse(null);
        }

        CommitPlan plan() {
            return new CommitPlan(events, held, touched, missing, losses, news, duplicates, times.unsaved());
        }
    }
}
