package dev.seatline.device.technician;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OwnPageOnlyTest {
    @ParameterizedTest
    @ValueSource(strings = {"localhost:8081", "127.0.0.1:8081", "[::1]:8081", "LOCALHOST", "127.3.2.1"})
    void aNameOfLoopbackMayAsk(String host) {
        assertThat(status(host, null, null)).isZero();
        assertThat(status(host, "http://" + host, "same-origin")).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "console.example",
                "localhost.example:8081",
                "10.0.0.7:8081",
                "127.0.0.1.example",
                "",
                "127.0.0.1@x"
            })
    void anyOtherNameIsRefused(String host) {
        assertThat(status(host, null, null)).isEqualTo(421);
    }

    @Test
    void aRequestWithoutANameIsRefused() {
        assertThat(status(null, null, null)).isEqualTo(421);
    }

    @ParameterizedTest
    @CsvSource({
        "http://evil.example",
        "http://127.0.0.1:3000",
        "http://localhost:8081",
        "https://127.0.0.1:8081",
        "null",
        "http://127.0.0.1:8081.evil.example",
        "'::not an origin'"
    })
    void anotherOriginIsRefused(String origin) {
        assertThat(status("127.0.0.1:8081", origin, null)).isEqualTo(403);
    }

    @Test
    void anotherSiteIsRefusedEvenWithoutAnOrigin() {
        assertThat(status("127.0.0.1:8081", null, "cross-site")).isEqualTo(403);
        assertThat(status("127.0.0.1:8081", null, "none")).isZero();
    }

    private static int status(@Nullable String host, @Nullable String origin, @Nullable String site) {
        return OwnPageOnly.refusal(host, origin, site).map(Problem::status).orElse(0);
    }
}
