package dev.seatline.device.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seatline.wire.Envelope;
import dev.seatline.wire.Fact;
import dev.seatline.wire.JournalId;
import dev.seatline.wire.SeatState;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The contract for [SqliteJournal], and what only a file can suffer.
final class SqliteJournalTest extends JournalContract {
    private static final long NO_LIMIT = 1_000_000;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private final SplittableRandom random = new SplittableRandom(42);

    @Override
    Journal open() {
        return open("journal.db");
    }

    private SqliteJournal open(String name) {
        return SqliteJournal.open(folder.resolve(name), KEPT, random, START);
    }

    @Override
    void full(Journal journal, boolean full) {
        ((SqliteJournal) journal).limitPages(full ? 1 : NO_LIMIT);
    }

    @Test
    void aSecondConsoleOnTheSameJournalIsRefusedWithAWordOfAdvice() {
        try (Journal journal = open()) {
            assertThatThrownBy(this::open)
                    .isInstanceOf(JournalInUseException.class)
                    .hasMessageContaining("in use by another console")
                    .hasMessageContaining(folder.toString());
            append(journal, 1);
        }
        open().close();
    }

    @Test
    void aCopyTakenAtAnyMomentWithoutACloseHoldsEveryAppendThatReturned() throws IOException {
        try (Journal journal = open()) {
            for (int count = 1; count <= 20; count++) {
                append(journal, count % 3 + 1);
                copy("journal.db", "copy" + count + ".db");
                try (Journal copy = open("copy" + count + ".db")) {
                    assertThat(copy.opening().began()).isNull();
                    assertThat(copy.read(1, 100)).isEqualTo(journal.read(1, 100));
                    assertThat(copy.opening().state()).isEqualTo(folded(journal));
                }
            }
        }
    }

    @Test
    void aFileTruncatedAnywhereIsWholeOrPutAsideAndNeverHalf() throws IOException {
        JournalId id;
        List<Envelope> written;
        try (Journal journal = open()) {
            written = append(journal, 60);
            id = journal.opening().journal();
        }
        long size = Files.size(folder.resolve("journal.db"));
        assertThat(size).isGreaterThan(10_000);
        int damaged = 0;
        for (long length = 0; length < size; length += 512) {
            String name = "cut" + length + ".db";
            copy("journal.db", name);
            truncate(name, length);
            try (Journal journal = open(name)) {
                if (journal.opening().damage().isEmpty()) {
                    assertThat(journal.read(1, 100)).as("cut at " + length).isEqualTo(written);
                    continue;
                }
                damaged++;
                Fact.JournalBegan began = begun(journal);
                assertThat(rescued(journal))
                        .isSubsetOf(written.stream().map(Envelope::fact).toList());
                assertThat(began.cause()).isEqualTo(Fact.JournalCause.DAMAGED);
                assertThat(began.detail()).startsWith("cut" + length + ".damaged-1: ");
                assertThat(began.previous()).isIn(null, id);
                assertThat(journal.opening().journal()).isNotEqualTo(id);
                assertThat(folder.resolve("cut" + length + ".damaged-1")).exists();
                append(journal, 2);
            }
        }
        assertThat(damaged).isGreaterThan((int) (size / 512) - 3);
    }

    @Test
    void aFileTruncatedUnderItsLogIsWholeOrPutAside() throws IOException {
        try (Journal journal = open()) {
            List<Envelope> written = append(journal, 60);
            long size = Files.size(folder.resolve("journal.db"));
            for (long length = 0; length < size; length += 512) {
                String name = "cut" + length + ".db";
                copy("journal.db", name);
                truncate(name, length);
                try (Journal cut = open(name)) {
                    if (cut.opening().damage().isEmpty()) {
                        assertThat(cut.read(1, 100)).as("cut at " + length).isEqualTo(written);
                    } else {
                        assertThat(begun(cut).cause()).isEqualTo(Fact.JournalCause.DAMAGED);
                    }
                }
            }
        }
    }

