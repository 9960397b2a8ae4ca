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
    private static final int LONGEST_CHARACTER = 4;

    private RejectedMessages() {}

    static Rejected kept(String topic, byte[] payload, String reason, Instant received) {
        String name = topic.length() <= TOPIC_KEPT ? topic : topic.substring(0, TOPIC_KEPT) + "…";
        return new Rejected(name, text(payload), reason, received);
    }

    /// Up to [#PAYLOAD_KEPT], so that no character of UTF-8 is cut in two: that would look like broken text.
    private static int whole(byte[] payload) {
        int end = PAYLOAD_KEPT;
        while (end > PAYLOAD_KEPT - LONGEST_CHARACTER && (payload[end] & 0xC0) == 0x80) {
            end--;
        }
        return end;
    }

    private static String text(byte[] payload) {
        byte[] head = payload.length <= PAYLOAD_KEPT ? payload : Arrays.copyOf(payload, whole(payload));
        String more = payload.length <= PAYLOAD_KEPT ? "" : "… (%d bytes)".formatted(payload.length);
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(head)) + more;
        } catch (CharacterCodingException e) {
            return "base64:" + Base64.getEncoder().encodeToString(head) + more;
        }
    }
}
