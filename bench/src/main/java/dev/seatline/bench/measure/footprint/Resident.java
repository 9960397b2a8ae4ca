package dev.seatline.bench.measure.footprint;

import dev.seatline.bench.measure.ProcessFigures;
import dev.seatline.bench.measure.Spread;
import java.io.IOException;
import java.util.List;

/// Memory of a process, and medians over several starts. Stateless; any thread.
final class Resident {
    private static final double KIB_PER_MIB = 1024;

    private Resident() {}

    /// @throws IOException when it has ended
    static double mebibytes(ProcessFigures figures) throws IOException {
        return figures.residentKib() / KIB_PER_MIB;
    }

    static double median(List<Double> values) {
        return new Spread(values.stream().mapToDouble(Double::doubleValue).toArray()).median();
    }
}
