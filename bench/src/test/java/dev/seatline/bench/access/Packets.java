package dev.seatline.bench.access;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Writes the packets of a client, right or wrong as asked, in MQTT 5 or 3.1.1. Pure; any thread.
///
/// @param version 5, or 4 for MQTT 3.1.1
record Packets(int version) {
    static final int CONNACK = 0x20;
    static final int PUBLISH = 0x30;
    static final int PUBACK = 0x40;
    static final int SUBACK = 0x90;
    static final int UNSUBACK = 0xB0;
    static final int PINGRESP = 0xD0;
    static final int DISCONNECT = 0xE0;

    private static final int KEEP_ALIVE_SECONDS = 60;

    /// How one comes in.
    record Entry(String clientId, Optional<String> user, Optional<String> password) {
        /// As the contract wants it: the user is the client id.
        static Entry of(String name, String secret) {
            return new Entry(name, Optional.of(name), Optional.of(secret));
        }

        @Override
        public String toString() {
            return "client id \"%s\", user %s".formatted(clientId, user.orElse("(none)"));
        }
    }

    /// What is said for somebody who vanishes.
    record Will(String topic, String text, int qos, boolean retained) {}

    /// What a body is written with.
    private interface Body {
        void write(DataOutputStream out) throws IOException;
    }

    byte[] connect(Entry entry, Optional<Will> will) {
        int flags = 0x02
                | entry.user().map(_ -> 0x80).orElse(0)
                | entry.password().map(_ -> 0x40).orElse(0)
                | will.map(left -> 0x04 | left.qos() << 3 | (left.retained() ? 0x20 : 0))
                        .orElse(0);
        return packet(0x10, out -> {
            text(out, "MQTT");
            out.writeByte(version);
            out.writeByte(flags);
            out.writeShort(KEEP_ALIVE_SECONDS);
            noProperties(out);
            text(out, entry.clientId());
            if (will.isPresent()) {
                noProperties(out);
                text(out, will.get().topic());
                text(out, will.get().text());
            }
            if (entry.user().isPresent()) {
                text(out, entry.user().get());
            }
            if (entry.password().isPresent()) {
                text(out, entry.password().get());
            }
        });
    }

    byte[] publish(int id, String topic, byte[] payload, int qos, boolean retained) {
        return packet(PUBLISH | qos << 1 | (retained ? 1 : 0), out -> {
            text(out, topic);
            if (qos > 0) {
                out.writeShort(id);
            }
            noProperties(out);
            out.write(payload);
        });
    }

    byte[] subscribe(int id, String filter) {
        return packet(0x82, out -> {
            out.writeShort(id);
            noProperties(out);
            text(out, filter);
            out.writeByte(1);
        });
    }

    byte[] unsubscribe(int id, String filter) {
        return packet(0xA2, out -> {
            out.writeShort(id);
            noProperties(out);
            text(out, filter);
        });
    }

    static byte[] acknowledge(int id) {
        return packet(PUBACK, out -> out.writeShort(id));
    }

    static byte[] ping() {
        return packet(0xC0, _ -> {});
    }

    /// A good-bye of MQTT 5 after which the last will is said all the same.
    static byte[] leaveWithWill() {
        return packet(DISCONNECT, out -> out.writeByte(0x04));
    }

    /// What no client may send; the broker hangs up on whom it comes from, as on one who vanished.
    static byte[] nonsense() {
        return packet(0x00, _ -> {});
    }

    private void noProperties(DataOutputStream out) throws IOException {
        if (version == 5) {
            out.writeByte(0);
        }
    }

    private static void text(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeShort(bytes.length);
        out.write(bytes);
    }

    private static byte[] packet(int head, Body body) {
        try {
            ByteArrayOutputStream content = new ByteArrayOutputStream();
            body.write(new DataOutputStream(content));
            ByteArrayOutputStream packet = new ByteArrayOutputStream();
            packet.write(head);
            int left = content.size();
            do {
                packet.write((left & 0x7F) | (left > 0x7F ? 0x80 : 0));
                left >>>= 7;
            } while (left > 0);
            content.writeTo(packet);
            return packet.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
