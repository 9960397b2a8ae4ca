package dev.seatline.device.journal;

import dev.seatline.device.journal.FactRow.Stored;
import dev.seatline.device.journal.Journal.Depth;
import dev.seatline.device.journal.Journal.Opening;
import dev.seatline.device.journal.JournalFile.Meta;
import dev.seatline.device.journal.JournalFile.NotAJournalException;
import dev.seatline.device.journal.JournalFile.Range;
import dev.seatline.device.journal.JournalFile.Snapshot;
import dev.seatline.wire.Envelope;
import dev.seatline.wire.Fact;
import dev.seatline.wire.JournalId;
import dev.seatline.wire.SeatState;
import dev.seatline.wire.Settings;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/// Opens a journal file whatever is found: good, missing, or damaged. Used once per start, by one thread.
final class JournalOpener {
    private static final int PAGE = 500;
    /// A complete journal that waits for the damaged one to be put aside.
    private static final String NEXT = ".next";
    private static final List<String> SUFFIXES = List.of("", "-wal", "-shm", "-journal");

    private JournalOpener() {}

    /// An open journal.
    ///
    /// @param present the state after the last fact
    /// @param snapshotAt the last sequence that the stored snapshot covers
    /// @param proofDue whether the hub has still to show that the journal is no old copy
    /// @param proofDueStored whether the file says so already
    record Found(
            Connection connection,
            Opening opening,
            Depth depth,
            Snapshot present,
            long snapshotAt,
            boolean proofDue,
            boolean proofDueStored) {}

    static Found open(Path file, RandomGenerator random, Instant now) throws IOException, SQLException {
        if (Files.exists(sibling(file, NEXT))) {
            return replaceDamaged(file, random);
        }
        boolean nothing = SUFFIXES.stream().noneMatch(suffix -> Files.exists(sibling(file, suffix)));
        if (nothing) {
            return begin(file, random, now);
        }
        try {
            if (!Files.exists(file) || Files.size(file) == 0) {
                throw new NotAJournalException("the file is empty or gone, but was there");
            }
            return existing(file, random, false);
        } catch (NotAJournalException e) {
            return beginAfterDamage(file, random, now, e.toString());
        } catch (SQLException e) {
            if (!saysDamaged(e)) {
                throw e;
            }
            return beginAfterDamage(file, random, now, e.toString());
        }
    }

    private static boolean saysDamaged(SQLException e) {
        if (!(e instanceof SQLiteException sqlite)) {
            return false;
        }
        SQLiteErrorCode exact = sqlite.getResultCode();
        int code = exact.code & 0xFF;
        // "no such table" and the like: a database, but not what a journal must be
        return exact == SQLiteErrorCode.SQLITE_IOERR_SHORT_READ
                || code == SQLiteErrorCode.SQLITE_CORRUPT.code
                || code == SQLiteErrorCode.SQLITE_NOTADB.code
                || code == SQLiteErrorCode.SQLITE_ERROR.code;
    }

