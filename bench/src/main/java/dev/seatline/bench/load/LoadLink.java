package dev.seatline.bench.load;

import dev.seatline.device.sync.Backoff;
import dev.seatline.wire.WireJson;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One connection to the broker, which comes back after every loss with a real console's pauses and greeting.
/// All of it belongs to the [LoadClient]'s thread.
public final class LoadLink {
    private static final PacketWriter.Greeting GREETING =
            new PacketWriter.Greeting(20, 10, 2, 100, WireJson.LARGEST + 512);
    private static final Duration ATTEMPT = Duration.ofSeconds(12);
    private static final Duration LOOK = Duration.ofSeconds(5);
    private static final long PING_AFTER = Duration.ofSeconds(14).toNanos();
    private static final long SILENT_TOO_LONG = Duration.ofSeconds(30).toNanos();
    private static final long LASTED = Duration.ofSeconds(10).toNanos();
    private static final int MOST_WAITING = 1 << 20;
    private static final int FIRST_REFUSAL = 0x80;
    /// What a broker or hub that is overrun answers: unspecified, busy, over quota. It is sent again.
    private static final Set<Integer> NOT_NOW = Set.of(0x80, 0x83, 0x97);

    private static final int SUBSCRIBING = 1;

    private final LoadClient client;
    private final InetSocketAddress broker;
    private final LoadAccount account;
    private final Listener listener;
    private final Backoff backoff;
    private final PacketWriter out = new PacketWriter(MOST_WAITING);
    /// By packet number, from 1: what is on its way to the broker.
    private final boolean[] flying;

    private final PacketReader.Packets packets = new FromBroker();

    private PacketReader in = new PacketReader(GREETING.largestPacket());
    private Phase phase = Phase.RESTING;
    private @Nullable SocketChannel channel;
    private @Nullable SelectionKey key;
    private int window;
    private int inFlight;
    private int lastNumber;
    private long since;
    private long sentAt;
    private long heardAt;
    private boolean flushing;
    /// Tells timers of an earlier connection from those of this one.
    private int run;

    private enum Phase {
        RESTING,
        CONNECTING,
        GREETING,
        SUBSCRIBING,
        UP,
        ENDED
    }

    /// Called by the client's thread; must not block.
    public interface Listener {
        /// The will of the connection that begins now; asked for only when the account names a topic for it.
        byte[] will();

        /// Connected and subscribed.
        void up();

        /// It was up and is no more, or could not come up.
        void down(String why);

        void received(String topic, byte[] payload);

        /// The broker has answered a message.
        ///
        /// @param reason from 0x80 on it means no
        void acknowledged(int reason);
    }

    /// @param window messages on their way at most, 1 to 65,535
    LoadLink(
            LoadClient client,
            InetSocketAddress broker,
            LoadAccount account,
            int window,
            Listener listener,
            Backoff backoff) {
        this.client = client;
        this.broker = broker;
        this.account = account;
        this.listener = listener;
        this.backoff = backoff;
        this.flying = new boolean[window + 1];
    }

    /// Whether messages can be published, but for the window.
    public boolean up() {
        return phase == Phase.UP;
    }

    /// Messages on their way to the broker.
    public int inFlight() {
        return inFlight;
    }

    /// Publishes with QoS 1.
    ///
    /// @param payload not to be changed until it is acknowledged
    /// @return false when the link is not up or its window is full
    public boolean publish(byte[] topic, byte[] payload, boolean retained) {
        if (phase != Phase.UP || inFlight >= window) {
            return false;
        }
        int number = lastNumber;
        do {
            number = number + 1 < flying.length ? number + 1 : 1;
        } while (flying[number]);
        if (!out.publish(number, topic, payload, retained)) {
            return false;
        }
        lastNumber = number;
        flying[number] = true;
        inFlight++;
        flushSoon();
        return true;
    }

    /// Cuts the connection as a broken wire would, seen from this side; it comes back.
    public void cut() {
        lose("cut");
    }

    /// Says good-bye, so that the will is not published, and stays away.
    public void leave() {
        if (phase == Phase.UP) {
            out.disconnect();
            flush();
        }
        phase = Phase.ENDED;
        close();
    }

    void begin() {
        if (phase != Phase.RESTING) {
            return;
        }
        run++;
        in = new PacketReader(GREETING.largestPacket());
        Arrays.fill(flying, false);
        inFlight = 0;
        since = System.nanoTime();
        phase = Phase.CONNECTING;
        int mine = run;
        client.after(ATTEMPT, () -> {
            if (run == mine && phase != Phase.UP) {
                lose("no answer within " + ATTEMPT.toSeconds() + " s");
            }
        });
        try {
            SocketChannel opened = SocketChannel.open();
            channel = opened;
            opened.configureBlocking(false);
            opened.setOption(StandardSocketOptions.TCP_NODELAY, true);
            key = client.register(opened, this);
            if (opened.connect(broker)) {
                greet();
            } else {
                interest(SelectionKey.OP_CONNECT);
            }
        } catch (IOException e) {
            lose(String.valueOf(e.getMessage()));
        }
    }

