package dev.seatline.bench.lab.cuts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredFactsTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void theJournalOfTheFirstBootHoldsSomebodyWhoIsReady() throws SQLException {
        Path file = folder.resolve("journal.db");
        JournalDisk.signIn(file, new SplittableRandom(1));

        StoredFacts facts = StoredFacts.read(file);

        assertThat(facts.rows().stream().map(StoredFacts.Row::sequence)).containsExactly(1L, 2L, 3L, 4L);
        assertThat(facts.rows().stream().map(StoredFacts.Row::declared))
                .containsExactly(
                        Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(HandWords.Colour.GREEN));
        assertThat(facts.rows().get(2).text()).contains("signed-in");
    }

    @Test
    void aFileThatIsNoJournalIsToldToBeNone() throws IOException {
        Path file = folder.resolve("journal.db");
        Files.writeString(
                file, "no database at all, but long enough to have a header of one".repeat(20), StandardCharsets.UTF_8);

        assertThatThrownBy(() -> StoredFacts.read(file)).isInstanceOf(SQLException.class);
    }

    @Test
    void anEmptyFileIsNoJournalEither() throws IOException {
        Path file = Files.createFile(folder.resolve("journal.db"));

        assertThatThrownBy(() -> StoredFacts.read(file)).isInstanceOf(SQLException.class);
    }
}
