package dev.seatline.server.loop;

import dev.seatline.server.rules.Wish;
import dev.seatline.wire.Declaration;
import dev.seatline.wire.Order;
import dev.seatline.wire.SeatId;
import dev.seatline.wire.SeatState;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Carries to the consoles what rules want at seats, each wish once. An answer to who asked for a break waits for a
/// console that is away, until it is back or nobody waits there any more. Used by the loop's thread.
final class WishPost {
    /// A reminder that is older says nothing to anybody.
    private static final Duration REMINDS = Duration.ofMinutes(1);

    /// An answer that a console did not carry out by then may be given again.
    private static final Duration CARRIED_OUT = Duration.ofSeconds(30);

    private static final int REMEMBERED = 10_000;

    /// What a seat was answered that still waits, as far as its facts tell.
    private record Answer(Order.Wish order, Instant at) {}

    /// Gives an order to a console.
    interface Orders {
        void give(SeatId seat, Order.Wish wish);
    }

    private final Set<Wish> given = new LinkedHashSet<>();
    private final Map<SeatId, Wish> waiting = new LinkedHashMap<>();
    private final Map<SeatId, Answer> answers = new HashMap<>();

    void want(Collection<Wish> wishes, SeatLinks links, Instant now, Orders orders) {
        for (Wish wish : wishes) {
            if (given.contains(wish)) {
                continue;
            }
            if (!(wish instanceof Wish.Remind(SeatId seat, String text, Instant at))) {
                waiting.put(wish.seat(), wish);
            } else if (links.known(seat) && at.plus(REMINDS).isAfter(now)) {
                give(wish, new Order.Wish.Show(text), orders);
            }
        }
    }

    /// Gives what can be given now, and forgets what nobody waits for any more.
    void carryOut(SeatLinks links, SeatFolds folds, Instant now, Orders orders) {
        answers.entrySet()
                .removeIf(entry -> !waits(folds.state(entry.getKey()))
                        || entry.getValue().at().plus(CARRIED_OUT).isBefore(now));
        waiting.values().removeIf(wish -> {
            if (!links.known(wish.seat())) {
                return false;
            }
            Order.Wish order = answer(wish, folds.state(wish.seat()));
            Answer before = answers.get(wish.seat());
            if (order != null && (before == null || !before.order().equals(order))) {
                answers.put(wish.seat(), new Answer(order, now));
                give(wish, order, orders);
            }
            return true;
        });
    }

    private void give(Wish wish, Order.Wish order, Orders orders) {
        if (given.size() >= REMEMBERED) {
            given.remove(given.iterator().next());
        }
        given.add(wish);
        orders.give(wish.seat(), order);
    }

    private static boolean waits(@Nullable SeatState state) {
        return state != null && state.declaration() instanceof Declaration.BreakRequested;
    }

    /// The order, or null when the agent who asked waits no longer.
    private static Order.@Nullable Wish answer(Wish wish, @Nullable SeatState state) {
        boolean waits = state != null
                && waits(state)
                && switch (wish) {
                    case Wish.GrantBreak grant -> grant.agent().equals(state.agent());
                    case Wish.RefuseBreak refuse -> refuse.agent().equals(state.agent());
                    case Wish.TellPlace tell -> tell.agent().equals(state.agent());
                    case Wish.Remind _ -> false;
                };
        if (!waits) {
            return null;
        }
        return switch (wish) {
            case Wish.GrantBreak grant -> new Order.Wish.GrantBreak(grant.type(), grant.minutes());
            case Wish.RefuseBreak refuse -> new Order.Wish.RefuseBreak(refuse.reason());
            case Wish.TellPlace tell -> new Order.Wish.QueueBreak(Math.min(9999, tell.place()));
            case Wish.Remind _ -> null;
        };
    }
}
