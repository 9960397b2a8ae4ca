package dev.seatline.device.journal;

import dev.seatline.device.journal.FactRow.Stored;
import dev.seatline.device.journal.JournalFile.Meta;
import dev.seatline.device.journal.JournalFile.NotAJournalException;
import dev.seatline.device.journal.JournalFile.Snapshot;
import dev.seatline.wire.Envelope;
import dev.seatline.wire.Fact;
import dev.seatline.wire.JournalId;
import dev.seatline.wire.SeatState;
import dev.seatline.wire.Settings;
import dev.seatline.wire.Texts;
import dev.seatline.wire.WireJson;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Carries what can still be read of a damaged journal into a new one: its settings, and row by row the facts
/// that the hub has not confirmed as far as can be read. One whose confirm stands nowhere any more may come twice;
/// none that can be read is lost. Used once, by the thread that opens.
final class JournalRescue {
    private static final int MOST_DETAIL = 300;
    /// So many facts in a row may be unreadable: more than one page of the tree can hide.
    private static final int LARGEST_HOLE = 100_000;
    /// So far it looks beyond what should be the last fact: the snapshot is at most as old.
    private static final int BEYOND = 1_000;

    private final Connection target;
    private final JournalId fresh;
    private @Nullable JournalId previous;
    private Settings settings = Settings.NONE;
    private SeatState state;
    private @Nullable Envelope first;
    private long carried;
    private String found = "no fact could be carried over";

    /// @param target a new, empty file
    /// @param now since when the seat is vacant if no fact tells otherwise
    JournalRescue(Connection target, JournalId fresh, Instant now) {
        this.target = target;
        this.fresh = fresh;
        this.state = SeatState.vacant(now);
    }

    /// Makes a journal of the new file.
    ///
    /// @param aside where the damaged file will be put
    /// @param why what is wrong with it
    void carry(Path damaged, String aside, String why) throws SQLException {
        @Nullable Connection source = opened(damaged);
        try {
            if (source != null) {
                previous = journal(source);
                settings = settings(source);
            }
            JournalFile.create(target, fresh, began(aside, why), state, settings);
            JournalFile.execute(target, "BEGIN IMMEDIATE");
            if (source != null) {
                facts(source);
            }
        } finally {
            closeQuietly(source);
        }
        Fact.JournalBegan began = began(aside, why);
        JournalFile.put(target, Meta.BEGAN, WireJson.write(began));
        if (first != null) {
            JournalFile.insert(target, List.of(numbered(first, 1, began)), 0);
            JournalFile.put(target, Meta.SNAPSHOT, WireJson.write(new Snapshot(carried + 1, state)));
        }
        JournalFile.execute(target, "COMMIT");
    }

    private Fact.JournalBegan began(String aside, String why) {
        String detail = "%s: %s; %s".formatted(aside, found, why.replaceAll("\\p{Cntrl}+", " "));
        return new Fact.JournalBegan(Fact.JournalCause.DAMAGED, previous, Texts.cut(detail, MOST_DETAIL));
    }

    private static @Nullable Connection opened(Path damaged) {
        try {
            return JournalFile.connect(damaged);
        } catch (SQLException e) {
            return null;
        }
    }

    private static void closeQuietly(@Nullable Connection source) {
        try {
            if (source != null) {
                source.close();
            }
        } catch (SQLException e) {
            // it is damaged, and what could be read is read
        }
    }

    /// What cannot be read of all this is in the file that is put aside.
    private static @Nullable JournalId journal(Connection source) {
        try {
            return new JournalId(JournalFile.text(source, Meta.JOURNAL));
        } catch (SQLException | NotAJournalException | IllegalArgumentException e) {
            return null;
        }
    }

    private static Settings settings(Connection source) {
        try {
            return JournalFile.get(source, Meta.SETTINGS, Settings.class);
        } catch (SQLException | NotAJournalException e) {
            return Settings.NONE;
        }
    }

