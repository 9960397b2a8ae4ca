package dev.seatline.server.broker;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/// What waits to be sent to a broker: messages, and acknowledgements of its own ones. Any thread leaves it here; one
/// thread runs [#run] and sends all that is there in one write, so that under load many leave together and without it
/// each leaves at once.
final class BrokerWriter {
    /// Messages under way to the broker; brokers allow 20 and more.
    static final int OUT = 20;
    /// Messages that wait to be sent. When it is full, messages are dropped: the contract repairs losses.
    private static final int OUT_WAITING = 50_000;
    /// Enough for one write.
    private static final int GATHERED = 64 * 1024;

    /// Numbers, lengths and properties of a message, at most.
    private static final long PACKET_REST = 20;

    private static final int REFUSED = 0x80;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition work = lock.newCondition();
    private final Deque<Outgoing> waiting = new ArrayDeque<>();
    private int[] acknowledgements = new int[64];
    private int acknowledged;
    /// Topics of what is under way, by packet number - 1.
    private final @Nullable String[] underWay = new String[OUT];
    private int inFlight;
    private int window = OUT;
    private long largest = Long.MAX_VALUE;
    private boolean full;
    private boolean ended;

    /// A message that waits. (No record: it holds an array.)
    private static final class Outgoing {
        private final String topic;
        private final byte[] payload;
        private final boolean retained;
        private final long expirySeconds;

        Outgoing(String topic, byte[] payload, boolean retained, long expirySeconds) {
            this.topic = topic;
            this.payload = payload;
            this.retained = retained;
            this.expirySeconds = expirySeconds;
        }
    }

    /// What the broker allows. Before [#run].
    void allow(int receiveMaximum, long largestPacket) {
        window = Math.clamp(receiveMaximum, 1, OUT);
        largest = largestPacket;
    }

    /// Leaves a message; never blocks.
    ///
    /// @param payload is not changed any more
    /// @param expirySeconds 0 for a message that does not expire
    void publish(String topic, byte[] payload, boolean retained, long expirySeconds) {
        lock.lock();
        try {
            if (waiting.size() < OUT_WAITING) {
                waiting.add(new Outgoing(topic, payload, retained, expirySeconds));
                work.signal();
            } else if (!full) {
                full = true;
                Logger.warn("the broker is too slow: {} messages wait to be sent, newer ones are dropped", OUT_WAITING);
            }
        } finally {
            lock.unlock();
        }
    }

    /// Leaves an acknowledgement; never blocks. There are never more than the broker sends ahead.
    void acknowledge(int packet) {
        lock.lock();
        try {
            if (acknowledged == acknowledgements.length) {
                acknowledgements = Arrays.copyOf(acknowledgements, 2 * acknowledged);
            }
            acknowledgements[acknowledged++] = packet;
            work.signal();
        } finally {
            lock.unlock();
        }
    }

    /// The broker has answered a message.
    void answered(int packet, int reason) {
        lock.lock();
        try {
            String topic = packet >= 1 && packet <= OUT ? underWay[packet - 1] : null;
            if (topic == null) {
                return;
            }
            underWay[packet - 1] = null;
            inFlight--;
            work.signal();
            if (reason >= REFUSED) {
                Logger.warn(
                        "the broker refused a message for {} (reason {}): see config/mosquitto for the rights",
                        topic,
                        reason);
            }
        } finally {
            lock.unlock();
        }
    }

    /// Lets [#run] say good-bye and end.
    void end() {
        lock.lock();
        try {
            ended = true;
            work.signal();
        } finally {
            lock.unlock();
        }
    }

    /// Sends until [#end].
    ///
    /// @param pause after which a sign of life is sent when there was nothing else
    void run(OutputStream out, Duration pause) throws IOException, InterruptedException {
        BrokerPackets packets = new BrokerPackets();
        boolean last = false;
        while (!last) {
            last = gather(packets, pause);
            out.write(packets.take());
            out.flush();
        }
    }

    /// @return whether that was the good-bye
    private boolean gather(BrokerPackets packets, Duration pause) throws InterruptedException {
        lock.lock();
        try {
            long left = pause.toNanos();
            while (nothingToSend() && !ended && left > 0) {
                left = work.awaitNanos(left);
            }
            for (int i = 0; i < acknowledged; i++) {
                packets.acknowledge(acknowledgements[i]);
            }
            acknowledged = 0;
            while (inFlight < window && packets.length() < GATHERED && !waiting.isEmpty()) {
                publish(packets, waiting.remove());
                full = false;
            }
            if (ended) {
                packets.disconnect();
            } else if (packets.length() == 0) {
                packets.ping();
            }
            return ended;
        } finally {
            lock.unlock();
        }
    }

    private boolean nothingToSend() {
        return acknowledged == 0 && (waiting.isEmpty() || inFlight >= window);
    }

    private void publish(BrokerPackets packets, Outgoing next) {
        if (next.payload.length + next.topic.length() + PACKET_REST > largest) {
            Logger.warn(
                    "a message for {} has {} bytes, which the broker does not take", next.topic, next.payload.length);
            return;
        }
        int free = 0;
        while (underWay[free] != null) {
            free++;
        }
        underWay[free] = next.topic;
        inFlight++;
        packets.publish(free + 1, next.topic, next.payload, next.retained, next.expirySeconds);
    }
}
