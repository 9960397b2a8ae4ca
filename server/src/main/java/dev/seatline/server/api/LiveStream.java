package dev.seatline.server.api;

import dev.seatline.server.floor.FloorSnapshot;
import dev.seatline.server.floor.SeatView;
import dev.seatline.server.people.Identity;
import dev.seatline.server.people.People;
import dev.seatline.server.store.StoreException;
import dev.seatline.server.store.StoredVerdict;
import dev.seatline.wire.SeatId;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/// The changes of the floor, and what the rules say, as numbered server-sent events. The newest [StreamLimits#kept] are
/// kept once for all
/// clients; a client is only a place in that list, so a slow one costs nothing: when it can be written to again
/// it gets the newest state of every seat and every matter that changed meanwhile, or a fresh snapshot when its place
/// is no longer
/// kept.
///
/// An agent gets the verdicts on himself; his snapshots hold no seats, and only say where he begins.
///
/// Safe for any thread. The hub's loop only puts its snapshot down; the work is done by `executor`.
final class LiveStream {
    private final FloorResource floors;
    private final VerdictResource verdicts;
    private final People people;
    private final StreamLimits limits;
    private final String start;
    private final Executor executor;
    private final Consumer<Runnable> later;

    private final AtomicReference<FloorSnapshot> newest;
    /// What the rules said and nobody has noted yet.
    private final ConcurrentLinkedQueue<StoredVerdict> fresh = new ConcurrentLinkedQueue<>();

    private final AtomicReference<Pace> pace = new AtomicReference<>(Pace.IDLE);

    private final Object lock = new Object();
    /// All below is guarded by `lock`.
    private FloorSnapshot shown;

    private final ArrayDeque<Event> kept = new ArrayDeque<>();
    /// Number of the newest event.
    private long head;

    private final List<StreamClient> clients = new ArrayList<>();
    private boolean closed;

    /// @param start tells one start of the hub from another: numbers begin anew with each
    /// @param later runs something after a rest of [StreamLimits#REST], without blocking
    LiveStream(
            FloorResource floors,
            VerdictResource verdicts,
            People people,
            StreamLimits limits,
            String start,
            Executor executor,
            Consumer<Runnable> later,
            FloorSnapshot floor) {
        this.floors = floors;
        this.verdicts = verdicts;
        this.people = people;
        this.limits = limits;
        this.start = start;
        this.executor = executor;
        this.later = later;
        this.shown = floor;
        this.newest = new AtomicReference<>(floor);
    }

    /// One thing that clients are told, written to JSON when it is first needed.
    ///
    /// @param about of two about the same the newer is enough
    /// @param verdict what was said, or null for a seat
    private record Event(
            long number, Object about, @Nullable StoredVerdict verdict, Supplier<byte[]> json) {
        boolean visible(Identity reader) {
            return verdict == null ? seesFloor(reader) : VerdictResource.visible(verdict, reader);
        }
    }

    /// What is about a matter, in a key of its own: a matter may be called as a seat is.
    private record Matter(String name) {}

    /// Computes once what several clients need; whoever comes second may compute it again.
    private static Supplier<byte[]> once(Supplier<Object> body) {
        AtomicReference<byte @Nullable []> known = new AtomicReference<>();
        return () -> {
            byte[] json = known.get();
            if (json == null) {
                json = Answer.JSON.writeValueAsBytes(body.get());
                known.set(json);
            }
            return json;
        };
    }

    private static boolean seesFloor(Identity reader) {
        return Access.FLOOR.roles().contains(reader.role());
    }

    /// Takes a new snapshot from the hub's loop; never blocks.
    void changed(FloorSnapshot floor) {
        FloorSnapshot ignored = newest.accumulateAndGet(floor, (old, now) -> now.version() > old.version() ? now : old);
        wake();
    }

    /// Takes what the rules said from the hub's loop; never blocks.
    void said(List<StoredVerdict> versions) {
        fresh.addAll(versions);
        wake();
    }

    private void wake() {
        if (pace.getAndUpdate(before -> before == Pace.IDLE ? Pace.BUSY : Pace.BUSY_AND_WANTED) == Pace.IDLE) {
            spreadSoon();
        }
    }

    /// A single change goes out at once; when they come thick and fast they go out together, some 40 times a
    /// second: much cheaper, and still quicker than an eye.
    private enum Pace {
        IDLE,
        BUSY,
        BUSY_AND_WANTED
    }

    private void spreadSoon() {
        try {
            executor.execute(this::spread);
        } catch (RejectedExecutionException e) {
            Logger.debug(e, "HTTP is stopping");
        }
    }

    private void spread() {
        List<StreamClient> awake;
        synchronized (lock) {
            note(newest.get());
            noteVerdicts();
            awake = List.copyOf(clients);
        }
        awake.forEach(StreamClient::iterate);
        later.accept(this::rested);
    }

    private void rested() {
        if (!pace.compareAndSet(Pace.BUSY, Pace.IDLE)) {
            pace.set(Pace.BUSY);
            spreadSoon();
        }
    }

    private void noteVerdicts() {
        for (StoredVerdict said = fresh.poll(); said != null; said = fresh.poll()) {
            StoredVerdict version = said;
            keep(new Event(++head, new Matter(version.matter()), version, once(() -> verdicts.body(version))));
        }
    }

