package dev.seatline.bench.lab.cuts;

import static dev.seatline.bench.lab.cuts.LogOfWrites.SECTOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HonestCutTest {
    private static final int SECTORS = 16;
    private static final int BEFORE = 9;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private Path image;

    @BeforeEach
    void aDisk() throws IOException {
        byte[] content = new byte[SECTORS * SECTOR];
        Arrays.fill(content, (byte) BEFORE);
        image = Files.write(folder.resolve("disk"), content);
    }

    private HonestCut.Outcome after(LogOfWrites log) throws IOException {
        return HonestCut.replay(log.in(folder.resolve("log")), image);
    }

    /// The first byte of a sector, once all of them are found to be the same.
    private int sector(int number) throws IOException {
        byte[] content = Files.readAllBytes(image);
        byte first = content[number * SECTOR];
        for (int i = 0; i < SECTOR; i++) {
            assertThat(content[number * SECTOR + i]).isEqualTo(first);
        }
        return first;
    }

    @Test
    void aWriteWithoutAFlushIsLost() throws IOException {
        HonestCut.Outcome outcome = after(new LogOfWrites().write(3, 2, 1));

        assertThat(sector(3)).isEqualTo(BEFORE);
        assertThat(outcome).isEqualTo(new HonestCut.Outcome(0, 0, 1));
    }

    @Test
    void aFlushKeepsWhatCameBeforeItAndNothingElse() throws IOException {
        HonestCut.Outcome outcome =
                after(new LogOfWrites().write(3, 2, 1).write(8, 1, 2).flush().write(3, 1, 3));

        assertThat(sector(2)).isEqualTo(BEFORE);
        assertThat(sector(3)).isEqualTo(1);
        assertThat(sector(4)).isEqualTo(1);
        assertThat(sector(5)).isEqualTo(BEFORE);
        assertThat(sector(8)).isEqualTo(2);
        assertThat(outcome).isEqualTo(new HonestCut.Outcome(1, 2, 1));
    }

    @Test
    void theLastOfSeveralFlushesCounts() throws IOException {
        HonestCut.Outcome outcome = after(new LogOfWrites()
                .write(1, 1, 1)
                .flush()
                .write(1, 1, 2)
                .flush()
                .write(1, 1, 3)
                .flush()
                .write(1, 1, 4));

        assertThat(sector(1)).isEqualTo(3);
        assertThat(outcome.flushes()).isEqualTo(3);
    }

    @Test
    void aWriteThatAsksForItIsKeptWithoutAFlushAndTakesNothingElseAlong() throws IOException {
        after(new LogOfWrites().write(1, 1, 1).write(2, 1, 2, WriteLog.FUA).write(3, 1, 3));

        assertThat(sector(1)).isEqualTo(BEFORE);
        assertThat(sector(2)).isEqualTo(2);
        assertThat(sector(3)).isEqualTo(BEFORE);
    }

    @Test
    void writesToOnePlaceKeepTheirOrderWhetherTheyWereKeptAtOnceOrByAFlush() throws IOException {
        after(new LogOfWrites()
                .write(1, 1, 1)
                .write(1, 1, 2, WriteLog.FUA)
                .write(2, 1, 3, WriteLog.FUA)
                .write(2, 1, 4)
                .flush());

        assertThat(sector(1)).isEqualTo(2);
        assertThat(sector(2)).isEqualTo(4);
    }

    @Test
    void aFlushThatCarriesDataDoesNotKeepThatData() throws IOException {
        after(new LogOfWrites().write(1, 1, 1).write(2, 1, 2, WriteLog.FLUSH));

        assertThat(sector(1)).isEqualTo(1);
        assertThat(sector(2)).isEqualTo(BEFORE);
    }

    @Test
    void aFlushThatCarriesDataAndAsksForItKeepsBoth() throws IOException {
        after(new LogOfWrites().write(1, 1, 1).write(2, 1, 2, WriteLog.FLUSH | WriteLog.FUA));

        assertThat(sector(1)).isEqualTo(1);
        assertThat(sector(2)).isEqualTo(2);
    }

    @Test
    void whatWasDiscardedIsGoneAfterAFlushOnly() throws IOException {
        after(new LogOfWrites().discard(1, 2).flush().discard(5, 1));

        assertThat(sector(1)).isEqualTo(0);
        assertThat(sector(2)).isEqualTo(0);
        assertThat(sector(3)).isEqualTo(BEFORE);
        assertThat(sector(5)).isEqualTo(BEFORE);
    }

    @Test
    void aMarkMeansNothing() throws IOException {
        HonestCut.Outcome outcome =
                after(new LogOfWrites().mark().write(1, 1, 1).mark().flush().mark());

        assertThat(sector(1)).isEqualTo(1);
        assertThat(outcome).isEqualTo(new HonestCut.Outcome(1, 1, 0));
    }

    @Test
    void aLogThatEndsInAnEntryIsReadUpToThere() throws IOException {
        byte[] whole =
                new LogOfWrites().write(1, 1, 1).flush().write(2, 2, 2).flush().bytes();
        int lastFlush = whole.length - SECTOR;
        for (int end : new int[] {lastFlush + 20, lastFlush, lastFlush - 1, lastFlush - 2 * SECTOR - 7}) {
            aDisk();
            Path log = Files.write(folder.resolve("log"), Arrays.copyOf(whole, end));

            assertThat(WriteLog.read(log).torn()).isTrue();
            HonestCut.replay(log, image);

            assertThat(sector(1)).as("cut at %d", end).isEqualTo(1);
            assertThat(sector(2)).as("cut at %d", end).isEqualTo(BEFORE);
        }
    }

    @Test
    void aTornWriteIsNotKeptEvenIfItAskedForIt() throws IOException {
        byte[] whole = new LogOfWrites().write(2, 2, 2, WriteLog.FUA).bytes();
        Path log = Files.write(folder.resolve("log"), Arrays.copyOf(whole, whole.length - 1));

        HonestCut.Outcome outcome = HonestCut.replay(log, image);

        assertThat(outcome).isEqualTo(new HonestCut.Outcome(0, 0, 0));
        assertThat(sector(2)).isEqualTo(BEFORE);
    }

    @Test
    void entriesThatTheHeadDoesNotTellOfAreNotRead() throws IOException {
        byte[] log =
                new LogOfWrites().write(1, 1, 1).flush().write(2, 1, 2).flush().bytes(2);

        HonestCut.replay(Files.write(folder.resolve("log"), log), image);

        assertThat(sector(1)).isEqualTo(1);
        assertThat(sector(2)).isEqualTo(BEFORE);
    }

    @Test
    void aPlaceThatWasTakenAndNeverFilledEndsTheLog() throws IOException {
        HonestCut.Outcome outcome = after(new LogOfWrites()
                .write(1, 1, 1)
                .flush()
                .entry(0, 0, 0)
                .write(2, 1, 2)
                .flush());

        assertThat(sector(1)).isEqualTo(1);
        assertThat(sector(2)).isEqualTo(BEFORE);
        assertThat(outcome.flushes()).isEqualTo(1);
    }

    @Test
    void aLogThatHasNotBegunChangesNothing() throws IOException {
        for (byte[] log : new byte[][] {{}, new byte[7], new byte[SECTOR], new byte[10 * SECTOR]}) {
            HonestCut.Outcome outcome = HonestCut.replay(Files.write(folder.resolve("log"), log), image);

            assertThat(outcome).isEqualTo(new HonestCut.Outcome(0, 0, 0));
            assertThat(sector(0)).isEqualTo(BEFORE);
        }
    }

    @Test
    void sectorsMayBeLonger() throws IOException {
        after(new LogOfWrites(4096).write(1, 1, 1).flush());

        assertThat(sector(7)).isEqualTo(BEFORE);
        assertThat(sector(8)).isEqualTo(1);
        assertThat(sector(15)).isEqualTo(1);
    }

    @Test
    void aLongWriteArrivesWhole() throws IOException {
        int many = 1_000;
        image = Files.write(folder.resolve("disk"), new byte[many * SECTOR]);

        after(new LogOfWrites().write(0, many, 7).flush());

        assertThat(Files.readAllBytes(image)).hasSize(many * SECTOR).containsOnly(7);
    }

    @Test
    void aWriteBeyondTheDiskIsAMistakeThatIsTold() throws IOException {
        Path log = new LogOfWrites().write(SECTORS - 1, 2, 1).flush().in(folder.resolve("log"));

        assertThatThrownBy(() -> HonestCut.replay(log, image))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("of a disk of " + SECTORS * SECTOR + " bytes");
    }

    @Test
    void somethingElseThanALogIsRefused() throws IOException {
        byte[] text =
                "this is a text and no log of any writes at all".getBytes(java.nio.charset.StandardCharsets.UTF_8);
        Path other = Files.write(folder.resolve("text"), text);
        byte[] sectors = new LogOfWrites().bytes();
        sectors[24] = 3;
        Path odd = Files.write(folder.resolve("odd"), sectors);
        Path many = Files.write(folder.resolve("many"), new LogOfWrites().bytes(Long.MAX_VALUE));
        Path far = new LogOfWrites().entry(-1, 1, 0).in(folder.resolve("far"));

        assertThatThrownBy(() -> WriteLog.read(other)).hasMessageContaining("is no log of writes");
        assertThatThrownBy(() -> WriteLog.read(odd)).hasMessageContaining("512 to 4096 are known");
        assertThatThrownBy(() -> WriteLog.read(many)).hasMessageContaining("entries; at most");
        assertThatThrownBy(() -> WriteLog.read(far)).hasMessageContaining("is damaged: entry 0");
    }

    @Test
    void aDamagedLogIsReadOrRefusedButNeverWritesElsewhere() throws IOException {
        byte[] whole = new LogOfWrites()
                .write(1, 1, 1)
                .flush()
                .discard(2, 3)
                .write(8, 2, 2)
                .flush()
                .bytes();
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 2_000; i++) {
            byte[] damaged = whole.clone();
            for (int k = 0; k < 3; k++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            Path log = Files.write(folder.resolve("log"), damaged);
            try {
                HonestCut.replay(log, image);
            } catch (IOException e) {
                assertThat(e).hasMessageNotContaining("null");
            }
            assertThat(Files.size(image)).isEqualTo(SECTORS * SECTOR);
        }
    }
}
