package dev.seatline.bench.lab.latency;

import dev.seatline.device.journal.Journal;
import dev.seatline.wire.Envelope;
import dev.seatline.wire.Fact;
import dev.seatline.wire.JournalId;
import dev.seatline.wire.SeatState;
import dev.seatline.wire.Settings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// A journal in memory: what is left of a console when committing costs nothing. Any thread.
final class HeldFacts implements Journal {
    private final Opening opening;
    private final List<Envelope> facts = new ArrayList<>();

    /// @param id of the journal
    HeldFacts(JournalId id, Instant now) {
        opening = new Opening(
                id,
                new Fact.JournalBegan(Fact.JournalCause.NEW, null, ""),
                "",
                SeatState.vacant(now),
                Settings.NONE,
                0);
    }

    @Override
    public Opening opening() {
        return opening;
    }

    @Override
    public synchronized void append(List<Envelope> more, SeatState after) {
        facts.addAll(more);
    }

    @Override
    public synchronized List<Envelope> read(long from, int most) {
        int first = (int) Math.min(facts.size(), Math.max(0, from - 1));
        return List.copyOf(facts.subList(first, Math.min(facts.size(), first + most)));
    }

    @Override
    public void confirm(long upTo) {
        // everything is kept
    }

    @Override
    public void beginAgain(List<Envelope> carried, SeatState after) {
        throw new IllegalStateException("no hub that knows more");
    }

    @Override
    public void keep(Settings settings) {
        // there is no next start
    }

    @Override
    public synchronized Depth depth() {
        return new Depth(1, facts.size(), 0);
    }

    @Override
    public void close() {
        // nothing is open
    }
}
