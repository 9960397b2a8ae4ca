package dev.seatline.device.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// One entry, one line, whatever it was made of.
class LogTextTest {
    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r", "\r\n", "\u2028", "\u2029", "\u0085", "\u000B", "\f"})
    void noEndOfALineCanBeginAnotherEntry(String end) {
        assertThat(LogText.of("seen" + end + "2026-11-23T09:00:00 ERROR forged", null))
                .isEqualTo("seen ⏎ 2026-11-23T09:00:00 ERROR forged");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u001B", "\0", "\u202E", "\u2066", "\u200F", "\uFEFF", "\uD800", "\u009B"})
    void whatIsNotSeenOrTurnsLettersRoundBecomesVisible(String hidden) {
        assertThat(LogText.of("a" + hidden + "b", null)).isEqualTo("a\uFFFDb");
    }

    @Test
    void whatPeopleWriteStays() {
        assertThat(LogText.of("席位 S01：<b>\t& “x” 😀", null)).isEqualTo("席位 S01：<b>\t& “x” 😀");
    }

    @Test
    void aLongTextIsCutAndSaysSo() {
        assertThat(LogText.of("x".repeat(LogText.LONGEST), null)).hasSize(LogText.LONGEST);
        assertThat(LogText.of("x".repeat(10_000_000), null))
                .hasSize(LogText.LONGEST + 7)
                .endsWith("x… (cut)");
        assertThat(LogText.of("x" + "😀".repeat(3_000), null)).endsWith("😀… (cut)");
    }

    @Test
    void aFailureTellsItsCauseInTheSameLine() {
        String text = LogText.of("it failed", new IllegalStateException("outer", new IOException("inner\nforged")));
        assertThat(text)
                .startsWith("it failed: java.lang.IllegalStateException: outer ⏎ at ")
                .contains("caused by java.io.IOException: inner ⏎ forged ⏎ at ")
                .doesNotContain("\n");
    }

    @Test
    void aFailureThatIsItsOwnCauseEnds() {
        Exception one = new IOException("one");
        Exception two = new IOException("two", one);
        one.initCause(two);
        assertThat(LogText.of(null, one)).startsWith("java.io.IOException: one").contains("two");
    }

    @Test
    void whatHasTheShapeOfASecretIsMasked() {
        String secret = "0123456789abcdef".repeat(4);
        assertThat(LogText.of("the secret " + secret + " was sent", new IOException(secret)))
                .doesNotContain(secret)
                .contains("the secret «64 hex digits» was sent");
    }
}
