package dev.seatline.bench.faults;

import dev.seatline.device.Console;
import dev.seatline.device.journal.SqliteJournal;
import dev.seatline.server.Hub;
import dev.seatline.server.store.EventStore;
import dev.seatline.server.store.EventStore.JournalKey;
import dev.seatline.server.store.EventStore.Loss;
import dev.seatline.server.store.StoredEvent;
import dev.seatline.server.store.sqlite.SqliteDatabase;
import dev.seatline.server.store.sqlite.SqliteEventStore;
import dev.seatline.wire.Envelope;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/// What programs have left in their files; they must not run while these are read. Any thread.
final class LeftBehind {
    private static final int EVERYTHING = Integer.MAX_VALUE;
    private static final int PAGE = 1_000;

    private LeftBehind() {}

    /// The hub's whole word on what happened.
    record Ledger(List<StoredEvent> events, List<Loss> losses) {}

    /// Every fact in a console's journal.
    ///
    /// @param data the console's folder
    /// @param random needed by journals, used by new ones only
    static List<Envelope> journal(Path data, RandomGenerator random) {
        List<Envelope> facts = new ArrayList<>();
        try (SqliteJournal journal = SqliteJournal.open(Console.journalFile(data), EVERYTHING, random, Instant.EPOCH)) {
            List<Envelope> page = journal.read(1, PAGE);
            while (!page.isEmpty()) {
                facts.addAll(page);
                page = journal.read(page.getLast().sequence() + 1, PAGE);
            }
        }
        return facts;
    }

    /// How many facts of a console the hub has not confirmed.
    ///
    /// @param data the console's folder
    /// @param random needed by journals, used by new ones only
    static long backlog(Path data, RandomGenerator random) {
        try (SqliteJournal journal = SqliteJournal.open(Console.journalFile(data), EVERYTHING, random, Instant.EPOCH)) {
            return journal.depth().backlog();
        }
    }

    /// Everything in a hub's ledger.
    ///
    /// @param data the hub's folder
    static Ledger ledger(Path data) {
        return read(data, store -> {
            List<StoredEvent> events = new ArrayList<>();
            List<StoredEvent> page = store.events(0, null, PAGE);
            while (!page.isEmpty()) {
                events.addAll(page);
                page = store.events(page.getLast().id(), null, PAGE);
            }
            return new Ledger(events, store.losses());
        });
    }

    /// How far a hub's ledger holds every journal.
    static Map<JournalKey, Long> positions(Path data) {
        return read(data, EventStore::positions);
    }

    private static <T> T read(Path data, Function<EventStore, T> question) {
        try (SqliteDatabase database = new SqliteDatabase(Hub.databaseFile(data))) {
            database.open();
            try (SqliteEventStore store = new SqliteEventStore(database)) {
                return question.apply(store);
            }
        }
    }
}