    private static Found existing(Path file, RandomGenerator random, boolean afterDamage)
            throws SQLException, NotAJournalException {
        Connection connection = JournalFile.connect(file);
        try {
            JournalFile.check(connection);
            JournalFile.checkWritable(connection, file);
            return read(connection, random, afterDamage);
        } catch (SQLException | NotAJournalException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    private static Found read(Connection connection, RandomGenerator random, boolean afterDamage)
            throws SQLException, NotAJournalException {
        JournalId journal = journalId(connection);
        Snapshot snapshot = JournalFile.get(connection, Meta.SNAPSHOT, Snapshot.class);
        Settings settings = JournalFile.get(connection, Meta.SETTINGS, Settings.class);
        @Nullable Range range = JournalFile.range(connection);
        long confirmed = Math.max(confirmed(connection), range == null ? 0 : told(connection, journal, range.newest()));
        long last = range == null ? snapshot.sequence() : range.newest();
        long oldest = range == null ? last + 1 : range.oldest();
        if (last < 0
                || last > JournalFile.LAST_SEQUENCE
                || snapshot.sequence() > last
                || snapshot.sequence() < oldest - 1
                || confirmed < oldest - 1
                || confirmed > last) {
            throw new NotAJournalException("facts %d to %d do not fit the snapshot at %d and the confirmed %d"
                    .formatted(oldest, last, snapshot.sequence(), confirmed));
        }
        if (last == 0) {
            journal = renamed(connection, journal, random);
        }
        Snapshot present = folded(connection, journal, snapshot, confirmed);
        Fact.@Nullable JournalBegan began = null;
        String damage = "";
        if ((last == 0 || afterDamage)
                && JournalFile.get(connection, Meta.BEGAN, Fact.class) instanceof Fact.JournalBegan still) {
            began = last == 0 ? still : null;
            damage = still.cause() == Fact.JournalCause.DAMAGED ? still.detail() : "";
        }
        @Nullable Long unproven = unproven(connection, oldest, last);
        long recordedBefore = unproven != null ? unproven : oldest <= last ? last : 0;
        return new Found(
                connection,
                new Opening(journal, began, damage, present.state(), settings, recordedBefore),
                new Depth(oldest, last, confirmed),
                present,
                snapshot.sequence(),
                recordedBefore > 0,
                unproven != null);
    }

    /// Gives a journal without a fact another id: should it be a copy, the first id may be in use elsewhere, and
    /// there is no fact to ask the hub for. Without room it keeps the one it has.
    private static JournalId renamed(Connection connection, JournalId journal, RandomGenerator random) {
        JournalId fresh = JournalIds.next(random);
        try {
            JournalFile.putText(connection, Meta.JOURNAL, fresh.text());
            return fresh;
        } catch (SQLException e) {
            return journal;
        }
    }

    /// What the last fact knows to be confirmed: `meta` is not written for each fact.
    private static long told(Connection connection, JournalId journal, long last)
            throws SQLException, NotAJournalException {
        return JournalFile.stored(JournalFile.rows(connection, last, 1), journal)
                .getLast()
                .confirmed();
    }

    /// Reads what is not yet confirmed, to be sure that it can be delivered, and folds what the snapshot
    /// lacks.
    private static Snapshot folded(Connection connection, JournalId journal, Snapshot snapshot, long confirmed)
            throws SQLException, NotAJournalException {
        Snapshot present = snapshot;
        long next = Math.min(snapshot.sequence(), confirmed) + 1;
        List<Stored> page;
        do {
            page = JournalFile.stored(JournalFile.rows(connection, next, PAGE), journal);
            for (Stored stored : page) {
                Envelope fact = stored.envelope();
                if (stored.confirmed() > confirmed) {
                    throw new NotAJournalException("fact %d knows %d to be confirmed, the last one only %d"
                            .formatted(fact.sequence(), stored.confirmed(), confirmed));
                }
                if (fact.sequence() > present.sequence()) {
                    SeatState state = present.state().after(fact.fact(), fact.wall());
                    present = new Snapshot(fact.sequence(), state);
                }
                next = fact.sequence() + 1;
            }
        } while (page.size() == PAGE);
        return present;
    }

    private static JournalId journalId(Connection connection) throws SQLException, NotAJournalException {
        try {
            return new JournalId(JournalFile.text(connection, Meta.JOURNAL));
        } catch (IllegalArgumentException e) {
            throw new NotAJournalException("its id is none");
        }
    }

    /// What `meta` knows to be confirmed, from 0 to [JournalFile#LAST_SEQUENCE].
    static long confirmed(Connection connection) throws SQLException, NotAJournalException {
        try {
            long confirmed = Long.parseLong(JournalFile.text(connection, Meta.CONFIRMED));
            if (confirmed >= 0 && confirmed <= JournalFile.LAST_SEQUENCE) {
                return confirmed;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new NotAJournalException("its cursor is no number of a fact");
    }

    /// What an earlier start that the hub never answered left behind, or null.
    private static @Nullable Long unproven(Connection connection, long oldest, long last)
            throws SQLException, NotAJournalException {
        @Nullable String stored = JournalFile.textOrNull(connection, Meta.UNPROVEN);
        if (stored == null) {
            return null;
        }
        try {
            long unproven = Long.parseLong(stored);
            if (unproven >= oldest && unproven <= last) {
                return unproven;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new NotAJournalException("facts %d to %d do not fit what the hub may know".formatted(oldest, last));
    }

    /// What can be saved is in a complete new journal before the damaged one is moved, so that a crash at any
    /// moment leaves one of the two to go on from.
    private static Found beginAfterDamage(Path file, RandomGenerator random, Instant now, String why)
            throws IOException, SQLException {
        Path fresh = emptied(sibling(file, ".new"));
        String aside = free(file, "damaged").getFileName().toString();
        try (Connection connection = JournalFile.connect(fresh)) {
            new JournalRescue(connection, JournalIds.next(random), now)
                    .carry(file, aside, why.replaceAll("^[\\w.$]+: ", ""));
        }
        Files.move(fresh, sibling(file, NEXT), StandardCopyOption.ATOMIC_MOVE);
        synchroniseFolder(file);
        return replaceDamaged(file, random);
    }

    /// The main file last: as long as it is there, all its parts are put aside under one name.
    private static Found replaceDamaged(Path file, RandomGenerator random) throws IOException, SQLException {
        Path aside = free(file, "damaged");
        for (String suffix : SUFFIXES.reversed()) {
            Path part = sibling(file, suffix);
            if (Files.exists(part)) {
                Files.move(part, sibling(aside, suffix), StandardCopyOption.ATOMIC_MOVE);
            }
        }
        Files.move(sibling(file, NEXT), file, StandardCopyOption.ATOMIC_MOVE);
        synchroniseFolder(file);
        return readBack(file, random, true);
    }

    /// A new journal appears under its name only when it is complete, so that an empty file means damage.
    private static Found begin(Path file, RandomGenerator random, Instant now) throws IOException, SQLException {
        Path fresh = emptied(sibling(file, ".new"));
        try (Connection connection = JournalFile.connect(fresh)) {
            JournalFile.create(
                    connection,
                    JournalIds.next(random),
                    new Fact.JournalBegan(Fact.JournalCause.NEW, null, ""),
                    SeatState.vacant(now),
                    Settings.NONE);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        synchroniseFolder(file);
        return readBack(file, random, false);
    }

    private static Path emptied(Path file) throws IOException {
        for (String suffix : SUFFIXES) {
            Files.deleteIfExists(sibling(file, suffix));
        }
        return file;
    }

    private static Found readBack(Path file, RandomGenerator random, boolean afterDamage) throws SQLException {
        try {
            return existing(file, random, afterDamage);
        } catch (NotAJournalException e) {
            throw new SQLException("a new journal cannot be read back: " + e.getMessage(), e);
        }
    }

    /// The first free name `<stem>.<what>-<n>` beside the journal.
    static Path free(Path file, String what) {
        String stem = file.getFileName().toString().replaceAll("\\.[^.]*$", "");
        int n = 1;
        while (Files.exists(file.resolveSibling(stem + "." + what + "-" + n))) {
            n++;
        }
        return file.resolveSibling(stem + "." + what + "-" + n);
    }

    static Path folder(Path file) {
        return Objects.requireNonNull(file.toAbsolutePath().getParent(), "a journal lies in a folder");
    }

    private static Path sibling(Path file, String suffix) {
        return file.resolveSibling(file.getFileName() + suffix);
    }

    private static void synchroniseFolder(Path file) throws IOException {
        try (FileChannel folder = FileChannel.open(folder(file), StandardOpenOption.READ)) {
            folder.force(true);
        }
    }
}
