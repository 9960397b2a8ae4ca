package dev.seatline.device.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seatline.wire.Envelope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A copy is the journal as it was at one moment, whatever is recorded while it is taken.
final class JournalCopyTest {
    /// More than one piece of a copy.
    private static final int MANY = 8_000;
    private static final int PIECE = 256 * 1024;
    /// So many fill the log, which is carried into the file and begins anew.
    private static final int LOG_BEGINS_ANEW = 6_000;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private final SplittableRandom random = new SplittableRandom(42);

    private SqliteJournal open(String name) {
        return SqliteJournal.open(folder.resolve(name), 1_000_000, random, JournalContract.START);
    }

    @Test
    void factsThatComeWhileTheCopyIsTakenAreInItOrNotButNeverInPart() throws IOException {
        Path to = folder.resolve("copy.db");
        try (SqliteJournal journal = open("journal.db")) {
            JournalContract.append(journal, MANY);
            JournalContent content = journal.copyTo(to, (_, _) -> {
                for (int i = 0; i < 300; i++) {
                    JournalContract.append(journal, 3);
                }
            });
            assertThat(content.last()).isBetween((long) MANY, journal.depth().last());
            assertThat(content.journal()).isEqualTo(journal.opening().journal().text());
            holdsTheBeginningOf(journal, to, content);
            JournalContract.append(journal, 20_000);
            assertThat(Files.size(folder.resolve("journal.db-wal")))
                    .as("the log is carried into the file again")
                    .isLessThan(2_000_000);
        }
    }

    @Test
    void aCopyOfAnotherProcessIsTriedAgainWhenTheLogBeganAnewMeanwhile() throws IOException {
        Path to = folder.resolve("copy.db");
        List<Integer> pieces = new ArrayList<>();
        try (SqliteJournal journal = open("journal.db")) {
            JournalContract.append(journal, MANY);
            JournalContent content = JournalCopy.take(folder.resolve("journal.db"), to, (_, _) -> {
                pieces.add(1);
                if (pieces.size() <= 3) {
                    JournalContract.append(journal, LOG_BEGINS_ANEW);
                }
            });
            assertThat(content.last()).isEqualTo(MANY + 3 * LOG_BEGINS_ANEW);
            holdsTheBeginningOf(journal, to, content);
        }
    }

    @Test
    void aJournalThatNeverStandsStillIsNotCopied() {
        Path to = folder.resolve("copy.db");
        try (SqliteJournal journal = open("journal.db")) {
            JournalContract.append(journal, 100);
            assertThatThrownBy(() -> JournalCopy.take(folder.resolve("journal.db"), to, (bytes, _) -> {
                        if (bytes <= PIECE) {
                            JournalContract.append(journal, LOG_BEGINS_ANEW);
                        }
                    }))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("try again later");
            assertThat(to).doesNotExist();
        }
    }

    @Test
    void aStoppedJournalAndOneThatLostItsPowerAreCopiedWhole() throws IOException {
        try (SqliteJournal journal = open("journal.db")) {
            JournalContract.append(journal, 30);
            // as a power cut leaves it: with its log
            Files.copy(folder.resolve("journal.db"), folder.resolve("cut.db"));
            Files.copy(folder.resolve("journal.db-wal"), folder.resolve("cut.db-wal"));
        }
        for (String name : List.of("journal.db", "cut.db")) {
            Path to = folder.resolve("copy-of-" + name);
            assertThat(JournalCopy.take(folder.resolve(name), to, (_, _) -> {}).last())
                    .isEqualTo(30);
            assertThat(to.resolveSibling(to.getFileName() + "-wal")).doesNotExist();
        }
    }

    @Test
    void theJournalKeepsTheLocksOnItsFileSoThatNoToolWritesToIt() throws IOException {
        Path file = folder.resolve("journal.db");
        try (SqliteJournal journal = open("journal.db")) {
            JournalContract.append(journal, 3);
            String before = locks(file);
            assertThat(before).isNotEmpty();
            journal.copyTo(folder.resolve("copy.db"), (_, _) -> {});
            journal.copyTo(folder.resolve("copy.db"), (_, _) -> {});
            assertThat(locks(file)).isEqualTo(before);
        }
    }

    @Test
    void whatIsNoSoundJournalIsNoCopy() throws IOException {
        Path file = folder.resolve("journal.db");
        Files.write(file, new byte[10_000]);
        assertThatThrownBy(() -> JournalCopy.take(file, folder.resolve("copy.db"), (_, _) -> {}))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("not sound");
    }

    private void holdsTheBeginningOf(SqliteJournal journal, Path copy, JournalContent content) {
        List<Envelope> copied;
        try (SqliteJournal opened = open(copy.getFileName().toString())) {
            assertThat(opened.opening().damage()).isEmpty();
            assertThat(opened.depth().last()).isEqualTo(content.last());
            copied = opened.read(1, 100_000);
        }
        assertThat(copied).isEqualTo(journal.read(1, (int) content.last()));
    }

    /// What the kernel says about locks on a file.
    private static String locks(Path file) throws IOException {
        String inode = ":" + Files.getAttribute(file, "unix:ino") + " ";
        return String.join(
                "\n",
                Files.readAllLines(Path.of("/proc/locks")).stream()
                        .filter(line -> line.contains(inode))
                        .map(line -> line.replaceFirst("^\\d+: ", ""))
                        .sorted()
                        .toList());
    }
}
