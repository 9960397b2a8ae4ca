package dev.seatline.device.hardware.keyboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seatline.device.hardware.badge.CardNumber;
import dev.seatline.device.hardware.badge.Chunks;
import dev.seatline.device.hardware.keyboard.KeyboardSettings.Ending;
import dev.seatline.device.hardware.keyboard.KeyboardSettings.Layout;
import dev.seatline.wire.SiteKey;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What becomes of a typing reader's events.
class KeyboardReaderTest {
    private static final long MILLISECOND = 1_000_000;

    private final KeyboardReader reader = new KeyboardReader(KeyboardSettings.USUAL);
    private final KeyboardReader pausing = new KeyboardReader(settings(Layout.BITS_64, Ending.PAUSE));

    @ParameterizedTest
    @EnumSource
    void aNumberAndEnterAreACardInEveryChunking(Layout layout) {
        Typed typed = new Typed(layout).at(5_000).digits("0007743165").key(Typed.ENTER);
        typed.at(6_000).digits("04A2B3C4D5E6F0").key(Typed.ENTER);
        assertThat(Chunks.ofEveryKind(
                        () -> new KeyboardReader(settings(layout, Ending.ENTER)),
                        typed.bytes(),
                        typed.now() * MILLISECOND,
                        new Random(1)))
                .allSatisfy(numbers -> assertThat(numbers)
                        .containsExactly(
                                new CardNumber("0007743165", 5_042 * MILLISECOND),
                                new CardNumber("04A2B3C4D5E6F0", 6_058 * MILLISECOND)));
    }

    @ParameterizedTest
    @EnumSource
    void aNumberAndAPauseAreACardInEveryChunking(Layout layout) {
        Typed typed = new Typed(layout).at(5_000).digits("0007743165");
        typed.at(5_300).digits("0001112223");
        typed.at(5_600).digits("12345");
        assertThat(Chunks.ofEveryKind(
                        () -> new KeyboardReader(settings(layout, Ending.PAUSE)),
                        typed.bytes(),
                        typed.now() * MILLISECOND,
                        new Random(2)))
                .allSatisfy(numbers -> assertThat(Chunks.digits(numbers)).containsExactly("0007743165", "0001112223"));
    }

    @Test
    void withoutEnterThePauseIsDueAndEndsTheNumber() {
        Typed typed = new Typed(Layout.BITS_64).at(1_000).digits("0007743165");
        assertThat(given(pausing, typed)).isEmpty();
        assertThat(pausing.due()).hasValue(1_238 * MILLISECOND);
        assertThat(pausing.passed(1_238 * MILLISECOND - 1)).isEmpty();
        assertThat(pausing.passed(1_238 * MILLISECOND))
                .containsExactly(new CardNumber("0007743165", 1_038 * MILLISECOND));
        assertThat(pausing.due()).isEmpty();
        assertThat(pausing.passed(9_000 * MILLISECOND)).isEmpty();
    }

    @Test
    void whereAPauseEndsNumbersEnterDoesSoToo() {
        Typed typed = new Typed(Layout.BITS_64).at(1_000).digits("0007743165").key(Typed.ENTER);
        assertThat(given(pausing, typed)).containsExactly("0007743165");
        assertThat(pausing.due()).isEmpty();
    }

    @Test
    void whereEnterEndsNumbersHalfANumberIsNone() {
        given(reader, new Typed(Layout.BITS_64).at(1_000).digits("00077"));
        assertThat(reader.due()).isPresent();
        assertThat(reader.passed(1_500 * MILLISECOND)).isEmpty();
        Typed rest = new Typed(Layout.BITS_64).at(2_000).digits("0001112223").key(Typed.ENTER);
        assertThat(given(reader, rest)).containsExactly("0001112223");
        assertThat(reader.rejected()).isEqualTo(1);
    }

    @Test
    void tabAndTheKeypadEndNumbersToo() {
        Typed typed = new Typed(Layout.BITS_64).digits("12345").key(Typed.TAB);
        for (int key : new int[] {82, 79, 80, 81, 75, 76, 77, 71, 72, 73}) {
            typed.key(key);
        }
        typed.key(Typed.KEYPAD_ENTER);
        assertThat(given(reader, typed)).containsExactly("12345", "0123456789");
    }

    @Test
    void lettersAreUpperCaseWithAndWithoutShift() {
        Typed typed = new Typed(Layout.BITS_64).digits("12AB").press(Typed.LEFT_SHIFT);
        typed.digits("CDEF").release(Typed.LEFT_SHIFT).digits("34").key(Typed.ENTER);
        assertThat(given(reader, typed)).containsExactly("12ABCDEF34");
    }

    @Test
    void aSignInsteadOfADigitSpoilsTheNumber() {
        Typed typed = new Typed(Layout.BITS_64).digits("1234").press(Typed.LEFT_SHIFT);
        typed.digits("5").release(Typed.LEFT_SHIFT).digits("678").key(Typed.ENTER);
        typed.digits("12").key(Typed.KEY_G).digits("345678").key(Typed.ENTER);
        typed.digits("9999").key(Typed.SPACE).digits("8888").key(Typed.ENTER);
        assertThat(given(reader, typed)).containsExactly("99998888");
        assertThat(reader.rejected()).isEqualTo(2);
    }

