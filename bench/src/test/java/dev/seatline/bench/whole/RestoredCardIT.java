package dev.seatline.bench.whole;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seatline.bench.site.Program;
import dev.seatline.bench.site.Web;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// A memory card dies and a new one is made of its backup, beside a hub that goes on: the real programs and
/// commands.
@Tag("long")
class RestoredCardIT {
    private static final String PASSPHRASE = "lantern orbit mosaic\n";
    private static final String BACKUP = "card.zip.gpg";

    @TempDir
    Path folder = Path.of("");

    private TwoSeatSite site;
    private Web hub;
    private Web page;

    @BeforeEach
    void startsHubAndConsole() throws Exception {
        site = new TwoSeatSite(folder);
        hub = site.signedIn(site.startHub());
        page = site.console(1);
    }

    @AfterEach
    void stopsThem() throws Exception {
        site.close();
    }

    @Test
    void whatTheOldCardDeliveredAfterTheBackupIsNeitherLostNorDoubledAndTheHubKnowsThatTheJournalIsAnotherOne()
            throws Exception {
        Program console = site.startConsole(1);
        page.post("/bench/badge", "{\"card\":\"%s\"}".formatted(TwoSeatSite.AGENT_1));
        presses(10);
        Ledger.inStep(site, page, hub, "S01");
        String first = journal();
        backUp();
        long inBackup = last();
        presses(15);
        Ledger.inStep(site, page, hub, "S01");
        long delivered = last();
        assertThat(delivered).isGreaterThan(inBackup);
        console.kill();

        dies();
        assertThat(restore()).contains("facts up to number");
        site.startConsole(1);
        Eventually.holds(() -> assertThat(journal()).isNotEqualTo(first));
        presses(10);
        Ledger.inStep(site, page, hub, "S01");

        Map<String, List<Long>> byJournal = sequences();
        assertThat(byJournal.keySet()).containsExactly(first, journal());
        assertThat(byJournal.get(first)).as("of the old card").isEqualTo(upTo(delivered));
        assertThat(byJournal.get(journal())).as("of the new card").isEqualTo(upTo(last()));
        String second = journal();
        JsonNode began = Ledger.events(hub, "S01").stream()
                .filter(event -> event.path("journal").stringValue().equals(second))
                .findFirst()
                .orElseThrow()
                .path("fact");
        assertThat(began.path("kind").stringValue()).isEqualTo("journal-began");
        assertThat(began.path("cause").stringValue()).isEqualTo("RESTORED");
        assertThat(began.path("previous").stringValue()).isEqualTo(first);
        Set<String> once = new HashSet<>();
        assertThat(Ledger.events(hub, "S01"))
                .allMatch(event -> once.add(event.path("journal").stringValue() + event.path("sequence")));
    }

    @Test
    void aCardThatDiedRightAfterItsBackupGoesOnWithItsJournal() throws Exception {
        Program console = site.startConsole(1);
        presses(8);
        Ledger.inStep(site, page, hub, "S01");
        String journal = journal();
        console.stop();
        backUp();
        dies();
        restore();
        site.startConsole(1);
        presses(8);
        Ledger.inStep(site, page, hub, "S01");
        assertThat(journal()).isEqualTo(journal);
        assertThat(sequences()).containsOnlyKeys(journal).containsEntry(journal, upTo(last()));
    }

    @Test
    void anInterruptedRestoreKeepsTheConsoleFromStartingUntilItIsFinished() throws Exception {
        Program console = site.startConsole(1);
        presses(3);
        backUp();
        console.stop();
        Files.writeString(folder.resolve(".seatline/S01/technician.pin"), "of the backup");
        // as if the plug had been pulled before the first file was in its place
        Path data = folder.resolve(".seatline/S01");
        Path waits = data.resolve(".restoring");
        Files.createDirectories(waits);
        Files.move(data.resolve("technician.pin"), waits.resolve("technician.pin"));
        Files.writeString(
                folder.resolve(".console.yaml.restore"),
                "{\"data\":\"%s\",\"moves\":[{\"from\":\"%s\",\"to\":\"%s\",\"aside\":\"\"}],\"staged\":[\"%s\"]}"
                        .formatted(data, waits.resolve("technician.pin"), data.resolve("technician.pin"), waits));
        Program refused = site.run("dev.seatline.device.ConsoleCommand", "--config", "console.yaml");
        assertThat(refused.line("interrupted")).contains("restore");
        assertThat(refused.exit())
                .as("systemd does not try this again and again")
                .isEqualTo(2);
        Program finishing = site.run("dev.seatline.device.RestoreCommand", BACKUP, "--config", "console.yaml");
        finishing.line("the interrupted restore is finished");
        assertThat(finishing.exit()).isZero();
        assertThat(data.resolve("technician.pin")).exists();
        assertThat(waits).doesNotExist();
        Files.delete(data.resolve("technician.pin"));
        site.startConsole(1);
    }

    private void presses(int count) throws Exception {
        for (int i = 0; i < count; i++) {
            page.post("/bench/hook", "{\"lifted\":%s}".formatted(i % 2 == 0));
        }
    }

    private void backUp() throws Exception {
        Program backup = site.run(
                "dev.seatline.device.BackupCommand",
                "--config",
                "console.yaml",
                "--to",
                folder.resolve(BACKUP).toString());
        backup.type(PASSPHRASE);
        assertThat(backup.line("read back")).contains("seat S01", "facts up to number");
        assertThat(backup.exit()).isZero();
    }

    /// With everything that was on it.
    private void dies() throws Exception {
        try (var files = Files.walk(folder.resolve(".seatline/S01"))) {
            for (Path file : new ArrayList<>(files.toList()).reversed()) {
                Files.delete(file);
            }
        }
        Files.delete(folder.resolve("console.yaml"));
    }

    private String restore() throws Exception {
        Program restore = site.run("dev.seatline.device.RestoreCommand", BACKUP, "--config", "console.yaml");
        restore.type(PASSPHRASE);
        restore.line("left to do");
        assertThat(restore.exit()).isZero();
        return String.join("\n", restore.output());
    }

    private String journal() throws Exception {
        return page.get("/api/v1/console").path("journal").stringValue();
    }

    private long last() throws Exception {
        return page.get("/api/v1/console").path("last").longValue();
    }

    /// Of every journal, in the order of the ledger.
    private Map<String, List<Long>> sequences() throws Exception {
        Map<String, List<Long>> all = new LinkedHashMap<>();
        for (JsonNode event : Ledger.events(hub, "S01")) {
            all.computeIfAbsent(event.path("journal").stringValue(), _ -> new ArrayList<>())
                    .add(event.path("sequence").longValue());
        }
        return all;
    }

    private static List<Long> upTo(long last) {
        return LongStream.rangeClosed(1, last).boxed().toList();
    }
}
