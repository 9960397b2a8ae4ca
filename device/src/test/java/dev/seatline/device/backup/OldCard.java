package dev.seatline.device.backup;

import dev.seatline.device.journal.SqliteJournal;
import dev.seatline.wire.BootId;
import dev.seatline.wire.ClockTrust;
import dev.seatline.wire.ConsoleId;
import dev.seatline.wire.Envelope;
import dev.seatline.wire.Fact;
import dev.seatline.wire.JournalId;
import dev.seatline.wire.SeatId;
import dev.seatline.wire.SeatState;
import dev.seatline.wire.SiteId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/// A console's files as a backup finds them. Used by one thread.
final class OldCard {
    static final Instant AT = Instant.parse("2026-11-23T09:00:00Z");
    static final Progress SILENT = (_, _, _) -> {};

    private final Path folder;

    /// @param folder an empty one
    OldCard(Path folder) throws IOException {
        this.folder = folder;
        Files.createDirectories(config().getParent());
        Files.createDirectories(data().resolve("config-history"));
        Files.writeString(config(), "version: 1\n# of the old card\n");
        Files.writeString(folder.resolve("etc/C01.secret"), "5".repeat(64));
        Files.createDirectories(folder.resolve("ssl"));
        Files.writeString(folder.resolve("ssl/hub-ca.pem"), "a certificate");
        Files.writeString(data().resolve("technician.pin"), "a hash\n");
        Files.writeString(data().resolve("config-history/20261101-0800.yaml"), "version: 1\n");
        Files.writeString(data().resolve("journal.damaged-1"), "not part of a backup");
        record(data(), 40);
    }

    Path config() {
        return folder.resolve("etc/console.yaml");
    }

    Path data() {
        return folder.resolve("data");
    }

    Origin origin() {
        return new Origin(
                new SiteId("demo"),
                new SeatId("S01"),
                new ConsoleId("C01"),
                "0.1.0",
                config(),
                List.of(folder.resolve("etc/C01.secret"), folder.resolve("ssl/hub-ca.pem")),
                data());
    }

    /// Makes a backup of it.
    Path backUp(String name, Optional<char[]> passphrase) throws IOException {
        Path to = folder.resolve(name);
        Backup.make(
                origin(),
                Backup.JournalSource.of(data().resolve("journal.db")),
                folder.resolve("work"),
                to,
                passphrase,
                AT,
                SILENT);
        return to;
    }

    /// Takes everything away, as a dead card does.
    void die() throws IOException {
        RestorePlan.clear(folder.resolve("etc"));
        RestorePlan.clear(data());
    }

    /// Records facts in the journal of a folder for data.
    static void record(Path data, int count) {
        try (SqliteJournal journal =
                SqliteJournal.open(data.resolve("journal.db"), 1_000, new SplittableRandom(count), AT)) {
            JournalId id = journal.opening().journal();
            long last = journal.depth().last();
            List<Envelope> facts = new ArrayList<>();
            SeatState state = journal.opening().state();
            for (int i = 1; i <= count; i++) {
                Fact fact = last + i == 1
                        ? new Fact.JournalBegan(Fact.JournalCause.NEW, null, "")
                        : new Fact.RingCounted(i);
                facts.add(new Envelope(
                        new ConsoleId("C01"), id, last + i, new BootId("boot1"), i, AT, ClockTrust.TRUSTED, fact));
                state = state.after(fact, AT);
            }
            journal.append(facts, state);
        }
    }

    /// How many facts the journal of a folder for data holds.
    static long facts(Path data) {
        try (SqliteJournal journal =
                SqliteJournal.open(data.resolve("journal.db"), 1_000, new SplittableRandom(1), AT)) {
            if (!journal.opening().damage().isEmpty()) {
                throw new AssertionError(journal.opening().damage());
            }
            return journal.depth().last();
        }
    }
}
