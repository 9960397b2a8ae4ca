package dev.seatline.server.loop;

import dev.seatline.wire.OrderId;
import dev.seatline.wire.Outcome;
import dev.seatline.wire.SeatId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

/// Orders that wait for their outcome. The loop's alone; the futures complete on another thread, so that whoever
/// hangs on them cannot hold up the loop.
final class PendingOrders {
    /// More than any desk can give at a time.
    static final int MOST = 1_000;

    private record Pending(SeatId seat, long deadline, CompletableFuture<Outcome> answer) {}

    private final Map<OrderId, Pending> pending = new LinkedHashMap<>();

    boolean full() {
        return pending.size() >= MOST;
    }

    /// @param deadline in nanoseconds of the loop's time source
    void add(OrderId id, SeatId seat, long deadline, CompletableFuture<Outcome> answer) {
        pending.put(id, new Pending(seat, deadline, answer));
    }

    /// The outcome of an order; nothing happens for one that is not waited for, or that another seat answers.
    void answered(SeatId seat, Outcome outcome) {
        Pending waiting = pending.get(outcome.order());
        if (waiting != null && waiting.seat().equals(seat)) {
            pending.remove(outcome.order());
            complete(waiting.answer(), outcome);
        }
    }

    void expire(long nanoTime) {
        List<OrderId> over = new ArrayList<>();
        pending.forEach((id, waiting) -> {
            if (waiting.deadline() - nanoTime <= 0) {
                over.add(id);
            }
        });
        over.forEach(id -> giveUp(id, "the console did not answer in time"));
    }

    /// The next moment at which an order expires.
    OptionalLong deadline() {
        return pending.values().stream().mapToLong(Pending::deadline).min();
    }

    void giveUpAll(String why) {
        List.copyOf(pending.keySet()).forEach(id -> giveUp(id, why));
    }

    private void giveUp(OrderId id, String why) {
        Pending waiting = pending.remove(id);
        if (waiting != null) {
            complete(waiting.answer(), new Outcome(id, Outcome.Result.EXPIRED, why));
        }
    }

    static void complete(CompletableFuture<Outcome> answer, Outcome outcome) {
        answer.completeAsync(() -> outcome);
    }
}
