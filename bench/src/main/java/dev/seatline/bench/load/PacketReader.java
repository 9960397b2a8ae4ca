package dev.seatline.bench.load;

import java.net.ProtocolException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// Takes what a broker sends, in pieces of any size, apart into packets of MQTT 5. Only those that a broker may
/// send to a client without authentication of its own and without QoS 2. Used by one thread.
final class PacketReader {
    private static final byte[] NOTHING = {};
    private static final int KEPT_SIZE = 4 * 1024;
    private static final int LONGEST_LENGTH = 4;

    private static final int CONNACK = 2;
    private static final int PUBLISH = 3;
    private static final int PUBACK = 4;
    private static final int SUBACK = 9;
    private static final int PINGRESP = 13;
    private static final int DISCONNECT = 14;

    /// Without the property, the broker takes as many as there are packet numbers.
    private static final int RECEIVE_MAXIMUM = 65_535;

    private final int most;
    private byte[] kept = NOTHING;
    private int length;

    /// What was read. Reasons from 0x80 on mean no.
    interface Packets {
        /// @param receiveMaximum messages with QoS 1 that may be on their way to the broker
        void connected(int reason, int receiveMaximum);

        /// @param worst the highest of the reasons
        void subscribed(int packet, int worst);

        void acknowledged(int packet, int reason);

        /// @param packet to be acknowledged; 0 with QoS 0
        void published(String topic, byte[] payload, int packet);

        void pong();

        /// The broker ends the connection.
        void ended(int reason);
    }

    /// @param most bytes of a packet's body
    PacketReader(int most) {
        this.most = most;
    }

    /// Reads all of the chunk, and keeps a packet that has only begun.
    ///
    /// @throws ProtocolException when it is not MQTT 5, or a packet is too large; the connection is of no more
    /// use then
    void read(ByteBuffer chunk, Packets to) throws ProtocolException {
        ByteBuffer in = chunk;
        if (length > 0) {
            int all = length + chunk.remaining();
            if (all > kept.length) {
                byte[] larger = new byte[Math.max(all, 2 * kept.length)];
                System.arraycopy(kept, 0, larger, 0, length);
                kept = larger;
            }
            chunk.get(kept, length, all - length);
            in = ByteBuffer.wrap(kept, 0, all);
        }
        boolean complete;
        do {
            complete = one(in, to);
        } while (complete);
        keep(in);
    }

    private void keep(ByteBuffer in) {
        length = in.remaining();
        if (length == 0) {
            if (kept.length > KEPT_SIZE) {
                kept = NOTHING;
            }
            return;
        }
        if (kept.length < length) {
            kept = new byte[length];
        }
        // may be the same array: the end of it moves to its beginning
        in.get(in.position(), kept, 0, length);
    }

    /// @return whether a packet was complete
    private boolean one(ByteBuffer in, Packets to) throws ProtocolException {
        int start = in.position();
        if (in.remaining() < 2) {
            return false;
        }
        int first = in.get() & 0xFF;
        int body = 0;
        int digits = 0;
        int digit;
        do {
            if (digits == LONGEST_LENGTH) {
                throw new ProtocolException("a packet's length has at most 4 bytes, found more");
            }
            if (!in.hasRemaining()) {
                in.position(start);
                return false;
            }
            digit = in.get() & 0xFF;
            body |= (digit & 0x7F) << (7 * digits);
            digits++;
        } while (digit > 0x7F);
        if (body > most) {
            throw new ProtocolException("a packet has at most %d bytes, found %d".formatted(most, body));
        }
        if (in.remaining() < body) {
            in.position(start);
            return false;
        }
        ByteBuffer content = in.slice(in.position(), body);
        in.position(in.position() + body);
        try {
            packet(first, content, to);
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            throw new ProtocolException("a packet of type %d is too short for what it holds".formatted(first >>> 4));
        }
        return true;
    }

    private static void packet(int first, ByteBuffer body, Packets to) throws ProtocolException {
        switch (first >>> 4) {
            case CONNACK -> {
                body.get();
                int reason = body.get() & 0xFF;
                to.connected(reason, receiveMaximum(properties(body)));
            }
            case PUBLISH -> publish(first, body, to);
            case PUBACK -> {
                int packet = body.getShort() & 0xFFFF;
                to.acknowledged(packet, body.hasRemaining() ? body.get() & 0xFF : 0);
            }
            case SUBACK -> {
                int packet = body.getShort() & 0xFFFF;
                properties(body);
                int worst = 0;
                while (body.hasRemaining()) {
                    worst = Math.max(worst, body.get() & 0xFF);
                }
                to.subscribed(packet, worst);
            }
            case PINGRESP -> to.pong();
            case DISCONNECT -> to.ended(body.hasRemaining() ? body.get() & 0xFF : 0);
            default -> throw new ProtocolException("a broker does not send packets of type " + (first >>> 4));
        }
    }

    private static void publish(int first, ByteBuffer body, Packets to) throws ProtocolException {
        int qos = (first >>> 1) & 3;
        if (qos > 1) {
            throw new ProtocolException("asked for QoS 1, found " + qos);
        }
        int size = body.getShort() & 0xFFFF;
        if (size == 0) {
            throw new ProtocolException("topic aliases were not asked for, found one");
        }
        byte[] topic = new byte[Math.min(size, body.remaining() + 1)];
        body.get(topic);
        int packet = 0;
        if (qos == 1) {
            packet = body.getShort() & 0xFFFF;
            if (packet == 0) {
                throw new ProtocolException("a message with QoS 1 has a number above 0, found 0");
            }
        }
        properties(body);
        byte[] payload = new byte[body.remaining()];
        body.get(payload);
        to.published(new String(topic, StandardCharsets.UTF_8), payload, packet);
    }

    /// Takes the properties out.
    private static ByteBuffer properties(ByteBuffer body) {
        int size = 0;
        int shift = 0;
        int digit;
        do {
            digit = body.get() & 0xFF;
            size |= (digit & 0x7F) << shift;
            shift += 7;
        } while (digit > 0x7F && shift < 7 * LONGEST_LENGTH);
        if (size > body.remaining()) {
            throw new BufferUnderflowException();
        }
        ByteBuffer properties = body.slice(body.position(), size);
        body.position(body.position() + size);
        return properties;
    }

    private static int receiveMaximum(ByteBuffer properties) throws ProtocolException {
        int found = RECEIVE_MAXIMUM;
        while (properties.hasRemaining()) {
            int name = properties.get() & 0xFF;
            switch (name) {
                case 0x21 -> found = properties.getShort() & 0xFFFF;
                case 0x24, 0x25, 0x28, 0x29, 0x2A -> skip(properties, 1);
                case 0x13, 0x22 -> skip(properties, 2);
                case 0x11, 0x27 -> skip(properties, 4);
                case 0x12, 0x15, 0x16, 0x1A, 0x1C, 0x1F -> skip(properties, properties.getShort() & 0xFFFF);
                case 0x26 -> {
                    skip(properties, properties.getShort() & 0xFFFF);
                    skip(properties, properties.getShort() & 0xFFFF);
                }
                default -> throw new ProtocolException("CONNACK has no property %d".formatted(name));
            }
        }
        return found;
    }

    private static void skip(ByteBuffer buffer, int bytes) {
        buffer.position(buffer.position() + bytes);
    }
}
