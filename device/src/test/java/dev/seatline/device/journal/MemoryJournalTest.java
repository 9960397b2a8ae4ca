package dev.seatline.device.journal;

import java.util.SplittableRandom;

/// The contract for [MemoryJournal].
final class MemoryJournalTest extends JournalContract {
    private final MemoryJournal.Disk disk = new MemoryJournal.Disk(new SplittableRandom(1), KEPT, START);

    @Override
    Journal open() {
        return new MemoryJournal(disk);
    }

    @Override
    void full(Journal journal, boolean full) {
        disk.full(full);
    }
}
