package dev.seatline.device.journal;

import static dev.seatline.device.journal.JournalContract.START;
import static dev.seatline.device.journal.JournalContract.append;
import static dev.seatline.device.journal.SqliteJournalTest.begun;
import static dev.seatline.device.journal.SqliteJournalTest.rescued;
import static org.assertj.core.api.Assertions.assertThat;

import dev.seatline.wire.Envelope;
import dev.seatline.wire.Fact;
import dev.seatline.wire.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Journals whose pages are good and whose rows are not: what is found, and what is carried over.
final class DamagedRowsTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private final SplittableRandom random = new SplittableRandom(42);

    private SqliteJournal open(String name) {
        return SqliteJournal.open(folder.resolve(name), JournalContract.KEPT, random, START);
    }

    @Test
    void aRescueAsksTheFactsWhatTheHubConfirmedWhenMetaCannotBeRead() throws Exception {
        List<Fact> unconfirmed = crashedAfterConfirms();
        int n = 0;
        for (String cursor : List.of("x", "-1", "", "99999999999999999999", "100000")) {
            String name = "cursor" + n++ + ".db";
            Files.copy(folder.resolve("journal.db"), folder.resolve(name));
            Files.copy(folder.resolve("journal.db-wal"), folder.resolve(name + "-wal"));
            damage(name, "UPDATE meta SET value='" + cursor + "' WHERE name='CONFIRMED'");
            try (Journal journal = open(name)) {
                assertThat(begun(journal).cause()).isEqualTo(Fact.JournalCause.DAMAGED);
                assertThat(rescued(journal)).as("with the cursor " + cursor).isEqualTo(unconfirmed);
            }
        }
    }

    @Test
    void aRescueAsksTheFactsWhatTheHubConfirmedSinceMetaWasWritten() throws Exception {
        List<Fact> unconfirmed = crashedAfterConfirms();
        damage("journal.db", "UPDATE fact SET body='{' WHERE sequence=250");
        try (Journal journal = open("journal.db")) {
            List<Fact> expected = new ArrayList<>(unconfirmed);
            expected.remove(unconfirmed.size() - 51);
            assertThat(rescued(journal)).isEqualTo(expected);
            assertThat(begun(journal).detail()).contains("at least 1 are missing");
        }
    }

    @Test
    void aJournalWithoutItsIdKeepsItsFactsInTheNewOne() throws Exception {
        List<Fact> unconfirmed = crashedAfterConfirms();
        damage("journal.db", "DELETE FROM meta");
        try (Journal journal = open("journal.db")) {
            assertThat(begun(journal).previous()).isNull();
            assertThat(rescued(journal)).isEqualTo(unconfirmed);
        }
    }

    /// A console that was away for long: its facts know of no confirm, and most are confirmed and forgotten since.
    @Test
    void factsThatKnowOfNoConfirmAreCarriedHoweverManyWereForgottenBeforeThem() throws Exception {
        List<Fact> written;
        try (Journal journal = open("journal.db")) {
            written = append(journal, 5).stream().map(Envelope::fact).toList();
        }
        damage("journal.db", "UPDATE fact SET sequence=sequence+200000, confirmed=0");
        change("journal.db", connection -> JournalFile.execute(connection, "DELETE FROM meta WHERE name='CONFIRMED'"));
        try (Journal journal = open("journal.db")) {
            assertThat(rescued(journal)).isEqualTo(written);
            assertThat(begun(journal).detail())
                    .contains("5 facts carried over, the last was 200005, at least 0 are missing");
        }
    }

    /// A cursor too high would lose facts, so that one fact alone is not believed against the others.
    @Test
    void oneFactThatTellsOfTooManyConfirmsDoesNotLoseTheOthers() throws Exception {
        List<Fact> unconfirmed = crashedAfterConfirms();
        damage("journal.db", "UPDATE fact SET confirmed=269 WHERE sequence=270");
        try (Journal journal = open("journal.db")) {
            assertThat(begun(journal).detail()).contains("fact 270 knows 269 to be confirmed, the last one only 150");
            assertThat(rescued(journal)).isEqualTo(unconfirmed);
        }
    }

    /// A journal of 300 facts, of which `meta` knows 20 to be confirmed and the later facts 150, as a power cut
    /// leaves it.
    ///
    /// @return the facts not confirmed
    private List<Fact> crashedAfterConfirms() throws IOException {
        try (Journal journal = open("first.db")) {
            append(journal, 20);
            journal.confirm(20);
        }
        List<Fact> unconfirmed;
        try (Journal journal = open("first.db")) {
            append(journal, 180);
            journal.confirm(150);
            append(journal, 100);
            Files.copy(folder.resolve("first.db"), folder.resolve("journal.db"));
            Files.copy(folder.resolve("first.db-wal"), folder.resolve("journal.db-wal"));
            unconfirmed = journal.read(151, 1_000).stream().map(Envelope::fact).toList();
        }
        return unconfirmed;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "confirmed=3",
                "confirmed=-1",
                "confirmed=NULL",
                "confirmed=0.5",
                "confirmed='some'",
                "console=NULL",
                "console=x'433031'",
                "console=''",
                "console='C/#'",
                "boot=NULL",
                "boot=''",
                "boot=7",
                "boot=x'00'",
                "boot=zeroblob(17)",
                "elapsedMillis=NULL",
                "elapsedMillis=-1",
                "elapsedMillis=1.5",
                "elapsedMillis='long'",
                "wall=NULL",
                "wall='yesterday'",
                "wall=''",
                "wall=1.5",
                "wall=253402300800000",
                "wall=-62167219200001",
                "wall=9223372036854775807",
                "wall='+10000-01-01T00:00:00Z'",
                "trusted=NULL",
                "trusted=2",
                "trusted='yes'",
                "body=NULL",
                "body=7",
                "body='{\"kind\":\"hand-raised\"}'",
                "body=x''",
                "body=x'7b7d'",
                "body=x'ff'",
            })
    void aColumnThatHoldsWhatNoConsoleWritesCostsThatFactAlone(String damage) throws Exception {
        List<Fact> written;
        try (Journal journal = open("journal.db")) {
            written = new ArrayList<>(
                    append(journal, 5).stream().map(Envelope::fact).toList());
        }
        damage("journal.db", "UPDATE fact SET " + damage + " WHERE sequence=3");
        try (Journal journal = open("journal.db")) {
            assertThat(begun(journal).cause()).isEqualTo(Fact.JournalCause.DAMAGED);
            written.remove(2);
            assertThat(rescued(journal)).isEqualTo(written);
        }
    }

    @Test
    void aJournalOfAnEarlierFormatIsNamedAndPutAside() throws Exception {
        Settings settings =
                new Settings(7, List.of(), List.of(), Settings.NONE.reasons(), Settings.NONE.breakTypes(), 60, 5);
        try (Journal journal = open("journal.db")) {
            append(journal, 5);
            journal.keep(settings);
        }
        change("journal.db", connection -> {
            JournalFile.execute(connection, "PRAGMA application_id=" + 0x534C4A31);
            JournalFile.execute(connection, "DROP TABLE fact");
            JournalFile.execute(connection, "CREATE TABLE fact(sequence INTEGER PRIMARY KEY, body BLOB NOT NULL)");
            JournalFile.execute(connection, "INSERT INTO fact VALUES(1, x'7b7d')");
        });
        try (Journal journal = open("journal.db")) {
            assertThat(journal.opening().damage())
                    .startsWith("journal.damaged-1: ")
                    .endsWith("the file is no journal as this console writes it: its mark is SLJ1, not SLJ2");
            assertThat(journal.opening().settings()).isEqualTo(settings);
            append(journal, 1);
        }
        assertThat(folder.resolve("journal.damaged-1")).exists();
    }

    private interface Change {
        void on(Connection connection) throws SQLException;
    }

    private void change(String name, Change change) throws SQLException {
        try (Connection connection = JournalFile.connect(folder.resolve(name))) {
            change.on(connection);
        }
    }

    /// Changes rows as damage would, whatever the schema allows.
    private void damage(String name, String sql) throws SQLException {
        change(name, connection -> {
            JournalFile.execute(
                    connection,
                    "CREATE TABLE any(sequence INTEGER PRIMARY KEY, confirmed, console, boot,"
                            + " elapsedMillis, wall, trusted, body)");
            JournalFile.execute(connection, "INSERT INTO any SELECT * FROM fact");
            JournalFile.execute(connection, "DROP TABLE fact");
            JournalFile.execute(connection, "ALTER TABLE any RENAME TO fact");
            JournalFile.execute(connection, sql);
        });
    }
}
