package dev.seatline.device.sync;

import dev.seatline.time.TimeSource;
import dev.seatline.wire.Confirm;
import dev.seatline.wire.ConsoleId;
import dev.seatline.wire.Decoded;
import dev.seatline.wire.Order;
import dev.seatline.wire.Settings;
import dev.seatline.wire.Topic;
import dev.seatline.wire.WireJson;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/// Turns the hub's bytes into messages. What cannot be read is counted and logged at most once a minute,
/// never fatal. Called by the link's thread, one call at a time.
public final class HubInbox implements HubLink.Listener {
    private static final Pattern QUOTED = Pattern.compile("\"[^\"]*(?:\"|$)|'[^']*(?:'|$)");

    private static final Duration QUIET = Duration.ofMinutes(1);

    private final ConsoleId console;
    private final TimeSource real;
    private final Receiver receiver;
    private final AtomicLong unreadable = new AtomicLong();
    private @Nullable Long loggedAt;

    /// Who gets the messages. Must not block.
    public interface Receiver {
        void linkChanged(boolean online, String detail);

        void confirmed(Confirm confirm);

        void settings(Settings settings);

        void order(Order order);
    }

    /// @param real real time, for the pace of the log
    public HubInbox(ConsoleId console, TimeSource real, Receiver receiver) {
        this.console = console;
        this.real = real;
        this.receiver = receiver;
    }

    /// How many messages could not be read. Any thread.
    public long unreadable() {
        return unreadable.get();
    }

    @Override
    public void linkChanged(boolean online, String detail) {
        receiver.linkChanged(online, detail);
    }

    @Override
    public void received(Topic.Channel channel, byte[] payload) {
        switch (channel) {
            case CONFIRM -> pass(channel, WireJson.read(payload, Confirm.class), receiver::confirmed);
            case SETTINGS -> pass(channel, WireJson.read(payload, Settings.class), receiver::settings);
            case ORDER -> pass(channel, WireJson.read(payload, Order.class), receiver::order);
            case STATUS, STATE, EVENT, OUTCOME -> refuse(channel, "the hub does not write there");
        }
    }

    private <T> void pass(Topic.Channel channel, Decoded<T> decoded, Consumer<T> to) {
        switch (decoded) {
            case Decoded.Read<T>(T value) -> to.accept(value);
            case Decoded.Unreadable<T>(String reason) -> refuse(channel, reason);
        }
    }

    private void refuse(Topic.Channel channel, String reason) {
        long count = unreadable.incrementAndGet();
        long now = real.nanoTime();
        if (loggedAt == null || now - loggedAt >= QUIET.toNanos()) {
            loggedAt = now;
            Logger.warn(
                    "console {} left out a message on {} ({} so far): {}",
                    console,
                    channel.level(),
                    count,
                    withoutContent(reason));
        }
    }

    /// Settings hold names, and the reason quotes what was wrong: that is nothing for a log.
    static String withoutContent(String reason) {
        return QUOTED.matcher(reason).replaceAll("…");
    }
}
