package dev.seatline.device.journal;

import dev.seatline.device.journal.JournalFile.Meta;
import dev.seatline.device.journal.JournalFile.NotAJournalException;
import dev.seatline.device.journal.JournalFile.Snapshot;
import dev.seatline.wire.Envelope;
import dev.seatline.wire.Fact;
import dev.seatline.wire.JournalId;
import dev.seatline.wire.SeatState;
import dev.seatline.wire.Settings;
import dev.seatline.wire.WireJson;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/// The journal in one SQLite file. One transaction and one `fsync` per [#append]; confirmed facts are
/// deleted in lazy batches, together with a snapshot of the state they led to.
///
/// Threads as the port says: the loop writes, any thread reads. A fair lock keeps the one connection; a
/// reader holds it only while it fetches bytes, so that a tap never waits for JSON.
public final class SqliteJournal implements Journal {
    private static final int DELETE_BATCH = 200;
    /// A start folds at most so many facts.
    private static final int SNAPSHOT_EVERY = 1_000;
    /// Below this an I/O error is taken for a full disk.
    private static final long NO_ROOM_BYTES = 256 * 1024;

    private static final int PRIMARY_CODE = 0xFF;

    private final Path file;
    private final int keepConfirmed;
    private final JournalLock held;
    private final Connection connection;
    private final Opening opening;
    private final ReentrantLock lock = new ReentrantLock(true);

    private volatile Depth depth;
    /// written by the loop, with the lock held
    private JournalId journal;

    private Snapshot present;
    private long snapshotAt;
    private boolean proofDue;
    private boolean proofDueStored;
    private boolean closed;
    /// of the file itself, for copies: closing it would drop the locks that SQLite holds on that file
    private @Nullable FileChannel looking;

    private SqliteJournal(Path file, int keepConfirmed, JournalLock held, JournalOpener.Found found) {
        this.file = file;
        this.keepConfirmed = keepConfirmed;
        this.held = held;
        this.connection = found.connection();
        this.opening = found.opening();
        this.journal = found.opening().journal();
        this.depth = found.depth();
        this.present = found.present();
        this.snapshotAt = found.snapshotAt();
        this.proofDue = found.proofDue();
        this.proofDueStored = found.proofDueStored();
    }

    /// Opens the journal, or begins a new one where there is none or where what is there cannot be read. A
    /// damaged file is put aside as `<name>.damaged-<n>`, never deleted.
    ///
    /// @param file the database; its folder is made if need be
    /// @param keepConfirmed how many confirmed facts are kept, at least 1: the hub is asked for the last one,
    /// which shows whether the file is an old copy
    /// @param random names a new journal
    /// @param now since when the seat of a new journal is vacant
    /// @throws JournalInUseException when another console has it
    /// @throws JournalUnusableException when the folder or the disk refuses
    public static SqliteJournal open(Path file, int keepConfirmed, RandomGenerator random, Instant now) {
        if (keepConfirmed < 1) {
            throw new IllegalArgumentException("keepConfirmed must be at least 1, found " + keepConfirmed);
        }
        @Nullable JournalLock held = null;
        try {
            Files.createDirectories(JournalOpener.folder(file));
            held = JournalLock.take(file);
            return new SqliteJournal(file, keepConfirmed, held, JournalOpener.open(file, random, now));
        } catch (IOException | SQLException e) {
            release(held);
            throw new JournalUnusableException(
                    "cannot open the journal " + file.toAbsolutePath() + ": " + e.getMessage()
                            + "; look at the rights of the folder and at the disk",
                    e);
        } catch (RuntimeException e) {
            release(held);
            throw e;
        }
    }

    @Override
    public Opening opening() {
        return opening;
    }

    @Override
    public void append(List<Envelope> facts, SeatState after) {
        checkConsecutive(facts, journal, depth.last() + 1);
        locked("append", () -> {
            Snapshot next =
                    facts.isEmpty() ? present : new Snapshot(facts.getLast().sequence(), after);
            boolean firstUnproven = proofDue && !proofDueStored && !facts.isEmpty();
            boolean snapshot = facts.isEmpty() || next.sequence() - snapshotAt >= SNAPSHOT_EVERY;
            transaction(() -> {
                JournalFile.insert(connection, facts, depth.confirmed());
                if (facts.isEmpty()) {
                    JournalFile.tryRoom(connection, next.sequence() + 1);
                }
                if (firstUnproven) {
                    // with the first fact that it is about, so that the next start holds back all of them
                    JournalFile.putText(connection, Meta.UNPROVEN, Long.toString(opening.recordedBefore()));
                }
                if (snapshot) {
                    JournalFile.put(connection, Meta.SNAPSHOT, WireJson.write(next));
                }
            });
            present = next;
            snapshotAt = snapshot ? next.sequence() : snapshotAt;
            proofDueStored |= firstUnproven;
            depth = new Depth(depth.oldest(), next.sequence(), depth.confirmed());
        });
    }

