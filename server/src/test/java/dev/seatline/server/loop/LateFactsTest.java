package dev.seatline.server.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seatline.server.rules.Happening;
import dev.seatline.server.rules.Happening.Place;
import dev.seatline.wire.Fact;
import dev.seatline.wire.SeatId;
import dev.seatline.wire.SeatState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What is gathered, and until when.
final class LateFactsTest {
    private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");
    private static final Instant LATE = NOW.minusSeconds(60);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final SeatId A = new SeatId("S-0001");
    private static final SeatId B = new SeatId("S-0002");
    private final LateFacts late = new LateFacts();

    private static Happening fact(SeatId seat, int secondsAgo) {
        Instant at = NOW.minusSeconds(secondsAgo);
        SeatState state = SeatState.vacant(at);
        return new Happening.Sensed(
                seat, new Fact.HandRaised(), state, state, at, new Place(seat.text(), 100_000 - secondsAgo));
    }

    private static Happening.Lost lost(SeatId seat, int secondsAgo) {
        return new Happening.Lost(seat, NOW.minusSeconds(secondsAgo), new Place("lost/" + seat, secondsAgo));
    }

    @Test
    void lateFactsWaitWhileMoreOfThemComeAndThePresentPasses() {
        for (int batch = 0; batch < 5; batch++) {
            Happening present = fact(B, 1);
            assertThat(late.sift(List.of(fact(A, 3000 - batch), present), LATE, NOW))
                    .containsExactly(present);
            assertThat(late.due(List.of(), NOW.plusSeconds(batch), PATIENCE)).isFalse();
        }
        assertThat(late.due(List.of(), NOW.plusSeconds(5), PATIENCE)).isTrue();
        assertThat(late.take().happened()).hasSize(5);
        assertThat(late.empty()).isTrue();
        assertThat(late.due(List.of(), NOW.plusSeconds(6), PATIENCE)).isFalse();
    }

    @Test
    void nothingWaitsForLongerThanThePatience() {
        late.sift(List.of(fact(A, 3000)), LATE, NOW);
        assertThat(late.due(List.of(), NOW.plusSeconds(9), PATIENCE)).isFalse();
        late.sift(List.of(fact(A, 2900)), LATE, NOW);
        assertThat(late.due(List.of(), NOW.plusSeconds(10), PATIENCE)).isTrue();
    }

    @Test
    void aSeatsPresentIsToldAtOnceAndOnceMoreAfterWhatWasBeforeIt() {
        Happening before = fact(A, 3000);
        Happening present = fact(A, 1);
        assertThat(late.sift(List.of(before, present), LATE, NOW)).containsExactly(present);
        LateFacts.Gathered all = late.take();
        assertThat(all.over()).containsExactly(present.place());
        assertThat(all.happened()).containsExactly(before, present);
    }

    @Test
    void whatIsKnownOfTheLinkOfASeatIsToldWithItsFacts() {
        late.sift(List.of(fact(A, 3000)), LATE, NOW);
        SeatLinks.News moved = new SeatLinks.News(List.of(lost(A, 2900), lost(B, 50)), List.of(lost(A, 3100)));
        assertThat(late.sift(moved)).isEqualTo(new SeatLinks.News(List.of(lost(B, 50)), List.of()));
        assertThat(late.sift(new SeatLinks.News(List.of(), List.of(lost(A, 2900))))
                        .over())
                .as("never told")
                .isEmpty();
        LateFacts.Gathered all = late.take();
        assertThat(all.ended()).containsExactly(lost(A, 3100));
        assertThat(all.over()).containsExactly(lost(A, 3100).place());
        assertThat(all.happened()).hasSize(1);
    }
}
