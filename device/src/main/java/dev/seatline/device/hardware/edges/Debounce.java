package dev.seatline.device.hardware.edges;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;

/// Edges of bouncing contacts in, levels that can be believed out. A level is believed when it has stayed for
/// the bounce time of its input; its moment is that of the first edge. What stays for less never comes out.
///
/// One thread serves all inputs: it waits for edges until [#due], gives every edge that the kernel has
/// queued, and then calls [#passed] with a time that it took before it looked at the queue. Nothing needs to
/// be looked at between. The edges of one input come in their order; those of several inputs may come out of
/// order. Times are nanoseconds of one monotonic clock, the kernel's. For one thread.
public final class Debounce {
    /// What has chattered for longer is no bounce of a contact: the change then has the moment of the last
    /// edge.
    private static final long LONGEST_CHATTER = 1_000_000_000L;

    private final List<Line> lines;

    /// @param inputs in the order of their numbers; nothing is known of any of them
    public Debounce(List<ContactSettings> inputs) {
        lines = inputs.stream().map(Line::new).toList();
    }

    /// An edge.
    ///
    /// @param input from 0
    /// @param high the level of the line after it
    /// @param at its moment; one before the last edge of this input counts as that
    /// @return what can be believed by now of this input, oldest first: at most two levels
    public List<Settled> edge(int input, boolean high, long at) {
        List<Settled> settled = new ArrayList<>(2);
        Line line = lines.get(input);
        line.settle(input, at, settled);
        line.moved(high, at);
        line.settle(input, at, settled);
        return settled;
    }

    /// The queue of the kernel ran over: edges of this input are missing between those given and the next
    /// one. Nothing of it is believed until [#asked], or another edge, says where the line is.
    public void missed(int input) {
        lines.get(input).missed();
    }

    /// The level, asked of the kernel: when an input is opened, and after an overrun when the queue has been
    /// read empty. May also be asked now and then to be sure: a level that is known already changes nothing.
    ///
    /// @param high the level of the line
    /// @param at when it was asked
    /// @return what can be believed by now of this input
    public List<Settled> asked(int input, boolean high, long at) {
        List<Settled> settled = new ArrayList<>(2);
        Line line = lines.get(input);
        line.settle(input, at, settled);
        if (!line.known || line.high != high) {
            line.moved(high, at);
            line.settle(input, at, settled);
        }
        return settled;
    }

    /// Time has passed, and no edge up to `now` is left to be given.
    ///
    /// @return what can be believed by now, in the order of the moments
    public List<Settled> passed(long now) {
        List<Settled> settled = new ArrayList<>();
        for (int input = 0; input < lines.size(); input++) {
            lines.get(input).settle(input, now, settled);
        }
        settled.sort(Comparator.comparingLong(one -> one.at() - now)); // differences: such clocks may overflow
        return settled;
    }

    /// When to look again, unless an edge comes first; empty while nothing is about to change.
    public OptionalLong due() {
        OptionalLong earliest = OptionalLong.empty();
        for (Line line : lines) {
            if (line.changing()) {
                long due = line.lastEdge + line.bounce;
                if (earliest.isEmpty() || due - earliest.getAsLong() < 0) {
                    earliest = OptionalLong.of(due);
                }
            }
        }
        return earliest;
    }

    /// Since when an input has been without rest; empty if it stays where it is. A contact rests within a
    /// fraction of a second: one that does not is broken, and what it says is unknown.
    public OptionalLong restlessSince(int input, long now) {
        Line line = lines.get(input);
        return line.bouncing(now) ? OptionalLong.of(line.firstEdge) : OptionalLong.empty();
    }

    /// When an input rests, or has rested since, unless an edge comes first: also where it was before, which changes
    /// nothing of what can be believed and is not [#due]. Empty while nobody knows where it is.
    public OptionalLong restsAt(int input) {
        Line line = lines.get(input);
        return line.known ? OptionalLong.of(line.lastEdge + line.bounce) : OptionalLong.empty();
    }

    /// One input.
    private static final class Line {
        private final ContactSettings settings;
        private final long bounce;

        /// Whether [#high] is where the line is, and has been since the last edge.
        private boolean known;

        private boolean high;

        /// Whether [#settledHigh] has been told.
        private boolean told;

        private boolean settledHigh;

        /// Whether there has been an edge, or a level asked, since the line was known to rest.
        private boolean restless;

        private long firstEdge;
        private long lastEdge;

        Line(ContactSettings settings) {
            this.settings = settings;
            bounce = settings.bounce().toNanos();
        }

        void missed() {
            known = false;
        }

        void moved(boolean high, long at) {
            // edges that were missed may have been the first ones: a chatter that was under way goes on
            boolean rested = !bouncing(at);
            long moment = restless && at - lastEdge < 0 ? lastEdge : at;
            if (rested) {
                firstEdge = moment;
            }
            restless = true;
            lastEdge = moment;
            known = true;
            this.high = high;
        }

        /// Whether the last edge is so young that the line may still bounce.
        boolean bouncing(long now) {
            return restless && (!known || now - lastEdge < bounce);
        }

        /// Whether a new level will be believed if it only stays.
        boolean changing() {
            return known && (!told || high != settledHigh);
        }

        void settle(int input, long now, List<Settled> settled) {
            if (!changing() || now - lastEdge < bounce) {
                return;
            }
            boolean chattered = lastEdge - firstEdge > LONGEST_CHATTER;
            settled.add(new Settled(input, settings.worked(high), chattered ? lastEdge : firstEdge, !told));
            told = true;
            settledHigh = high;
            restless = false;
        }
    }
}
