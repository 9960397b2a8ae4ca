package dev.seatline.server.loop;

import dev.seatline.server.HubConfig;
import dev.seatline.server.ingest.ConsoleTraffic;
import dev.seatline.server.store.EventStore.JournalKey;
import dev.seatline.time.TimeSource;
import dev.seatline.wire.Confirm;
import dev.seatline.wire.JournalId;
import dev.seatline.wire.Order;
import dev.seatline.wire.OrderId;
import dev.seatline.wire.Outcome;
import dev.seatline.wire.SeatId;
import dev.seatline.wire.Settings;
import dev.seatline.wire.Topic;
import dev.seatline.wire.WireJson;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/// What the hub writes to its consoles. The loop's alone, but for [#trouble].
final class ConsolePost {
    /// A confirmation that did not arrive by then is told again when its console comes back.
    private static final Duration CONFIRM_EXPIRY = Duration.ofMinutes(1);

    private static final Duration RESEND_PATIENCE = Duration.ofSeconds(30);
    private static final Duration BETWEEN_ASKS = Duration.ofSeconds(1);
    /// Far more journals than a site's consoles begin between two starts of the hub.
    private static final int JOURNALS_REMEMBERED = 100_000;

    private final HubConfig config;
    private final ConsoleTraffic traffic;
    private final TimeSource time;
    private final RandomGenerator random;
    private final HubCounters counters;
    private final Set<JournalKey> greeted = new HashSet<>();
    private final Map<JournalKey, Long> asked = new HashMap<>();
    private byte[] settings = {};
    private volatile @Nullable String trouble;

    ConsolePost(
            HubConfig config, ConsoleTraffic traffic, TimeSource time, RandomGenerator random, HubCounters counters) {
        this.config = config;
        this.traffic = traffic;
        this.time = time;
        this.random = random;
        this.counters = counters;
    }

    /// Takes the settings that every console gets from now on.
    void begin(Settings document) {
        byte[] bytes = WireJson.write(document);
        if (bytes.length <= WireJson.LARGEST) {
            settings = bytes;
            return;
        }
        trouble = "the settings for the consoles have %d bytes, allowed are %d; configure fewer people or cards than %d"
                .formatted(bytes.length, WireJson.LARGEST, document.people().size());
        Logger.error(trouble);
    }

    /// What keeps the consoles from being served, in one line; null when nothing does. Any thread.
    @Nullable
    String trouble() {
        return trouble;
    }

    void settingsToAll() {
        config.consoles().forEach(entry -> settings(entry.seat()));
    }

    void settings(SeatId seat) {
        if (settings.length > 0) {
            publish(seat, Topic.Channel.SETTINGS, settings, Duration.ZERO);
        }
    }

    /// Tells whether this is the first word about a journal since the hub began.
    boolean firstOf(JournalKey journal) {
        if (greeted.size() >= JOURNALS_REMEMBERED) {
            greeted.clear();
        }
        return greeted.add(journal);
    }

    void confirm(SeatId seat, JournalId journal, long upTo) {
        publish(seat, Topic.Channel.CONFIRM, WireJson.write(new Confirm(journal, upTo)), CONFIRM_EXPIRY);
    }

    /// Asks to send a journal again from a sequence on, at most once a second.
    void askAgain(JournalKey journal, CommitPlan.Gap gap) {
        long now = time.nanoTime();
        Long before = asked.get(journal);
        if (before != null && now - before < BETWEEN_ASKS.toNanos() * time.speed()) {
            return;
        }
        if (asked.size() >= JOURNALS_REMEMBERED) {
            asked.clear();
        }
        asked.put(journal, now);
        counters.askedForGap();
        Order order = order(new Order.Wish.ResendFrom(journal.journal(), gap.from()), RESEND_PATIENCE);
        send(gap.seat(), order, RESEND_PATIENCE);
    }

    /// @param patience real time, as the way to a console and back takes real time on a scaled clock, too
    Order order(Order.Wish wish, Duration patience) {
        Duration span = Duration.ofNanos((long) (patience.toNanos() * time.speed()));
        return new Order(orderId(), time.now().plus(span), wish);
    }

    void send(SeatId seat, Order order, Duration patience) {
        publish(seat, Topic.Channel.ORDER, WireJson.write(order), patience);
    }

    /// The outcome of an order that was never given.
    Outcome refused(String why) {
        return new Outcome(orderId(), Outcome.Result.REFUSED, why);
    }

    private OrderId orderId() {
        return new OrderId("%016x%016x".formatted(random.nextLong(), random.nextLong()));
    }

    private void publish(SeatId seat, Topic.Channel channel, byte[] payload, Duration expiry) {
        traffic.publish(new Topic(config.site(), seat, channel), payload, channel.retained(), expiry);
    }
}
