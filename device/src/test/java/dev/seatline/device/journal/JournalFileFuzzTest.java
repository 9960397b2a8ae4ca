package dev.seatline.device.journal;

import dev.seatline.device.StoredInputs;
import dev.seatline.wire.Envelope;
import dev.seatline.wire.SeatState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Fuzz target: a journal's file with damage anywhere. It is opened, rescued or begun anew, and holds from then on.
///
/// The input is the damage, five bytes each: a place (three bytes, modulo the length of the file), what is done there,
/// and a value. The very first byte says whether the console was closed or cut off from power, with a log.
public class JournalFileFuzzTest {
    private static final int STEP = 5;
    private static final int FACTS = 180;
    private static final int CONFIRMED = 60;

    private static final Image CLOSED = image(true);
    private static final Image CUT_OFF = image(false);

    /// A journal as it lies on the disk. (No record: it holds arrays.)
    private static final class Image {
        private final byte[] file;
        private final byte[] log;

        Image(byte[] file, byte[] log) {
            this.file = file;
            this.log = log;
        }
    }

    /// Before the time of single inputs is taken.
    public static void fuzzerInitialize() throws Throwable {
        StoredInputs.tried(JournalFileFuzzTest.class, JournalFileFuzzTest::fuzzerTestOneInput);
    }

    public static void fuzzerTestOneInput(byte[] input) throws IOException {
        Image image = input.length > 0 && input[0] % 2 != 0 ? CUT_OFF : CLOSED;
        byte[] file = image.file.clone();
        byte[] log = image.log.clone();
        for (int i = 1; i + STEP <= input.length; i += STEP) {
            int place = Byte.toUnsignedInt(input[i]) << 16
                    | Byte.toUnsignedInt(input[i + 1]) << 8
                    | Byte.toUnsignedInt(input[i + 2]);
            byte value = input[i + 4];
            switch (input[i + 3] & 7) {
                case 0 -> file = cut(file, place);
                case 1 -> log = cut(log, place);
                case 2 -> set(log, place, value);
                case 3 -> fill(file, place, value);
                default -> set(file, place, value);
            }
        }
        Path folder = OpenedJournal.folder();
        try {
            Path journal = Files.write(folder.resolve("journal.db"), file);
            if (log.length > 0) {
                Path ignored = Files.write(folder.resolve("journal.db-wal"), log);
            }
            OpenedJournal.holds(journal);
        } finally {
            OpenedJournal.delete(folder);
        }
    }

    @TestFactory
    Stream<DynamicTest> storedDamageIsSurvived() throws IOException {
        return StoredInputs.each(JournalFileFuzzTest.class, JournalFileFuzzTest::fuzzerTestOneInput);
    }

    private static byte[] cut(byte[] bytes, int place) {
        return Arrays.copyOf(bytes, place % (bytes.length + 1));
    }

    private static void set(byte[] bytes, int place, byte value) {
        if (bytes.length > 0) {
            bytes[place % bytes.length] = value;
        }
    }

    /// As when a block of the card was never written.
    private static void fill(byte[] bytes, int place, byte value) {
        if (bytes.length > 0) {
            int from = place % bytes.length / 512 * 512;
            Arrays.fill(bytes, from, Math.min(from + 512, bytes.length), value);
        }
    }

    private static Image image(boolean closed) {
        try {
            Path folder = OpenedJournal.folder();
            Path file = folder.resolve("journal.db");
            Path log = folder.resolve("journal.db-wal");
            Image image;
            try (SqliteJournal journal = SqliteJournal.open(file, 50, new SplittableRandom(42), OpenedJournal.START)) {
                SeatState state = journal.opening().state();
                for (int i = 0; i < FACTS; i++) {
                    Envelope fact = OpenedJournal.more(
                                    journal.opening().journal(), journal.depth().last())
                            .getFirst();
                    state = state.after(fact.fact(), fact.wall());
                    journal.append(List.of(fact), state);
                    if (i == FACTS / 2) {
                        // the facts after it know of it
                        journal.confirm(CONFIRMED);
                    }
                }
                image = new Image(Files.readAllBytes(file), Files.readAllBytes(log));
            }
            if (closed) {
                image = new Image(Files.readAllBytes(file), new byte[0]);
            }
            OpenedJournal.delete(folder);
            return image;
        } catch (IOException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}
