package dev.seatline.server.broker;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class ConsoleSecretTest {
    @Test
    void theHashIsOfTheBytesNotOfTheirDigits() {
        // as: printf 11…11 | xxd -r -p | sha256sum
        assertThat(ConsoleSecret.sha256("1".repeat(64)))
                .isEqualTo("02d449a31fbb267c8f352e9968a79e3e5fc95c1bbeaa502fd6454ebde5a4bedc");
    }

    @Test
    void anythingElseIsNoSecretAndIsNotRepeated() {
        for (String text : new String[] {"", "1".repeat(63), "1".repeat(65), "g".repeat(64), "秘".repeat(64)}) {
            assertThatThrownBy(() -> ConsoleSecret.sha256(text))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("a console's secret must be 64 hex digits, found %d characters", text.length());
            assertThat(ConsoleSecret.digest(text.getBytes(US_ASCII))).isEmpty();
        }
    }
}
