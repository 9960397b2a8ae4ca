package dev.seatline.bench.load;

import dev.seatline.device.sync.Backoff;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/// An MQTT 5 client for up to 10,000 connections with one thread for all of them. It shares the processor with
/// what it loads, so it does as little as possible: the packets of one round leave together, nothing is polled.
///
/// [#start], [#execute] and [#close] are for any thread; the rest, and all [links][LoadLink], belong to its
/// own.
public final class LoadClient implements AutoCloseable {
    private static final int READ_BUFFER = 256 * 1024;
    private static final int TASKS_A_ROUND = 10_000;

    private final InetSocketAddress broker;
    private final RandomGenerator random;
    private final Selector selector;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean awake = new AtomicBoolean();
    private final PriorityQueue<Timer> timers = new PriorityQueue<>();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(READ_BUFFER);
    private final List<LoadLink> links = new ArrayList<>();
    private final AtomicLong surprises = new AtomicLong();
    private final AtomicLong notTaken = new AtomicLong();
    private final Thread thread = Thread.ofPlatform().name("load").unstarted(this::run);
    private List<LoadLink> toFlush = new ArrayList<>();
    private List<LoadLink> flushing = new ArrayList<>();
    private long timersMade;
    private volatile @Nullable String lastSurprise;
    private volatile boolean closed;

    private record Timer(long due, long order, Runnable task) implements Comparable<Timer> {
        @Override
        public int compareTo(Timer other) {
            int byTime = Long.compare(due - other.due, 0);
            return byTime == 0 ? Long.compare(order, other.order) : byTime;
        }
    }

    /// @param random for pauses between attempts to connect
    public LoadClient(InetSocketAddress broker, RandomGenerator random) throws IOException {
        this.broker = broker;
        this.random = random;
        this.selector = Selector.open();
    }

    public void start() {
        thread.start();
    }

    /// A new connection, which begins at once.
    ///
    /// @param window messages on their way to the broker at most, 1 to 65,535
    public LoadLink connect(LoadAccount account, int window, LoadLink.Listener listener) {
        LoadLink link = new LoadLink(this, broker, account, window, listener, new Backoff(random, Backoff.LONGEST));
        links.add(link);
        link.begin();
        return link;
    }

    /// Runs something on the client's thread, soon. Any thread.
    public void execute(Runnable task) {
        tasks.add(task);
        if (!awake.getAndSet(true)) {
            selector.wakeup();
        }
    }

    /// Runs something later.
    public void after(Duration pause, Runnable task) {
        timers.add(new Timer(System.nanoTime() + pause.toNanos(), timersMade++, task));
    }

    /// How often a broker did what it should not: refusals, answers to nothing, nonsense. Any thread.
    public long surprises() {
        return surprises.get();
    }

    /// How many messages a broker or hub that was overrun has not taken. Any thread.
    public long notTaken() {
        return notTaken.get();
    }

    /// The last surprise in one line, or empty. Any thread.
    public String lastSurprise() {
        String last = lastSurprise;
        return last == null ? "" : last;
    }

    /// Processor time of its thread so far. Any thread.
    public Duration processorTime() {
        return Duration.ofNanos(Math.max(0, ManagementFactory.getThreadMXBean().getThreadCpuTime(thread.threadId())));
    }

    void notTakenNow() {
        notTaken.incrementAndGet();
    }

    void surprise(String what) {
        lastSurprise = what;
        surprises.incrementAndGet();
    }

    SelectionKey register(SocketChannel channel, LoadLink link) throws IOException {
        return channel.register(selector, 0, link);
    }

    void flushSoon(LoadLink link) {
        toFlush.add(link);
    }

    private void run() {
        try {
            while (!closed) {
                runTasks();
                long pause = runTimers();
                flush();
                awake.set(false);
                if (!tasks.isEmpty()) {
                    selector.selectNow(this::ready);
                } else {
                    selector.select(this::ready, pause);
                }
                awake.set(true);
            }
            links.forEach(LoadLink::leave);
        } catch (IOException | RuntimeException | Error e) {
            Logger.error(e, "the load has ended by a fault");
            surprise("the load has ended by a fault: " + e);
        } finally {
            closed = true;
            try {
                selector.close();
            } catch (IOException e) {
                Logger.debug(e, "a selector that will not close");
            }
        }
    }

    private void ready(SelectionKey key) {
        if (key.attachment() instanceof LoadLink link) {
            link.ready(key, buffer);
        }
    }

    private void runTasks() {
        Runnable task = tasks.poll();
        for (int i = 0; task != null; i++) {
            task.run();
            task = i < TASKS_A_ROUND ? tasks.poll() : null;
        }
    }

    /// @return how long no timer is due, in milliseconds, at least 1
    private long runTimers() {
        long now = System.nanoTime();
        Timer next = timers.peek();
        while (next != null && next.due - now <= 0) {
            timers.poll().task.run();
            next = timers.peek();
        }
        return next == null ? 1_000 : Math.max(1, (next.due - now) / 1_000_000);
    }

    private void flush() {
        while (!toFlush.isEmpty()) {
            List<LoadLink> due = toFlush;
            toFlush = flushing;
            flushing = due;
            due.forEach(LoadLink::flush);
            due.clear();
        }
    }

    /// Says good-bye on every connection and ends.
    @Override
    public void close() {
        closed = true;
        selector.wakeup();
        try {
            thread.join(Duration.ofSeconds(20));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
