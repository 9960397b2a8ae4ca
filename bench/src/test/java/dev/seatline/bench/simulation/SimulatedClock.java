package dev.seatline.bench.simulation;

import dev.seatline.time.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;

/// The clock of one program: its monotonic time is the simulation's, its wall time may be wrong. Nobody waits on
/// it.
final class SimulatedClock implements TimeSource {
    /// When every simulation begins, by a right clock.
    static final Instant BEGINNING = Instant.parse("2026-11-22T00:00:00Z");

    private final LongSupplier nanos;
    private Duration wrongBy = Duration.ZERO;

    /// @param nanos simulated time since the beginning
    SimulatedClock(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /// What a right clock says.
    Instant right() {
        return BEGINNING.plusNanos(nanos.getAsLong());
    }

    boolean isRight() {
        return wrongBy.isZero();
    }

    /// Makes the wall clock say this, whatever the time is.
    void set(Instant wall) {
        wrongBy = Duration.between(right(), wall);
    }

    /// Steps the wall clock.
    void step(Duration span) {
        wrongBy = wrongBy.plus(span);
    }

    /// Sets the wall clock right, as time synchronisation does.
    void correct() {
        wrongBy = Duration.ZERO;
    }

    @Override
    public Instant now() {
        return right().plus(wrongBy);
    }

    @Override
    public long nanoTime() {
        return nanos.getAsLong();
    }

    @Override
    public Duration realWait(Duration span) {
        return Duration.ZERO;
    }

    @Override
    public double speed() {
        return 1;
    }
}
