package dev.seatline.device.sync;

import dev.seatline.wire.Topic;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/// The link over MQTT 5. One thread of its own connects, waits for the loss, pauses and connects again, each
/// time with a new client. [#publish] and [#stop] are for any thread.
public final class PahoHubLink implements HubLink {
    /// A connection that lasted so long was a good one: the next pause is short again.
    private static final Duration LASTED = Duration.ofSeconds(10);
    private static final Duration STOP = Duration.ofSeconds(5);
    private static final PahoConnection.Loss STOPPED = new PahoConnection.Loss(false, "stopped");

    private final HubAccount account;
    private final Backoff backoff;
    private final ThreadFactory threads;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final ReentrantLock telling = new ReentrantLock();
    private volatile @Nullable PahoConnection online;
    private volatile @Nullable PahoConnection attempt;
    private volatile @Nullable Thread runner;

    /// @param threads makes the link's thread and short-lived ones that clean up
    public PahoHubLink(HubAccount account, RandomGenerator random, ThreadFactory threads) {
        this(account, new Backoff(random, Backoff.LONGEST), threads);
    }

    /// @param backoff of its own; a benchmark's may be short
    public PahoHubLink(HubAccount account, Backoff backoff, ThreadFactory threads) {
        this.account = account;
        this.backoff = backoff;
        this.threads = threads;
    }

    /// @throws IllegalArgumentException when the certificates to trust cannot be read
    @Override
    public void start(Supplier<byte[]> will, Listener listener) {
        Optional<SSLSocketFactory> tls =
                account.tls() ? Optional.of(HubSockets.trusting(account.trust())) : Optional.empty();
        Thread thread = threads.newThread(() -> run(tls, will, listener));
        runner = thread;
        thread.start();
    }

    @Override
    public boolean publish(Topic.Channel channel, byte[] payload) {
        PahoConnection connection = online;
        return connection != null && connection.publish(channel, payload);
    }

    @Override
    public void stop() {
        stopping.countDown();
        PahoConnection connection = attempt;
        if (connection != null) {
            connection.lose(STOPPED);
            if (online == null) {
                connection.discard();
            }
        }
        Thread thread = runner;
        try {
            if (thread != null && !thread.equals(Thread.currentThread())) {
                thread.join(STOP);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run(Optional<SSLSocketFactory> tls, Supplier<byte[]> will, Listener listener) {
        String told = "";
        while (!stopped()) {
            HubSockets sockets = tls.map(HubSockets::tls).orElseGet(HubSockets::plain);
            PahoConnection.Loss loss;
            long since = System.nanoTime();
            try {
                loss = connectOnce(sockets, will, listener);
            } catch (Throwable e) {
                // an Error too: were this thread to end, the console would be offline for ever and nobody told
                Logger.error(e, "console {}: the link stumbled", account.console());
                loss = new PahoConnection.Loss(false, "the link stumbled: " + e);
            }
            if (stopped()) {
                return;
            }
            boolean lasted = System.nanoTime() - since > LASTED.toNanos();
            if (lasted && !loss.refused()) {
                backoff.reset();
                told = "";
            }
            if (!loss.detail().equals(told)) {
                told = loss.detail();
                if (loss.refused()) {
                    Logger.warn("{}; trying again with pauses of up to {} s", told, Backoff.LONGEST.toSeconds());
                } else {
                    Logger.info("console {}: {}", account.console(), told);
                }
            }
            pause(backoff.next());
        }
    }

    private PahoConnection.Loss connectOnce(HubSockets sockets, Supplier<byte[]> will, Listener listener) {
        PahoConnection connection = new PahoConnection(account, sockets, (channel, payload) -> {
            telling.lock();
            try {
                listener.received(channel, payload);
            } finally {
                telling.unlock();
            }
        });
        attempt = connection;
        try {
            Optional<PahoConnection.Loss> failed = connection.open(will.get());
            if (failed.isPresent()) {
                tell(listener, false, failed.get().detail());
                return failed.get();
            }
            if (stopped()) {
                return STOPPED;
            }
            online = connection;
            tell(listener, true, "connected to " + account.uri());
            Logger.info("console {} connected to {}", account.console(), account.uri());
            PahoConnection.Loss loss = connection.lost().join();
            if (stopped()) {
                connection.sayGoodBye();
            }
            online = null;
            tell(listener, false, loss.detail());
            return loss;
        } finally {
            online = null;
            discard(connection);
        }
    }

    private void discard(PahoConnection connection) {
        Thread cleaner = threads.newThread(connection::discard);
        cleaner.start();
        try {
            cleaner.join(Duration.ofSeconds(3));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void tell(Listener listener, boolean up, String detail) {
        telling.lock();
        try {
            listener.linkChanged(up, detail);
        } finally {
            telling.unlock();
        }
    }

    private boolean stopped() {
        return stopping.getCount() == 0;
    }

    private void pause(Duration span) {
        try {
            boolean stop = stopping.await(span.toMillis(), TimeUnit.MILLISECONDS);
            Logger.trace("waited {} before the next attempt, to stop: {}", span, stop);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
