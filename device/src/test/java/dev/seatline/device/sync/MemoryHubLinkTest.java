package dev.seatline.device.sync;

import dev.seatline.wire.Topic.Channel;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

/// The contract for [MemoryHubLink].
final class MemoryHubLinkTest extends HubLinkContract {
    private final MemoryHubLink link = new MemoryHubLink();
    private final List<String> heard = new CopyOnWriteArrayList<>();

    MemoryHubLinkTest() {
        link.hub((channel, payload) -> heard.add(channel + " " + text(payload)));
    }

    @AfterEach
    void stop() {
        link.stop();
    }

    @Override
    HubLink link() {
        return link;
    }

    @Override
    FarSide farSide() {
        return new FarSide() {
            @Override
            public void send(Channel channel, byte[] payload) {
                link.send(channel, payload);
            }

            @Override
            public List<String> heard() {
                return List.copyOf(heard);
            }

            @Override
            public @Nullable String retained(Channel channel) {
                byte[] payload = link.retained(channel);
                return payload == null ? null : text(payload);
            }

            @Override
            public void reachable(boolean now) {
                link.reachable(now);
            }
        };
    }
}
