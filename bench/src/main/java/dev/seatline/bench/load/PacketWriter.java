package dev.seatline.bench.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Writes packets of MQTT 5 one behind the other and keeps them until the network takes them. Used by one
/// thread.
final class PacketWriter {
    private static final int FIRST_SIZE = 256;
    /// A larger buffer is given back as soon as it is empty: there are thousands of them.
    private static final int KEPT_SIZE = 8 * 1024;

    private static final int CONNECT = 0x10;
    private static final int PUBLISH_QOS_1 = 0x32;
    private static final int RETAINED = 0x01;
    private static final int PUBACK = 0x40;
    private static final int SUBSCRIBE = 0x82;
    private static final int PINGREQ = 0xC0;
    private static final int DISCONNECT = 0xE0;

    private static final int USER_PASSWORD_CLEAN_START = 0xC2;
    private static final int WILL_QOS_1_RETAINED = 0x2C;
    private static final byte[] PROTOCOL = {0, 4, 'M', 'Q', 'T', 'T', 5};

    private final int most;
    private byte[] bytes = new byte[FIRST_SIZE];
    private int begin;
    private int end;

    /// @param most bytes that may wait for the network
    PacketWriter(int most) {
        this.most = most;
    }

    /// How a connection begins.
    ///
    /// @param keepAliveSeconds 1 to 65,535
    /// @param sessionSeconds how long the session outlives the connection
    /// @param willDelaySeconds how long the broker waits with the will
    /// @param receiveMaximum messages with QoS 1 that the broker may have on their way here, 1 to 65,535
    /// @param largestPacket that is read here, in bytes
    record Greeting(
            int keepAliveSeconds, int sessionSeconds, int willDelaySeconds, int receiveMaximum, int largestPacket) {}

    void connect(LoadAccount account, byte[] will, Greeting greeting) {
        byte[] id = utf8(account.id());
        byte[] secret = utf8(account.secret());
        byte[] willTopic = utf8(account.willTopic());
        int body = PROTOCOL.length + 1 + 2 + 1 + 13 + 2 + id.length + 2 + id.length + 2 + secret.length;
        if (willTopic.length > 0) {
            body += 1 + 5 + 2 + willTopic.length + 2 + will.length;
        }
        header(CONNECT, body);
        append(PROTOCOL);
        one(USER_PASSWORD_CLEAN_START | (willTopic.length > 0 ? WILL_QOS_1_RETAINED : 0));
        two(greeting.keepAliveSeconds());
        one(13);
        one(0x11);
        four(greeting.sessionSeconds());
        one(0x21);
        two(greeting.receiveMaximum());
        one(0x27);
        four(greeting.largestPacket());
        text(id);
        if (willTopic.length > 0) {
            one(5);
            one(0x18);
            four(greeting.willDelaySeconds());
            text(willTopic);
            text(will);
        }
        text(id);
        text(secret);
    }

    /// Subscribes with QoS 1.
    void subscribe(int packet, List<String> topics) {
        List<byte[]> texts = topics.stream().map(PacketWriter::utf8).toList();
        header(SUBSCRIBE, 3 + texts.stream().mapToInt(text -> text.length + 3).sum());
        two(packet);
        one(0);
        for (byte[] text : texts) {
            text(text);
            one(1);
        }
    }

    /// Publishes with QoS 1.
    ///
    /// @return false when too much waits already; then nothing is written
    boolean publish(int packet, byte[] topic, byte[] payload, boolean retained) {
        int body = 2 + topic.length + 2 + 1 + payload.length;
        if (end - begin + body + 5 > most) {
            return false;
        }
        header(PUBLISH_QOS_1 | (retained ? RETAINED : 0), body);
        text(topic);
        two(packet);
        one(0);
        append(payload);
        return true;
    }

    /// Acknowledges with success.
    void acknowledge(int packet) {
        header(PUBACK, 2);
        two(packet);
    }

    void ping() {
        header(PINGREQ, 0);
    }

    /// Good-bye without a will.
    void disconnect() {
        header(DISCONNECT, 0);
    }

    boolean empty() {
        return begin == end;
    }

    /// Forgets what was not sent.
    void clear() {
        begin = 0;
        end = 0;
        if (bytes.length > KEPT_SIZE) {
            bytes = new byte[FIRST_SIZE];
        }
    }

    /// Hands over as much as the channel takes.
    void writeTo(WritableByteChannel channel) throws IOException {
        begin += channel.write(ByteBuffer.wrap(bytes, begin, end - begin));
        if (begin == end) {
            clear();
        }
    }

    private void header(int type, int body) {
        room(body + 5);
        one(type);
        int left = body;
        do {
            one(left > 0x7F ? (left & 0x7F) | 0x80 : left);
            left >>>= 7;
        } while (left > 0);
    }

    private void room(int more) {
        if (end + more <= bytes.length) {
            return;
        }
        int waiting = end - begin;
        boolean fits = waiting + more <= bytes.length;
        byte[] to = fits ? bytes : new byte[Math.max(2 * bytes.length, waiting + more)];
        System.arraycopy(bytes, begin, to, 0, waiting);
        bytes = to;
        begin = 0;
        end = waiting;
    }

    private void one(int value) {
        bytes[end++] = (byte) value;
    }

    private void two(int value) {
        one(value >>> 8);
        one(value);
    }

    private void four(int value) {
        two(value >>> 16);
        two(value);
    }

    private void text(byte[] text) {
        two(text.length);
        append(text);
    }

    private void append(byte[] more) {
        System.arraycopy(more, 0, bytes, end, more.length);
        end += more.length;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
