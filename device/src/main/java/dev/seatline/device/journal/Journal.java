package dev.seatline.device.journal;

import dev.seatline.wire.Envelope;
import dev.seatline.wire.Fact;
import dev.seatline.wire.JournalId;
import dev.seatline.wire.SeatState;
import dev.seatline.wire.Settings;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Facts of one console, in order and without holes, on disk before anybody is told. [#append], [#confirm],
/// [#keep], [#beginAgain] are the loop's alone; [#read], [#depth] may be called by any thread.
public interface Journal extends AutoCloseable {
    /// What was found when the journal was opened.
    ///
    /// @param journal its id; another one at every start as long as there is no fact in it
    /// @param began why it is new, or null when an existing journal goes on
    /// @param damage where a damaged file was put and what could be carried over from it, or empty when none was
    /// @param state fold of everything in it
    /// @param settings the settings kept from the last time, or [Settings#NONE]
    /// @param recordedBefore the last fact that the hub may know. The later ones were recorded by starts that
    /// the hub has not answered yet, this one included: should the file be an old copy, their sequences are
    /// taken. 0 when there is nothing to ask the hub for
    record Opening(
            JournalId journal,
            Fact.@Nullable JournalBegan began,
            String damage,
            SeatState state,
            Settings settings,
            long recordedBefore) {}

    /// Where the journal stands.
    ///
    /// @param oldest lowest sequence kept; last + 1 when nothing is kept
    /// @param last highest sequence, 0 when empty
    /// @param confirmed highest sequence that the hub has confirmed
    record Depth(long oldest, long last, long confirmed) {
        /// Facts recorded and not yet confirmed.
        public long backlog() {
            return last - confirmed;
        }
    }

    Opening opening();

    /// Commits the envelopes together: when this returns they survive a power cut.
    ///
    /// @param facts consecutive, the first follows the last one of the journal
    /// @param after the state that they lead to
    /// @throws JournalFullException when the disk has no room; nothing was written and the next call may
    /// succeed
    ///
    /// An empty list only tries whether there is room: something is really written and synchronised.
    void append(List<Envelope> facts, SeatState after);

    /// Reads up to `most` envelopes from sequence `from` on (or from the oldest kept).
    List<Envelope> read(long from, int most);

    /// The hub has committed everything up to here; from now on these may be forgotten. Never goes back. The
    /// first word of this kind also proves that the journal is no old copy.
    ///
    /// @throws JournalFullException when there is no room to remember the proof; nothing has happened then
    void confirm(long upTo);

    /// Begins a new journal in the place of this one, which turned out to be an old copy of itself (the hub
    /// has committed what was never recorded here). All or nothing; the old facts are put aside, not deleted.
    ///
    /// @param facts of the new journal, from sequence 1; the first is a [Fact.JournalBegan]
    /// @param after the state that they lead to
    /// @throws JournalFullException when the disk has no room; the old journal goes on
    void beginAgain(List<Envelope> facts, SeatState after);

    /// Keeps the settings for work without the hub.
    void keep(Settings settings);

    Depth depth();

    @Override
    void close();
}
