package dev.seatline.device.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seatline.config.Mistake;
import dev.seatline.device.configuration.Checker.Checked;
import dev.seatline.device.configuration.Checker.Essentials;
import dev.seatline.device.configuration.Checker.Page;
import dev.seatline.device.configuration.ConfigStore.Start;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigStoreTest {
    private static final String KEY = "fedcba9876543210".repeat(4);
    private static final String FIRST = "# mine\r\nseat: S01\r\nsite-key: " + KEY + "\r\n";

    @TempDir
    private Path folder;

    private Path file = Path.of("");
    private Path history = Path.of("");
    private ConfigStore store = store();

    @BeforeEach
    void write() throws IOException {
        file = Files.writeString(folder.resolve("console.yaml"), FIRST);
        history = HistoryPlace.in(folder.resolve("data"));
        store = store();
    }

    @Test
    void theFirstStartKeepsNothingUntilItIsProved() throws IOException {
        Start start = store.begin();
        assertThat(start.onProbation()).isFalse();
        assertThat(history).doesNotExist();
        prove(start);
        assertThat(store.seen().proved()).isTrue();
        assertThat(store.seen().snapshots()).hasSize(1);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(history)))
                .isEqualTo("rwx------");
        try (Stream<Path> files = Files.list(history)) {
            assertThat(files)
                    .allSatisfy(one -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(one)))
                            .isEqualTo("rw-------"));
        }
    }

    @Test
    void whatIsSavedHasItsSecretsItsCommentsAndItsEndsOfLines() throws IOException {
        proved();
        assertThat(store.seen().text()).doesNotContain(KEY);
        String sent = store.seen().text().replace("\r\n", "\n").replace("S01", "S02");
        assertThat(save(sent)).isInstanceOf(Saved.Done.class);
        assertThat(file).hasContent(FIRST.replace("S01", "S02"));
        assertThat(Files.readString(file)).isEqualTo(FIRST.replace("S01", "S02"));
    }

    @Test
    void whatCannotWorkIsRefusedAndNothingIsWritten() throws IOException {
        proved();
        assertThat(save("seat: wrong\n")).isInstanceOf(Saved.Wrong.class);
        assertThat(save("# " + "x".repeat(Content.LARGEST))).isInstanceOf(Saved.Wrong.class);
        assertThat(Files.readString(file)).isEqualTo(FIRST);
        assertThat(store.seen().snapshots()).hasSize(1);
    }

    @Test
    void whoeverEditedSomethingOlderIsRefused() {
        proved();
        assertThat(store.save("seat: S03\n", new Content("else").hash(), true)).isInstanceOf(Saved.Stale.class);
    }

    @Test
    void nothingIsSavedWhileThereIsNothingToGoBackTo() {
        store.begin();
        assertThat(save("seat: S02\n")).isInstanceOf(Saved.TooEarly.class);
        proved();
        assertThat(save("seat: S02\n")).isInstanceOf(Saved.Done.class);
        assertThat(save("seat: S03\n")).isInstanceOf(Saved.TooEarly.class);
    }

    @Test
    void whatIsRiskyHasToBeConfirmed() {
        proved();
        assertThat(save("console: C02\n")).isEqualTo(new Saved.Unconfirmed(java.util.Set.of(Risk.OTHER_IDS)));
        assertThat(store.save("console: C02\n", store.seen().hash(), true)).isInstanceOf(Saved.Done.class);
    }

    @Test
    void aSavedOneThatIsProvedBecomesTheLastGoodOne() {
        proved();
        save("seat: S02\n");
        store = store();
        Start start = store.begin();
        assertThat(start.onProbation()).isTrue();
        prove(start);
        assertThat(store.seen().onProbation()).isFalse();
        assertThat(store.seen().good()).isEqualTo(new Content("seat: S02\n").hash());
        assertThat(store().begin().onProbation()).isFalse();
    }

    @Test
    void aSavedOneThatEndedWithoutAWordIsTakenBackAtTheNextStart() throws IOException {
        proved();
        save("seat: S02\n");
        store().begin();
        store = store();
        Start start = store.begin();
        assertThat(start).isEqualTo(new Start(Optional.of(new Content(FIRST)), false));
        assertThat(Files.readString(file)).isEqualTo(FIRST);
        assertThat(store.seen().rollback().orElseThrow().failure().kind()).isEqualTo(Failure.Kind.ENDED);
        assertThat(store.seen().snapshots().getFirst().why()).isEqualTo(Snapshot.Why.FAILED);
        store.dismiss();
        assertThat(store.seen().rollback()).isEmpty();
        assertThat(save("seat: S03\n")).as("one can go on").isInstanceOf(Saved.Done.class);
    }

    @Test
    void aStopOnRequestIsNoFailure() {
        proved();
        save("seat: S02\n");
        store.stopped(store.begin());
        assertThat(store().begin().onProbation()).isTrue();
    }

    @Test
    void aFailedStartIsTakenBackInTheSameProgram() {
        proved();
        save("seat: S02\n");
        Start start = store.begin();
        assertThat(store.failed(start, new Failure(Failure.Kind.NOT_STARTED, "no port")))
                .isTrue();
        Start again = store.begin();
        assertThat(again.content()).contains(new Content(FIRST));
        assertThat(store.failed(again, new Failure(Failure.Kind.NOT_STARTED, "no port")))
                .as("there is nothing behind the last good one")
                .isFalse();
    }

    @Test
    void aFileThatWasCutOffIsMended() throws IOException {
        proved();
        save("seat: S02\n");
        History kept = new History(history);
        kept.probation(kept.probation().orElseThrow().at(Probation.Phase.WRITING));
        Files.writeString(file, "sea");
        Start start = store().begin();
        assertThat(start).isEqualTo(new Start(Optional.of(new Content("seat: S02\n")), true));
        assertThat(file).hasContent("seat: S02\n");
    }

    @Test
    void aDamagedHistoryCostsWhatIsDamagedOnly() throws IOException {
        proved();
        save("seat: S02\n");
        store.begin();
        Path snapshot = history.resolve("snapshot-000001.json");
        Files.writeString(snapshot, Files.readString(snapshot).replace("S01", "S07"));
        Files.writeString(history.resolve("snapshot-000009.json"), "{");
        assertThat(store.seen().snapshots()).hasSize(1);
        Files.writeString(history.resolve("probation.json"), "\u0000\u0000");
        store = store();
        assertThat(store.begin())
                .as("as if somebody had written it by hand")
                .isEqualTo(new Start(Optional.of(new Content("seat: S02\n")), false));
        Files.writeString(history.resolve("last-good.json"), "");
        assertThat(store.seen().good()).isEmpty();
    }

    @Test
    void fiftySnapshotsAreKeptAndTheLastGoodOneAmongThem() {
        proved();
        for (int i = 0; i < History.MOST + 10; i++) {
            assertThat(save("seat: S" + (100 + i) + "\n")).isInstanceOf(Saved.Done.class);
            Start start = store.begin();
            store.failed(start, new Failure(Failure.Kind.BROKE, ""));
            store.begin();
        }
        assertThat(store.seen().snapshots())
                .hasSize(History.MOST)
                .last()
                .extracting(Snapshot::content)
                .isEqualTo(new Content(FIRST));
    }

    @Test
    void aRestartPutsWhatSomebodyWroteByHandOnProbation() throws IOException {
        proved();
        Files.writeString(file, "seat: wrong\n");
        assertThat(store.readied()).hasSize(1);
        Files.writeString(file, "seat: S05\n");
        assertThat(store.readied()).isEmpty();
        assertThat(store.begin().onProbation()).isTrue();
    }

    @Test
    void theHistoryMovesWithTheDataFolderOnceThatIsProved() {
        proved();
        save("seat: S02\n");
        HistoryPlace place = new HistoryPlace(folder.resolve("state").resolve("place"));
        store.proved(store.begin(), place, folder.resolve("elsewhere"));
        assertThat(history).doesNotExist();
        assertThat(place.read()).contains(HistoryPlace.in(folder.resolve("elsewhere")));
        assertThat(store.seen().snapshots()).hasSize(2);
    }

    private Saved save(String text) {
        return store.save(text, store.seen().hash(), false);
    }

    private void proved() {
        prove(store.begin());
    }

    private void prove(Start start) {
        store.proved(start, new HistoryPlace(folder.resolve("place")), folder.resolve("data"));
    }

    private ConfigStore store() {
        return new ConfigStore(
                file, history, ConfigStoreTest::check, new Masking(new byte[32]), () -> Instant.ofEpochSecond(1));
    }

    private static Checked check(byte[] content) {
        String text = new String(content, StandardCharsets.UTF_8);
        return text.contains("wrong")
                ? new Checked(List.of(new Mistake("console.yaml", 1, "seat: found \"wrong\"")), Optional.empty())
                : new Checked(
                        List.of(),
                        Optional.of(new Essentials(
                                "demo",
                                "S01",
                                text.contains("C02") ? "C02" : "C01",
                                Path.of("/data"),
                                Optional.of(new Page("127.0.0.1", 8081, false)))));
    }
}
