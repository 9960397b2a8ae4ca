package dev.seatline.server.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// How rejected messages are kept.
final class RejectedMessagesTest {
    private static String kept(byte[] payload) {
        return RejectedMessages.kept("t", payload, "why", Instant.EPOCH).payload();
    }

    @Test
    void aLongTextIsCutBetweenTwoCharacters() {
        for (String character : new String[] {"é", "李", "🎧"}) {
            for (int lead = 0; lead < 4; lead++) {
                byte[] text = ("x".repeat(lead) + character.repeat(2_000)).getBytes(StandardCharsets.UTF_8);
                assertThat(kept(text))
                        .startsWith("x".repeat(lead) + character)
                        .endsWith(character + "… (" + text.length + " bytes)");
            }
        }
    }

    @Test
    void whatIsNoTextIsKeptInBase64() {
        byte[] noise = new byte[5_000];
        java.util.Arrays.fill(noise, (byte) 0x80);
        assertThat(kept(noise)).startsWith("base64:").endsWith("… (5000 bytes)");
    }
}
