package dev.seatline.device.technician;

import dev.seatline.device.hardware.bench.BenchHardware;
import dev.seatline.device.technician.signin.PinFile;
import dev.seatline.device.technician.signin.SignIn;
import dev.seatline.time.SystemTime;
import dev.seatline.wire.ConsoleId;
import dev.seatline.wire.SeatId;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// How tests open the page of a console on which no PIN is set.
final class Entrance {
    private Entrance() {}

    static TechnicianServer withoutPin(
            String host, int port, Supplier<ConsoleView> view, Optional<BenchHardware> bench) {
        return new TechnicianServer(
                at(host, port), view, bench, signIn(Path.of("target", "no-such-folder")), List.of());
    }

    static TechnicianServer.Place at(String host, int port, String... names) {
        return new TechnicianServer.Place(host, port, List.of(names), new SeatId("A-017"), new ConsoleId("c-7f3a"));
    }

    static SignIn signIn(Path data) {
        return new SignIn(new PinFile(data), new SystemTime(), new SecureRandom());
    }
}
