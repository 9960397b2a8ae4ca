package dev.seatline.device.technician;

import dev.seatline.device.StoredInputs;
import dev.seatline.device.hardware.bench.BenchHardware;
import dev.seatline.device.seat.SeatRules;
import dev.seatline.time.SystemTime;
import dev.seatline.wire.SiteKey;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Fuzz target: any bytes as a body for the technician's page, or as the headers that say who asks. They are taken, or
/// refused with a problem that repeats nothing.
///
/// The first byte is the path; after the last of them come host, origin and site, one a line.
public class TechnicianFuzzTest {
    /// Not started: what is played is understood, and sensed by nobody.
    private static final BenchDoor DOOR =
            new BenchDoor(new BenchHardware(SiteKey.ofHex("0f".repeat(32)), new SystemTime(), SeatRules.DEFAULT));

    private static final OwnNames NAMES = OwnNames.of(List.of("console-17.local"));
    private static final InetAddress HERE = InetAddress.ofLiteral("fd00::17");

    /// Before the time of single inputs is taken.
    public static void fuzzerInitialize() throws Throwable {
        StoredInputs.tried(TechnicianFuzzTest.class, TechnicianFuzzTest::fuzzerTestOneInput);
    }

    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length == 0) {
            return;
        }
        List<String> paths = DOOR.paths();
        int path = Math.floorMod(input[0] - '0', paths.size() + 1);
        byte[] rest = Arrays.copyOfRange(input, 1, input.length);
        if (path == paths.size()) {
            String[] headers = new String(rest, StandardCharsets.ISO_8859_1).split("\n", 3);
            Optional<Problem> ignored = OwnPageOnly.refusal(
                    NAMES,
                    HERE,
                    headers[0],
                    headers.length > 1 ? headers[1] : null,
                    headers.length > 2 ? headers[2] : null);
            return;
        }
        Answer answer = DOOR.post(paths.get(path), rest);
        if (!List.of(202, 400, 409, 422).contains(answer.status())
                || new String(answer.body(), StandardCharsets.UTF_8).length() > 1_000) {
            throw new AssertionError("no proper answer: " + answer.status());
        }
    }

    @TestFactory
    Stream<DynamicTest> storedInputsAreTakenOrRefused() throws IOException {
        return StoredInputs.each(TechnicianFuzzTest.class, TechnicianFuzzTest::fuzzerTestOneInput);
    }
}