    @Override
    public void beginAgain(List<Envelope> facts, SeatState after) {
        Envelope first = facts.getFirst();
        checkConsecutive(facts, first.journal(), 1);
        if (!(first.fact() instanceof Fact.JournalBegan)) {
            throw new IllegalArgumentException("a journal begins with JournalBegan, found " + first.fact());
        }
        locked("begin again", () -> {
            Path aside = JournalOpener.free(file, "restored");
            try {
                JournalFile.execute(
                        connection, "VACUUM INTO '" + aside.toString().replace("'", "''") + "'");
            } catch (SQLException e) {
                deleteQuietly(aside);
                throw e;
            }
            Snapshot next = new Snapshot(facts.getLast().sequence(), after);
            transaction(() -> {
                JournalFile.execute(connection, "DELETE FROM fact");
                JournalFile.insert(connection, facts, 0);
                JournalFile.putText(connection, Meta.JOURNAL, first.journal().text());
                JournalFile.putText(connection, Meta.CONFIRMED, "0");
                JournalFile.put(connection, Meta.SNAPSHOT, WireJson.write(next));
                JournalFile.remove(connection, Meta.UNPROVEN);
            });
            present = next;
            snapshotAt = next.sequence();
            proofDue = false;
            journal = first.journal();
            depth = new Depth(1, next.sequence(), 0);
        });
    }

    @Override
    public List<Envelope> read(long from, int most) {
        List<FactRow> rows;
        JournalId whose;
        lock.lock();
        try {
            rows = JournalFile.rows(connection, from, most);
            whose = journal;
        } catch (SQLException e) {
            throw explained("read", e);
        } finally {
            lock.unlock();
        }
        try {
            return JournalFile.stored(rows, whose).stream()
                    .map(FactRow.Stored::envelope)
                    .toList();
        } catch (NotAJournalException e) {
            throw new JournalUnusableException(
                    "the journal " + file + " was damaged while in use: " + e.getMessage(), e);
        }
    }

    @Override
    public void confirm(long upTo) {
        if (proofDue && proofDueStored) {
            locked("confirm", () -> transaction(() -> JournalFile.remove(connection, Meta.UNPROVEN)));
        }
        proofDue = false;
        Depth now = depth;
        long confirmed = Math.min(upTo, now.last());
        if (confirmed <= now.confirmed()) {
            return;
        }
        depth = new Depth(now.oldest(), now.last(), confirmed);
        long deleteUpTo = confirmed - keepConfirmed;
        if (deleteUpTo - now.oldest() + 1 >= DELETE_BATCH) {
            forget(deleteUpTo);
        }
    }

    /// Deletes what is confirmed and old enough. Failing to is no harm: the facts stay a little longer.
    private void forget(long upTo) {
        try {
            locked("forget", () -> {
                transaction(() -> {
                    JournalFile.deleteUpTo(connection, upTo);
                    saveCursor();
                });
                snapshotAt = present.sequence();
                depth = new Depth(upTo + 1, depth.last(), depth.confirmed());
            });
        } catch (JournalFullException e) {
            // the next batch tries again; whoever appends is told
        }
    }

    private void saveCursor() throws SQLException {
        JournalFile.put(connection, Meta.SNAPSHOT, WireJson.write(present));
        JournalFile.putText(connection, Meta.CONFIRMED, Long.toString(depth.confirmed()));
    }

    @Override
    public void keep(Settings settings) {
        locked("keep", () -> transaction(() -> JournalFile.put(connection, Meta.SETTINGS, WireJson.write(settings))));
    }

    @Override
    public Depth depth() {
        return depth;
    }

