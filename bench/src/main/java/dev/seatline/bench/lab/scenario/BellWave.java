package dev.seatline.bench.lab.scenario;

import dev.seatline.bench.lab.link.Wave;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// What an opto-coupler makes of a bell's alternating voltage: its line follows every half-wave. Stateless.
public final class BellWave {
    private static final int HALF_WAVES_A_SECOND = 50;
    private static final long HALF_WAVE_MICROS = 1_000_000 / HALF_WAVES_A_SECOND;

    private BellWave() {}

    /// Bursts of 25 Hz with pauses between; the line rests high.
    public static Wave bursts(int count, Duration burst, Duration pause) {
        long halves = burst.toNanos() / 1000 / HALF_WAVE_MICROS / 2 * 2;
        List<Wave.Step> steps = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            for (long half = 0; half < halves; half++) {
                long before = half > 0 ? HALF_WAVE_MICROS : i > 0 ? pause.toNanos() / 1000 : 0;
                steps.add(new Wave.Step(before, half % 2 != 0));
            }
        }
        return new Wave(steps);
    }
}
