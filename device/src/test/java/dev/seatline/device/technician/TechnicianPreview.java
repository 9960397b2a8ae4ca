package dev.seatline.device.technician;

import dev.seatline.device.hardware.bench.BenchHardware;
import dev.seatline.device.seat.Input;
import dev.seatline.device.seat.SeatRules;
import dev.seatline.device.technician.signin.PinFile;
import dev.seatline.device.technician.signin.PinHash;
import dev.seatline.time.SystemTime;
import dev.seatline.wire.SiteKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;

/// Serves the page over a played seat, to look at it while it is being made. Arguments: port, then any of `offline`,
/// `trouble`, `ready`, `ringing`, `talking`, `broken`, `looked` (no bench), `pin` (which is 271828),
/// `open` (to all networks).
final class TechnicianPreview {
    private TechnicianPreview() {}

    public static void main(String[] arguments) throws Exception {
        SystemTime time = new SystemTime();
        List<String> wishes = List.of(arguments);
        BenchHardware bench = new BenchHardware(SiteKey.ofHex("0f".repeat(32)), time, SeatRules.DEFAULT);
        PlayedSeat seat = new PlayedSeat(time, bench);
        bench.start(seat::sensed);
        if (wishes.contains("offline")) {
            seat.offline();
        }
        if (wishes.contains("trouble")) {
            seat.inTrouble();
        }
        if (wishes.contains("ready") || wishes.contains("ringing") || wishes.contains("talking")) {
            bench.badge("04A1B2C3");
            bench.press(wishes.contains("ready") ? Input.Press.SHORT : Input.Press.LONG);
        }
        if (wishes.contains("ringing") || wishes.contains("talking")) {
            bench.ring(BenchHardware.MOST_BURSTS);
        }
        bench.hook(wishes.contains("talking"));
        if (wishes.contains("broken")) {
            BenchHardware.PARTS.forEach(part -> bench.part(part, false));
        }
        Path data = Files.createTempDirectory("technician-preview");
        if (wishes.contains("pin")) {
            new PinFile(data).write(PinHash.of("271828", PinHash.ROUNDS, new SecureRandom()));
        }
        TechnicianServer server = new TechnicianServer(
                Entrance.at(wishes.contains("open") ? "0.0.0.0" : "127.0.0.1", Integer.parseInt(wishes.getFirst())),
                seat::view,
                wishes.contains("looked") ? Optional.empty() : Optional.of(bench),
                Entrance.signIn(data),
                List.of());
        server.start();
        System.out.println("http://127.0.0.1:" + server.port() + "/");
        Thread.currentThread().join();
    }
}
