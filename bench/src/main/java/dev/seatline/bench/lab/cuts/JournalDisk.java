package dev.seatline.bench.lab.cuts;

import dev.seatline.device.Console;
import dev.seatline.device.journal.SqliteJournal;
import dev.seatline.wire.BootId;
import dev.seatline.wire.ClockTrust;
import dev.seatline.wire.ConsoleId;
import dev.seatline.wire.Declaration;
import dev.seatline.wire.Envelope;
import dev.seatline.wire.Fact;
import dev.seatline.wire.PersonId;
import dev.seatline.wire.SeatState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/// The disk of the console in the lab: an image with ext4, and on it a journal in which somebody has signed in
/// and is ready, so that each press changes the lamp without reader or hub. Stateless.
final class JournalDisk {
    /// Folder of the console on the disk.
    static final String CONSOLE = "console";

    private static final String MEBIBYTES = "64M";
    private static final int KEEP = 10_000;
    private static final List<String> FOLDERS = List.of("/usr/sbin", "/sbin", "/usr/local/sbin", "/usr/bin");
    private static final String MAKER = "mkfs.ext4";

    private JournalDisk() {}

    /// Makes the image.
    ///
    /// @param folder for what goes onto it; is made
    static void make(Path image, Path folder, RandomGenerator random) throws IOException, InterruptedException {
        Path console = Files.createDirectories(folder.resolve(CONSOLE));
        signIn(Console.journalFile(console), random);
        Process maker = new ProcessBuilder(
                        program(),
                        "-q",
                        "-F",
                        "-b",
                        "4096",
                        "-E",
                        "lazy_itable_init=0,lazy_journal_init=0",
                        "-d",
                        folder.toString(),
                        image.toString(),
                        MEBIBYTES)
                .redirectErrorStream(true)
                .start();
        String said = new String(maker.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        if (!maker.waitFor(1, TimeUnit.MINUTES) || maker.exitValue() != 0) {
            maker.destroyForcibly();
            throw new IOException(MAKER + " does not make a disk: " + said.strip());
        }
    }

    private static String program() throws IOException {
        return FOLDERS.stream()
                .map(folder -> Path.of(folder, MAKER))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IOException(MAKER + " is missing (Debian: apt-get install e2fsprogs)"))
                .toString();
    }

    /// Begins a journal in which somebody is ready.
    static void signIn(Path file, RandomGenerator random) {
        Instant now = Instant.now();
        SqliteJournal journal = SqliteJournal.open(file, KEEP, random, now);
        try {
            List<Fact> facts = List.of(
                    new Fact.JournalBegan(Fact.JournalCause.NEW, null, ""),
                    new Fact.BootBegan(Console.SOFTWARE),
                    new Fact.SignedIn(new PersonId("P1")),
                    new Fact.Declared(new Declaration.Ready(), Fact.Cause.PRESS));
            SeatState state = journal.opening().state();
            List<Envelope> envelopes = new ArrayList<>();
            for (Fact fact : facts) {
                state = state.after(fact, now);
                envelopes.add(new Envelope(
                        new ConsoleId("C01"),
                        journal.opening().journal(),
                        envelopes.size() + 1L,
                        new BootId("00000000000000000000000000000001"),
                        envelopes.size(),
                        now.truncatedTo(java.time.temporal.ChronoUnit.MILLIS),
                        ClockTrust.UNTRUSTED,
                        fact));
            }
            journal.append(envelopes, state);
        } finally {
            journal.close();
        }
    }

    /// A copy to work with, in place of an older one.
    static void copy(Path image, Path to) throws IOException {
        Files.copy(image, to, StandardCopyOption.REPLACE_EXISTING);
    }
}
