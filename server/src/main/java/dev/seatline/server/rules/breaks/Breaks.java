package dev.seatline.server.rules.breaks;

import dev.seatline.server.rules.Scene;
import dev.seatline.server.rules.SeatRun;
import java.util.List;

/// Who is away, for rules of breaks.
final class Breaks {
    private Breaks() {}

    static List<SeatRun> away(Scene scene) {
        return dev.seatline.server.rules.busy.Places.allAway(scene);
    }
}