    @Test
    void aLogTruncatedAnywhereGivesAnEarlierMomentWithoutHoles() throws IOException {
        try (Journal journal = open()) {
            for (int i = 0; i < 12; i++) {
                append(journal, 2);
            }
            List<Envelope> written = journal.read(1, 100);
            long size = Files.size(folder.resolve("journal.db-wal"));
            for (long length = 0; length < size; length += 512) {
                String name = "cut" + length + ".db";
                copy("journal.db", name);
                truncate(name + "-wal", length);
                try (Journal cut = open(name)) {
                    List<Envelope> left = cut.read(1, 100);
                    assertThat(left).as("cut at " + length).isEqualTo(written.subList(0, left.size()));
                    assertThat(left.size() % 2).isZero();
                    assertThat(cut.opening().state()).isEqualTo(folded(left));
                }
            }
        }
    }

    @Test
    void aDamagedPageCostsTheFactsOnItAndTheHubIsToldHowMany() throws IOException {
        List<Fact> written = damaged();
        try (Journal journal = open()) {
            Fact.JournalBegan began = begun(journal);
            List<Fact> rescued = rescued(journal);
            assertThat(began.cause()).isEqualTo(Fact.JournalCause.DAMAGED);
            assertThat(began.previous()).isNotNull();
            assertThat(began.detail())
                    .startsWith(
                            "journal.damaged-1: " + rescued.size() + " facts carried over, the last was 400, at least "
                                    + (300 - rescued.size()) + " are missing; ");
            assertThat(rescued).isSubsetOf(written).hasSizeBetween(250, 299);
            assertThat(rescued.getFirst()).isEqualTo(written.getFirst());
            assertThat(rescued.getLast()).isEqualTo(written.getLast());
            assertThat(journal.depth()).isEqualTo(new Journal.Depth(1, rescued.size() + 1, 0));
            assertThat(journal.opening().state().agent()).isNull();
        }
        try (Journal journal = open()) {
            assertThat(journal.opening().damage()).isEmpty();
            assertThat(rescued(journal)).isNotEmpty();
        }
    }

    @Test
    void aCrashWhileADamagedFileIsPutAsideStillTellsOfTheDamageAndLosesNothing() throws IOException {
        damaged();
        copy("journal.db", "as-it-was.db");
        List<Fact> rescued;
        try (Journal journal = open()) {
            rescued = rescued(journal);
        }
        for (boolean moved : List.of(false, true)) {
            Files.move(folder.resolve("journal.db"), folder.resolve("journal.db.next"));
            if (!moved) {
                copy("as-it-was.db", "journal.db");
            }
            try (Journal journal = open()) {
                assertThat(journal.opening().damage()).startsWith("journal.damaged-1: ");
                assertThat(begun(journal).cause()).isEqualTo(Fact.JournalCause.DAMAGED);
                assertThat(rescued(journal)).isEqualTo(rescued);
            }
        }
    }

    /// A journal of 400 facts, 100 of them confirmed, with one page damaged in the midst of the others.
    ///
    /// @return the facts not confirmed
    private List<Fact> damaged() throws IOException {
        List<Fact> written;
        try (Journal journal = open()) {
            append(journal, 400);
            journal.confirm(100);
            written = journal.read(101, 300).stream().map(Envelope::fact).toList();
        }
        try (RandomAccessFile file =
                new RandomAccessFile(folder.resolve("journal.db").toFile(), "rw")) {
            file.seek(file.length() / 1024 * 2 / 3 * 1024);
            file.write(new byte[1024]);
        }
        return written;
    }

    /// Why the journal began, recorded or still to be recorded.
    static Fact.JournalBegan begun(Journal journal) {
        Fact.JournalBegan owed = journal.opening().began();
        return owed != null
                ? owed
                : (Fact.JournalBegan) journal.read(1, 1).getFirst().fact();
    }

    /// What was carried over; in order and without holes.
    static List<Fact> rescued(Journal journal) {
        List<Envelope> all = journal.read(2, 1_000);
        assertThat(all).allMatch(fact -> fact.journal().equals(journal.opening().journal()));
        assertThat(all.stream().map(Envelope::sequence).toList())
                .isEqualTo(java.util.stream.LongStream.rangeClosed(2, all.size() + 1)
                        .boxed()
                        .toList());
        return all.stream().map(Envelope::fact).toList();
    }

