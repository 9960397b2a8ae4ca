package dev.seatline.bench.access;

import dev.seatline.bench.access.Packets.Entry;
import dev.seatline.bench.access.Packets.Will;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// Somebody at a broker's door who says what he likes, in MQTT 5 or 3.1.1 by hand: a proper client would keep to
/// the rules and hide what the broker answers. Used by one thread; what comes in is told on a thread of its own.
public final class RawMqtt implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 20;
    private static final int ANY = -1;
    private static final int NONE = -2;
    private static final byte[] NOTHING = new byte[0];

    /// What the broker said.
    ///
    /// @param code its reason, -1 where it gave none
    public record Answer(Kind kind, int code) {
        /// The kinds of answers.
        public enum Kind {
            /// An acknowledgement; MQTT 5 may refuse in it.
            ANSWERED,
            /// Nothing is answered to this by design, and the connection goes on.
            SILENT,
            /// The broker ended the connection.
            CUT
        }

        /// True when the broker called it taken.
        public boolean taken() {
            return kind == Kind.ANSWERED && code < 0x80;
        }

        @Override
        public String toString() {
            String reason = code < 0 ? "" : " 0x" + HexFormat.of().toHexDigits((byte) code);
            return switch (kind) {
                case ANSWERED -> "answered" + reason;
                case SILENT -> "silence";
                case CUT -> "cut" + reason;
            };
        }
    }

    private record Packet(int type, int id, int code) {}

    private static final Packet END = new Packet(Packets.DISCONNECT, 0, -1);

    private final Packets packets;
    private final Socket socket;
    private final OutputStream out;
    private final BiConsumer<String, String> messages;
    private final BlockingQueue<Packet> answers = new LinkedBlockingQueue<>();
    private final Thread reader;
    private Answer welcome = new Answer(Answer.Kind.CUT, -1);
    private int lastId;
    private @Nullable Answer end;

    private RawMqtt(int port, int version, BiConsumer<String, String> messages) throws IOException {
        this.packets = new Packets(version);
        this.socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        this.out = socket.getOutputStream();
        this.messages = messages;
        this.reader = Thread.ofVirtual().name("raw-mqtt").unstarted(this::read);
    }

    /// Knocks. Whether the door opened tells [#welcome].
    ///
    /// @param version 5, or 4 for MQTT 3.1.1
    /// @param messages gets topic and text of everything that comes, on a thread of its own
    /// @param more packets sent together with the first one, not waiting to be let in
    static RawMqtt knock(
            int port, int version, Entry entry, Optional<Will> will, BiConsumer<String, String> messages, byte[] more)
            throws IOException, InterruptedException {
        RawMqtt raw = new RawMqtt(port, version, messages);
        raw.reader.start();
        byte[] connect = raw.packets.connect(entry, will);
        raw.send(ByteBuffer.allocate(connect.length + more.length)
                .put(connect)
                .put(more)
                .array());
        raw.welcome = raw.answer(Packets.CONNACK, 0);
        return raw;
    }

    /// Comes in as somebody whose user is his client id, in MQTT 5, or throws.
    public static RawMqtt connect(int port, String name, String secret) throws IOException, InterruptedException {
        RawMqtt raw = knock(port, 5, Entry.of(name, secret), Optional.empty(), (_, _) -> {}, NOTHING);
        if (!raw.letIn()) {
            raw.close();
            throw new IOException("refused: " + raw.welcome());
        }
        return raw;
    }

    /// The answer to coming in.
    Answer welcome() {
        return welcome;
    }

    /// Whether he was let in; MQTT 3.1.1 counts its refusals from 1.
    boolean letIn() {
        return welcome.kind() == Answer.Kind.ANSWERED && welcome.code() == 0;
    }

    /// True when the broker has not ended it, as far as was noticed.
    boolean open() {
        return end == null && reader.isAlive();
    }

    /// Says something and waits for the answer; to what is not answered, for that of a ping behind it.
    public Answer publish(String topic, byte[] payload, int qos, boolean retained)
            throws IOException, InterruptedException {
        int id = nextId();
        send(packets.publish(id, topic, payload, qos, retained));
        if (qos > 0) {
            return answer(Packets.PUBACK, id);
        }
        send(Packets.ping());
        Answer alive = answer(Packets.PINGRESP, 0);
        return alive.kind() == Answer.Kind.CUT ? alive : new Answer(Answer.Kind.SILENT, -1);
    }

    /// Says something with QoS 1 and does not wait; [#answered] does.
    void begin(String topic, byte[] payload, boolean retained) {
        send(packets.publish(nextId(), topic, payload, 1, retained));
    }

    /// Waits for the answers to the last messages that were begun, in any order.
    void answered(int count) throws IOException, InterruptedException {
        for (int i = 0; i < count; i++) {
            Answer one = answer(Packets.PUBACK, ANY);
            if (!one.taken()) {
                throw new IOException("not taken: " + one);
            }
        }
    }

    Answer subscribe(String filter) throws IOException, InterruptedException {
        int id = nextId();
        send(packets.subscribe(id, filter));
        return answer(Packets.SUBACK, id);
    }

    Answer unsubscribe(String filter) throws IOException, InterruptedException {
        int id = nextId();
        send(packets.unsubscribe(id, filter));
        return answer(Packets.UNSUBACK, id);
    }

    /// Goes so that its last will is said, and waits until the broker has noticed.
    void leaveWithWill() throws IOException, InterruptedException {
        // MQTT 3.1.1 knows no such good-bye
        send(packets.version() == 5 ? Packets.leaveWithWill() : Packets.nonsense());
        awaitEnd();
    }

    /// Whether the broker hangs up in good time.
    boolean ends() throws InterruptedException {
        return reader.join(Duration.ofSeconds(PATIENCE_SECONDS));
    }

    /// Waits until the broker has hung up.
    Answer awaitEnd() throws IOException, InterruptedException {
        return answer(NONE, 0);
    }

    /// Waits until the broker has hung up, and tells whether it has answered nothing more before that.
    boolean endsInSilence() throws IOException, InterruptedException {
        return answer(ANY, ANY).kind() == Answer.Kind.CUT;
    }

    private int nextId() {
        lastId++;
        return lastId;
    }

    private void send(byte[] packet) {
        synchronized (out) {
            try {
                out.write(packet);
                out.flush();
            } catch (IOException _) {
                // the reader finds out why
            }
        }
    }

    private Packet next() throws IOException, InterruptedException {
        Packet next = answers.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (next == null) {
            throw new IOException("the broker says nothing");
        }
        return next;
    }

    private Answer answer(int type, int id) throws IOException, InterruptedException {
        while (end == null) {
            Packet next = next();
            if (next.type() == Packets.DISCONNECT) {
                end = new Answer(Answer.Kind.CUT, next.code());
            } else if ((type == ANY || next.type() == type) && (id == ANY || next.id() == id)) {
                return new Answer(Answer.Kind.ANSWERED, next.code());
            }
        }
        return end;
    }

    private void read() {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream()))) {
            while (true) {
                int head = in.readUnsignedByte();
                int length = 0;
                int digit;
                int shift = 0;
                do {
                    digit = in.readUnsignedByte();
                    length |= (digit & 0x7F) << shift;
                    shift += 7;
                } while ((digit & 0x80) != 0);
                ByteBuffer body = ByteBuffer.wrap(in.readNBytes(length));
                take(head, body);
            }
        } catch (IOException _) {
            answers.add(END);
        }
    }

    private void take(int head, ByteBuffer body) {
        int type = head & 0xF0;
        switch (type) {
            case Packets.PUBLISH -> message(head, body);
            case Packets.CONNACK -> answers.add(new Packet(type, 0, code(body, 1)));
            case Packets.PINGRESP -> answers.add(new Packet(type, 0, -1));
            case Packets.DISCONNECT -> answers.add(new Packet(type, 0, code(body, 0)));
            case Packets.PUBACK -> answers.add(new Packet(type, body.getShort(0) & 0xFFFF, code(body, 2)));
            // one subscription a packet: its code is the last byte
            default ->
                answers.add(new Packet(type, body.getShort(0) & 0xFFFF, code(body, Math.max(2, body.limit() - 1))));
        }
    }

    /// A reason that is left out is 0 in MQTT 5 and does not exist in 3.1.1.
    private int code(ByteBuffer body, int at) {
        if (body.limit() > at) {
            return body.get(at) & 0xFF;
        }
        return packets.version() == 5 ? 0 : -1;
    }

    private void message(int head, ByteBuffer body) {
        String topic = text(body, body.getShort() & 0xFFFF);
        int qos = head >> 1 & 0x03;
        int id = qos > 0 ? body.getShort() & 0xFFFF : 0;
        if (packets.version() == 5) {
            int properties = body.get() & 0xFF;
            if (properties > 0x7F) {
                throw new IllegalStateException("a message with unusually many properties");
            }
            body.position(body.position() + properties);
        }
        messages.accept(topic, text(body, body.remaining()));
        if (qos > 0) {
            send(Packets.acknowledge(id));
        }
    }

    private static String text(ByteBuffer body, int length) {
        byte[] bytes = new byte[length];
        body.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /// Hangs up without a word.
    @Override
    public void close() throws IOException, InterruptedException {
        socket.close();
        reader.join();
    }
}
