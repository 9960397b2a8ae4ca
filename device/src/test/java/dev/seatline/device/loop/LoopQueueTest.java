package dev.seatline.device.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seatline.device.seat.Input;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What happens to words for which the loop had no room.
final class LoopQueueTest {
    private final HandTime time = new HandTime(Instant.EPOCH);
    private final LoopQueue queue = new LoopQueue(time);

    @Test
    void whereHookAndPartsAreIsKnownInTheEndHoweverFullTheQueueWas() throws InterruptedException {
        while (queue.lostInputs() == 0) {
            queue.sensed(new Input.BellRang());
        }
        queue.sensed(new Input.HookMoved(false));
        queue.sensed(new Input.HookMoved(true));
        queue.sensed(new Input.PartReported("bell", false, "cut"));
        List<Input> taken = taken();
        assertThat(taken.subList(0, 1_024)).allMatch(Input.BellRang.class::isInstance);
        assertThat(taken.subList(1_024, taken.size()))
                .containsExactlyInAnyOrder(new Input.HookMoved(true), new Input.PartReported("bell", false, "cut"));
    }

    @Test
    void aNewerWordThatFoundRoomReplacesTheLateOne() throws InterruptedException {
        while (queue.lostInputs() == 0) {
            queue.sensed(new Input.BellRang());
        }
        queue.sensed(new Input.HookMoved(true));
        assertThat(queue.next(Duration.ZERO)).isNotNull();
        queue.sensed(new Input.HookMoved(false));
        assertThat(taken()).containsOnlyOnce(new Input.HookMoved(false)).doesNotContain(new Input.HookMoved(true));
    }

    @Test
    void aWordHasTheTimeAtWhichItCameHoweverLongItWaits() throws InterruptedException {
        time.pass(Duration.ofSeconds(2));
        queue.sensed(new Input.BellRang());
        time.pass(Duration.ofSeconds(5));
        assertThat(queue.next(Duration.ZERO))
                .isEqualTo(new LoopQueue.Arrived(new LoopQueue.Sensed(new Input.BellRang()), 2_000_000_000L));
    }

    @Test
    void aWordOfTheLinkDoesNotOvertakeWhatWasSensedBefore() throws InterruptedException {
        time.pass(Duration.ofSeconds(1));
        queue.linkChanged(true, "up");
        time.pass(Duration.ofSeconds(1));
        queue.sensed(new Input.BellRang());
        time.pass(Duration.ofSeconds(1));
        queue.linkChanged(false, "down");
        assertThat(messages())
                .containsExactly(
                        new LoopQueue.Arrived(new LoopQueue.Sensed(new Input.BellRang()), 2_000_000_000L),
                        new LoopQueue.Arrived(new LoopQueue.Link(false, "down"), 3_000_000_000L));
    }

    @Test
    void aWordOfTheLinkIsHeardAlsoWhenNothingElseFoundRoom() throws InterruptedException {
        while (queue.lostInputs() == 0) {
            queue.sensed(new Input.BellRang());
        }
        queue.linkChanged(true, "up");
        assertThat(messages())
                .hasSize(1_025)
                .last()
                .satisfies(last -> assertThat(last.message()).isEqualTo(new LoopQueue.Link(true, "up")));
    }

    @Test
    void whatFoundNoRoomComesInTheOrderInWhichItWasSensed() throws InterruptedException {
        while (queue.lostInputs() == 0) {
            queue.sensed(new Input.BellRang());
        }
        // of a hook that has failed nothing is believed before it answers again
        queue.sensed(new Input.HookMoved(false));
        queue.sensed(new Input.PartReported("hook", true, ""));
        queue.sensed(new Input.HookMoved(true));
        List<Input> taken = taken();
        assertThat(taken.subList(1_024, taken.size()))
                .containsExactly(new Input.PartReported("hook", true, ""), new Input.HookMoved(true));
    }

    /// Everything but what merely wakes the loop.
    private List<LoopQueue.Arrived> messages() throws InterruptedException {
        List<LoopQueue.Arrived> messages = new ArrayList<>();
        while (!queue.empty()) {
            LoopQueue.@Nullable Arrived arrived = queue.next(Duration.ZERO);
            if (arrived != null && !(arrived.message() instanceof LoopQueue.Wake)) {
                messages.add(arrived);
            }
        }
        return messages;
    }

    private List<Input> taken() throws InterruptedException {
        List<Input> taken = new ArrayList<>();
        while (!queue.empty()) {
            LoopQueue.@Nullable Arrived arrived = queue.next(Duration.ZERO);
            if (arrived != null && arrived.message() instanceof LoopQueue.Sensed(Input input)) {
                taken.add(input);
            }
        }
        return taken;
    }
}
