package dev.seatline.bench.measure.soak;

import dev.seatline.bench.site.Patience;
import dev.seatline.device.sync.Backoff;
import dev.seatline.device.sync.HubAccount;
import dev.seatline.device.sync.HubLink;
import dev.seatline.device.sync.PahoHubLink;
import dev.seatline.wire.BootId;
import dev.seatline.wire.ConsoleId;
import dev.seatline.wire.ConsoleStatus;
import dev.seatline.wire.SeatId;
import dev.seatline.wire.SiteId;
import dev.seatline.wire.Topic;
import dev.seatline.wire.WireJson;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// A console's real link, which comes, says who it is, is given its settings, and goes again in one way or
/// another. Used by one thread.
final class ComingAndGoing implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    /// It is the coming and going that is measured, not the patience between.
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(50);

    private final ConsoleId console;
    private final HubAccount account;
    private final RandomGenerator random;
    private final AtomicInteger boots = new AtomicInteger();
    private @Nullable Visit visit;

    ComingAndGoing(SeatId seat, ConsoleId console, String secret, int port, RandomGenerator random) {
        this.console = console;
        this.account = new HubAccount(
                new SiteId("bench"), seat, console, URI.create("tcp://127.0.0.1:" + port), secret, Optional.empty());
        this.random = random;
    }

    /// What the link's thread hears.
    private final class Visit implements HubLink.Listener {
        private final PahoHubLink link = new PahoHubLink(
                account,
                new Backoff(random, LONGEST_PAUSE),
                Thread.ofVirtual().name("soak-", 0).factory());
        private final AtomicInteger served = new AtomicInteger();

        @Override
        public void linkChanged(boolean online, String detail) {
            if (online) {
                // a start of its own each time: the hub greets each
                boots.incrementAndGet();
                link.publish(Topic.Channel.STATUS, status(true));
            }
        }

        @Override
        public void received(Topic.Channel channel, byte[] payload) {
            if (channel == Topic.Channel.SETTINGS) {
                served.incrementAndGet();
            }
        }
    }

    private byte[] status(boolean online) {
        return WireJson.write(
                new ConsoleStatus(console, online, new BootId("b" + boots.get()), "soak", 1, 0, List.of()));
    }

    /// Comes with a new link, unless there is one that comes back by itself, and waits until the hub has served
    /// it.
    void come() throws InterruptedException {
        Visit now = visit;
        if (now == null) {
            now = new Visit();
            visit = now;
            now.link.start(() -> status(false), now);
        }
        Visit waiting = now;
        Patience.until("the console is served", LIMIT, () -> waiting.served.get() > 0, () -> "not yet");
        waiting.served.set(0);
    }

    /// Says good-bye, and comes with a new link next time.
    void leave() {
        Visit now = visit;
        visit = null;
        if (now != null) {
            now.link.publish(Topic.Channel.STATUS, status(false));
            now.link.stop();
        }
    }

    @Override
    public void close() {
        leave();
    }
}
