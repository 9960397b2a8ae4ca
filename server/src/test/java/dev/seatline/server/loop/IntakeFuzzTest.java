package dev.seatline.server.loop;

import dev.seatline.server.StoredInputs;
import dev.seatline.server.floor.ConfiguredSeat;
import dev.seatline.server.floor.Floor;
import dev.seatline.server.floor.FloorNews;
import dev.seatline.server.ingest.FactTimes;
import dev.seatline.server.ingest.Incoming;
import dev.seatline.server.ingest.MessageReader;
import dev.seatline.server.store.EventStore;
import dev.seatline.server.store.memory.MemoryEventStore;
import dev.seatline.wire.ConsoleId;
import dev.seatline.wire.SeatId;
import dev.seatline.wire.SiteId;
import dev.seatline.wire.WireJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Fuzz target: whatever a console sends, the hub reads and applies, or keeps as rejected. Nothing of it makes the
/// ledger refuse a commit, which would stop all seats, and what the ledger is told of a seat can be read again.
///
/// The input is a list of messages with a line `--` between, each a topic, an end of line and a payload.
public class IntakeFuzzTest {
    private static final Instant NOON = Instant.parse("2026-11-22T04:00:00Z");
    private static final int MOST_MESSAGES = 8;
    private static final byte[] BETWEEN = "\n--\n".getBytes(StandardCharsets.US_ASCII);
    private static final SeatId SEAT = new SeatId("A12");
    private static final List<ConfiguredSeat> SEATS = List.of(new ConfiguredSeat(SEAT, new ConsoleId("C01"), "east"));
    private static final MessageReader READER =
            new MessageReader(new SiteId("north"), Map.of(SEAT, new ConsoleId("C01")));

    private final EventStore store = new MemoryEventStore();
    private final FactTimes times = new FactTimes();
    private Floor floor = Floor.of(SEATS, Map.of(), NOON);
    private Instant now = NOON;

    /// Before the time of single inputs is taken.
    public static void fuzzerInitialize() throws Throwable {
        StoredInputs.tried(IntakeFuzzTest.class, IntakeFuzzTest::fuzzerTestOneInput);
    }

    public static void fuzzerTestOneInput(byte[] input) {
        IntakeFuzzTest hub = new IntakeFuzzTest();
        int from = 0;
        for (int message = 0; message < MOST_MESSAGES && from <= input.length; message++) {
            int to = indexOf(BETWEEN, input, from);
            hub.take(Arrays.copyOfRange(input, from, to));
            from = to + BETWEEN.length;
        }
    }

    @TestFactory
    Stream<DynamicTest> storedInputsAreAppliedOrRejected() throws IOException {
        return StoredInputs.each(IntakeFuzzTest.class, IntakeFuzzTest::fuzzerTestOneInput);
    }

    private void take(byte[] message) {
        int end = indexOf(new byte[] {'\n'}, message, 0);
        String topic = new String(message, 0, end, StandardCharsets.UTF_8);
        byte[] payload = Arrays.copyOfRange(message, Math.min(end + 1, message.length), message.length);
        now = now.plus(Duration.ofSeconds(1));
        switch (READER.read(topic, payload)) {
            case Incoming.Events(SeatId seat, var batch) -> commit(new CommitPlan.Arrived(seat, batch, now));
            case Incoming.Report(SeatId seat, var report) -> show(new FloorNews.Reported(seat, report, now));
            case Incoming.Status(SeatId seat, var status) -> show(new FloorNews.StatusHeard(seat, status, now));
            case Incoming.OutcomeOf _ -> {
                // waits for nobody here
            }
            case Incoming.Rejected(String reason) -> reject(topic, payload, reason);
        }
    }

    private void commit(CommitPlan.Arrived arrived) {
        CommitPlan plan = CommitPlan.of(store.positions(), List.of(arrived), floor, times);
        floor = floor.after(plan.news());
        List<Long> ignored = store.commit(new EventStore.Commit(
                plan.events(), plan.held(), plan.losses(), List.of(), floor.records(List.of(SEAT)), plan.boots()));
        check(store.positions().values().stream().allMatch(held -> held > 0), "held is below nothing");
        check(floor.seat(SEAT).orElseThrow().lost() >= 0, "less than nothing is lost");
        readAgain();
    }

    private void show(FloorNews news) {
        floor = floor.after(List.of(news));
        readAgain();
    }

    private void readAgain() {
        Map<SeatId, byte[]> records = floor.records(List.of(SEAT));
        Map<SeatId, byte[]> again =
                Floor.of(SEATS, Map.of(), NOON).recalling(records).records(List.of(SEAT));
        check(Arrays.equals(records.get(SEAT), again.get(SEAT)), "the record of a seat cannot be read again");
        check(WireJson.write(floor.snapshot(now)).length > 0, "the floor cannot be shown");
    }

    private static void reject(String topic, byte[] payload, String reason) {
        EventStore.Rejected kept = RejectedMessages.kept(topic, payload, reason, NOON);
        check(kept.topic().length() <= 300 && kept.payload().length() <= 3_000, "too much is kept");
        check(reason.length() <= 1_000, "a long reason");
        check(reason.chars().noneMatch(Character::isISOControl), "a reason that is no line");
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }

    /// Where it begins, or the end.
    private static int indexOf(byte[] what, byte[] in, int from) {
        for (int i = from; i <= in.length - what.length; i++) {
            if (Arrays.equals(what, 0, what.length, in, i, i + what.length)) {
                return i;
            }
        }
        return in.length;
    }
}
