package dev.seatline.device.loop;

import dev.seatline.device.seat.Moment;
import dev.seatline.time.TimeSource;
import dev.seatline.wire.ClockTrust;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.OptionalLong;

/// The console's moments, and whether their wall time can be believed. A Pi has no clock of its own; a sign
/// that time was synchronised is the file that systemd's time service leaves, or a jump of the wall clock
/// into our days. The loop's thread only.
final class ClockWatch {
    /// How often to look for the sign.
    static final Duration LOOK_EVERY = Duration.ofSeconds(10);

    private static final long JUMP_MILLIS = 1_000;
    /// No clock that says an earlier year was ever synchronised: this program is younger.
    private static final int FIRST_YEAR = 2026;

    private final TimeSource time;
    private final Path mark;
    private final long startNanos;
    private final long startOffset;
    private long lastOffset;
    private long lookedAt;
    private boolean trusted;

    /// @param trustedAtStart whether the clock has a battery; one that says an earlier year has an empty one
    /// @param mark the file that says that time is synchronised
    ClockWatch(TimeSource time, boolean trustedAtStart, Path mark) {
        this.time = time;
        this.mark = mark;
        this.startNanos = time.nanoTime();
        this.startOffset = offset();
        this.lastOffset = startOffset;
        this.trusted = (trustedAtStart || Files.exists(mark)) && inOurDays(time.now());
    }

    /// Monotonic time since the start of the program.
    Duration elapsed() {
        return Duration.ofNanos(time.nanoTime() - startNanos);
    }

    /// Now. Wall time has milliseconds and no more, as in the journal.
    Moment moment() {
        return moment(elapsed(), time.now());
    }

    private Moment moment(Duration elapsed, Instant wall) {
        return new Moment(
                elapsed, wall.truncatedTo(ChronoUnit.MILLIS), trusted ? ClockTrust.TRUSTED : ClockTrust.UNTRUSTED);
    }

    /// When something happened, told by the clock of today: that of then may have been wrong. Never before what
    /// the seat has been told already, nor after now.
    ///
    /// @param nanos of [TimeSource#nanoTime]
    /// @param notBefore elapsed time
    Moment moment(long nanos, Duration notBefore) {
        Duration now = elapsed();
        Duration elapsed = Duration.ofNanos(nanos - startNanos);
        Duration then = elapsed.compareTo(notBefore) < 0 ? notBefore : elapsed;
        Duration age = now.minus(then);
        // cut to milliseconds last: of two moments the later one must not become the earlier
        return age.isPositive() ? moment(then, time.now().minus(age)) : moment(now, time.now());
    }

    boolean trusted() {
        return trusted;
    }

    /// Looks for a sign of synchronisation.
    ///
    /// @return once, when the clock becomes trusted: by how many milliseconds it had moved since the start
    OptionalLong becameTrusted() {
        if (trusted) {
            return OptionalLong.empty();
        }
        long offset = offset();
        boolean jumped = Math.abs(offset - lastOffset) > JUMP_MILLIS && inOurDays(time.now());
        lastOffset = offset;
        long elapsed = elapsed().toMillis();
        if (!jumped && elapsed - lookedAt >= LOOK_EVERY.toMillis()) {
            lookedAt = elapsed;
            jumped = Files.exists(mark) && inOurDays(time.now());
        }
        if (!jumped) {
            return OptionalLong.empty();
        }
        trusted = true;
        return OptionalLong.of(offset - startOffset);
    }

    private static boolean inOurDays(Instant wall) {
        return wall.atZone(ZoneOffset.UTC).getYear() >= FIRST_YEAR;
    }

    /// Wall clock minus monotonic clock, in milliseconds.
    private long offset() {
        return time.now().toEpochMilli() - elapsed().toMillis();
    }
}
