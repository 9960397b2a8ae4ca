package dev.seatline.device.hardware.rdm6300;

import dev.seatline.device.StoredInputs;
import dev.seatline.device.hardware.badge.CardNumber;
import dev.seatline.device.hardware.rdm6300.Rdm6300Frames.Form;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Fuzz target: any bytes from the serial line of an RDM6300. Card numbers come out, or nothing, however they
/// are cut, and whatever was no number is counted.
///
/// The first byte says which form (1), and how long the chunks are (the rest).
public class Rdm6300FramesFuzzTest {
    private static final int FRAME = 14;

    /// Before the time of single inputs is taken.
    public static void fuzzerInitialize() throws Throwable {
        StoredInputs.tried(Rdm6300FramesFuzzTest.class, Rdm6300FramesFuzzTest::fuzzerTestOneInput);
    }

    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length == 0) {
            return;
        }
        Form form = (input[0] & 1) == 0 ? Form.HEX : Form.DECIMAL;
        int each = 1 + (Byte.toUnsignedInt(input[0]) >> 1);
        Rdm6300Frames frames = new Rdm6300Frames(form, Duration.ZERO);
        List<CardNumber> whole = read(frames, input, input.length);
        List<CardNumber> parts = read(new Rdm6300Frames(form, Duration.ZERO), input, each);
        check(whole.equals(parts), "other numbers in other chunks");
        for (CardNumber card : whole) {
            check(card.digits().matches(form == Form.HEX ? "[0-9A-F]{10}" : "[0-9]{10}"), "a number that is none");
        }
        long accounted = (long) FRAME * (whole.size() + frames.rejected()) + frames.noise();
        check(accounted >= input.length - FRAME, "bytes that were neither read nor counted");
    }

    /// Beginning with the second byte.
    private static List<CardNumber> read(Rdm6300Frames frames, byte[] input, int each) {
        List<CardNumber> numbers = new ArrayList<>();
        byte[] chunk = new byte[each];
        for (int from = 1; from < input.length; from += each) {
            int length = Math.min(each, input.length - from);
            System.arraycopy(input, from, chunk, 0, length);
            numbers.addAll(frames.read(chunk, length, 1));
        }
        return numbers;
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }

    @TestFactory
    Stream<DynamicTest> storedInputsAreReadOrCounted() throws IOException {
        return StoredInputs.each(Rdm6300FramesFuzzTest.class, Rdm6300FramesFuzzTest::fuzzerTestOneInput);
    }
}
