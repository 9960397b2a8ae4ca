package dev.seatline.device.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.seatline.config.Mistake;
import dev.seatline.device.configuration.ConfigRecord.Origin;
import dev.seatline.device.configuration.ConfigRecord.Snapshot;
import dev.seatline.device.loop.HandTime;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A configuration is saved, tried, kept or taken back.
class ConfigStoreTest {
    private static final String FIRST = "# mine\r\nseat: S01\r\n";
    private static final String SECOND = "seat: S02\n";
    private static final String THIRD = "seat: S03\n";
    private static final String BAD = "wrong: yes\n";

    @TempDir
    private Path folder;

    private final HandTime time = new HandTime(Instant.parse("2026-11-23T09:00:00Z"));
    private Path file = Path.of("");
    private Path history = Path.of("");
    private ConfigStore store = new ConfigStore(file, history, time, _ -> List.of());

    @BeforeEach
    void aFileThatWorks() throws IOException {
        file = Files.writeString(folder.resolve("console.yaml"), FIRST);
        history = ConfigStore.folder(file, Optional.of(folder.resolve("state").toString()));
        store = started();
    }

    @Test
    void theHistoryIsInTheStateFolderOrBesideTheFile() {
        assertThat(history).isEqualTo(folder.resolve("state/config-history"));
        assertThat(ConfigStore.folder(file, Optional.empty())).isEqualTo(folder.resolve("console.yaml.history"));
    }

    @Test
    void withoutAnySavingNothingIsKept() throws IOException {
        assertThat(store.begin()).isFalse();
        store.proved();
        store.stopped();
        assertThat(store.failed("something")).isFalse();
        assertThat(history).doesNotExist();
        assertThat(Files.readString(file)).isEqualTo(FIRST);
    }

    @Test
    void whatIsSavedIsInTheFileToTheLastByteAndOnTrial() throws IOException {
        assertThat(store.save(SECOND, ConfigStore.hash(FIRST))).isTrue();
        assertThat(Files.readString(file)).isEqualTo(SECOND);
        assertThat(store.snapshot(ConfigStore.hash(FIRST))).contains(FIRST);
        assertThat(store.remembered().snapshots())
                .containsExactly(
                        new Snapshot(ConfigStore.hash(SECOND), time.now(), Origin.PAGE),
                        new Snapshot(ConfigStore.hash(FIRST), time.now(), Origin.FILE));

        ConfigStore next = started();
        assertThat(Objects.requireNonNull(next.remembered().trial()).starts()).isOne();
        next.proved();
        assertThat(next.remembered().trial()).isNull();
        assertThat(next.remembered().good()).isEqualTo(ConfigStore.hash(SECOND));
        assertThat(started().remembered().trial()).isNull();
    }

    @Test
    void aShorterOneLeavesNothingOfTheLonger() throws IOException {
        String longer = FIRST + "# and much more\n".repeat(100);
        assertThat(store.save(longer, ConfigStore.hash(FIRST))).isTrue();
        assertThat(store.save("seat: S9\n", ConfigStore.hash(longer))).isTrue();
        assertThat(Files.readString(file)).isEqualTo("seat: S9\n");
    }

    @Test
    void theFileKeepsItsRightsAndTheHistoryIsForTheConsoleAlone() throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw----"));
        store.save(SECOND, ConfigStore.hash(FIRST));

