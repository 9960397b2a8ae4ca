package dev.seatline.device.sync;

import dev.seatline.wire.Topic;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A link without a network, and the broker's memory behind it. Any thread; the listener and the hub are
/// called on one thread of the link.
public final class MemoryHubLink implements HubLink {
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofVirtual().name("memory-link").factory());
    private final Map<Topic.Channel, byte[]> retained = new EnumMap<>(Topic.Channel.class);
    private BiConsumer<Topic.Channel, byte[]> hub = (_, _) -> {};
    private @Nullable Listener listener;
    private @Nullable Supplier<byte[]> will;
    private byte[] lastWill = {};
    private boolean reachable = true;
    private boolean online;
    private boolean stopped;

    /// What happens to what the console says.
    public synchronized void hub(BiConsumer<Topic.Channel, byte[]> hub) {
        this.hub = hub;
    }

    @Override
    public synchronized void start(Supplier<byte[]> will, Listener listener) {
        this.listener = listener;
        this.will = will;
        connect();
    }

    private synchronized void connect() {
        Listener told = listener;
        Supplier<byte[]> last = will;
        if (!reachable || stopped || online || told == null || last == null) {
            return;
        }
        lastWill = last.get();
        online = true;
        thread.execute(() -> told.linkChanged(true, "connected"));
        byte[] settings = retained.get(Topic.Channel.SETTINGS);
        if (settings != null) {
            thread.execute(() -> hear(told, Topic.Channel.SETTINGS, settings));
        }
    }

    private static void hear(Listener listener, Topic.Channel channel, byte[] payload) {
        try {
            listener.received(channel, payload);
        } catch (RuntimeException e) {
            // a link survives what its listener does
        }
    }

    @Override
    public synchronized boolean publish(Topic.Channel channel, byte[] payload) {
        if (!online) {
            return false;
        }
        if (channel == Topic.Channel.STATE || channel == Topic.Channel.STATUS) {
            retained.put(channel, payload);
        }
        BiConsumer<Topic.Channel, byte[]> to = hub;
        thread.execute(() -> to.accept(channel, payload));
        return true;
    }

    /// The hub says something.
    public synchronized void send(Topic.Channel channel, byte[] payload) {
        if (channel == Topic.Channel.SETTINGS) {
            retained.put(channel, payload);
        }
        Listener told = listener;
        if (online && told != null) {
            thread.execute(() -> hear(told, channel, payload));
        }
    }

    /// Breaks the link without good-bye, or lets it come back.
    public synchronized void reachable(boolean now) {
        reachable = now;
        if (now) {
            connect();
        } else if (online) {
            online = false;
            retained.put(Topic.Channel.STATUS, lastWill);
            Listener told = listener;
            byte[] said = lastWill;
            BiConsumer<Topic.Channel, byte[]> to = hub;
            thread.execute(() -> to.accept(Topic.Channel.STATUS, said));
            if (told != null) {
                thread.execute(() -> told.linkChanged(false, "cut"));
            }
        }
    }

    /// What a newcomer would find on a channel.
    public synchronized byte @Nullable [] retained(Topic.Channel channel) {
        return retained.get(channel);
    }

    @Override
    public void stop() {
        synchronized (this) {
            stopped = true;
            online = false;
        }
        thread.shutdown();
        try {
            if (!thread.awaitTermination(5, TimeUnit.SECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
