package dev.seatline.device.hardware.digits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/// What a text looks like.
class SevenSegmentsTest {
    @Test
    void nothingIsDark() {
        assertThat(drawn("")).isEqualTo("""
                [                ]
                [                ]
                [                ]
                """);
    }

    @Test
    void everyDigitIsDrawn() {
        assertThat(drawn("0123")).isEqualTo("""
                [ _       _   _  ]
                [| |   |  _|  _| ]
                [|_|   | |_   _| ]
                """);
        assertThat(drawn("4567")).isEqualTo("""
                [     _   _   _  ]
                [|_| |_  |_    | ]
                [  |  _| |_|   | ]
                """);
        assertThat(drawn("89")).isEqualTo("""
                [         _   _  ]
                [        |_| |_| ]
                [        |_|  _| ]
                """);
    }

    @Test
    void whatTheSeatSaysIsReadable() {
        assertThat(drawn("FULL")).isEqualTo("""
                [ _              ]
                [|_  | | |   |   ]
                [|   |_| |_  |_  ]
                """);
        assertThat(drawn("HO")).isEqualTo("""
                [             _  ]
                [        |_| | | ]
                [        | | |_| ]
                """);
        assertThat(drawn("12")).isEqualTo("""
                [             _  ]
                [          |  _| ]
                [          | |_  ]
                """);
    }

    @Test
    void aTextStandsToTheRight() {
        assertThat(SevenSegments.of("7").places()).containsExactly(0, 0, 0, 0x07);
        assertThat(SevenSegments.of("7 ").places()).containsExactly(0, 0, 0x07, 0);
        assertThat(SevenSegments.of("H").places()).containsExactly(0, 0, 0, 0x76);
    }

    @Test
    void aPointBelongsToTheCharacterBefore() {
        assertThat(SevenSegments.of("1.2")).isEqualTo(new SevenSegments(List.of(0, 0, 0x86, 0x5B), false));
        assertThat(SevenSegments.of("1,2")).isEqualTo(SevenSegments.of("1.2"));
        assertThat(SevenSegments.of("1.2.3.4.").places()).containsExactly(0x86, 0xDB, 0xCF, 0xE6);
        assertThat(SevenSegments.of(".5").places()).containsExactly(0, 0, 0x80, 0x6D);
        assertThat(SevenSegments.of("..").places()).containsExactly(0, 0, 0x80, 0x80);
    }

    @Test
    void aColonBeforeTheLastTwoIsTheColonOfTheDisplay() {
        assertThat(SevenSegments.of("12:34")).isEqualTo(new SevenSegments(List.of(0x06, 0x5B, 0x4F, 0x66), true));
        assertThat(SevenSegments.of("1:30")).isEqualTo(new SevenSegments(List.of(0, 0x06, 0x4F, 0x3F), true));
        assertThat(SevenSegments.of(":05")).isEqualTo(new SevenSegments(List.of(0, 0, 0x3F, 0x6D), true));
        assertThat(SevenSegments.of("1:3.0.").colon()).isTrue();
        assertThat(SevenSegments.of("1:3"))
                .as("no number that was not meant")
                .isEqualTo(new SevenSegments(List.of(0, 0x06, 0, 0x4F), false));
    }

    @Test
    void whatHasNoSegmentsIsADarkDigit() {
        assertThat(SevenSegments.of("1M休2").places()).containsExactly(0x06, 0, 0, 0x5B);
        assertThat(SevenSegments.of("1😀2").places()).as("one digit dark").containsExactly(0, 0x06, 0, 0x5B);
    }

    @Test
    void whatIsTooLongIsNoPartOfANumber() {
        assertThat(SevenSegments.of("12345").places()).containsExactly(0x40, 0x40, 0x40, 0x40);
        assertThat(SevenSegments.of("x".repeat(100_000)).places()).containsExactly(0x40, 0x40, 0x40, 0x40);
        assertThat(SevenSegments.of("12:345").places()).containsExactly(0x40, 0x40, 0x40, 0x40);
    }

    @Test
    void noTextMakesItThrow() {
        RandomGenerator random = new Random(1);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(8); length > 0; length--) {
                text.append(
                        random.nextBoolean()
                                ? "0189.:,:. HO-".charAt(random.nextInt(13))
                                : (char) random.nextInt(Character.MAX_VALUE + 1));
            }
            assertThat(SevenSegments.of(text.toString()).places())
                    .hasSize(4)
                    .allSatisfy(place -> assertThat(place).isBetween(0, 255));
        }
    }

    @Test
    void anotherNumberOfDigitsIsRefused() {
        assertThatThrownBy(() -> new SevenSegments(List.of(1, 2, 3), false)).hasMessageContaining("found 3");
    }

    /// As it looks, each digit three by three, with a space behind it.
    private static String drawn(String text) {
        StringBuilder drawn = new StringBuilder();
        for (int row = 0; row < 3; row++) {
            drawn.append('[');
            for (int place : SevenSegments.of(text).places()) {
                drawn.append(row == 0 ? " " : lit(place, row == 1 ? 5 : 4, '|'))
                        .append(lit(place, row == 0 ? 0 : 9 - 3 * row, '_'))
                        .append(row == 0 ? " " : lit(place, row == 1 ? 1 : 2, '|'))
                        .append(' ');
            }
            drawn.append("]\n");
        }
        return drawn.toString();
    }

    private static char lit(int place, int segment, char one) {
        return ((place >> segment) & 1) == 1 ? one : ' ';
    }
}
