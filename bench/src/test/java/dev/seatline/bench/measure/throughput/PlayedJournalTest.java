package dev.seatline.bench.measure.throughput;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seatline.wire.ConsoleId;
import dev.seatline.wire.Decoded;
import dev.seatline.wire.Envelope;
import dev.seatline.wire.EventBatch;
import dev.seatline.wire.Fact;
import dev.seatline.wire.PersonId;
import dev.seatline.wire.WireJson;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PlayedJournalTest {
    private final PlayedJournal journal = new PlayedJournal(
            new ConsoleId("C0001"), new PersonId("P0001"), new Random(1), Instant.parse("2026-11-22T08:00:00Z"));

    @Test
    void aRoundGoesOnWhereTheOneBeforeEnded() {
        List<PlayedJournal.Message> messages = new ArrayList<>(journal.next(250, 100));
        messages.addAll(journal.next(30, 1));

        List<Envelope> facts = messages.stream()
                .flatMap(message -> batch(message).events().stream())
                .toList();
        assertThat(messages).hasSize(33);
        assertThat(facts.stream().map(Envelope::sequence))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, 280).boxed().toList());
        assertThat(facts.getFirst().fact()).isInstanceOf(Fact.JournalBegan.class);
    }

    @Test
    void aMessageSaysItsLastSequenceAndNoMoreIsKeptThanItsRound() {
        journal.next(10, 1);
        PlayedJournal.Message message = journal.next(5, 100).getFirst();

        assertThat(message.last()).isEqualTo(15);
        assertThat(batch(message).last()).isEqualTo(15);
        assertThat(batch(message).oldest()).isEqualTo(11);
    }

    private static EventBatch batch(PlayedJournal.Message message) {
        return switch (WireJson.read(message.payload(), EventBatch.class)) {
            case Decoded.Read<EventBatch>(EventBatch batch) -> batch;
            case Decoded.Unreadable<EventBatch>(String reason) -> throw new AssertionError(reason);
        };
    }
}
