package dev.seatline.server.store.memory;

import dev.seatline.server.store.EventStore;
import dev.seatline.server.store.StoreException;
import dev.seatline.server.store.StoredEvent;
import dev.seatline.wire.ConsoleId;
import dev.seatline.wire.Envelope;
import dev.seatline.wire.JournalId;
import dev.seatline.wire.SeatId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The ledger in memory, for tests and short demos: gone with the process. Safe for any thread.
public final class MemoryEventStore implements EventStore {
    private record Place(ConsoleId console, JournalId journal, long sequence) {
        static Place of(StoredEvent event) {
            Envelope envelope = event.envelope();
            return new Place(envelope.console(), envelope.journal(), envelope.sequence());
        }
    }

    private final List<StoredEvent> events = new ArrayList<>();
    private final Set<Place> places = new HashSet<>();
    private final Map<JournalKey, Long> positions = new HashMap<>();
    private final Map<SeatId, byte[]> seats = new HashMap<>();
    private final List<Loss> losses = new ArrayList<>();
    private final Deque<Rejected> rejected = new ArrayDeque<>();
    private final Map<BootKey, Instant> boots = new LinkedHashMap<>();
    private final Map<String, String> memos = new HashMap<>();

    @Override
    public synchronized List<Long> commit(Commit commit) {
        Set<Place> fresh = new HashSet<>();
        for (StoredEvent event : commit.events()) {
            Place place = Place.of(event);
            if (places.contains(place) || !fresh.add(place)) {
                throw new StoreException("the ledger holds " + place + " already");
            }
        }
        List<Long> ids = new ArrayList<>();
        for (StoredEvent event : commit.events()) {
            long id = events.size() + 1L;
            ids.add(id);
            events.add(new StoredEvent(
                    id, event.seat(), event.envelope(), kept(event.received()), kept(event.at()), event.time()));
        }
        places.addAll(fresh);
        positions.putAll(commit.positions());
        commit.losses()
                .forEach(loss -> losses.add(
                        new Loss(loss.seat(), loss.journal(), loss.first(), loss.last(), kept(loss.noticed()))));
        commit.rejected()
                .forEach(one -> rejected.addFirst(
                        new Rejected(one.topic(), one.payload(), one.reason(), kept(one.received()))));
        while (rejected.size() > REJECTED_KEPT) {
            rejected.removeLast();
        }
        commit.seats().forEach((seat, record) -> seats.put(seat, record.clone()));
        commit.boots()
                .forEach((boot, began) ->
                        began.ifPresentOrElse(instant -> boots.put(boot, kept(instant)), () -> boots.remove(boot)));
        return ids;
    }

    private static Instant kept(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MILLIS);
    }

    @Override
    public synchronized Map<JournalKey, Long> positions() {
        return Map.copyOf(positions);
    }

    @Override
    public synchronized Map<SeatId, byte[]> seats() {
        return Map.copyOf(seats);
    }

    @Override
    public synchronized List<StoredEvent> events(long after, @Nullable SeatId seat, int limit) {
        if (limit < 1 || limit > PAGE) {
            throw new IllegalArgumentException("limit must be 1 to " + PAGE + ", found " + limit);
        }
        // the id of an event is its place in the list, from 1
        int from = Math.clamp(after, 0, events.size());
        return events.subList(from, events.size()).stream()
                .filter(event -> seat == null || event.seat().equals(seat))
                .limit(limit)
                .map(this::knowing)
                .toList();
    }

    private StoredEvent knowing(StoredEvent event) {
        Instant began = boots.get(
                new BootKey(event.envelope().console(), event.envelope().boot()));
        return began == null ? event : event.knowing(began);
    }

    @Override
    public synchronized Map<BootKey, Instant> boots(int most) {
        return boots.entrySet().stream()
                .skip(Math.max(0, boots.size() - most))
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    @Override
    public synchronized long count() {
        return events.size();
    }

    @Override
    public synchronized List<Loss> losses() {
        return List.copyOf(losses);
    }

    @Override
    public synchronized List<Rejected> rejected(int limit) {
        return rejected.stream().limit(limit).toList();
    }

    @Override
    public synchronized @Nullable String remembered(String name) {
        return memos.get(name);
    }

    @Override
    public synchronized void remember(String name, String value) {
        memos.put(name, value);
    }

    @Override
    public void check() {
        // memory answers always
    }

    @Override
    public void close() {
        // nothing to give back; what it holds stays readable, as a file would
    }
}
