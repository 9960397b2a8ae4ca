package dev.seatline.device.journal;

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
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Carries what can still be read of a damaged journal into a new one: its settings, and row by row the facts
/// that the hub has not confirmed as far as the file knows. One that the hub confirmed at the very end may come
/// twice; none that can be read is lost. Used once, by the thread that opens.
final class JournalRescue {
    private static final int MOST_DETAIL = 300;
    /// So many facts in a row may be unreadable: more than one page of the tree can hide.
    private static final int LARGEST_HOLE = 100_000;
    /// So far it looks beyond what should be the last fact.
    private static final int BEYOND = 1_000;

    private final Connection target;
    private final JournalId fresh;
    private @Nullable JournalId previous;
    private Settings settings = Settings.NONE;
    private SeatState state;
    private @Nullable Envelope first;
    private long carried;
    private long lastRead;
    private long missing;
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
        try (Connection source = JournalFile.connect(damaged)) {
            previous = new JournalId(JournalFile.text(source, Meta.JOURNAL));
            settings = JournalFile.get(source, Meta.SETTINGS, Settings.class);
        } catch (SQLException | NotAJournalException | IllegalArgumentException e) {
            // what cannot be saved is in the file that is put aside
        }
        JournalFile.create(target, fresh, began(aside, why), state, settings);
        JournalFile.execute(target, "BEGIN IMMEDIATE");
        @Nullable Connection source = opened(damaged);
        if (source != null) {
            try {
                facts(source);
            } finally {
                closeQuietly(source);
            }
        }
        Fact.JournalBegan began = began(aside, why);
        JournalFile.put(target, Meta.BEGAN, WireJson.write(began));
        if (first != null) {
            JournalFile.insert(target, List.of(numbered(first, 1, began)));
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

    private static void closeQuietly(Connection source) {
        try {
            source.close();
        } catch (SQLException e) {
            // it is damaged, and what could be read is read
        }
    }

    /// @throws SQLException of the new file only
    private void facts(Connection source) throws SQLException {
        long confirmed;
        try {
            confirmed = JournalOpener.confirmed(source);
        } catch (SQLException | NotAJournalException e) {
            // without the cursor everything kept might be delivered twice
            return;
        }
        long newest = Math.max(confirmed, newest(source));
        lastRead = confirmed;
        for (long sequence = confirmed + 1; goesOn(sequence, newest); sequence++) {
            @Nullable Envelope fact = readable(source, sequence);
            if (fact != null) {
                missing += sequence - lastRead - 1;
                lastRead = sequence;
                add(fact);
            }
        }
        missing += Math.max(0, newest - lastRead);
        found = "%d facts carried over, the last was %d, at least %d are missing".formatted(carried, lastRead, missing);
    }

    private boolean goesOn(long sequence, long newest) {
        return sequence - lastRead <= (sequence <= newest ? LARGEST_HOLE : BEYOND);
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

    private @Nullable Envelope readable(Connection source, long sequence) {
        try {
            List<Envelope> facts = JournalFile.decoded(JournalFile.row(source, sequence));
            return facts.isEmpty() || !facts.getFirst().journal().equals(previous) ? null : facts.getFirst();
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
        JournalFile.insert(target, List.of(numbered(fact, carried + 1, fact.fact())));
    }

    private Envelope numbered(Envelope like, long sequence, Fact fact) {
        return new Envelope(
                like.console(), fresh, sequence, like.boot(), like.elapsedMillis(), like.wall(), like.clock(), fact);
    }
}
