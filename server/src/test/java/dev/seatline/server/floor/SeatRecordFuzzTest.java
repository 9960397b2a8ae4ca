package dev.seatline.server.floor;

import dev.seatline.server.StoredInputs;
import dev.seatline.wire.ConsoleId;
import dev.seatline.wire.SeatId;
import dev.seatline.wire.WireJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Fuzz target: any bytes as the record of a seat in the ledger. It is read, written and read again as the same, and
/// the
/// floor can show it; or it counts as none.
public class SeatRecordFuzzTest {
    private static final Instant NOON = Instant.parse("2026-11-22T04:00:00Z");
    private static final SeatId SEAT = new SeatId("A12");
    private static final ConsoleId CONSOLE = new ConsoleId("C01");

    /// Before the time of single inputs is taken.
    public static void fuzzerInitialize() throws Throwable {
        StoredInputs.tried(SeatRecordFuzzTest.class, SeatRecordFuzzTest::fuzzerTestOneInput);
    }

    public static void fuzzerTestOneInput(byte[] input) {
        SeatRecord.read(input, CONSOLE).ifPresent(record -> {
            if (!SeatRecord.read(record.bytes(), CONSOLE).equals(Optional.of(record))) {
                throw new AssertionError("written and read again, it is another one: "
                        + new String(record.bytes(), StandardCharsets.UTF_8));
            }
        });
        Floor floor = Floor.of(List.of(new ConfiguredSeat(SEAT, CONSOLE, "east")), Map.of(), NOON)
                .recalling(Map.of(SEAT, input));
        if (WireJson.write(floor.snapshot(NOON)).length == 0) {
            throw new AssertionError("it cannot be shown");
        }
    }

    @TestFactory
    Stream<DynamicTest> storedInputsAreRecordsOrNone() throws IOException {
        return StoredInputs.each(SeatRecordFuzzTest.class, SeatRecordFuzzTest::fuzzerTestOneInput);
    }
}
