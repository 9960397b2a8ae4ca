package dev.seatline.server.broker;

import dev.seatline.server.HubConfig.HomeAssistant;
import dev.seatline.server.HubConfig.Mqtt.External;
import dev.seatline.server.ingest.ConsoleTraffic;
import dev.seatline.wire.SiteId;
import dev.seatline.wire.Topic;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.logging.Level;
import java.util.random.RandomGenerator;
import javax.net.SocketFactory;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/// The way to consoles over a broker elsewhere (Mosquitto, EMQX), as one of its MQTT 5 clients.
///
/// A hub starts although that broker is away: [#start] checks what is configured, begins trying and returns at once;
/// [#health] tells how it goes. One thread connects, and after a loss connects anew, with growing pauses and jitter; a
/// lost connection is never mended, a new one is made. [#start] and [#stop] belong to one thread, the rest is for any.
public final class ExternalBroker implements ConsoleTraffic {
    private static final long FIRST_PAUSE_MILLIS = 500;
    /// One hub that knocks costs a broker nothing, and without it a whole floor stands still.
    private static final long LONGEST_PAUSE_MILLIS = 5_000;
    /// A connection that lasted as long was a good one: the pauses begin anew.
    private static final long GOOD_NANOS = Duration.ofSeconds(20).toNanos();

    /// Paho's own log would pass ours by; all it has to tell comes by its callbacks. Held, or it would be forgotten.
    private static final java.util.logging.Logger PAHO =
            java.util.logging.Logger.getLogger("org.eclipse.paho.mqttv5.client");

    private final External config;
    private final SiteId site;
    private final Optional<HomeAssistant> homeAssistant;
    private final RandomGenerator random;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    private volatile Health health = new Health(false, "not started");
    private volatile @Nullable BrokerLine line;
    private volatile boolean stopped;
    private @Nullable Thread connector;

    /// @param random for the jitter of the pauses
    public ExternalBroker(External config, SiteId site, RandomGenerator random) {
        this(config, site, Optional.empty(), random);
    }

    /// @param homeAssistant whose birth is to be heard
    /// @param random for the jitter of the pauses
    public ExternalBroker(External config, SiteId site, Optional<HomeAssistant> homeAssistant, RandomGenerator random) {
        this.config = config;
        this.site = site;
        this.homeAssistant = homeAssistant;
        this.random = random;
    }

    /// {@inheritDoc}
    ///
    /// Here it only begins trying, see above.
    ///
    /// @throws IOException when the address is not allowed or the certificates cannot be read
    @Override
    public void start(Receiver receiver) throws IOException {
        SocketFactory sockets = BrokerSockets.of(scheme(), config.trust());
        PAHO.setLevel(Level.OFF);
        health = new Health(false, "connecting to " + config.uri());
        connector = Thread.ofVirtual().name("broker-connector").start(() -> keepConnected(sockets, receiver));
    }

    private String scheme() throws IOException {
        String scheme = Optional.ofNullable(config.uri().getScheme()).orElse("");
        String host = config.uri().getHost();
        if (host == null || !(scheme.equals("tcp") || scheme.equals("ssl"))) {
            throw new IOException(
                    "the broker's address is %s: write ssl://host:8883, or tcp://127.0.0.1:1883 on this machine"
                            .formatted(config.uri()));
        }
        if (scheme.equals("tcp") && !InetAddress.getByName(host).isLoopbackAddress()) {
            throw new IOException(
                    "the broker's address is %s: plain connections are for loopback only (127.0.0.1); use ssl://"
                            .formatted(config.uri()));
        }
        return scheme;
    }

    private void keepConnected(SocketFactory sockets, Receiver receiver) {
        int failures = 0;
        while (!stopped) {
            long begun = System.nanoTime();
            String end = attempt(sockets, receiver);
            if (stopped) {
                return;
            }
            failures = System.nanoTime() - begun > GOOD_NANOS ? 1 : Math.min(failures + 1, 30);
            long pause = pauseMillis(failures, random);
            health = new Health(false, "%s; next try in %.1f s".formatted(end, pause / 1000.0));
            Logger.warn("broker: {}", health.detail());
            sleep(pause);
        }
    }

    /// Half of a doubling time, and at random up to the other half, so that many hubs never come back in step.
    static long pauseMillis(int failures, RandomGenerator random) {
        long whole = Math.min(LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << Math.min(failures - 1, 10));
        return whole / 2 + random.nextLong(whole / 2 + 1);
    }

    /// The connector must outlive whatever the client does, or the hub would be deaf and not know it.
    private String attempt(SocketFactory sockets, Receiver receiver) {
        try {
            return connectAndStay(sockets, receiver);
        } catch (Error broken) {
            Logger.error(broken, "the broker's client broke");
            return broken.toString();
        }
    }

    /// @return why there is no connection (any more), in a few words
    private String connectAndStay(SocketFactory sockets, Receiver receiver) {
        try (BrokerLine now = new BrokerLine(config, sockets, receiver)) {
            now.connect(site, homeAssistant.map(HomeAssistant::birth));
            line = now;
            health = new Health(true, "connected to " + config.uri());
            Logger.info("broker: {}", health.detail());
            receiver.reconnected();
            String end = "the connection to %s was lost (%s)".formatted(config.uri(), now.awaitLoss());
            health = new Health(false, end);
            return end;
        } catch (MqttException | IOException | RuntimeException failure) {
            return "cannot connect to %s: %s".formatted(config.uri(), BrokerLine.reason(failure));
        } catch (InterruptedException _) {
            return "stopped";
        } finally {
            line = null;
        }
    }

    private void sleep(long millis) {
        lock.lock();
        try {
            long left = TimeUnit.MILLISECONDS.toNanos(millis);
            while (!stopped && left > 0) {
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException _) {
            stopped = true;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void publish(Topic topic, byte[] payload, boolean retained, Duration expiry) {
        publish(topic.text(), payload, retained, expiry);
    }

    @Override
    public void retain(String topic, byte[] payload) {
        publish(topic, payload, true, Duration.ZERO);
    }

    private void publish(String topic, byte[] payload, boolean retained, Duration expiry) {
        BrokerLine now = line;
        if (now != null) {
            now.publish(topic, payload, retained, expiry);
        }
    }

    @Override
    public Health health() {
        return health;
    }

    @Override
    public void stop() {
        stopped = true;
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        Thread thread = connector;
        if (thread == null) {
            return;
        }
        thread.interrupt();
        try {
            thread.join(Duration.ofSeconds(15));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        connector = null;
        health = new Health(false, "stopped");
    }
}
