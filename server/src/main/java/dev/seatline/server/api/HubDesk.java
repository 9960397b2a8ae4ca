package dev.seatline.server.api;

import dev.seatline.server.floor.FloorSnapshot;
import dev.seatline.server.store.StoredEvent;
import dev.seatline.wire.Order;
import dev.seatline.wire.Outcome;
import dev.seatline.wire.SeatId;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What the HTTP resources need of the running hub. Safe for any thread; never blocks but for [#events].
public interface HubDesk {
    FloorSnapshot floor();

    /// Calls `listener` with every new snapshot, on the hub's loop: it must only put it on a queue.
    ///
    /// @return ends the subscription
    Runnable onFloor(Consumer<FloorSnapshot> listener);

    /// See [dev.seatline.server.store.EventStore#events].
    List<StoredEvent> events(long after, @Nullable SeatId seat, int limit);

    /// Sends an order to a seat; the stage completes with the console's answer, or with `EXPIRED` when none came
    /// within `patience`.
    CompletionStage<Outcome> order(SeatId seat, Order.Wish wish, Duration patience);

    /// Everything that keeps the hub from its work, one line each; empty when ready.
    List<String> notReady();

    /// Completed with its cause when a defect has ended the hub's loop: everything should be stopped then, since
    /// nothing shown is true any more. Never completed by a stop that was asked for.
    CompletableFuture<Throwable> failed();
}