    /// @throws SQLException of the new file only
    private void facts(Connection source) throws SQLException {
        long newest = newest(source);
        long saved = savedCursor(source, newest);
        long from = saved >= 0 ? saved + 1 : oldest(source, newest);
        // before any is carried all are asked what the hub has confirmed: `meta` may be old or unreadable
        Cursor cursor = new Cursor();
        long end = walk(source, from, newest, BEYOND, stored -> cursor.heard(stored.confirmed()));
        if (saved < 0 && !cursor.asked) {
            return;
        }
        // facts recorded while the hub was away know of no confirm: what was forgotten before them is not missing
        long confirmed = Math.max(from - 1, cursor.told());
        Tally tally = new Tally(confirmed);
        walk(source, confirmed + 1, end, 0, stored -> {
            tally.read(stored.envelope().sequence());
            add(stored.envelope());
        });
        found = "%d facts carried over, the last was %d, at least %d are missing"
                .formatted(carried, tally.last, tally.missing + Math.max(0, newest - tally.last));
    }

    /// What facts know to be confirmed, heard in their order, in which it never goes back. Of two that contradict each
    /// other neither counts: one of them is damaged, and a number too high would lose facts.
    private static final class Cursor {
        private final Deque<Long> heard = new ArrayDeque<>();
        private boolean asked;

        void heard(long confirmed) {
            asked = true;
            if (!heard.isEmpty() && heard.getLast() > confirmed) {
                heard.removeLast();
            } else {
                heard.addLast(confirmed);
            }
        }

        long told() {
            return heard.isEmpty() ? 0 : heard.getLast();
        }
    }

    /// Which facts were read and how many between them were not.
    private static final class Tally {
        private long last;
        private long missing;

        Tally(long confirmed) {
            last = confirmed;
        }

        void read(long sequence) {
            missing += sequence - last - 1;
            last = sequence;
        }
    }

    private interface Reader {
        void read(Stored stored) throws SQLException;
    }

    /// All facts that can be read from one on, in their order. Asks for each by its sequence: a page of them may be
    /// unreadable, and a way along the table ends there.
    ///
    /// @param newest the last one that should be there, 0 when nothing tells
    /// @param beyond so many more are asked for
    /// @return the last one that was read, or from - 1
    private long walk(Connection source, long from, long newest, int beyond, Reader reader) throws SQLException {
        long last = from - 1;
        for (long sequence = from; sequence - last <= (sequence <= newest ? LARGEST_HOLE : beyond); sequence++) {
            @Nullable Stored stored = readable(source, sequence);
            if (stored != null) {
                last = sequence;
                reader.read(stored);
            }
        }
        return last;
    }

    /// What `meta` knows to be confirmed, or -1 when it cannot be read or says more than there ever was: a fold that
    /// reaches as far is saved together with it.
    private static long savedCursor(Connection source, long newest) {
        try {
            long confirmed = JournalOpener.confirmed(source);
            return newest == 0 || confirmed <= newest ? confirmed : -1;
        } catch (SQLException | NotAJournalException e) {
            return -1;
        }
    }

    /// The first fact that may be there when nothing tells what is confirmed.
    private static long oldest(Connection source, long newest) {
        try {
            return Math.max(1, possible(JournalFile.oldest(source)));
        } catch (SQLException e) {
            return Math.max(1, newest - LARGEST_HOLE);
        }
    }

    /// The last fact that should be there, as far as can be read.
    private static long newest(Connection source) {
        long newest = 0;
        try {
            newest = possible(
                    JournalFile.get(source, Meta.SNAPSHOT, Snapshot.class).sequence());
        } catch (SQLException | NotAJournalException e) {
            // then the table alone tells
        }
        try {
            newest = Math.max(newest, possible(JournalFile.newest(source)));
        } catch (SQLException e) {
            // then the snapshot alone tells
        }
        return newest;
    }

    /// A number beyond any count is no reason to look for what leads up to it.
    private static long possible(long sequence) {
        return sequence <= JournalFile.LAST_SEQUENCE ? sequence : 0;
    }

    private @Nullable Stored readable(Connection source, long sequence) {
        try {
            @Nullable FactRow row = JournalFile.row(source, sequence);
            return row == null ? null : row.stored(fresh);
        } catch (SQLException | NotAJournalException e) {
            return null;
        }
    }

    private void add(Envelope fact) throws SQLException {
        if (first == null) {
            first = fact;
            state = SeatState.vacant(fact.wall());
        }
        carried++;
        state = state.after(fact.fact(), fact.wall());
        JournalFile.insert(target, List.of(numbered(fact, carried + 1, fact.fact())), 0);
    }

    private Envelope numbered(Envelope like, long sequence, Fact fact) {
        return new Envelope(
                like.console(), fresh, sequence, like.boot(), like.elapsedMillis(), like.wall(), like.clock(), fact);
    }
}
