package dev.seatline.bench.measure.backlog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seatline.device.Console;
import dev.seatline.device.journal.SqliteJournal;
import dev.seatline.wire.ConsoleId;
import dev.seatline.wire.PersonId;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilledJournalTest {
    @TempDir
    Path folder = Path.of("");

    @Test
    void aConsoleFindsAJournalThatNobodyHasConfirmed() {
        PersonId agent = new PersonId("P0001");
        FilledJournal.fill(folder, new ConsoleId("C0001"), agent, 2_500, new Random(1));

        try (SqliteJournal found = SqliteJournal.open(Console.journalFile(folder), 1, new Random(2), Instant.EPOCH)) {
            assertThat(found.depth().last()).isEqualTo(2_500);
            assertThat(found.depth().backlog()).isEqualTo(2_500);
            assertThat(found.opening().damage()).isEmpty();
            assertThat(found.opening().state().agent()).isEqualTo(agent);
        }
    }
}
