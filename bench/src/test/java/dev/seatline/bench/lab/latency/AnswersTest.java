package dev.seatline.bench.lab.latency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Figures of edges and answers.
class AnswersTest {
    @TempDir
    private Path folder;

    private Answers answers(int count, String... lines) throws IOException {
        return Answers.read(Files.write(folder.resolve("c.1"), List.of(lines)), count);
    }

    @Test
    void anAnswerIsTimedFromTheEdgeAndNotFromThePull() throws IOException {
        Answers answers = answers(3, "1000 4000 19000", "50000 53000 70000", "90000 93000 190000");
        assertThat(answers.edgeAfter()).isEqualTo(3);
        assertThat(answers.since(answers.edgeAfter())).isEqualTo(new Answers.Sums(17, 97, 97));
    }

    @Test
    void aProgramThatDoesNotKnowTheEdgesTimeHasNone() throws IOException {
        assertThat(answers(1, "1000 0 19000").pulledToEdge()).isEmpty();
    }

    @Test
    void aMissingAnswerAndOneBeforeItsPullAreRefused() {
        assertThatThrownBy(() -> answers(2, "1000 4000 19000")).hasMessageContaining("wanted 2");
        assertThatThrownBy(() -> answers(1, "1000 4000 900")).isInstanceOf(IOException.class);
    }

    @Test
    void overRoundsTheMedianOfEachFigureCounts() {
        assertThat(Answers.Sums.medians(List.of(
                        new Answers.Sums(1, 50, 900), new Answers.Sums(3, 10, 100), new Answers.Sums(2, 20, 500))))
                .isEqualTo(new Answers.Sums(2, 20, 500));
    }
}
