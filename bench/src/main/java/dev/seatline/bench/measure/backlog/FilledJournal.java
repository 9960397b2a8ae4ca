package dev.seatline.bench.measure.backlog;

import dev.seatline.device.Console;
import dev.seatline.device.journal.SqliteJournal;
import dev.seatline.wire.BootId;
import dev.seatline.wire.ClockTrust;
import dev.seatline.wire.ConsoleId;
import dev.seatline.wire.Envelope;
import dev.seatline.wire.Fact;
import dev.seatline.wire.Headset;
import dev.seatline.wire.JournalId;
import dev.seatline.wire.PersonId;
import dev.seatline.wire.SeatState;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// A journal as a console leaves it behind that worked for weeks without its hub: one agent signs in and takes calls.
final class FilledJournal {
    private static final int AT_ONCE = 1_000;
    private static final Duration BETWEEN_FACTS = Duration.ofSeconds(20);

    private FilledJournal() {}

    /// Fills the journal of a console that does not run.
    ///
    /// @param data its data folder
    /// @param facts how many
    static void fill(Path data, ConsoleId console, PersonId agent, int facts, RandomGenerator random) {
        Instant began = Instant.now().minus(BETWEEN_FACTS.multipliedBy(facts));
        try (SqliteJournal journal = SqliteJournal.open(Console.journalFile(data), 1, random, began)) {
            JournalId id = journal.opening().journal();
            BootId boot = new BootId("before");
            SeatState state = journal.opening().state();
            List<Envelope> page = new ArrayList<>();
            for (int i = 0; i < facts; i++) {
                Fact fact = fact(i, agent);
                Duration since = BETWEEN_FACTS.multipliedBy(i);
                state = state.after(fact, began.plus(since));
                page.add(new Envelope(
                        console, id, i + 1L, boot, since.toMillis(), began.plus(since), ClockTrust.TRUSTED, fact));
                if (page.size() == AT_ONCE || i == facts - 1) {
                    journal.append(page, state);
                    page = new ArrayList<>();
                }
            }
        }
    }

    private static Fact fact(int number, PersonId agent) {
        if (number < 2) {
            return number == 0 ? new Fact.JournalBegan(Fact.JournalCause.NEW, null, "") : new Fact.SignedIn(agent);
        }
        return switch (number % 6) {
            case 0 -> new Fact.RingCounted(1);
            case 1 -> new Fact.RingCounted(2);
            case 2 -> new Fact.RingingEnded(2, Fact.RingEnd.ANSWERED);
            case 3 -> new Fact.HeadsetMoved(Headset.LIFTED);
            case 4 -> new Fact.CallEnded();
            default -> new Fact.HeadsetMoved(Headset.RESTING);
        };
    }
}
