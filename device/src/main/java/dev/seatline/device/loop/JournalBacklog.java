package dev.seatline.device.loop;

import dev.seatline.device.journal.Journal;
import dev.seatline.device.sync.Backlog;
import dev.seatline.wire.Envelope;
import java.util.List;

/// The journal as the uploader sees it. Any thread.
public record JournalBacklog(Journal journal) implements Backlog {
    @Override
    public List<Envelope> read(long from, int most) {
        return journal.read(from, most);
    }

    @Override
    public long oldest() {
        return journal.depth().oldest();
    }

    @Override
    public long last() {
        return journal.depth().last();
    }

    @Override
    public long confirmed() {
        return journal.depth().confirmed();
    }
}
