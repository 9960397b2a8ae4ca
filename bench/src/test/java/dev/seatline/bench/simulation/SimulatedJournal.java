package dev.seatline.bench.simulation;

import dev.seatline.device.journal.Journal;
import dev.seatline.device.journal.JournalFullException;
import dev.seatline.device.journal.JournalIds;
import dev.seatline.server.store.EventStore.JournalKey;
import dev.seatline.wire.ConsoleId;
import dev.seatline.wire.Envelope;
import dev.seatline.wire.Fact;
import dev.seatline.wire.JournalId;
import dev.seatline.wire.SeatState;
import dev.seatline.wire.Settings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// The journal of one run of a console: keeps what the port promises, on a disk that can be copied, and at which
/// the power can fail before or after a write.
final class SimulatedJournal implements Journal {
    /// Confirmed facts kept, and how many are forgotten at once.
    private static final int KEPT = 20;

    private static final int FORGOTTEN_AT_ONCE = 10;

    /// What survives a cut of power.
    static final class Disk {
        private final List<Envelope> facts = new ArrayList<>();
        private final Fact.@Nullable JournalBegan began;
        private JournalId journal;
        private SeatState state;
        private Settings settings = Settings.NONE;
        private long last;
        /// The last fact that the hub may know, while a start has recorded more and not been answered; -1 for
        /// none.
        private long unproven = -1;
        private long savedCursor;

        /// A new journal.
        ///
        /// @param before the damaged journal that it replaces, or null
        Disk(RandomGenerator random, Instant now, @Nullable JournalId before) {
            this.journal = JournalIds.next(random);
            this.state = SeatState.vacant(now);
            this.began = new Fact.JournalBegan(
                    before == null ? Fact.JournalCause.NEW : Fact.JournalCause.DAMAGED, before, "");
        }

        private Disk(Disk from) {
            this.facts.addAll(from.facts);
            this.began = from.began;
            this.journal = from.journal;
            this.state = from.state;
            this.settings = from.settings;
            this.unproven = from.unproven;
            this.last = from.last;
            this.savedCursor = from.savedCursor;
        }

        Disk copy() {
            return new Disk(this);
        }

        JournalId journal() {
            return journal;
        }

        /// Whether the hub has answered since the last start that recorded something.
        boolean answered() {
            return unproven < 0;
        }

        long last() {
            return last;
        }

        SeatState state() {
            return state;
        }

        Settings settings() {
            return settings;
        }

        /// Forgets the last fact, if that can be done without being seen at once.
        void loseLast() {
            if (facts.size() > 1) {
                facts.removeLast();
                last--;
                savedCursor = Math.min(savedCursor, last);
            }
        }

        private long oldest() {
            return facts.isEmpty() ? last + 1 : facts.getFirst().sequence();
        }
    }

    private final ConsoleId console;
    private final Disk disk;
    private final Truth truth;
    private final ToLongFunction<JournalKey> held;
    private final Opening opening;
    private final long recordedBefore;
    private long cursor;
    private boolean proved;
    private boolean full;
    private boolean failsBefore;
    private boolean failsAfter;

    /// @param held how far the ledger really holds a journal
    SimulatedJournal(
            ConsoleId console, Disk disk, Truth truth, ToLongFunction<JournalKey> held, RandomGenerator random) {
        this.console = console;
        this.disk = disk;
        if (disk.last == 0) {
            disk.journal = JournalIds.next(random);
        }
        this.truth = truth;
        this.held = held;
        this.cursor = disk.savedCursor;
        this.recordedBefore = disk.unproven < 0 ? disk.last : disk.unproven;
        this.opening = new Opening(
                disk.journal, disk.last == 0 ? disk.began : null, "", disk.state, disk.settings, recordedBefore);
    }

    /// Whether the hub's word about this journal has come since the start.
    boolean proved() {
        return proved;
    }

    void full(boolean now) {
        full = now;
    }

    /// Power fails at the next write: before it, or after it and before anybody hears of it.
    void failPower(boolean before) {
        failsBefore = before;
        failsAfter = !before;
    }

    @Override
    public Opening opening() {
        return opening;
    }

    @Override
    public void append(List<Envelope> facts, SeatState after) {
        write(() -> {
            SeatState state = disk.state;
            if (!proved && !facts.isEmpty() && recordedBefore > 0) {
                disk.unproven = recordedBefore;
            }
            for (Envelope envelope : facts) {
                if (envelope.sequence() != disk.last + 1 || !envelope.journal().equals(disk.journal)) {
                    throw new AssertionError("a hole in the journal after " + disk.last + ": " + envelope);
                }
                state = state.after(envelope.fact(), envelope.wall());
                disk.facts.add(envelope);
                disk.last++;
                truth.recorded(envelope, state);
            }
            if (!facts.isEmpty() && !state.equals(after)) {
                throw new AssertionError("the state is not the fold of the facts: " + after + ", but " + state);
            }
            disk.state = state;
        });
    }

    @Override
    public void beginAgain(List<Envelope> facts, SeatState after) {
        write(() -> {
            truth.beganAgain(new JournalKey(console, disk.journal), facts, after);
            disk.facts.clear();
            disk.facts.addAll(facts);
            disk.journal = facts.getFirst().journal();
            disk.state = after;
            disk.last = facts.getLast().sequence();
            disk.unproven = -1;
            disk.savedCursor = 0;
            cursor = 0;
            proved = true;
        });
    }

    private void write(Runnable change) {
        if (full) {
            throw new JournalFullException("no room", new IllegalStateException("simulated"));
        }
        if (failsBefore) {
            throw new PowerLost("before a write");
        }
        change.run();
        if (failsAfter) {
            throw new PowerLost("after a write");
        }
    }

    @Override
    public List<Envelope> read(long from, int most) {
        int skip = Math.clamp(from - disk.oldest(), 0, disk.facts.size());
        return List.copyOf(disk.facts.subList(skip, Math.min(disk.facts.size(), skip + most)));
    }

    @Override
    public void confirm(long upTo) {
        long really = held.applyAsLong(new JournalKey(console, disk.journal));
        if (upTo > really) {
            throw new AssertionError("console %s takes %d for confirmed, the ledger holds %d of journal %s"
                    .formatted(console, upTo, really, disk.journal));
        }
        proved = true;
        disk.unproven = -1;
        cursor = Math.max(cursor, Math.min(upTo, disk.last));
        if (cursor - KEPT - disk.oldest() + 1 >= FORGOTTEN_AT_ONCE) {
            disk.facts.removeIf(envelope -> envelope.sequence() <= cursor - KEPT);
            disk.savedCursor = cursor;
        }
    }

    @Override
    public void keep(Settings settings) {
        write(() -> {
            if (settings.version() <= disk.settings.version()) {
                throw new AssertionError("console %s goes back from settings %d to %d"
                        .formatted(console, disk.settings.version(), settings.version()));
            }
            disk.settings = settings;
        });
    }

    @Override
    public Depth depth() {
        return new Depth(disk.oldest(), disk.last, cursor);
    }

    @Override
    public void close() {
        disk.savedCursor = cursor;
    }
}
