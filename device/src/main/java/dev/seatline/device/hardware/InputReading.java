package dev.seatline.device.hardware;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What has been seen of one input since the start, for the technician before it. Immutable. Times are nanoseconds of
/// the clock that the seat's hardware goes by.
///
/// @param part one of [dev.seatline.wire.SeatParts]
/// @param high the level of its line, or null where there is no line or it is not known
/// @param worked what is believed: pressed, lifted; null where nothing is, or there is no such thing
/// @param edges of the line
/// @param counted what came of it: changes that were believed, rings, cards
/// @param rejected what came to nothing: readings of a reader that were damaged
/// @param bounces edges between the last two changes that were believed, beyond the one that a change needs
/// @param last when the last edge or card was, or null if none ever was
/// @param seen the last card, masked; else empty
/// @param bursts the last bursts of edges of a bell, oldest first; else empty
public record InputReading(
        String part,
        @Nullable Boolean high,
        @Nullable Boolean worked,
        long edges,
        long counted,
        long rejected,
        long bounces,
        @Nullable Long last,
        String seen,
        List<Burst> bursts) {
    /// How many bursts are kept: more than a minute of ringing in China.
    private static final int MOST_BURSTS = 16;

    /// Quiet that parts two bursts. Bell current has an edge at least each 30 ms (16 Hz).
    private static final long PARTS_BURSTS = 200_000_000L;

    /// Edges that belong together.
    ///
    /// @param from its first edge
    /// @param to its last edge
    /// @param rang whether it counted as a ring, or as a part of one
    public record Burst(long from, long to, int edges, boolean rang) {}

    public InputReading {
        bursts = List.copyOf(bursts);
    }

    /// An input of which nothing has been seen.
    public static InputReading unseen(String part) {
        return new InputReading(part, null, null, 0, 0, 0, 0, null, "", List.of());
    }

    /// The level was asked for.
    public InputReading at(boolean level) {
        return new InputReading(part, level, worked, edges, counted, rejected, bounces, last, seen, bursts);
    }

    /// An edge.
    public InputReading edge(boolean level, long at) {
        return new InputReading(part, level, worked, edges + 1, counted, rejected, bounces, at, seen, bursts);
    }

    /// A level is believed.
    ///
    /// @param first whether nothing was known before: it counts as no change
    /// @param took edges since the change before
    public InputReading believed(boolean now, boolean first, long took) {
        return new InputReading(
                part,
                high,
                now,
                edges,
                first ? counted : counted + 1,
                rejected,
                first ? bounces : Math.max(0, took - 1),
                last,
                seen,
                bursts);
    }

    /// A card was read.
    ///
    /// @param digits its number; only how long it is and its last two characters are kept
    public InputReading card(String digits, long at) {
        return new InputReading(part, high, worked, edges, counted + 1, rejected, bounces, at, masked(digits), bursts);
    }

    /// So many readings were rejected until now.
    public InputReading rejected(long until) {
        return until == rejected
                ? this
                : new InputReading(part, high, worked, edges, counted, until, bounces, last, seen, bursts);
    }

    /// An edge of a bell.
    public InputReading bellEdge(boolean level, long at) {
        List<Burst> all = new ArrayList<>(bursts);
        Burst newest = all.isEmpty() ? null : all.getLast();
        if (newest == null || at - newest.to() > PARTS_BURSTS) {
            all.add(new Burst(at, at, 1, false));
        } else {
            all.set(all.size() - 1, new Burst(newest.from(), at, newest.edges() + 1, newest.rang()));
        }
        return edge(level, at).with(all.size() > MOST_BURSTS ? all.subList(1, all.size()) : all);
    }

    /// It rang.
    public InputReading rang(long from, long to) {
        List<Burst> all = bursts.stream()
                .map(burst -> burst.to() - from >= 0 && burst.from() - to <= 0
                        ? new Burst(burst.from(), burst.to(), burst.edges(), true)
                        : burst)
                .toList();
        return new InputReading(part, high, worked, edges, counted + 1, rejected, bounces, last, seen, all);
    }

    /// Nothing is known of it any more; what was counted stays.
    public InputReading lost() {
        return new InputReading(part, null, null, edges, counted, rejected, bounces, last, seen, bursts);
    }

    private InputReading with(List<Burst> other) {
        return new InputReading(part, high, worked, edges, counted, rejected, bounces, last, seen, other);
    }

    private static String masked(String digits) {
        int shown = digits.length() > 4 ? 2 : 0;
        return "•".repeat(digits.length() - shown) + digits.substring(digits.length() - shown);
    }
}
