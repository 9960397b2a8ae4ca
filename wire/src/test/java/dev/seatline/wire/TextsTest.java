package dev.seatline.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextsTest {
    private static final String RARE = "\uD842\uDFB7";

    @Test
    void aRareCharacterIsNeverCutInTwo() {
        assertThat(Texts.shortened("x".repeat(59) + RARE + "y")).isEqualTo("x".repeat(59) + "…");
        assertThat(Texts.shortened("x".repeat(58) + RARE + "y")).isEqualTo("x".repeat(58) + RARE + "…");
    }

    @Test
    void whatIsShortStaysAndWhatControlsATerminalDoesNot() {
        assertThat(Texts.shortened("x".repeat(60))).isEqualTo("x".repeat(60));
        assertThat(Texts.shortened("a\nb")).isEqualTo("a?b");
    }
}
