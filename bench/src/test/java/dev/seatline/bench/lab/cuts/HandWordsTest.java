package dev.seatline.bench.lab.cuts;

import static dev.seatline.bench.lab.cuts.HandWords.Colour.GREEN;
import static dev.seatline.bench.lab.cuts.HandWords.Colour.RED;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class HandWordsTest {
    @Test
    void whatTheHandSaysIsHeard() {
        HandWords heard = HandWords.heard(List.of(
                "lab: up after 3.51 s",
                HandWords.ready(GREEN),
                HandWords.press(1),
                "INFO ConsoleCommand: something",
                HandWords.answered(1, RED),
                HandWords.press(2),
                HandWords.answered(2, GREEN),
                HandWords.press(3)));

        assertThat(heard).isEqualTo(new HandWords(GREEN, 3, List.of(RED, GREEN), ""));
    }

    @Test
    void aLineThatTheCutShortenedIsNotCounted() {
        HandWords heard = HandWords.heard(List.of(
                HandWords.ready(GREEN),
                HandWords.press(1),
                HandWords.answered(1, RED).substring(0, 20),
                "hand: press 1",
                "kernel: hand: press 7."));

        assertThat(heard).isEqualTo(new HandWords(GREEN, 1, List.of(), ""));
    }

    @Test
    void anAnswerWithoutTheOneBeforeItIsNotCounted() {
        HandWords heard = HandWords.heard(List.of(HandWords.press(2), HandWords.answered(2, GREEN)));

        assertThat(heard.answers()).isEmpty();
    }

    @Test
    void theReasonForGivingUpIsHeard() {
        assertThat(HandWords.heard(List.of(HandWords.givesUp("no lamp"))).trouble())
                .isEqualTo("no lamp");
    }

    @Test
    void onlyTheLampSaysThatTheConsoleIsReady() {
        assertThat(HandWords.saysReady(HandWords.ready(RED))).isTrue();
        assertThat(HandWords.saysReady("x" + HandWords.ready(RED))).isFalse();
    }
}
