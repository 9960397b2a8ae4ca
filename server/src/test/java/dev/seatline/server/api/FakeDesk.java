package dev.seatline.server.api;

import dev.seatline.server.floor.FloorSnapshot;
import dev.seatline.server.floor.SeatView;
import dev.seatline.server.store.StoredEvent;
import dev.seatline.wire.ClockTrust;
import dev.seatline.wire.Headset;
import dev.seatline.wire.Order;
import dev.seatline.wire.OrderId;
import dev.seatline.wire.Outcome;
import dev.seatline.wire.SeatId;
import dev.seatline.wire.ShownState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A hub made of lists. Safe for any thread.
final class FakeDesk implements HubDesk {
    private final CompletableFuture<Throwable> failed = new CompletableFuture<>();
    static final Instant NOON = Instant.parse("2026-11-22T04:00:00Z");

    final List<StoredEvent> events = new CopyOnWriteArrayList<>();
    final List<String> notReady = new CopyOnWriteArrayList<>();
    final List<Order.Wish> wishes = new CopyOnWriteArrayList<>();
    private final List<Consumer<FloorSnapshot>> listeners = new CopyOnWriteArrayList<>();
    private volatile FloorSnapshot floor;
    volatile Outcome.Result result = Outcome.Result.DONE;

    FakeDesk(int seats) {
        List<SeatView> views = new ArrayList<>();
        for (int i = 0; i < seats; i++) {
            views.add(seat("S" + i, i % 2 == 0 ? "east" : "west", ShownState.READY, 0));
        }
        floor = new FloorSnapshot(1, NOON, views);
    }

    static SeatView seat(String id, String team, ShownState state, int rings) {
        return new SeatView(
                new SeatId(id),
                team,
                state,
                null,
                null,
                null,
                null,
                NOON,
                rings,
                Headset.RESTING,
                SeatView.Link.ONLINE,
                NOON,
                ClockTrust.TRUSTED,
                false,
                null,
                null,
                null,
                false,
                0,
                0);
    }

    /// Changes one seat and tells everybody.
    synchronized void change(int index, ShownState state, int rings) {
        List<SeatView> views = new ArrayList<>(floor.seats());
        SeatView old = views.get(index);
        views.set(index, seat(old.seat().text(), old.team(), state, rings));
        floor = new FloorSnapshot(floor.version() + 1, NOON, views);
        listeners.forEach(listener -> listener.accept(floor));
    }

    int listeners() {
        return listeners.size();
    }

    @Override
    public FloorSnapshot floor() {
        return floor;
    }

    @Override
    public Runnable onFloor(Consumer<FloorSnapshot> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    @Override
    public List<StoredEvent> events(long after, @Nullable SeatId seat, int limit) {
        return events.stream()
                .filter(event -> event.id() > after)
                .filter(event -> seat == null || event.seat().equals(seat))
                .limit(limit)
                .toList();
    }

    @Override
    public CompletionStage<Outcome> order(SeatId seat, Order.Wish wish, Duration patience) {
        wishes.add(wish);
        return CompletableFuture.completedStage(new Outcome(new OrderId("o1"), result, ""));
    }

    @Override
    public List<String> notReady() {
        return notReady;
    }

    @Override
    public CompletableFuture<Throwable> failed() {
        return failed;
    }
}
