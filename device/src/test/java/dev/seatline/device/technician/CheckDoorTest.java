package dev.seatline.device.technician;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seatline.device.check.CheckedHardware;
import dev.seatline.device.check.HandLater;
import dev.seatline.device.hardware.bench.BenchHardware;
import dev.seatline.device.loop.HandTime;
import dev.seatline.device.seat.Input;
import dev.seatline.device.seat.SeatRules;
import dev.seatline.wire.ConsoleId;
import dev.seatline.wire.SeatId;
import dev.seatline.wire.SiteKey;
import dev.seatline.wire.WireJson;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// What the page's part for the check of the parts answers.
class CheckDoorTest {
    private static final String PATH = "/api/v1/check";

    private final HandTime time = new HandTime(Instant.parse("2026-11-23T09:00:00Z"));
    private final HandLater later = new HandLater();
    private final BenchHardware bench = new BenchHardware(SiteKey.ofHex("5a".repeat(32)), time, SeatRules.DEFAULT);
    private boolean vacant = true;
    private final CheckedHardware parts = new CheckedHardware(bench, () -> vacant, time, later);
    private final CheckDoor door = new CheckDoor(new SeatId("S01"), new ConsoleId("C01"), "0.1.0", parts);

    @BeforeEach
    void started() {
        parts.start(_ -> {});
    }

    @AfterEach
    void stopped() {
        parts.stop();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/try | {} | 400",
                "/try | [] | 400",
                "/try | {\"show\":\"lamp-green\",\"for\":3600} | 400",
                "/try | {\"show\":\"04A1B2C3\"} | 422",
                "/try | {\"show\":7} | 422",
                "/try | {\"show\":\"LAMP_GREEN\"} | 422",
                "/step | {\"step\":\"button\"} | 400",
                "/step | {\"step\":\"button\",\"word\":\"passed\"} | 422",
                "/step | {\"step\":\"04A1B2C3\",\"word\":\"works\"} | 409",
                "/step | {\"step\":\"button\",\"word\":\"skip\"} | 409"
            })
    void whatIsNoWishIsRefusedWithoutRepeatingIt(String way, String body, int status) {
        Answer answer = door.answer(asked("POST", PATH + way, body));
        assertThat(answer.status()).isEqualTo(status);
        assertThat(text(answer)).doesNotContain("04A1");
        assertThat(state().path("state").asString()).isEqualTo("idle");
    }

    @Test
    void somethingIsShownForAMomentAndTheAnswerSaysWhat() {
        assertThat(door.answer(asked("POST", PATH + "/try", "{\"show\":\"digits-all\"}"))
                        .status())
                .isEqualTo(202);
        assertThat(bench.outputs().digits()).isEqualTo("8888");
        assertThat(state().path("tried").asString()).isEqualTo("digits-all");
        later.pass(CheckedHardware.SHOWN);
        assertThat(state().has("tried")).isFalse();
    }

    @Test
    void whatTwoTechniciansSayOfTheSameStepCountsOnce() {
        assertThat(door.answer(asked("POST", PATH, "{}")).status()).isEqualTo(202);
        assertThat(door.answer(asked("POST", PATH, "{}")).status()).isEqualTo(409);
        String skip = "{\"step\":\"badge-reader\",\"word\":\"skip\"}";
        assertThat(door.answer(asked("POST", PATH + "/step", skip)).status()).isEqualTo(200);
        assertThat(door.answer(asked("POST", PATH + "/step", skip)).status()).isEqualTo(409);
        bench.press(Input.Press.SHORT);
        assertThat(state().path("step").asString()).isEqualTo("hook");
        time.pass(Duration.ofSeconds(20));
        assertThat(state().path("left").asLong()).isEqualTo(100);
    }

    @Test
    void aReportIsThereWhenACheckHasEnded() {
        assertThat(door.answer(asked("GET", PATH + "/report", "")).status()).isEqualTo(409);
        door.answer(asked("POST", PATH, "{}"));
        assertThat(door.answer(asked("GET", PATH + "/report", "")).status()).isEqualTo(409);
        bench.badge("04A1B2C3");
        assertThat(door.answer(asked("DELETE", PATH, "")).status()).isEqualTo(200);
        Answer report = door.answer(asked("GET", PATH + "/report", ""));
        assertThat(report.headers().get("Content-Disposition")).contains("seatline-check-S01-2026-11-23-");
        assertThat(text(report)).contains("••••••C3").doesNotContain("04A1B2C3");
        assertThat(state().toString()).doesNotContain("04A1B2C3");
    }

    @Test
    void atASeatThatIsTakenNoCheckBegins() {
        vacant = false;
        Answer answer = door.answer(asked("POST", PATH, "{}"));
        assertThat(answer.status()).isEqualTo(409);
        assertThat(text(answer)).contains("somebody is signed in");
        assertThat(state().path("vacant").asBoolean()).isFalse();
    }

    private JsonNode state() {
        return WireJson.mapper().readTree(door.answer(asked("GET", PATH, "")).body());
    }

    private static String text(Answer answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    private static Asked asked(String method, String path, String body) {
        return new Asked(path, method, Map.of(), body, Optional.empty());
    }
}
