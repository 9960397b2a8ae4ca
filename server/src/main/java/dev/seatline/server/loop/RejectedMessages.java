package dev.seatline.server.loop;

import dev.seatline.server.store.EventStore.Rejected;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;

/// How a message that cannot be read is kept: enough to find out what happened, never so much that a flood of
/// them fills the disk. Pure.
final class RejectedMessages {
    /// Bytes kept of a payload.
    static final int PAYLOAD_KEPT = 2_048;

    private static final int TOPIC_KEPT = 200;

    private RejectedMessages() {}

    static Rejected kept(String topic, byte[] payload, String reason, Instant received) {
        String name = topic.length() <= TOPIC_KEPT ? topic : topic.substring(0, TOPIC_KEPT) + "…";
        return new Rejected(name, text(payload), reason, received);
    }

    private static String text(byte[] payload) {
        byte[] head = payload.length <= PAYLOAD_KEPT ? payload : Arrays.copyOf(payload, PAYLOAD_KEPT);
        String more = payload.length <= PAYLOAD_KEPT ? "" : "… (%d bytes)".formatted(payload.length);
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(head)) + more;
        } catch (CharacterCodingException e) {
            return "base64:" + Base64.getEncoder().encodeToString(head) + more;
        }
    }
}