        assertThat(rights(file)).isEqualTo("rw-rw----");
        assertThat(rights(history)).isEqualTo("rwx------");
        try (Stream<Path> kept = Files.list(history)) {
            assertThat(kept)
                    .isNotEmpty()
                    .allSatisfy(one -> assertThat(rights(one)).isEqualTo("rw-------"));
        }
    }

    @Test
    void whatSomebodyElseHasChangedMeanwhileIsNotOverwritten() throws IOException {
        Files.writeString(file, THIRD);
        assertThat(store.save(SECOND, ConfigStore.hash(FIRST))).isFalse();
        assertThat(Files.readString(file)).isEqualTo(THIRD);
        assertThat(store.remembered()).isEqualTo(ConfigRecord.EMPTY);
    }

    @Test
    void oneThatIsTooLongIsRefused() throws IOException {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> store.save("#".repeat(ConfigStore.LARGEST + 1), ConfigStore.hash(FIRST)));
        assertThat(Files.readString(file)).isEqualTo(FIRST);
    }

    @Test
    void oneThatFailsAtTheStartIsTakenBackAndItIsSaidWhy() throws IOException {
        store.save(SECOND, ConfigStore.hash(FIRST));
        ConfigStore next = started();
        assertThat(next.failed("the port is taken")).isTrue();

        assertThat(Files.readString(file)).isEqualTo(FIRST);
        assertThat(Objects.requireNonNull(next.remembered().refused()).why()).isEqualTo("the port is taken");
        assertThat(next.snapshot(ConfigStore.hash(SECOND)))
                .as("to be looked at")
                .contains(SECOND);
        assertThat(next.failed("again")).as("there is nothing to go back to").isFalse();
        next.seen();
        assertThat(next.remembered().refused()).isNull();
    }

    @Test
    void oneUnderWhichTheProcessDiesIsTakenBackByTheNextStart() throws IOException {
        store.save(SECOND, ConfigStore.hash(FIRST));
        started();
        started();
        assertThat(Files.readString(file)).isEqualTo(FIRST);
    }

    @Test
    void aStopOnRequestIsNobodysFault() throws IOException {
        store.save(SECOND, ConfigStore.hash(FIRST));
        for (int i = 0; i < 5; i++) {
            started().stopped();
        }
        assertThat(Files.readString(file)).isEqualTo(SECOND);
        assertThat(store.remembered().trial()).isNotNull();
    }

    @Test
    void oneThatWasSavedOnTopOfAnUnprovedOneGoesBackToWhatWorked() throws IOException {
        store.save(SECOND, ConfigStore.hash(FIRST));
        ConfigStore next = started();
        next.save(THIRD, ConfigStore.hash(SECOND));
        ConfigStore last = started();
        last.failed("no");
        assertThat(Files.readString(file)).isEqualTo(FIRST);
    }

    @Test
    void oneThatIsSavedWhileAnotherProvesItselfIsStillOnTrial() throws IOException {
        store.save(SECOND, ConfigStore.hash(FIRST));
        ConfigStore next = started();
        next.save(THIRD, ConfigStore.hash(SECOND));
        next.proved();
        assertThat(Objects.requireNonNull(next.remembered().trial()).hash()).isEqualTo(ConfigStore.hash(THIRD));
    }

    @Test
    void whatIsWrittenByHandOverOneOnTrialIsItsWriters() throws IOException {
        store.save(SECOND, ConfigStore.hash(FIRST));
        Files.writeString(file, THIRD);
        ConfigStore next = started();
        assertThat(next.remembered().trial()).isNull();
        assertThat(Files.readString(file)).isEqualTo(THIRD);
    }

    @Test
    void aWriteThatWasCutOffIsMendedByTheNextStart() throws IOException {
        store.save(SECOND, ConfigStore.hash(FIRST));
        Files.writeString(file, BAD);
        started();
        assertThat(Files.readString(file)).isEqualTo(FIRST);
    }

    @Test
    void aRecordThatIsDamagedIsBegunAnew() throws IOException {
        store.save(SECOND, ConfigStore.hash(FIRST));
        Files.writeString(history.resolve("record.json"), "{\"good\":");
        assertThat(started().remembered()).isEqualTo(ConfigRecord.EMPTY);
        assertThat(Files.readString(file)).isEqualTo(SECOND);
    }

    @Test
    void noMoreThanFiftyAreKept() throws IOException {
        String before = FIRST;
        for (int i = 0; i < 60; i++) {
            time.pass(Duration.ofMinutes(1));
            String next = "seat: S" + i + "\n";
            store.save(next, ConfigStore.hash(before));
            store = started();
            store.proved();
            before = next;
        }
        assertThat(store.remembered().snapshots()).hasSize(ConfigRecord.MOST);
        assertThat(store.snapshot(ConfigStore.hash(FIRST))).isEmpty();
        try (Stream<Path> kept = Files.list(history)) {
            assertThat(kept.filter(one -> one.toString().endsWith(".yaml"))).hasSize(ConfigRecord.MOST);
        }
    }

    /// A console starts with what is in the file.
    private ConfigStore started() throws IOException {
        ConfigStore next = new ConfigStore(
                file,
                history,
                time,
                content -> new String(content, StandardCharsets.UTF_8).startsWith("wrong")
                        ? List.of(new Mistake("console.yaml", 1, "this is wrong"))
                        : List.of());
        next.begin();
        return next;
    }

    private static String rights(Path path) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
        } catch (IOException e) {
            return e.toString();
        }
    }
}
