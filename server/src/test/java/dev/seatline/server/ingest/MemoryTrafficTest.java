package dev.seatline.server.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.seatline.wire.SeatId;
import dev.seatline.wire.Topic;
import dev.seatline.wire.Topic.Channel;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

final class MemoryTrafficTest extends ConsoleTrafficContract {
    private final MemoryTraffic memory = new MemoryTraffic();

    @Override
    protected ConsoleTraffic prepare() {
        return memory;
    }

    @Override
    protected ConsoleSide console(SeatId seat) {
        List<String> texts = new CopyOnWriteArrayList<>();
        return new ConsoleSide() {
            @Override
            public int publish(String topic, byte[] payload, boolean retained) {
                memory.deliver(topic, payload).toCompletableFuture().join();
                return 0;
            }

            @Override
            public void begin(String topic, byte[] payload) {
                try {
                    memory.deliver(topic, payload);
                } catch (IllegalStateException broken) {
                    assertThat(broken).hasMessage("broken");
                }
            }

            @Override
            public void subscribe(String filter) {
                memory.subscribe(Topic.parse(filter).orElseThrow(), message -> texts.add(message.text()));
            }

            @Override
            public List<String> texts() {
                return List.copyOf(texts);
            }

            @Override
            public void close() {
                // nothing to close
            }
        };
    }

    @Override
    protected Optional<String> found(String topic) {
        return memory.kept().reversed().stream()
                .filter(kept -> kept.topic().equals(topic))
                .findFirst()
                .map(MemoryTraffic.Kept::text)
                .filter(text -> !text.isEmpty());
    }

    @Test
    void aLostBrokerForgetsWhatItRetained() {
        Topic settings = new Topic(SITE, S01, Channel.SETTINGS);
        memory.publish(settings, "one".getBytes(UTF_8), true, java.time.Duration.ZERO);
        int before = hub.reconnections();
        memory.reconnect();
        assertThat(memory.retained(settings)).isEmpty();
        assertThat(hub.reconnections()).isEqualTo(before + 1);
    }
}
