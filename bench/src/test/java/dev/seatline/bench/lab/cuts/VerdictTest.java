package dev.seatline.bench.lab.cuts;

import static dev.seatline.bench.lab.cuts.HandWords.Colour.GREEN;
import static dev.seatline.bench.lab.cuts.HandWords.Colour.RED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.seatline.bench.lab.cuts.HandWords.Colour;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VerdictTest {
    private static final StoredFacts BEFORE = facts(List.of(), true, GREEN);

    /// More facts: a start of the console if it is told, then what was declared.
    private static StoredFacts facts(List<StoredFacts.Row> older, boolean start, Colour... declared) {
        List<StoredFacts.Row> rows = new ArrayList<>(older);
        if (start) {
            rows.add(row(rows.size() + 1L, Optional.empty()));
        }
        for (Colour colour : declared) {
            rows.add(row(rows.size() + 1L, Optional.of(colour)));
        }
        return new StoredFacts(rows);
    }

    private static StoredFacts.Row row(long sequence, Optional<Colour> declared) {
        return new StoredFacts.Row(sequence, "text " + sequence, declared);
    }

    private static StoredFacts after(Colour... declared) {
        return facts(BEFORE.rows(), true, declared);
    }

    private static HandWords heard(int made, Colour... answers) {
        return new HandWords(GREEN, made, List.of(answers), "");
    }

    @Test
    void everythingThatWasAnsweredIsThere() {
        Verdict verdict = Verdict.of(BEFORE, heard(3, RED, GREEN), after(RED, GREEN));

        assertThat(verdict).isEqualTo(new Verdict(3, 2, 2, 0, List.of()));
    }

    @Test
    void whatWasRecordedAndNotYetAnsweredMayBeThere() {
        Verdict verdict = Verdict.of(BEFORE, heard(3, RED, GREEN), after(RED, GREEN, RED));

        assertThat(verdict).isEqualTo(new Verdict(3, 2, 3, 0, List.of()));
    }

    @Test
    void whatWasAnsweredAndIsNotThereIsMissing() {
        Verdict verdict = Verdict.of(BEFORE, heard(4, RED, GREEN, RED), after(RED));

        assertThat(verdict.missing()).isEqualTo(2);
        assertThat(verdict.wrong()).containsExactly("of 3 inputs that the lamp answered 2 are missing");
    }

    @Test
    void aCutBeforeTheConsoleRecordedAnythingIsNoLoss() {
        assertThat(Verdict.of(BEFORE, heard(0), BEFORE).wrong()).isEmpty();
    }

    @Test
    void moreFactsThanInputsAreWrong() {
        Verdict verdict = Verdict.of(BEFORE, heard(1, RED), after(RED, GREEN));

        assertThat(verdict.wrong()).containsExactly("1 inputs were made, and 2 are in the journal");
    }

    @Test
    void anotherFactThanTheLampShowedIsMissing() {
        Verdict verdict = Verdict.of(BEFORE, heard(2, RED, GREEN), after(RED, RED));

        assertThat(verdict.missing()).isEqualTo(1);
        assertThat(verdict.wrong()).containsExactly("the lamp answered input 2 with GREEN, the journal says RED");
    }

    @Test
    void aHoleIsWrong() {
        List<StoredFacts.Row> rows = new ArrayList<>(after(RED).rows());
        rows.add(row(rows.size() + 2L, Optional.of(GREEN)));

        Verdict verdict = Verdict.of(BEFORE, heard(2, RED, GREEN), new StoredFacts(rows));

        assertThat(verdict.wrong()).containsExactly("after fact 4 comes fact 6");
    }

    @Test
    void whatAnEarlierStartHadFoundMayNotGoAgain() {
        StoredFacts found = after(RED, GREEN);

        Verdict verdict = Verdict.of(found, heard(0), BEFORE);

        assertThat(verdict.missing()).isEqualTo(3);
        assertThat(verdict.wrong()).containsExactly("3 facts are missing or changed that an earlier start had found");
    }

    @Test
    void ofAJournalThatCannotBeReadEverythingIsMissing() {
        Verdict verdict = Verdict.unreadable(heard(3, RED, GREEN), "it is torn");

        assertThat(verdict).isEqualTo(new Verdict(3, 2, 0, 2, List.of("it is torn")));
    }

    @Test
    void aTableAddsUpAllCuts() {
        CutsTable table = CutsTable.of(List.of(
                new CutsRun.Cut(new Verdict(3, 2, 2, 0, List.of()), false, 9),
                new CutsRun.Cut(new Verdict(5, 4, 0, 4, List.of("x")), true, 11.5)));

        assertThat(table).isEqualTo(new CutsTable(2, 8, 6, 2, 4, 1, 11.5));
    }
}
