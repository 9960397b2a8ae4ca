package dev.seatline.device.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seatline.device.seat.Input;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What happens to words for which the loop had no room.
final class LoopQueueTest {
    private final LoopQueue queue = new LoopQueue();

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

    private List<Input> taken() throws InterruptedException {
        List<Input> taken = new ArrayList<>();
        while (!queue.empty()) {
            LoopQueue.@Nullable Message message = queue.next(Duration.ZERO);
            if (message instanceof LoopQueue.Sensed(Input input)) {
                taken.add(input);
            }
        }
        return taken;
    }
}
