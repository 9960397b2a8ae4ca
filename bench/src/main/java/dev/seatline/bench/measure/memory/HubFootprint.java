package dev.seatline.bench.measure.memory;

import dev.seatline.bench.measure.Workbench;

/// The hub.
final class HubFootprint {
    private HubFootprint() {}

    static void measure(Workbench bench) throws Exception {
        bench.progress("hub");
    }
}