    private void keep(Event event) {
        kept.addLast(event);
        while (kept.size() > limits.kept()) {
            kept.removeFirst();
        }
    }

    private void note(FloorSnapshot floor) {
        if (floor.version() <= shown.version()) {
            return;
        }
        List<SeatView> before = shown.seats();
        List<SeatView> now = floor.seats();
        if (!seatsOf(before).equals(seatsOf(now))) {
            // seats came or went: nobody can go on from where he is
            head++;
            kept.clear();
        } else {
            for (int i = 0; i < now.size(); i++) {
                if (!now.get(i).equals(before.get(i))) {
                    SeatView view = now.get(i);
                    keep(new Event(++head, view.seat(), null, once(() -> floors.body(view))));
                }
            }
        }
        shown = floor;
    }

    private static List<SeatId> seatsOf(List<SeatView> views) {
        return views.stream().map(SeatView::seat).toList();
    }

    /// Opens a stream on a response.
    ///
    /// @param lastEventId where the client left off, or empty
    /// @return false when there are too many
    boolean open(Identity identity, String lastEventId, Response response, Callback callback) {
        StreamClient client = new StreamClient(this, identity, placeOf(lastEventId), response, callback);
        synchronized (lock) {
            if (closed || clients.size() >= limits.mostStreams()) {
                return false;
            }
            clients.add(client);
        }
        client.iterate();
        return true;
    }

    /// Where a client left off; [StreamClient#NOWHERE] for what is none of this start's ids.
    long placeOf(String lastEventId) {
        String mine = start + "-";
        try {
            return lastEventId.startsWith(mine)
                    ? Long.parseLong(lastEventId, mine.length(), lastEventId.length(), 10)
                    : StreamClient.NOWHERE;
        } catch (NumberFormatException e) {
            return StreamClient.NOWHERE;
        }
    }

    /// What a client at a place has not seen yet.
    ///
    /// @param text empty when there is nothing
    /// @param place where the client is afterwards
    record News(ByteBuffer text, long place) {}

    News since(long place, Identity reader) {
        FloorSnapshot floor;
        List<Event> missed;
        boolean lostTrack;
        long upTo;
        synchronized (lock) {
            upTo = head;
            floor = shown;
            if (place == head) {
                return new News(ByteBuffer.allocate(0), place);
            }
            missed = newestOfEach(place, reader);
            lostTrack = place < head - kept.size() || place > head;
        }
        EventText text = new EventText();
        if (lostTrack) {
            List<SeatView> seats = seesFloor(reader) ? floor.seats() : List.of();
            text.event("snapshot", id(upTo), Answer.JSON.writeValueAsBytes(floors.body(floor, seats)));
        } else {
            missed.forEach(event -> text.event(
                    event.verdict() == null ? "seat" : "verdict",
                    id(event.number()),
                    event.json().get()));
        }
        return new News(text.bytes(), upTo);
    }

    private List<Event> newestOfEach(long place, Identity reader) {
        List<Event> newestFirst = new ArrayList<>();
        Set<Object> seen = new HashSet<>();
        Iterator<Event> backwards = kept.descendingIterator();
        while (backwards.hasNext()) {
            Event event = backwards.next();
            if (event.number() <= place) {
                break;
            }
            if (seen.add(event.about()) && event.visible(reader)) {
                newestFirst.add(event);
            }
        }
        return newestFirst.reversed();
    }

    ByteBuffer beat() {
        EventText text = new EventText();
        text.event("beat", "", Answer.JSON.writeValueAsBytes(floors.beat()));
        return text.bytes();
    }

    private String id(long number) {
        return start + "-" + number;
    }

    /// Sends the hub's time to every client, and ends those whose session is over. Blocks for the store.
    void beatAll() {
        List<StreamClient> all;
        synchronized (lock) {
            all = List.copyOf(clients);
        }
        Map<Identity, Boolean> valid = new HashMap<>();
        for (StreamClient client : all) {
            if (valid.computeIfAbsent(client.identity(), this::valid)) {
                client.beat();
            } else {
                client.end();
            }
        }
    }

    private boolean valid(Identity identity) {
        try {
            return people.stillValid(identity);
        } catch (StoreException e) {
            Logger.warn(e, "cannot look after the sessions of the live streams; they stay open");
            return true;
        }
    }

    int count() {
        synchronized (lock) {
            return clients.size();
        }
    }

    void gone(StreamClient client) {
        synchronized (lock) {
            clients.remove(client);
        }
    }

    /// Ends all streams and refuses new ones.
    void close() {
        List<StreamClient> all;
        synchronized (lock) {
            closed = true;
            all = List.copyOf(clients);
        }
        all.forEach(StreamClient::end);
    }

    /// Server-sent events being written.
    private static final class EventText {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream(512);

        void event(String name, String id, byte[] data) {
            text("event: " + name + "\n" + (id.isEmpty() ? "" : "id: " + id + "\n") + "data: ");
            out.writeBytes(data);
            text("\n\n");
        }

        private void text(String text) {
            out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
        }

        ByteBuffer bytes() {
            return ByteBuffer.wrap(out.toByteArray());
        }
    }
}
