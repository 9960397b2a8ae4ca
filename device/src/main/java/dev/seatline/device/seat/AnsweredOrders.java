package dev.seatline.device.seat;

import dev.seatline.wire.OrderId;
import dev.seatline.wire.Outcome;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The outcomes of the last hundred orders: an order that is delivered again is answered again and not carried
/// out.
///
/// @param outcomes oldest first
record AnsweredOrders(List<Outcome> outcomes) {
    static final AnsweredOrders NONE = new AnsweredOrders(List.of());

    private static final int MOST = 100;

    AnsweredOrders {
        outcomes = List.copyOf(outcomes);
    }

    /// What this order was answered, or null when it is new.
    @Nullable
    Outcome outcomeOf(OrderId order) {
        for (Outcome outcome : outcomes) {
            if (outcome.order().equals(order)) {
                return outcome;
            }
        }
        return null;
    }

    AnsweredOrders with(Outcome outcome) {
        List<Outcome> next = new ArrayList<>(outcomes);
        next.add(outcome);
        return new AnsweredOrders(next.subList(Math.max(0, next.size() - MOST), next.size()));
    }
}
