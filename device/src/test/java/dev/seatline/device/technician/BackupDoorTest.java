package dev.seatline.device.technician;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seatline.device.Eventually;
import dev.seatline.device.backup.Backup;
import dev.seatline.device.backup.BackupDesk;
import dev.seatline.device.backup.LastBackup;
import dev.seatline.device.backup.Origin;
import dev.seatline.device.loop.HandTime;
import dev.seatline.wire.ConsoleId;
import dev.seatline.wire.SeatId;
import dev.seatline.wire.SiteId;
import dev.seatline.wire.WireJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// What the page's part for backups answers.
class BackupDoorTest {
    private static final String PATH = "/api/v1/backup";
    private static final Instant AT = Instant.parse("2026-11-23T09:00:00Z");

    @TempDir
    private Path folder;

    private final HandTime time = new HandTime(AT);
    private BackupDesk desk;
    private BackupDoor door;

    @BeforeEach
    void aDoor() throws IOException {
        Path config = folder.resolve("console.yaml");
        Files.writeString(config, "version: 1\n");
        Origin origin = new Origin(
                new SiteId("demo"), new SeatId("S01"), new ConsoleId("C01"), "0.1.0", config, List.of(), folder);
        desk = new BackupDesk(() -> origin, Backup.JournalSource.of(folder.resolve("journal.db")), folder, time);
        desk.start();
        door = new BackupDoor(new SeatId("S01"), desk, time);
    }

    @AfterEach
    void closed() {
        desk.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | 400",
                "[] | 400",
                "{\"passphrase\":\"lantern orbit mosaic\"} | 400",
                "{\"passphrase\":7,\"open\":false} | 400",
                "{\"passphrase\":\"lantern orbit mosaic\",\"open\":\"no\"} | 400",
                "{\"passphrase\":\"lantern orbit mosaic\",\"open\":false,\"to\":\"/etc\"} | 400",
                "{\"passphrase\":\"lantern\",\"open\":false} | 422",
                "{\"passphrase\":\"\",\"open\":false} | 422",
                "{\"passphrase\":\"lantern orbit mosaic\",\"open\":true} | 422"
            })
    void whatIsNoWishForABackupIsRefusedWithoutRepeatingIt(String body, int status) throws IOException {
        Answer answer = door.answer(asked("POST", PATH, body));
        assertThat(answer.status()).isEqualTo(status);
        assertThat(new String(answer.body(), StandardCharsets.UTF_8)).doesNotContain("lantern");
        assertThat(state().path("state").stringValue()).isEqualTo("idle");
    }

    @Test
    void aBackupIsSentWholeWithItsSizeAndNotBeforeItIsReady() throws IOException {
        assertThat(door.answer(asked("GET", PATH + "/file", "")).status()).isEqualTo(409);
        assertThat(door.answer(asked("POST", PATH, "{\"passphrase\":\"\",\"open\":true}"))
                        .status())
                .isEqualTo(202);
        Eventually.until("it is ready", () -> desk.state() instanceof BackupDesk.State.Ready);
        JsonNode state = state();
        assertThat(state.path("state").stringValue()).isEqualTo("ready");
        Answer answer = door.answer(asked("GET", PATH + "/file", ""));
        assertThat(answer.headers())
                .containsEntry("Content-Length", state.path("size").asString())
                .hasEntrySatisfying(
                        "Content-Disposition", value -> assertThat(value).contains("S01-20261123-0900.zip"));
        ByteArrayOutputStream sent = new ByteArrayOutputStream();
        Answer.Flow flow = answer.flow();
        assertThat(flow).isNotNull();
        if (flow != null) {
            flow.to(sent);
        }
        assertThat(sent.size()).isEqualTo(state.path("size").intValue());
        assertThat(state().path("due").booleanValue()).isFalse();
    }

    @Test
    void anOldBackupAndNoneAreDue() throws IOException {
        assertThat(state().path("due").booleanValue()).isTrue();
        new LastBackup(folder).remember(AT);
        time.pass(Duration.ofDays(29));
        assertThat(state().path("due").booleanValue()).isFalse();
        time.pass(Duration.ofDays(1));
        assertThat(state().path("due").booleanValue()).isTrue();
        assertThat(state().path("days").intValue()).isEqualTo(30);
    }

    @Test
    void takingOneAwayChangesSomethingAndSoNeedsASession() {
        assertThat(door.ways().get(PATH + "/file"))
                .isNotNull()
                .satisfies(way -> assertThat(way.get()).isEqualTo(Need.CHANGING));
    }

    private JsonNode state() throws IOException {
        return WireJson.mapper().readTree(door.answer(asked("GET", PATH, "")).body());
    }

    private static Asked asked(String method, String path, String body) {
        return new Asked(path, method, Map.of(), body, Optional.empty());
    }
}