    /// Copies the journal as it is now, while it goes on. Whoever records waits no longer than for a single fact of
    /// somebody else. One copy at a time; not the loop.
    ///
    /// @param to a new file in a folder that is there; what was left of an earlier try is replaced
    /// @throws IOException if it cannot be read or written, or was closed meanwhile
    public JournalContent copyTo(Path to, JournalCopy.Progress progress) throws IOException {
        FileChannel main = looking();
        locked("copy", () -> JournalFile.checkpoints(connection, false));
        try {
            return JournalCopy.take(main, file, to, progress);
        } finally {
            checkpointsAgain();
        }
    }

    private FileChannel looking() throws IOException {
        lock.lock();
        try {
            if (closed) {
                throw new IOException("the journal is closed");
            }
            FileChannel open = looking;
            if (open == null) {
                open = FileChannel.open(file, StandardOpenOption.READ);
                looking = open;
            }
            return open;
        } finally {
            lock.unlock();
        }
    }

    private void checkpointsAgain() {
        lock.lock();
        try {
            if (!closed) {
                JournalFile.checkpoints(connection, true);
            }
        } catch (SQLException e) {
            throw explained("copy", e);
        } finally {
            lock.unlock();
        }
    }

    /// Lets the file grow to so many pages and no further, as if the disk were full there. For tests.
    void limitPages(long pages) {
        locked("limit", () -> JournalFile.execute(connection, "PRAGMA max_page_count=" + pages));
    }

    @Override
    public void close() {
        lock.lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
            try {
                transaction(this::saveCursor);
            } catch (SQLException e) {
                // only a convenience for the next start
            }
            connection.close();
        } catch (SQLException e) {
            throw explained("close", e);
        } finally {
            release(looking);
            release(held);
            lock.unlock();
        }
    }

    private static void checkConsecutive(List<Envelope> facts, JournalId journal, long first) {
        for (int i = 0; i < facts.size(); i++) {
            Envelope fact = facts.get(i);
            if (fact.sequence() != first + i || !fact.journal().equals(journal)) {
                throw new IllegalArgumentException("the journal %s wants fact %d, found %d of %s"
                        .formatted(journal, first + i, fact.sequence(), fact.journal()));
            }
        }
    }

    private interface Work {
        void run() throws SQLException;
    }

    private void locked(String what, Work work) {
        lock.lock();
        try {
            work.run();
        } catch (SQLException e) {
            throw explained(what, e);
        } finally {
            lock.unlock();
        }
    }

    private void transaction(Work work) throws SQLException {
        JournalFile.execute(connection, "BEGIN IMMEDIATE");
        try {
            work.run();
            JournalFile.execute(connection, "COMMIT");
        } catch (SQLException | RuntimeException e) {
            rollBack();
            throw e;
        }
    }

    private void rollBack() {
        try {
            JournalFile.execute(connection, "ROLLBACK");
        } catch (SQLException e) {
            // SQLite has rolled back by itself, as it does when the disk is full
        }
    }

    private RuntimeException explained(String what, SQLException e) {
        long free = JournalOpener.folder(file).toFile().getUsableSpace();
        String where = file.toAbsolutePath().toString();
        if (noRoom(e, free)) {
            return new JournalFullException(
                    "no room for the journal " + where + ": " + free / 1024
                            + " KiB free on its disk; nothing can be recorded until there is room",
                    e);
        }
        return new JournalUnusableException(
                "cannot " + what + " in the journal " + where + ": " + e.getMessage() + " (" + free / 1024
                        + " KiB free)",
                e);
    }

    /// A failed `fsync` is never taken for a full disk: what is on the disk then is not known.
    private static boolean noRoom(SQLException e, long free) {
        if (!(e instanceof SQLiteException sqlite)) {
            return false;
        }
        SQLiteErrorCode code = sqlite.getResultCode();
        boolean writeFailed = (code.code & PRIMARY_CODE) == SQLiteErrorCode.SQLITE_IOERR.code
                && code != SQLiteErrorCode.SQLITE_IOERR_FSYNC
                && code != SQLiteErrorCode.SQLITE_IOERR_DIR_FSYNC;
        return code == SQLiteErrorCode.SQLITE_FULL || (writeFailed && free < NO_ROOM_BYTES);
    }

    private static void release(@Nullable Closeable held) {
        try {
            if (held != null) {
                held.close();
            }
        } catch (IOException e) {
            // it ends with the process at the latest
        }
    }

    private static void deleteQuietly(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // a half-made copy stays; it harms nobody
        }
    }
}
