package dev.seatline.device.hardware.rdm6300;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seatline.device.hardware.badge.CardNumber;
import dev.seatline.device.hardware.badge.Chunks;
import dev.seatline.device.hardware.rdm6300.Rdm6300Frames.Form;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/// What becomes of the frames of an RDM6300.
class Rdm6300FramesTest {
    /// 0x0B ^ 0x00 ^ 0x76 ^ 0x27 ^ 0xFD = 0xA7
    private static final String CARD = "\0020B007627FDA7\003";

    private static final String OTHER = "\002010203040501\003";
    private static final long MILLISECOND = 1_000_000;

    private final Rdm6300Frames frames = new Rdm6300Frames(Form.HEX, Duration.ofSeconds(1));

    @Test
    void aFrameIsACardInEveryChunking() {
        String stream = "\377\000" + CARD + "noise\r\n" + OTHER + CARD;
        assertThat(Chunks.ofEveryKind(
                        () -> new Rdm6300Frames(Form.HEX, Duration.ofSeconds(1)),
                        stream.getBytes(ISO_8859_1),
                        7,
                        new Random(1)))
                .allSatisfy(numbers -> assertThat(numbers)
                        .containsExactly(
                                new CardNumber("0B007627FD", 7),
                                new CardNumber("0102030405", 7),
                                new CardNumber("0B007627FD", 7)));
    }

    @Test
    void aWrongChecksumIsRejectedAndCounted() {
        for (int digit = 1; digit <= 12; digit++) {
            for (int value = 0; value < 16; value++) {
                char wrong = "0123456789ABCDEF".charAt(value);
                boolean right = CARD.charAt(digit) == wrong;
                StringBuilder damaged = new StringBuilder(CARD);
                damaged.setCharAt(digit, wrong);
                Rdm6300Frames fresh = new Rdm6300Frames(Form.HEX, Duration.ZERO);
                assertThat(read(fresh, damaged.toString(), 0)).hasSize(right ? 1 : 0);
                assertThat(fresh.rejected()).isEqualTo(right ? 0 : 1);
            }
        }
    }

    @Test
    void anyDamagedByteLosesTheFrameAndNotTheNext() {
        for (int at = 0; at < CARD.length(); at++) {
            for (int value = 0; value < 256; value++) {
                byte[] damaged = (CARD + OTHER).getBytes(ISO_8859_1);
                boolean same = Character.toUpperCase((char) value) == CARD.charAt(at);
                damaged[at] = (byte) value;
                Rdm6300Frames fresh = new Rdm6300Frames(Form.HEX, Duration.ZERO);
                assertThat(Chunks.digits(fresh.read(damaged, damaged.length, 0)))
                        .as("byte %d is %d", at, value)
                        .isEqualTo(same ? List.of("0B007627FD", "0102030405") : List.of("0102030405"));
                assertThat(fresh.rejected() + fresh.noise() == 0).isEqualTo(same);
            }
        }
    }

    @Test
    void aFrameThatIsCutOffGivesWayToTheNext() {
        for (int length = 1; length < CARD.length(); length++) {
            Rdm6300Frames fresh = new Rdm6300Frames(Form.HEX, Duration.ZERO);
            assertThat(read(fresh, CARD.substring(0, length) + CARD, 0)).containsExactly("0B007627FD");
            assertThat(fresh.rejected()).isEqualTo(1);
            assertThat(fresh.noise()).isZero();
        }
    }

    @Test
    void aFrameThatIsTooLongIsNone() {
        assertThat(read(frames, "\0020B007627FDA700\003" + CARD, 0)).containsExactly("0B007627FD");
        assertThat(frames.rejected()).isEqualTo(1);
        assertThat(frames.noise()).as("a zero and the end of the frame").isEqualTo(2);
    }

    @Test
    void noiseIsCountedAndPassedOver() {
        assertThat(read(frames, "abc\003\003\000" + CARD + "xyz", 0)).containsExactly("0B007627FD");
        assertThat(frames.noise()).isEqualTo(9);
        assertThat(frames.rejected()).isZero();
    }

    @Test
    void smallLettersAreTheSameNumber() {
        assertThat(read(frames, CARD.replace("FDA7", "fda7"), 0)).containsExactly("0B007627FD");
    }

    @Test
    void aCardThatStaysIsToldAgainOnceInAWhile() {
        int told = 0;
        for (long at = 0; at < 10_000; at += 65) {
            told += read(frames, CARD, at).size();
        }
        assertThat(told).isEqualTo(10);
        assertThat(read(frames, OTHER, 10_000)).containsExactly("0102030405");
        assertThat(read(frames, CARD, 10_001)).as("another card was between").containsExactly("0B007627FD");
        assertThat(read(frames, CARD, 11_001)).containsExactly("0B007627FD");
    }

    @Test
    void theDecimalFormIsWhatTypingReadersGive() {
        Rdm6300Frames decimal = new Rdm6300Frames(Form.DECIMAL, Duration.ZERO);
        assertThat(read(decimal, CARD, 0)).containsExactly("0007743485");
        assertThat(read(decimal, "\002FFFFFFFFFFFF\003", 0)).containsExactly("4294967295");
        assertThat(read(decimal, "\002550000000055\003", 0)).containsExactly("0000000000");
    }

    @Test
    void nothingIsEverDue() {
        read(frames, CARD.substring(0, 5), 0);
        assertThat(frames.due()).isEmpty();
        assertThat(frames.passed(Long.MAX_VALUE)).isEmpty();
    }

    @Test
    void noBytesMakeItThrowAndCardsAmongThemAreRead() {
        for (int seed = 0; seed < 300; seed++) {
            RandomGenerator random = new Random(seed);
            byte[] garbage = new byte[2_000];
            for (int i = 0; i < garbage.length; i++) {
                garbage[i] = (byte)
                        (random.nextBoolean()
                                ? "\002\0030123456789ABCDEF".charAt(random.nextInt(18))
                                : random.nextInt(256));
            }
            byte[] stream = Arrays.copyOf(garbage, garbage.length + CARD.length());
            System.arraycopy(CARD.getBytes(ISO_8859_1), 0, stream, garbage.length, CARD.length());
            Rdm6300Frames fresh = new Rdm6300Frames(seed % 2 == 0 ? Form.HEX : Form.DECIMAL, Duration.ZERO);
            List<CardNumber> numbers = Chunks.read(fresh, stream, random.nextLong(), () -> random.nextInt(60));
            assertThat(numbers)
                    .as("seed %d", seed)
                    .isNotEmpty()
                    .allSatisfy(card -> assertThat(card.digits()).matches("[0-9A-F]{10}"));
            assertThat(numbers.getLast().digits()).isIn("0B007627FD", "0007743485");
            assertThat(fresh.noise() + fresh.rejected()).isPositive();
        }
    }

    @Test
    void aNegativeTimeIsRefused() {
        assertThatThrownBy(() -> new Rdm6300Frames(Form.HEX, Duration.ofMillis(-1)))
                .hasMessageContaining("0 or more");
    }

    private static List<String> read(Rdm6300Frames frames, String bytes, long millis) {
        return Chunks.digits(frames.read(bytes.getBytes(ISO_8859_1), bytes.length(), millis * MILLISECOND));
    }
}