    @Test
    void whatTheHubConfirmedSurvivesACrashWithTheNextFact() throws IOException {
        try (Journal journal = open()) {
            append(journal, 10);
            journal.confirm(7);
            append(journal, 1);
            copy("journal.db", "crashed.db");
        }
        try (Journal crashed = open("crashed.db")) {
            assertThat(crashed.opening().damage()).isEmpty();
            assertThat(crashed.depth()).isEqualTo(new Journal.Depth(1, 11, 7));
        }
    }

    /// Each page more that a commit writes is a thousand bytes on the card.
    @Test
    void recordingAFactWritesNothingButTheFactAlthoughTheHubConfirms() throws Exception {
        try (Journal journal = open()) {
            append(journal, 10);
            copy("journal.db", "before.db");
            journal.confirm(7);
            append(journal, 1);
            copy("journal.db", "after.db");
        }
        assertThat(named("after.db")).isEqualTo(named("before.db"));
    }

    /// All of `meta`.
    private List<String> named(String name) throws SQLException {
        List<String> named = new ArrayList<>();
        try (Connection connection = JournalFile.connect(folder.resolve(name));
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT name, hex(value) FROM meta")) {
            while (row.next()) {
                named.add(row.getString(1) + " " + row.getString(2));
            }
        }
        return named;
    }

    @Test
    void anEarlierDamageIsNeverOverwritten() throws IOException {
        for (int n = 1; n <= 3; n++) {
            Files.write(folder.resolve("journal.db"), new byte[] {1, 2, 3, (byte) n});
            open().close();
            assertThat(Files.readAllBytes(folder.resolve("journal.damaged-" + n))[3])
                    .isEqualTo((byte) n);
        }
    }

    @Test
    void aStrangersDatabaseIsPutAside() throws Exception {
        try (Connection other = java.sql.DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("journal.db"))) {
            JournalFile.execute(other, "CREATE TABLE apples(n)");
        }
        try (Journal journal = open()) {
            assertThat(journal.opening().began()).isNotNull();
            assertThat(folder.resolve("journal.damaged-1")).exists();
        }
    }

    @Test
    void aFolderThatCannotBeMadeIsSaidInOneLine() throws IOException {
        Files.writeString(folder.resolve("file"), "");
        assertThatThrownBy(() -> open("file/journal.db"))
                .isInstanceOf(JournalUnusableException.class)
                .hasMessageContaining("cannot open the journal")
                .hasMessageContaining("file/journal.db");
    }

    @Test
    void theOldCopyIsPutAsideWhenTheJournalBeginsAgain() {
        try (Journal journal = open()) {
            append(journal, 10);
            beginAgain(journal);
        }
        try (Journal old = open("journal.restored-1")) {
            assertThat(old.read(1, 100)).hasSize(10);
        }
    }

    @Test
    void oneFactCostsAtMostSixThousandBytesOnTheCard() throws IOException {
        try (Journal journal = open()) {
            append(journal, 1);
            SeatState state = SeatState.vacant(START);
            long before = written();
            for (int i = 0; i < 500; i++) {
                journal.append(facts(journal, 1), state);
                journal.confirm(journal.depth().last());
            }
            // what the program hands to the kernel, which makes pages of 4 KiB of it: measured 1,500, of which
            // 1,048 are the one page of a commit; a second page with each would bring 2,500
            assertThat((written() - before) / 500).isLessThan(2_000);
        }
    }

    private static long written() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/io")).stream()
                .filter(line -> line.startsWith("wchar: "))
                .mapToLong(line -> Long.parseLong(line.substring(7)))
                .sum();
    }

    private void copy(String from, String to) throws IOException {
        for (String suffix : List.of("", "-wal")) {
            if (Files.exists(folder.resolve(from + suffix))) {
                Files.copy(
                        folder.resolve(from + suffix),
                        folder.resolve(to + suffix),
                        StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private void truncate(String name, long length) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(folder.resolve(name).toFile(), "rw")) {
            file.setLength(length);
        }
    }
}
