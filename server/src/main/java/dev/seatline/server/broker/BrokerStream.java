package dev.seatline.server.broker;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// Reads packets of MQTT 5 as a broker sends them to a subscriber; every length is bounded before anything is made of
/// it. Used by one thread.
final class BrokerStream {
    private static final int CONNACK = 2;
    private static final int PUBLISH = 3;
    private static final int PUBACK = 4;
    private static final int SUBACK = 9;
    private static final int PINGRESP = 13;
    private static final int DISCONNECT = 14;
    private static final int LONGEST_LENGTH = 4;

    private static final int SERVER_KEEP_ALIVE = 0x13;
    private static final int RECEIVE_MAXIMUM = 0x21;
    private static final int MAXIMUM_QOS = 0x24;
    private static final int LARGEST_PACKET = 0x27;
    private static final int MOST_IN_FLIGHT = 65_535;

    private final DataInputStream in;
    private final int largest;

    /// What a broker says. Reasons from 0x80 on mean no.
    sealed interface Packet {
        /// @param receiveMaximum messages that may be under way to the broker
        /// @param largestPacket that the broker reads
        /// @param keepAliveSeconds the broker wants, or 0 for those that were asked for
        /// @param maximumQos 0 or 1
        record Connected(int reason, int receiveMaximum, long largestPacket, int keepAliveSeconds, int maximumQos)
                implements Packet {}

        /// @param worst the highest of the reasons
        record Subscribed(int worst, int at) implements Packet {}

        /// @param packet to be acknowledged; 0 with QoS 0
        record Published(String topic, ByteBuffer payload, int packet) implements Packet {
            byte[] bytes() {
                byte[] bytes = new byte[payload.remaining()];
                payload.duplicate().get(bytes);
                return bytes;
            }
        }

        record Acknowledged(int packet, int reason) implements Packet {}

        record Alive() implements Packet {}

        /// The broker ends the connection.
        record Ended(int reason) implements Packet {}
    }

    /// @param in buffered
    /// @param largest bytes of a packet
    BrokerStream(InputStream in, int largest) {
        this.in = new DataInputStream(in);
        this.largest = largest;
    }

    /// Waits for the next packet.
    ///
    /// @throws ProtocolException when it is none that a broker may send here
    Packet next() throws IOException {
        int first = in.readUnsignedByte();
        int length = 0;
        int digits = 0;
        int digit;
        do {
            if (digits == LONGEST_LENGTH) {
                throw new ProtocolException("a packet's length has at most 4 bytes, found more");
            }
            digit = in.readUnsignedByte();
            length |= (digit & 0x7F) << (7 * digits);
            digits++;
        } while (digit > 0x7F);
        if (length > largest) {
            throw new ProtocolException("a packet has at most %d bytes, found %d".formatted(largest, length));
        }
        byte[] body = new byte[length];
        in.readFully(body);
        try {
            return packet(first, ByteBuffer.wrap(body));
        } catch (BufferUnderflowException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new ProtocolException("a packet of type %d is too short for what it holds".formatted(first >>> 4));
        }
    }

    private static Packet packet(int first, ByteBuffer body) throws ProtocolException {
        return switch (first >>> 4) {
            case CONNACK -> {
                body.get();
                yield connected(body.get() & 0xFF, properties(body));
            }
            case PUBLISH -> published(first, body);
            case PUBACK ->
                new Packet.Acknowledged(body.getShort() & 0xFFFF, body.hasRemaining() ? body.get() & 0xFF : 0);
            case SUBACK -> {
                body.getShort();
                properties(body);
                yield subscribed(body);
            }
            case PINGRESP -> new Packet.Alive();
            case DISCONNECT -> new Packet.Ended(body.hasRemaining() ? body.get() & 0xFF : 0);
            default -> throw new ProtocolException("a broker does not send packets of type " + (first >>> 4));
        };
    }

    private static Packet subscribed(ByteBuffer reasons) {
        int worst = 0;
        int at = 0;
        for (int i = 0; reasons.hasRemaining(); i++) {
            int reason = reasons.get() & 0xFF;
            if (reason > worst) {
                worst = reason;
                at = i;
            }
        }
        return new Packet.Subscribed(worst, at);
    }

    private static Packet published(int first, ByteBuffer body) throws ProtocolException {
        int qos = (first >>> 1) & 3;
        if (qos > 1) {
            throw new ProtocolException("asked for QoS 1, found " + qos);
        }
        int size = body.getShort() & 0xFFFF;
        if (size == 0 || size > body.remaining()) {
            throw new ProtocolException("a topic has 1 to %d bytes here, found %d".formatted(body.remaining(), size));
        }
        byte[] name = new byte[size];
        body.get(name);
        String topic = new String(name, StandardCharsets.UTF_8);
        int packet = 0;
        if (qos == 1) {
            packet = body.getShort() & 0xFFFF;
            if (packet == 0) {
                throw new ProtocolException("a message with QoS 1 has a number above 0, found 0");
            }
        }
        properties(body);
        return new Packet.Published(topic, body.slice(), packet);
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
        ByteBuffer properties = body.slice(body.position(), size);
        body.position(body.position() + size);
        return properties;
    }

    private static Packet connected(int reason, ByteBuffer properties) throws ProtocolException {
        int receiveMaximum = MOST_IN_FLIGHT;
        long largestPacket = Long.MAX_VALUE;
        int keepAlive = 0;
        int qos = 1;
        while (properties.hasRemaining()) {
            int name = properties.get() & 0xFF;
            switch (name) {
                case RECEIVE_MAXIMUM -> receiveMaximum = properties.getShort() & 0xFFFF;
                case SERVER_KEEP_ALIVE -> keepAlive = properties.getShort() & 0xFFFF;
                case LARGEST_PACKET -> largestPacket = properties.getInt() & 0xFFFF_FFFFL;
                case MAXIMUM_QOS -> qos = properties.get() & 0xFF;
                case 0x25, 0x28, 0x29, 0x2A -> skip(properties, 1);
                case 0x22 -> skip(properties, 2);
                case 0x11 -> skip(properties, 4);
                case 0x12, 0x15, 0x16, 0x1A, 0x1C, 0x1F -> skip(properties, properties.getShort() & 0xFFFF);
                case 0x26 -> {
                    skip(properties, properties.getShort() & 0xFFFF);
                    skip(properties, properties.getShort() & 0xFFFF);
                }
                default -> throw new ProtocolException("a greeting has no property %d".formatted(name));
            }
        }
        return new Packet.Connected(reason, receiveMaximum, largestPacket, keepAlive, qos);
    }

    private static void skip(ByteBuffer buffer, int bytes) {
        buffer.position(buffer.position() + bytes);
    }
}
