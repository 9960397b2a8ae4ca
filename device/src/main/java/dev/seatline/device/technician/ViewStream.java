package dev.seatline.device.technician;

import dev.seatline.device.technician.signin.Ending;
import dev.seatline.device.technician.signin.Present;
import dev.seatline.wire.WireJson;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/// The live stream: server-sent events with the whole view and who is signed in, whenever something other than the
/// clock has changed, and at the latest every 10 s. It ends when the session ends that it was opened with.
///
/// One virtual thread looks at the view and writes, and only while somebody listens. A listener that is still busy with
/// its last event skips to the newest one, so a slow browser costs nothing. [#listen] may be called by any thread,
/// [#start] and [#stop] by the owner.
final class ViewStream {
    static final int MOST_LISTENERS = 20;

    private static final Duration TICK = Duration.ofMillis(100);
    private static final Duration HEARTBEAT = Duration.ofSeconds(10);
    private static final Duration ENDS_WITHIN = Duration.ofSeconds(5);

    private final Supplier<ConsoleView> view;
    private final Supplier<List<Present>> present;
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private final AtomicInteger places = new AtomicInteger(MOST_LISTENERS);
    private final Semaphore arrivals = new Semaphore(0);
    private @Nullable Thread ticker;
    private volatile boolean running;

    /// @param view what is shown
    /// @param present who is signed in
    ViewStream(Supplier<ConsoleView> view, Supplier<List<Present>> present) {
        this.view = view;
        this.present = present;
    }

    void start() {
        running = true;
        ticker = Thread.ofVirtual().name("technician-stream").start(this::tick);
    }

    /// Ends the thread and every stream.
    void stop() {
        running = false;
        if (ticker != null) {
            ticker.interrupt();
            try {
                ticker.join(ENDS_WITHIN);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        listeners.forEach(Listener::end);
    }

    /// Takes the answer over, until the browser goes or the console stops.
    ///
    /// @param lease until when the listener may listen
    /// @return false when there is no place left; then nothing was written
    boolean listen(Response response, Callback callback, Guard.Lease lease) {
        if (places.getAndUpdate(free -> Math.max(0, free - 1)) == 0) {
            // a browser that went away is noticed by the next thing written to it
            listeners.forEach(Listener::probe);
            return false;
        }
        response.setStatus(200);
        response.getHeaders().put("Content-Type", "text/event-stream; charset=utf-8");
        response.getHeaders().put("Cache-Control", "no-store");
        Listener listener = new Listener(response, callback, lease);
        listeners.add(listener);
        arrivals.release();
        if (!running) {
            listener.end();
        }
        return true;
    }

    /// How many listen now.
    int listening() {
        return listeners.size();
    }

    private void tick() {
        @Nullable ConsoleView last = null;
        List<Integer> lastPresent = List.of();
        byte[] event = new byte[0];
        long version = 0;
        long sent = 0;
        boolean ill = false;
        try {
            while (running) {
                boolean newcomer = true;
                if (listeners.isEmpty()) {
                    arrivals.acquire();
                } else {
                    newcomer = arrivals.tryAcquire(TICK.toMillis(), TimeUnit.MILLISECONDS);
                }
                arrivals.drainPermits();
                listeners.forEach(Listener::endWithLease);
                try {
                    ConsoleView now = view.get();
                    ConsoleView still = withoutClock(now);
                    List<Present> here = present.get();
                    List<Integer> numbers = here.stream().map(Present::number).toList();
                    boolean due = newcomer || System.nanoTime() - sent >= HEARTBEAT.toNanos();
                    if (due || !still.equals(last) || !numbers.equals(lastPresent)) {
                        String technicians = here.isEmpty() ? "" : event("present", here);
                        event = (event("console", now) + technicians).getBytes(StandardCharsets.UTF_8);
                        sent = System.nanoTime();
                        last = still;
                        lastPresent = numbers;
                        version++;
                    }
                    ill = false;
                } catch (RuntimeException e) {
                    if (!ill) {
                        Logger.error(e, "the console's view could not be had; the live stream waits for it");
                    }
                    ill = true;
                }
                for (Listener listener : listeners) {
                    listener.offer(version, event);
                }
            }
        } catch (InterruptedException e) {
            // the console stops
        }
    }

    private static String event(String name, Object document) {
        return "event: " + name + "\ndata: " + new String(WireJson.write(document), StandardCharsets.UTF_8) + "\n\n";
    }

    private static ConsoleView withoutClock(ConsoleView view) {
        return new ConsoleView(
                view.site(),
                view.seat(),
                view.console(),
                view.software(),
                view.boot(),
                0,
                view.shown(),
                view.reason(),
                view.agentName(),
                view.state(),
                view.outputs(),
                view.journal(),
                view.oldest(),
                view.last(),
                view.confirmed(),
                view.recording(),
                view.online(),
                view.linkSince(),
                view.linkDetail(),
                Instant.EPOCH,
                view.clock(),
                view.settings(),
                view.parts(),
                view.inputs());
    }

    /// One open answer. Written to by one thread at a time: who wins `busy` writes.
    private final class Listener {
        private static final byte[] PROBE = ": still there?\n\n".getBytes(StandardCharsets.UTF_8);

        private final Response response;
        private final Callback callback;
        private final Guard.Lease lease;
        private final AtomicBoolean busy = new AtomicBoolean();
        private final AtomicBoolean gone = new AtomicBoolean();
        private long version;

        Listener(Response response, Callback callback, Guard.Lease lease) {
            this.response = response;
            this.callback = callback;
            this.lease = lease;
        }

        /// Ticker only.
        void offer(long newest, byte[] event) {
            if (newest != version && busy.compareAndSet(false, true)) {
                version = newest;
                write(event);
            }
        }

        void probe() {
            if (busy.compareAndSet(false, true)) {
                write(PROBE);
            }
        }

        void end() {
            end(new byte[0]);
        }

        /// Ticker only.
        void endWithLease() {
            Optional<Ending> over = lease.over();
            if (over.isPresent()) {
                end(event("ended", over.get()).getBytes(StandardCharsets.UTF_8));
            }
        }

        private void end(byte[] lastWords) {
            if (busy.compareAndSet(false, true)) {
                leave();
                response.write(true, ByteBuffer.wrap(lastWords), callback);
            } else if (leave()) {
                callback.failed(new IOException("the stream ends while it is being written"));
            }
        }

        private void write(byte[] bytes) {
            response.write(false, ByteBuffer.wrap(bytes), Callback.from(() -> busy.set(false), failure -> {
                if (leave()) {
                    callback.failed(failure);
                }
            }));
        }

        private boolean leave() {
            boolean first = gone.compareAndSet(false, true);
            if (first) {
                listeners.remove(this);
                places.incrementAndGet();
            }
            return first;
        }
    }
}