    @Test
    void aKeyThatRepeatsByItselfWasPressedOnce() {
        Typed typed = new Typed(Layout.BITS_64).digits("123").press(Typed.code('4'));
        typed.repeat(Typed.code('4'))
                .repeat(Typed.code('4'))
                .release(Typed.code('4'))
                .key(Typed.ENTER);
        assertThat(given(reader, typed)).containsExactly("1234");
    }

    @Test
    void aBadgeWithDroppedEventsIsDiscardedAsAWhole() {
        Typed typed = new Typed(Layout.BITS_64)
                .digits("00077")
                .dropped()
                .digits("43165")
                .key(Typed.ENTER);
        typed.at(1_000).digits("0001112223").key(Typed.ENTER);
        assertThat(given(reader, typed)).containsExactly("0001112223");
        assertThat(reader.rejected()).isEqualTo(1);
    }

    @Test
    void aShiftThatWasLetGoAmongDroppedEventsIsNotHeldForEver() {
        Typed typed = new Typed(Layout.BITS_64).press(Typed.LEFT_SHIFT).dropped();
        typed.at(1_000).digits("0001112223").key(Typed.ENTER);
        assertThat(given(reader, typed)).containsExactly("0001112223");
    }

    @Test
    void tooShortAndTooLongIsNoNumber() {
        Typed typed = new Typed(Layout.BITS_64).digits("123").key(Typed.ENTER);
        typed.digits("1".repeat(33)).key(Typed.ENTER).key(Typed.ENTER);
        typed.digits("1".repeat(32)).key(Typed.ENTER);
        assertThat(given(reader, typed)).containsExactly("1".repeat(32));
        assertThat(reader.rejected()).as("Enter alone is nothing at all").isEqualTo(2);
    }

    @Test
    void withTheWallClockTheTimeOfReadingCounts() {
        Typed typed = new Typed(Layout.BITS_64).at(1_795_000_000_000L).digits("0007743165");
        assertThat(pausing.read(typed.bytes(), typed.bytes().length, 500 * MILLISECOND))
                .isEmpty();
        assertThat(pausing.due()).hasValue(700 * MILLISECOND);
        assertThat(pausing.passed(700 * MILLISECOND)).containsExactly(new CardNumber("0007743165", 500 * MILLISECOND));
    }

    @Test
    void whatIsReadCanBecomeACode() {
        Typed typed = new Typed(Layout.BITS_64).digits("04A2B3").key(Typed.ENTER);
        SiteKey key = SiteKey.ofHex("12".repeat(32));
        assertThat(given(reader, typed))
                .singleElement()
                .satisfies(number -> assertThat(key.code(number)).isEqualTo(key.code("04a2b3")));
    }

    @Test
    void aCardNumberDoesNotShowItself() {
        assertThat(new CardNumber("0007743165", 1)).hasToString("CardNumber[10 digits]");
    }

    @Test
    void noBytesMakeItThrow() {
        for (int seed = 0; seed < 300; seed++) {
            RandomGenerator random = new Random(seed);
            Ending ending = seed % 2 == 0 ? Ending.ENTER : Ending.PAUSE;
            Layout layout = seed / 2 % 2 == 0 ? Layout.BITS_64 : Layout.BITS_32;
            KeyboardReader any = new KeyboardReader(settings(layout, ending));
            byte[] garbage = new byte[4_000];
            random.nextBytes(garbage);
            for (int at = 0; seed % 3 > 0 && at + layout.eventBytes() <= garbage.length; at += layout.eventBytes()) {
                int kind = at + layout.eventBytes() - 8;
                garbage[kind] = (byte) random.nextInt(2); // many keys, some reports
                garbage[kind + 1] = 0;
                garbage[kind + 2] = (byte) random.nextInt(100);
                garbage[kind + 3] = 0;
            }
            assertThatCode(() -> {
                        for (CardNumber card : Chunks.read(any, garbage, random.nextLong(), () -> random.nextInt(60))) {
                            assertThat(card.digits()).matches("[0-9A-F]{4,32}");
                        }
                        any.passed(random.nextLong());
                    })
                    .as("seed %d", seed)
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void settingsOutOfRangeAreToldWithTheRange() {
        assertThatThrownBy(() -> new KeyboardSettings(Layout.BITS_64, Ending.PAUSE, Duration.ofMillis(5), 4, 32))
                .hasMessageContaining("20 to 2000 ms");
        assertThatThrownBy(() -> new KeyboardSettings(Layout.BITS_64, Ending.PAUSE, Duration.ofMillis(50), 4, 65))
                .hasMessageContaining("1 to 64")
                .hasMessageContaining("4 to 65");
    }

    private static KeyboardSettings settings(Layout layout, Ending ending) {
        return new KeyboardSettings(layout, ending, Duration.ofMillis(200), 4, 32);
    }

    private static List<String> given(KeyboardReader reader, Typed typed) {
        byte[] bytes = typed.bytes();
        return Chunks.digits(reader.read(bytes, bytes.length, typed.now() * MILLISECOND));
    }
}
