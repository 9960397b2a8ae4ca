package dev.seatline.device.hardware.bell;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// Edges of a bell line in, rings out. Edges that lie near together are a burst; bursts and pauses that keep
/// the cadence are rings. Spikes, hum and foreign cadences are none. A ring is told a gap after its last
/// edge.
///
/// * The first ring of a ringing wants a whole pause of quiet before it, and none of its bursts may be cut
///   short. One burst of a cadence with a foreign pause cannot be told from it: the first is counted, and no
///   other for as long as its bursts come too soon.
/// * Later rings may be cut short: somebody answered. Whether the first was, only the hook can tell:
///   [#lifted].
/// * Spikes, and noise with the wrong number of edges, change nothing unless they join two bursts.
///
/// One thread waits for edges until [#due], gives every edge that the kernel has queued, and then calls
/// [#passed] with a time that it took before it looked at the queue. Rising and falling edges count alike and
/// need no debouncing. An overrun of the kernel's queue needs no care: it loses some edges of many. Times are
/// nanoseconds of one monotonic clock. For one thread.
public final class RingBursts {
    /// A burst that was cut short belongs to a headset that is known to be lifted within this time: the
    /// exchange stops the bell before the hook switch has settled.
    private static final long LIFTED_WITHIN = 1_000_000_000L;

    private final RingCadence cadence;
    private final long gap;

    /// The burst that goes on, or has ended without anybody having looked.
    private @Nullable Burst running;

    /// Whether the running burst has been counted already, as the answered ring.
    private boolean answered;

    /// The last burst that may have been a bell.
    private @Nullable Burst last;

    /// Whether `last` may be the beginning of a first ring that was answered.
    private boolean cutShort;

    /// How many bursts of the present ring have been heard.
    private int heard;

    private long ringBegan;
    private int count;

    /// The end of the last ring. Means something while there are rings.
    private long ringEnded;

    /// @param cadence of the rings to be counted
    public RingBursts(RingCadence cadence) {
        this.cadence = cadence;
        gap = cadence.longestGap().toNanos();
    }

    /// An edge.
    ///
    /// @param at its moment; one before the last edge counts as that
    /// @return what is known by now, oldest first
    public List<BellHeard> edge(long at) {
        List<BellHeard> known = passed(at);
        Burst burst = running;
        if (burst == null) {
            running = new Burst(at, at, 1, last == null ? Long.MAX_VALUE : at - last.last());
        } else {
            running = burst.with(at - burst.last() < 0 ? burst.last() : at);
        }
        return known;
    }

    /// Time has passed, and no edge up to `now` is left to be given.
    ///
    /// @return what is known by now, oldest first
    public List<BellHeard> passed(long now) {
        List<BellHeard> known = new ArrayList<>(2);
        Burst burst = running;
        if (burst != null && now - burst.last() > gap) {
            ended(burst, known);
        }
        if (count > 0 && now - silentAt() >= 0) {
            known.add(ended(silentAt()));
        }
        return known;
    }

    /// The headset was lifted: this ends the ringing. A ring that goes on, or was cut short just now, counts;
    /// what is left of its burst does not.
    ///
    /// @param at when; also a while ago, as a hook switch tells after it has settled
    /// @return what is known by now, oldest first
    public List<BellHeard> lifted(long at) {
        List<BellHeard> known = passed(at);
        Burst burst = running;
        Burst before = last;
        if (burst != null && !answered && rings(burst)) {
            count(burst, known);
            answered = true;
        } else if ((cutShort || heard > 0) && before != null && at - before.last() <= LIFTED_WITHIN) {
            count(before, known);
        }
        cutShort = false;
        heard = 0;
        if (count > 0) {
            known.add(ended(at));
        }
        return known;
    }

    /// When to look again, unless an edge comes first; empty while only an edge can change anything.
    public OptionalLong due() {
        Burst burst = running;
        if (burst != null && burst.bell(cadence) && !longerThanAny(burst)) {
            long end = burst.last() + gap + 1;
            return OptionalLong.of(count > 0 && silentAt() - end < 0 ? silentAt() : end);
        }
        return count > 0 ? OptionalLong.of(silentAt()) : OptionalLong.empty();
    }

    /// Since when edges have been coming for longer than any burst of the cadence: hum, or a broken sensor.
    /// While they do, no ring can be heard. Empty if they have not.
    public OptionalLong disturbedSince(long now) {
        Burst burst = running;
        boolean disturbed = burst != null && now - burst.last() <= gap && longerThanAny(burst);
        return burst != null && disturbed ? OptionalLong.of(burst.first()) : OptionalLong.empty();
    }

    /// When the edges that are coming will have ended, unless another one comes; empty while none do.
    public OptionalLong quietAt() {
        Burst burst = running;
        return burst == null ? OptionalLong.empty() : OptionalLong.of(burst.last() + gap + 1);
    }

    private boolean longerThanAny(Burst burst) {
        for (int one = 0; one < cadence.bursts(); one++) {
            if (!cadence.burstTooLong(one, burst.length())) {
                return false;
            }
        }
        return true;
    }

    private long silentAt() {
        return ringEnded + cadence.silence().toNanos();
    }

    private BellHeard.RingingEnded ended(long at) {
        BellHeard.RingingEnded ended = new BellHeard.RingingEnded(count, at);
        count = 0;
        return ended;
    }

    /// The burst is over.
    private void ended(Burst burst, List<BellHeard> known) {
        running = null;
        if (answered) {
            answered = false;
            last = burst;
        } else if (burst.bell(cadence)) {
            boolean midRing = heard > 0;
            if (!fits(burst, known) && midRing) {
                fits(burst, known); // not the next burst of this ring: perhaps the first of another one
            }
            last = burst;
        }
    }

    /// Whether the burst is the next one of the cadence; then it is counted.
    private boolean fits(Burst burst, List<BellHeard> known) {
        cutShort = false;
        if (!inTime(burst) || cadence.burstTooLong(heard, burst.length())) {
            heard = 0;
            return false;
        }
        if (cadence.burstTooShort(heard, burst.length())) {
            if (count > 0) {
                count(burst, known);
            } else {
                cutShort = true;
            }
            heard = 0;
            return count > 0;
        }
        if (heard == 0) {
            ringBegan = burst.first();
        }
        heard++;
        if (heard == cadence.bursts()) {
            count(burst, known);
        }
        return true;
    }

    /// Whether the burst that goes on counts if it stops now and the headset is lifted.
    private boolean rings(Burst burst) {
        return burst.bell(cadence) && inTime(burst) && !cadence.burstTooLong(heard, burst.length());
    }

    /// Whether the pause before it is that of the next burst. Before the first ring any longer one will do.
    private boolean inTime(Burst burst) {
        boolean mayBeLonger = heard == 0 && count == 0;
        return !cadence.pauseTooShort(heard, burst.pause())
                && (mayBeLonger || !cadence.pauseTooLong(heard, burst.pause()));
    }

    private void count(Burst burst, List<BellHeard> known) {
        count++;
        known.add(new BellHeard.Rang(count, heard == 0 ? burst.first() : ringBegan, burst.last()));
        ringEnded = burst.last();
        heard = 0;
    }
}
