package dev.seatline.device.journal;

import dev.seatline.wire.Envelope;
import dev.seatline.wire.Fact;
import dev.seatline.wire.JournalId;
import dev.seatline.wire.SeatState;
import dev.seatline.wire.Settings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// A journal made of a list. Any thread.
public final class MemoryJournal implements Journal {
    private final Disk disk;
    private final Opening opening;
    private boolean proofDue;

    /// What survives a restart.
    public static final class Disk {
        private final List<Envelope> facts = new ArrayList<>();
        private JournalId journal;
        private SeatState state;
        private Settings settings = Settings.NONE;
        private long last;
        private @Nullable Long unproven;
        private long confirmed;
        private final int keepConfirmed;
        private final RandomGenerator random;
        private boolean full;

        public Disk(RandomGenerator random, int keepConfirmed, Instant now) {
            this.journal = JournalIds.next(random);
            this.random = random;
            this.keepConfirmed = keepConfirmed;
            this.state = SeatState.vacant(now);
        }

        public synchronized void full(boolean now) {
            full = now;
        }

        private void needRoom() {
            if (full) {
                throw new JournalFullException("no room", new IllegalStateException("full"));
            }
        }
    }

    public MemoryJournal(Disk disk) {
        this.disk = disk;
        synchronized (disk) {
            if (disk.last == 0) {
                disk.journal = JournalIds.next(disk.random);
            }
            this.opening = new Opening(
                    disk.journal,
                    disk.last == 0 ? new Fact.JournalBegan(Fact.JournalCause.NEW, null, "") : null,
                    "",
                    disk.state,
                    disk.settings,
                    disk.unproven != null ? disk.unproven : disk.last);
            this.proofDue = opening.recordedBefore() > 0;
        }
    }

    @Override
    public Opening opening() {
        return opening;
    }

    @Override
    public void append(List<Envelope> facts, SeatState after) {
        synchronized (disk) {
            disk.needRoom();
            for (int i = 0; i < facts.size(); i++) {
                if (facts.get(i).sequence() != disk.last + 1 + i
                        || !facts.get(i).journal().equals(disk.journal)) {
                    throw new IllegalArgumentException("a hole, or a fact of another journal");
                }
            }
            if (!facts.isEmpty()) {
                disk.unproven = proofDue ? (Long) opening.recordedBefore() : null;
                disk.facts.addAll(facts);
                disk.last = facts.getLast().sequence();
                disk.state = after;
            }
        }
    }

    @Override
    public void beginAgain(List<Envelope> facts, SeatState after) {
        synchronized (disk) {
            disk.needRoom();
            disk.facts.clear();
            disk.journal = facts.getFirst().journal();
            disk.last = 0;
            disk.confirmed = 0;
            proofDue = false;
            append(facts, after);
        }
    }

    @Override
    public List<Envelope> read(long from, int most) {
        synchronized (disk) {
            return disk.facts.stream()
                    .filter(fact -> fact.sequence() >= from)
                    .limit(most)
                    .toList();
        }
    }

    @Override
    public void confirm(long upTo) {
        synchronized (disk) {
            if (disk.unproven != null) {
                disk.needRoom();
            }
            disk.unproven = null;
            proofDue = false;
            disk.confirmed = Math.max(disk.confirmed, Math.min(upTo, disk.last));
            disk.facts.removeIf(fact -> fact.sequence() <= disk.confirmed - disk.keepConfirmed);
        }
    }

    @Override
    public void keep(Settings settings) {
        synchronized (disk) {
            disk.needRoom();
            disk.settings = settings;
        }
    }

    @Override
    public Depth depth() {
        synchronized (disk) {
            long oldest =
                    disk.facts.isEmpty() ? disk.last + 1 : disk.facts.getFirst().sequence();
            return new Depth(oldest, disk.last, disk.confirmed);
        }
    }

    @Override
    public void close() {}
}
