package dev.seatline.bench.measure.throughput;

import dev.seatline.wire.BootId;
import dev.seatline.wire.CardCode;
import dev.seatline.wire.ClockTrust;
import dev.seatline.wire.ConsoleId;
import dev.seatline.wire.Declaration;
import dev.seatline.wire.Envelope;
import dev.seatline.wire.EventBatch;
import dev.seatline.wire.Fact;
import dev.seatline.wire.Headset;
import dev.seatline.wire.JournalId;
import dev.seatline.wire.PersonId;
import dev.seatline.wire.Reason;
import dev.seatline.wire.WireJson;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.random.RandomGenerator;

/// The facts of a working day at one seat, over and over, as messages ready to be sent. Used by one thread.
final class PlayedJournal {
    private static final int ID_BYTES = 16;
    private static final int MILLIS_BETWEEN = 7_300;

    private final ConsoleId console;
    private final JournalId journal;
    private final BootId boot;
    private final Instant began;
    private final List<Fact> day;
    private long last;

    PlayedJournal(ConsoleId console, PersonId agent, RandomGenerator random, Instant began) {
        this.console = console;
        this.journal = new JournalId(id(random));
        this.boot = new BootId(id(random));
        // as consoles tell it
        this.began = began.truncatedTo(ChronoUnit.MILLIS);
        this.day = day(agent, new CardCode(id(random) + id(random)));
    }

    private static String id(RandomGenerator random) {
        byte[] bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static List<Fact> day(PersonId agent, CardCode stranger) {
        return List.of(
                new Fact.SignedIn(agent),
                new Fact.Declared(new Declaration.Ready(), Fact.Cause.PRESS),
                new Fact.RingCounted(1),
                new Fact.RingCounted(2),
                new Fact.RingingEnded(2, Fact.RingEnd.ANSWERED),
                new Fact.HeadsetMoved(Headset.LIFTED),
                new Fact.ChangePended(new Declaration.NotReady(new Reason("MEAL")), Fact.Cause.PRESS),
                new Fact.CallEnded(),
                new Fact.HeadsetMoved(Headset.RESTING),
                new Fact.Declared(new Declaration.WrapUp(), Fact.Cause.SYSTEM),
                new Fact.Declared(new Declaration.NotReady(new Reason("MEAL")), Fact.Cause.SYSTEM),
                new Fact.HandRaised(),
                new Fact.HandLowered(Fact.Cause.PRESS),
                new Fact.CardRefused(stranger, Fact.CardRefusal.UNKNOWN),
                new Fact.SignedOut(agent, Fact.SignOutCause.BADGE));
    }

    JournalId id() {
        return journal;
    }

    BootId boot() {
        return boot;
    }

    /// The next facts as event messages.
    ///
    /// @param facts how many in all
    /// @param batch how many in one message, 1 to [EventBatch#MOST]
    List<Message> next(int facts, int batch) {
        List<Message> messages = new ArrayList<>();
        long oldest = last + 1;
        List<Envelope> gathered = new ArrayList<>();
        for (int i = 0; i < facts; i++) {
            last++;
            gathered.add(envelope());
            if (gathered.size() == batch || i == facts - 1) {
                messages.add(new Message(last, WireJson.write(new EventBatch(oldest, gathered))));
                gathered.clear();
            }
        }
        return messages;
    }

    private Envelope envelope() {
        long elapsed = last * MILLIS_BETWEEN;
        return new Envelope(
                console,
                journal,
                last,
                boot,
                elapsed,
                began.plusMillis(elapsed),
                ClockTrust.TRUSTED,
                last == 1
                        ? new Fact.JournalBegan(Fact.JournalCause.NEW, null, "")
                        : day.get((int) (last % day.size())));
    }

    /// One event message. (No record: it holds an array.)
    static final class Message {
        private final long last;
        private final byte[] payload;

        Message(long last, byte[] payload) {
            this.last = last;
            this.payload = payload;
        }

        /// Its highest sequence.
        long last() {
            return last;
        }

        byte[] payload() {
            return payload;
        }
    }
}