    private void greet() {
        phase = Phase.GREETING;
        interest(SelectionKey.OP_READ);
        out.connect(account, account.willTopic().isEmpty() ? new byte[0] : listener.will(), GREETING);
        flush();
    }

    /// Something can be done with the channel.
    ///
    /// @param buffer to read into
    void ready(SelectionKey ready, ByteBuffer buffer) {
        SocketChannel open = channel;
        if (open == null) {
            return;
        }
        try {
            if (ready.isConnectable() && open.finishConnect()) {
                greet();
            }
            if (ready.isValid() && ready.isWritable()) {
                flush();
            }
            if (ready.isValid() && ready.isReadable()) {
                read(open, buffer);
            }
        } catch (ProtocolException e) {
            client.surprise(account.id() + " hears nonsense: " + e.getMessage());
            lose("not MQTT: " + e.getMessage());
        } catch (IOException e) {
            lose(String.valueOf(e.getMessage()));
        }
    }

    private void read(SocketChannel open, ByteBuffer buffer) throws IOException {
        buffer.clear();
        int count = open.read(buffer);
        if (count < 0) {
            lose("the broker closed the connection");
            return;
        }
        heardAt = System.nanoTime();
        in.read(buffer.flip(), packets);
    }

    private void flushSoon() {
        if (!flushing) {
            flushing = true;
            client.flushSoon(this);
        }
    }

    /// Sends what waits, as far as the network takes it.
    void flush() {
        flushing = false;
        SocketChannel open = channel;
        if (open == null || out.empty()) {
            return;
        }
        try {
            sentAt = System.nanoTime();
            out.writeTo(open);
            if (open.isOpen()) {
                interest(SelectionKey.OP_READ | (out.empty() ? 0 : SelectionKey.OP_WRITE));
            }
        } catch (IOException e) {
            lose(String.valueOf(e.getMessage()));
        }
    }

    private void interest(int operations) {
        SelectionKey known = key;
        if (known != null && known.isValid() && known.interestOps() != operations) {
            known.interestOps(operations);
        }
    }

    private void lose(String why) {
        if (phase == Phase.ENDED || phase == Phase.RESTING) {
            return;
        }
        if (phase == Phase.UP && System.nanoTime() - since > LASTED) {
            backoff.reset();
        }
        phase = Phase.RESTING;
        close();
        listener.down(why);
        client.after(backoff.next(), this::begin);
    }

    private void close() {
        SocketChannel open = channel;
        channel = null;
        key = null;
        out.clear();
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                // closed enough
            }
        }
    }

    private void lookAfter(int mine) {
        if (run != mine || phase != Phase.UP) {
            return;
        }
        long now = System.nanoTime();
        if (now - heardAt > SILENT_TOO_LONG) {
            lose("the broker is silent");
            return;
        }
        if (now - sentAt > PING_AFTER || now - heardAt > PING_AFTER) {
            out.ping();
            flushSoon();
        }
        client.after(LOOK, () -> lookAfter(mine));
    }

    /// What the broker says.
    private final class FromBroker implements PacketReader.Packets {
        @Override
        public void connected(int reason, int receiveMaximum) {
            if (phase != Phase.GREETING) {
                lose("a second greeting");
            } else if (reason >= FIRST_REFUSAL) {
                client.surprise("%s is refused: 0x%02X".formatted(account.id(), reason));
                lose("refused: 0x%02X".formatted(reason));
            } else {
                window = Math.min(flying.length - 1, receiveMaximum);
                if (account.topics().isEmpty()) {
                    nowUp();
                } else {
                    phase = Phase.SUBSCRIBING;
                    out.subscribe(SUBSCRIBING, account.topics());
                    flushSoon();
                }
            }
        }

        @Override
        public void subscribed(int packet, int worst) {
            if (worst >= FIRST_REFUSAL) {
                client.surprise("%s may not subscribe: 0x%02X".formatted(account.id(), worst));
                lose("may not subscribe: 0x%02X".formatted(worst));
            } else if (phase == Phase.SUBSCRIBING) {
                nowUp();
            }
        }

        private void nowUp() {
            phase = Phase.UP;
            since = System.nanoTime();
            int mine = run;
            client.after(LOOK, () -> lookAfter(mine));
            listener.up();
        }

        @Override
        public void acknowledged(int packet, int reason) {
            if (channel == null) {
                return;
            }
            if (packet >= flying.length || !flying[packet]) {
                client.surprise("%s: an answer to a message that was not sent".formatted(account.id()));
                return;
            }
            flying[packet] = false;
            inFlight--;
            if (NOT_NOW.contains(reason)) {
                client.notTakenNow();
            } else if (reason >= FIRST_REFUSAL) {
                client.surprise("%s may not publish: 0x%02X".formatted(account.id(), reason));
            }
            listener.acknowledged(reason);
        }

        @Override
        public void published(String topic, byte[] payload, int packet) {
            // lost by an earlier packet of the same piece
            if (channel == null) {
                return;
            }
            if (packet > 0) {
                out.acknowledge(packet);
                flushSoon();
            }
            listener.received(topic, payload);
        }

        @Override
        public void pong() {
            // heard, which is all that it says
        }

        @Override
        public void ended(int reason) {
            lose("the broker says good-bye: 0x%02X".formatted(reason));
        }
    }
}
