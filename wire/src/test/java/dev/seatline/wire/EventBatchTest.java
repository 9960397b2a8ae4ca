package dev.seatline.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EventBatchTest {
    @Test
    void aBatchTellsWhoseItIsAndWhereItBeginsAndEnds() {
        EventBatch batch = batch(5, 3);
        assertThat(batch.console()).isEqualTo(Samples.CONSOLE);
        assertThat(batch.journal()).isEqualTo(Samples.JOURNAL);
        assertThat(batch.first()).isEqualTo(5);
        assertThat(batch.last()).isEqualTo(7);
    }

    @Test
    void aBatchHasOneToAHundredEvents() {
        batch(1, 1);
        batch(1, 100);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EventBatch(1, List.of()))
                .withMessageContaining("1 to 100");
        assertThatIllegalArgumentException().isThrownBy(() -> batch(1, 101)).withMessageContaining("found 101");
    }

    @Test
    void aHoleADoubleAndAStepBackAreRefused() {
        for (long second : new long[] {1, 2, 4, Long.MAX_VALUE}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new EventBatch(1, List.of(fact(2), fact(second))))
                    .withMessageContaining("found " + second + " where 3 belongs");
        }
    }

    @Test
    void theLastSequenceThereIsHasNoSuccessor() {
        new EventBatch(1, List.of(fact(Long.MAX_VALUE)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EventBatch(1, List.of(fact(Long.MAX_VALUE), fact(1))));
    }

    @Test
    void twoConsolesOrTwoJournalsAreNoBatch() {
        Envelope one = fact(1);
        Envelope two = fact(2);
        Envelope otherConsole = new Envelope(
                new ConsoleId("C99"), two.journal(), 2, two.boot(), 0, two.wall(), two.clock(), two.fact());
        Envelope otherJournal = new Envelope(
                two.console(), new JournalId("J99"), 2, two.boot(), 0, two.wall(), two.clock(), two.fact());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EventBatch(1, List.of(one, otherConsole)))
                .withMessageContaining("C99");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EventBatch(1, List.of(one, otherJournal)))
                .withMessageContaining("J99");
    }

    @Test
    void theOldestKeptSequenceIsNotAboveTheFirstSent() {
        new EventBatch(5, List.of(fact(5)));
        for (long oldest : new long[] {-1, 0, 6}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new EventBatch(oldest, List.of(fact(5))))
                    .withMessageContaining("oldest");
        }
    }

    @Test
    void aBatchDoesNotChangeWithTheListItWasMadeOf() {
        List<Envelope> events = new ArrayList<>(List.of(fact(1)));
        EventBatch batch = new EventBatch(1, events);
        events.clear();
        assertThat(batch.events()).hasSize(1);
    }

    @Test
    void theLargestOrdinaryBatchFitsIntoOneMessage() {
        Fact longest = new Fact.CardRefused(Samples.CARD, Fact.CardRefusal.NOT_ALLOWED);
        EventBatch batch = new EventBatch(
                1,
                IntStream.rangeClosed(1, EventBatch.MOST)
                        .mapToObj(i -> Samples.envelope(i, longest))
                        .toList());
        assertThat(WireJson.write(batch)).hasSizeLessThan(WireJson.LARGEST);
    }

    private static EventBatch batch(int first, int count) {
        return new EventBatch(
                1,
                IntStream.range(first, first + count)
                        .mapToObj(EventBatchTest::fact)
                        .toList());
    }

    private static Envelope fact(long sequence) {
        return Samples.envelope(sequence, new Fact.HandRaised());
    }
}
