package dev.seatline.device.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seatline.device.journal.JournalLock;
import dev.seatline.device.journal.SqliteJournal;
import dev.seatline.wire.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A new card becomes the old one: all of it or nothing, whenever the plug is pulled.
class RestoreTest {
    @TempDir
    private Path folder;

    private OldCard card;
    private Path backup;
    private Map<String, String> old;

    @BeforeEach
    void aBackupOfACard() throws IOException {
        card = new OldCard(folder.resolve("card"));
        backup = card.backUp("backup.zip", Optional.empty());
        Files.delete(card.data().resolve("journal.damaged-1"));
        old = files();
    }

    @Test
    void aDeadCardComesBackAsItWas() throws IOException {
        card.die();
        Restore.Done done = restore(false, false, RestoreTest::on);
        assertThat(files()).containsAllEntriesOf(without(old, "journal.db"));
        assertThat(OldCard.facts(card.data())).isEqualTo(40);
        assertThat(done.aside()).isEmpty();
        assertThat(done.elsewhere())
                .containsExactly(List.of(
                        folder.resolve("card/etc/elsewhere/1/hub-ca.pem").toString(),
                        folder.resolve("card/ssl/hub-ca.pem").toString()));
        assertThat(Files.getPosixFilePermissions(card.config().resolveSibling("C01.secret")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(new LastBackup(card.data()).at()).contains(OldCard.AT);
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void thePluggedOutCardIsFinishedByTheSameCommandWhereverItWasPulled() throws IOException {
        List<String> steps = new ArrayList<>();
        card.die();
        restore(false, false, steps::add);
        assertThat(steps).hasSizeGreaterThan(15);
        for (int pulled = 0; pulled < steps.size(); pulled++) {
            card.die();
            pulledOut(pulled, false);
            assertThat(finishedOrAgain(false)).isNotNull();
            assertThat(files())
                    .as("pulled before \"%s\"", steps.get(pulled))
                    .containsAllEntriesOf(without(old, "journal.db"));
            assertThat(OldCard.facts(card.data())).isEqualTo(40);
            assertThat(leftovers())
                    .as("pulled before \"%s\"", steps.get(pulled))
                    .isEmpty();
        }
    }

    @Test
    void whatWasThereIsAsideAndWholeWhereverThePlugWasPulled() throws IOException {
        List<String> steps = new ArrayList<>();
        anotherConsole();
        restore(false, true, steps::add);
        assertThat(steps).hasSizeGreaterThan(20);
        for (int pulled = 0; pulled < steps.size(); pulled++) {
            anotherConsole();
            pulledOut(pulled, true);
            assertThat(finishedOrAgain(true)).isNotNull();
            String where = "pulled before \"%s\"".formatted(steps.get(pulled));
            assertThat(OldCard.facts(card.data())).as(where).isEqualTo(40);
            assertThat(card.config()).as(where).content().contains("of the old card");
            assertThat(card.config().resolveSibling("console.yaml.replaced-1"))
                    .as(where)
                    .content()
                    .contains("of another");
            assertThat(leftovers()).as(where).isEmpty();
            Path aside = folder.resolve("aside");
            Files.createDirectories(aside);
            Files.move(card.data().resolve("journal.replaced-1"), aside.resolve("journal.db"));
            assertThat(OldCard.facts(aside)).as(where).isEqualTo(7);
            RestorePlan.clear(aside);
        }
    }

    @Test
    void aPulledPlugBeforeThePlanTouchesNothing() throws IOException {
        anotherConsole();
        Map<String, String> before = files();
        assertThatThrownBy(() -> restore(false, true, step -> {
                    if (step.equals("write the plan")) {
                        throw new PulledPlug();
                    }
                }))
                .isInstanceOf(PulledPlug.class);
        assertThat(files()).containsAllEntriesOf(before);
        assertThat(Restore.isUnfinished(card.config())).isFalse();
    }

    @Test
    void anotherConfigurationAndAJournalWithFactsAreNotOverwritten() throws IOException {
        anotherConsole();
        Map<String, String> before = files();
        assertThatThrownBy(() -> restore(false, false, RestoreTest::on))
                .isInstanceOf(Restore.RefusedException.class)
                .hasMessageContaining("--replace")
                .hasMessageContaining("--as-new-card");
        assertThatThrownBy(() -> restore(true, false, RestoreTest::on))
                .isInstanceOf(Restore.RefusedException.class)
                .hasMessageContaining("facts up to number 7")
                .hasMessageContaining("--replace");
        assertThat(files()).isEqualTo(before);
        Files.write(card.data().resolve("journal.db"), new byte[3000]);
        assertThatThrownBy(() -> restore(true, false, RestoreTest::on)).hasMessageContaining("cannot be read");
    }

    @Test
    void aRefusedRestoreLeavesNotEvenAFolderBehind() throws IOException {
        card.die();
        Files.createDirectories(card.config().getParent());
        Files.writeString(card.config(), "version: 1\n# the sample\n");
        assertThatThrownBy(() -> restore(false, false, RestoreTest::on)).isInstanceOf(Restore.RefusedException.class);
        assertThat(card.data())
                .as("its owner would be the wrong one the next time")
                .doesNotExist();
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void theSampleOfAFreshInstallationIsPutAsideAndItsRightsAreTaken() throws IOException {
        card.die();
        Files.createDirectories(card.config().getParent());
        Files.writeString(card.config(), "version: 1\n# the sample\n");
        Files.setPosixFilePermissions(card.config(), PosixFilePermissions.fromString("rw-r-----"));
        Restore.Done done = restore(true, false, RestoreTest::on);
        assertThat(done.aside()).containsExactly(card.config().resolveSibling("console.yaml.replaced-1"));
        assertThat(Files.getPosixFilePermissions(card.config().resolveSibling("C01.secret")))
                .isEqualTo(PosixFilePermissions.fromString("rw-r-----"));
    }

    @Test
    void theLogOfAJournalThatLostItsPowerNeverMeetsTheRestoredOne() throws IOException {
        card.die();
        Files.createDirectories(card.data());
        Path live = folder.resolve("live");
        try (SqliteJournal _ = openedWithFacts(live)) {
            Files.copy(live.resolve("journal.db"), card.data().resolve("journal.db"));
            Files.copy(live.resolve("journal.db-wal"), card.data().resolve("journal.db-wal"));
        }
        restore(false, true, RestoreTest::on);
        assertThat(card.data().resolve("journal.db-wal")).doesNotExist();
        assertThat(OldCard.facts(card.data())).isEqualTo(40);
        Path aside = folder.resolve("aside");
        Files.createDirectories(aside);
        Files.move(card.data().resolve("journal.replaced-1"), aside.resolve("journal.db"));
        Files.move(card.data().resolve("journal.replaced-1-wal"), aside.resolve("journal.db-wal"));
        assertThat(OldCard.facts(aside)).isEqualTo(7);
    }

    private static SqliteJournal openedWithFacts(Path data) {
        OldCard.record(data, 5);
        OldCard.record(data, 2);
        SqliteJournal journal =
                SqliteJournal.open(data.resolve("journal.db"), 1_000, new SplittableRandom(3), OldCard.AT);
        // so that the log is not empty
        journal.keep(Settings.NONE);
        return journal;
    }

    @Test
    void aRunningConsoleIsNotRestoredOver() throws IOException {
        try (JournalLock _ = JournalLock.take(card.data().resolve("journal.db"))) {
            assertThatThrownBy(() -> restore(false, true, RestoreTest::on))
                    .isInstanceOf(Restore.RefusedException.class)
                    .hasMessageContaining("stop it first");
        }
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void whatIsTheSameAlreadyIsLeftAlone() throws IOException {
        Restore.Done done = restore(false, true, RestoreTest::on);
        assertThat(done.aside())
                .containsExactlyInAnyOrder(
                        card.data().resolve("journal.replaced-1"), card.data().resolve("config-history.replaced-1"));
    }

    /// A console with a configuration of its own and seven facts.
    private void anotherConsole() throws IOException {
        card.die();
        Files.createDirectories(card.config().getParent());
        Files.createDirectories(card.data());
        Files.writeString(card.config(), "version: 1\n# of another\n");
        Files.writeString(card.config().resolveSibling("C01.secret"), "6".repeat(64));
        Files.writeString(card.data().resolve("technician.pin"), "another hash\n");
        OldCard.record(card.data(), 7);
    }

    private Restore.Done restore(boolean newCard, boolean replace, Consumer<String> step) throws IOException {
        return wished(newCard, replace, step).run(Optional.empty());
    }

    private Restore wished(boolean newCard, boolean replace, Consumer<String> step) {
        return new Restore(new Restore.Wish(backup, card.config(), newCard, replace), OldCard.SILENT, step);
    }

    private void pulledOut(int before, boolean replace) {
        int[] left = {before};
        assertThatThrownBy(() -> restore(false, replace, _ -> {
                    if (left[0]-- == 0) {
                        throw new PulledPlug();
                    }
                }))
                .isInstanceOf(PulledPlug.class);
    }

    private static void on(String step) {
        assertThat(step).isNotEmpty();
    }

    /// As the command does it.
    private Restore.Done finishedOrAgain(boolean replace) throws IOException {
        Restore again = wished(false, replace, RestoreTest::on);
        if (Restore.isUnfinished(card.config())) {
            return again.finish();
        }
        return again.run(Optional.empty());
    }

    private Map<String, String> files() throws IOException {
        Map<String, String> files = new TreeMap<>();
        for (Path root : List.of(card.config().getParent(), card.data())) {
            if (!Files.exists(root)) {
                continue;
            }
            try (var all = Files.walk(root)) {
                for (Path file : all.filter(Files::isRegularFile).toList()) {
                    files.put(file.toString(), new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
                }
            }
        }
        return files;
    }

    private List<String> leftovers() throws IOException {
        return files().keySet().stream().filter(name -> name.contains("restor")).toList();
    }

    private static Map<String, String> without(Map<String, String> files, String name) {
        Map<String, String> others = new TreeMap<>(files);
        others.keySet().removeIf(file -> file.contains(name));
        return others;
    }

    /// As an [Error], so that nothing tidies up after it.
    private static final class PulledPlug extends Error {
        private static final long serialVersionUID = 1L;
    }
}
