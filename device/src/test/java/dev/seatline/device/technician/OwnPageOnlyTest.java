package dev.seatline.device.technician;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.List;
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

    @ParameterizedTest
    @CsvSource({
        "10.0.0.7:8081,10.0.0.7",
        "10.0.0.7,10.0.0.7",
        "[fd00::17]:8081,fd00::17",
        "[FD00:0:0::17],fd00::17",
        "console-17.LOCAL:8081,10.0.0.7",
        "Console-17,fd00::17"
    })
    void theAddressThatWasCalledAndTheOwnNamesMayAsk(String host, String here) {
        assertThat(status(host, "http://" + host, "same-origin", here)).isZero();
        assertThat(status(host, "http://10.0.0.8:8081", null, here)).isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.8:8081,10.0.0.7",
        "10.0.0.07:8081,10.0.0.7",
        "167772167:8081,10.0.0.7",
        "[::ffff:10.0.0.7],10.0.0.8",
        "fd00::17,fd00::17",
        "[fd00::18],fd00::17",
        "[fd00::17%eth0],fd00::17",
        "[rebound.example],fd00::17",
        "rebound.example,10.0.0.7",
        "console-17.local.example,10.0.0.7",
        "evil.console-17.local,10.0.0.7",
        "console-17.local:8081:8081,10.0.0.7"
    })
    void whatOthersMadePointHereIsRefused(String host, String here) {
        assertThat(status(host, null, null, here)).isEqualTo(421);
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
        return status(host, origin, site, "127.0.0.1");
    }

    private static int status(@Nullable String host, @Nullable String origin, @Nullable String site, String here) {
        OwnNames names = OwnNames.of(List.of("console-17", "console-17.local"));
        return OwnPageOnly.refusal(names, InetAddress.ofLiteral(here), host, origin, site)
                .map(Problem::status)
                .orElse(0);
    }
}
