package dev.seatline.device.hardware.keyboard;

import dev.seatline.device.StoredInputs;
import dev.seatline.device.hardware.badge.CardNumber;
import dev.seatline.device.hardware.keyboard.KeyboardSettings.Ending;
import dev.seatline.device.hardware.keyboard.KeyboardSettings.Layout;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Fuzz target: any bytes as the events of a typing reader. Card numbers come out, or nothing, however they
/// are cut.
///
/// The first byte says which layout (1) and which ending (2), and how long the chunks are (the rest).
public class KeyboardReaderFuzzTest {
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final long NOW = 5_000_000_000L;

    /// Before the time of single inputs is taken.
    public static void fuzzerInitialize() throws Throwable {
        StoredInputs.tried(KeyboardReaderFuzzTest.class, KeyboardReaderFuzzTest::fuzzerTestOneInput);
    }

    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length == 0) {
            return;
        }
        Layout layout = (input[0] & 1) == 0 ? Layout.BITS_64 : Layout.BITS_32;
        Ending ending = (input[0] & 2) == 0 ? Ending.ENTER : Ending.PAUSE;
        int each = 1 + (Byte.toUnsignedInt(input[0]) >> 2);
        KeyboardSettings settings = new KeyboardSettings(layout, ending, PAUSE, 4, 16);
        List<CardNumber> whole = read(new KeyboardReader(settings), input, input.length);
        List<CardNumber> parts = read(new KeyboardReader(settings), input, each);
        check(whole.equals(parts), "other numbers in other chunks");
        for (CardNumber card : whole) {
            check(card.digits().matches("[0-9A-F]{4,16}"), "a number that is none");
            check(!card.toString().contains(card.digits()), "a number that shows itself");
        }
    }

    /// Beginning with the second byte.
    private static List<CardNumber> read(KeyboardReader reader, byte[] input, int each) {
        List<CardNumber> numbers = new ArrayList<>();
        byte[] chunk = new byte[each];
        for (int from = 1; from < input.length; from += each) {
            int length = Math.min(each, input.length - from);
            System.arraycopy(input, from, chunk, 0, length);
            numbers.addAll(reader.read(chunk, length, NOW));
            check(
                    reader.due().isEmpty() || reader.due().getAsLong() <= NOW + PAUSE.toNanos(),
                    "due later than a pause from now");
        }
        numbers.addAll(reader.passed(NOW + PAUSE.toNanos()));
        check(reader.due().isEmpty(), "due after a pause");
        return numbers;
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }

    @TestFactory
    Stream<DynamicTest> storedInputsAreReadOrPassedOver() throws IOException {
        return StoredInputs.each(KeyboardReaderFuzzTest.class, KeyboardReaderFuzzTest::fuzzerTestOneInput);
    }
}
