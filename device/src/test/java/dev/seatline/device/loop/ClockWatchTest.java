package dev.seatline.device.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seatline.device.seat.Moment;
import dev.seatline.wire.ClockTrust;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ClockWatchTest {
    private static final Instant LONG_AGO = Instant.parse("1970-01-01T00:05:00Z");
    private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private final HandTime time = new HandTime(LONG_AGO);

    @Test
    void aClockWithoutASignOfSynchronisationIsNotTrusted() {
        ClockWatch clock = watch(false);
        for (int i = 0; i < 100; i++) {
            time.pass(Duration.ofSeconds(7));
            assertThat(clock.becameTrusted()).isEmpty();
        }
        assertThat(clock.moment().clock()).isEqualTo(ClockTrust.UNTRUSTED);
        assertThat(clock.moment().elapsed()).isEqualTo(Duration.ofSeconds(700));
    }

    @Test
    void aJumpIntoOurDaysIsTrustedAndTellsItsStepOnce() {
        ClockWatch clock = watch(false);
        time.pass(Duration.ofSeconds(30));
        time.set(NOW);
        assertThat(clock.becameTrusted())
                .isEqualTo(OptionalLong.of(
                        Duration.between(LONG_AGO.plusSeconds(30), NOW).toMillis()));
        assertThat(clock.moment().clock()).isEqualTo(ClockTrust.TRUSTED);
        assertThat(clock.becameTrusted()).isEmpty();
    }

    @Test
    void aJumpIntoAnEarlierYearIsNoSynchronisation() {
        ClockWatch clock = watch(false);
        time.set(Instant.parse("2019-01-01T00:00:00Z"));
        assertThat(clock.becameTrusted()).isEmpty();
    }

    @Test
    void theMarkOfTheTimeServiceIsSeenWithinTenSeconds() throws IOException {
        time.set(NOW);
        ClockWatch clock = watch(false);
        Files.createFile(mark());
        time.pass(Duration.ofSeconds(10));
        assertThat(clock.becameTrusted()).isEqualTo(OptionalLong.of(0));
    }

    @Test
    void aClockThatWasSynchronisedBeforeTheStartIsTrustedAtOnce() throws IOException {
        time.set(NOW);
        Files.createFile(mark());
        assertThat(watch(false).moment().clock()).isEqualTo(ClockTrust.TRUSTED);
    }

    @Test
    void aClockWithABatteryIsTrustedByConfiguration() {
        time.set(NOW);
        assertThat(watch(true).moment().clock()).isEqualTo(ClockTrust.TRUSTED);
    }

    @Test
    void aClockWhoseBatteryIsEmptyIsTrustedOnlyOnceItIsSet() throws IOException {
        Files.createFile(mark());
        ClockWatch clock = watch(true);
        time.pass(Duration.ofSeconds(20));
        assertThat(clock.becameTrusted()).isEmpty();
        assertThat(clock.moment().clock()).isEqualTo(ClockTrust.UNTRUSTED);
        time.set(NOW);
        assertThat(clock.becameTrusted()).isPresent();
    }

    @Test
    void ofTwoThingsThatHappenedTheLaterOneIsNotToldEarlierHoweverLongEachWaited() {
        time.set(NOW.plusNanos(900_000));
        ClockWatch clock = watch(true);
        time.pass(Duration.ofMillis(500));
        Moment first = clock.moment(100_000_000L, Duration.ZERO);
        time.pass(Duration.ofNanos(100_080_000));
        Moment second = clock.moment(100_050_000L, first.elapsed());
        assertThat(second.elapsed()).isGreaterThan(first.elapsed());
        assertThat(second.wall()).isAfterOrEqualTo(first.wall());
    }

    private Path mark() {
        return folder.resolve("synchronized");
    }

    private ClockWatch watch(boolean trusted) {
        return new ClockWatch(time, trusted, mark());
    }
}
