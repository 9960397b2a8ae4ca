package dev.seatline.server.broker;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/// Packets of MQTT 5 on their way to a broker, one behind the other, so that many leave in one write. Used by one
/// thread
/// at a time.
final class BrokerPackets {
    private static final int FIRST_SIZE = 16 * 1024;

    private static final int CONNECT = 0x10;
    private static final int PUBLISH_QOS_1 = 0x32;
    private static final int RETAINED = 0x01;
    private static final int PUBACK = 0x40;
    private static final int SUBSCRIBE = 0x82;
    private static final int PINGREQ = 0xC0;
    private static final int DISCONNECT = 0xE0;

    private static final byte[] PROTOCOL = {0, 4, 'M', 'Q', 'T', 'T', 5};
    /// User name and password, and the session of before goes on.
    private static final int USER_PASSWORD = 0xC0;

    private static final int MESSAGE_EXPIRY = 0x02;
    private static final int SESSION_EXPIRY = 0x11;
    private static final int RECEIVE_MAXIMUM = 0x21;
    private static final int LARGEST_PACKET = 0x27;
    private static final int ONE_PROPERTY_OF_FOUR = 5;

    private byte[] bytes = new byte[FIRST_SIZE];
    private int length;

    /// How the hub presents itself.
    ///
    /// @param user client id and name
    /// @param sessionSeconds how long the broker keeps what comes while the hub is away
    /// @param receiveMaximum messages the broker may send ahead of their acknowledgement, 1 to 65,535
    record Greeting(
            String user,
            String secret,
            int keepAliveSeconds,
            long sessionSeconds,
            int receiveMaximum,
            long largestPacket) {
        @Override
        public String toString() {
            return "Greeting[" + user + "]";
        }
    }

    int length() {
        return length;
    }

    /// Takes out what has been gathered.
    byte[] take() {
        byte[] taken = Arrays.copyOf(bytes, length);
        length = 0;
        return taken;
    }

    void connect(Greeting greeting) {
        byte[] user = utf8(greeting.user());
        byte[] secret = utf8(greeting.secret());
        int properties = 2 * ONE_PROPERTY_OF_FOUR + 3;
        header(CONNECT, PROTOCOL.length + 3 + 1 + properties + 2 * (2 + user.length) + 2 + secret.length);
        append(PROTOCOL);
        one(USER_PASSWORD);
        two(greeting.keepAliveSeconds());
        one(properties);
        one(SESSION_EXPIRY);
        four(greeting.sessionSeconds());
        one(RECEIVE_MAXIMUM);
        two(greeting.receiveMaximum());
        one(LARGEST_PACKET);
        four(greeting.largestPacket());
        text(user);
        text(user);
        text(secret);
    }

    /// Subscribes with QoS 1.
    void subscribe(int packet, List<String> filters) {
        List<byte[]> texts = filters.stream().map(BrokerPackets::utf8).toList();
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
    /// @param expirySeconds 0 for a message that does not expire
    void publish(int packet, String topic, byte[] payload, boolean retained, long expirySeconds) {
        byte[] name = utf8(topic);
        int properties = expirySeconds > 0 ? ONE_PROPERTY_OF_FOUR : 0;
        header(PUBLISH_QOS_1 | (retained ? RETAINED : 0), 2 + name.length + 3 + properties + payload.length);
        text(name);
        two(packet);
        one(properties);
        if (expirySeconds > 0) {
            one(MESSAGE_EXPIRY);
            four(expirySeconds);
        }
        append(payload);
    }

    void acknowledge(int packet) {
        header(PUBACK, 2);
        two(packet);
    }

    void ping() {
        header(PINGREQ, 0);
    }

    void disconnect() {
        header(DISCONNECT, 0);
    }

    private void header(int type, int body) {
        if (length + body + 5 > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + body + 5));
        }
        one(type);
        int left = body;
        do {
            one(left > 0x7F ? (left & 0x7F) | 0x80 : left);
            left >>>= 7;
        } while (left > 0);
    }

    private void one(int value) {
        bytes[length++] = (byte) value;
    }

    private void two(int value) {
        one(value >>> 8);
        one(value);
    }

    private void four(long value) {
        two((int) (value >>> 16));
        two((int) value);
    }

    private void text(byte[] text) {
        two(text.length);
        append(text);
    }

    private void append(byte[] more) {
        System.arraycopy(more, 0, bytes, length, more.length);
        length += more.length;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
