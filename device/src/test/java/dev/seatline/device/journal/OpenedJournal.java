package dev.seatline.device.journal;

import dev.seatline.wire.BootId;
import dev.seatline.wire.ClockTrust;
import dev.seatline.wire.ConsoleId;
import dev.seatline.wire.Envelope;
import dev.seatline.wire.Fact;
import dev.seatline.wire.JournalId;
import dev.seatline.wire.SeatState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/// What must hold of every journal file after it was opened, whatever lay there before. For fuzz targets.
final class OpenedJournal {
    static final Instant START = Instant.parse("2026-11-22T08:00:00Z");
    private static final int PAGE = 500;

    private OpenedJournal() {}

    /// A folder of its own, in memory where that is possible.
    static Path folder() throws IOException {
        Path memory = Path.of(System.getProperty("seatline.fuzz.folder", "/dev/shm"));
        return Files.isWritable(memory)
                ? Files.createTempDirectory(memory, "journal-")
                : Files.createTempDirectory("journal-");
    }

    static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    /// Whatever the file holds, it is opened, rescued or begun anew; what cannot be confirmed yet can be read; it takes
    /// further facts; and the next start finds the same.
    static void holds(Path file) {
        JournalId journal;
        List<Envelope> before;
        SeatState state;
        try (SqliteJournal opened = SqliteJournal.open(file, 50, new SplittableRandom(7), START)) {
            journal = opened.opening().journal();
            before = unconfirmed(opened);
            state = opened.opening().state();
            for (Envelope fact : more(journal, opened.depth().last())) {
                state = state.after(fact.fact(), fact.wall());
                opened.append(List.of(fact), state);
                before.add(fact);
            }
        }
        try (SqliteJournal again = SqliteJournal.open(file, 50, new SplittableRandom(8), START)) {
            check(
                    again.opening().damage().isEmpty(),
                    "damaged again: " + again.opening().damage());
            check(again.opening().journal().equals(journal), "another journal at the next start");
            check(unconfirmed(again).equals(before), "other facts at the next start");
            check(again.opening().state().equals(state), "another state at the next start");
        }
    }

    private static List<Envelope> unconfirmed(SqliteJournal journal) {
        Journal.Depth depth = journal.depth();
        check(depth.oldest() >= 1 && depth.oldest() - 1 <= depth.last(), "from the oldest to the last: " + depth);
        check(depth.confirmed() >= 0 && depth.confirmed() <= depth.last(), "confirmed: " + depth);
        List<Envelope> facts = new ArrayList<>();
        long next = depth.confirmed() + 1;
        while (next <= depth.last()) {
            List<Envelope> page = journal.read(next, PAGE);
            for (Envelope fact : page) {
                check(fact.sequence() == next, "fact %d where %d belongs".formatted(fact.sequence(), next));
                check(fact.journal().equals(journal.opening().journal()), "a fact of another journal");
                next++;
            }
            check(!page.isEmpty(), "fact %d is missing, the last is %d".formatted(next, depth.last()));
            facts.addAll(page);
        }
        return facts;
    }

    /// Facts that follow the last one.
    static List<Envelope> more(JournalId journal, long last) {
        List<Fact> facts = List.of(new Fact.BootBegan("0.1.0"), new Fact.HandRaised());
        List<Envelope> envelopes = new ArrayList<>();
        for (int i = 0; i < facts.size(); i++) {
            envelopes.add(new Envelope(
                    new ConsoleId("C01"),
                    journal,
                    last + 1 + i,
                    new BootId("boot2"),
                    1_000 + i,
                    START.plusSeconds(60 + i),
                    ClockTrust.TRUSTED,
                    facts.get(i)));
        }
        return envelopes;
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }
}
