package dev.seatline.device.technician.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttemptLimitsTest {
    private static final InetAddress PHONE = InetAddress.ofLiteral("192.168.1.23");
    private static final InetAddress LAPTOP = InetAddress.ofLiteral("192.168.1.24");
    private static final InetAddress HERE = InetAddress.ofLiteral("127.0.0.1");

    private final AttemptLimits limits = new AttemptLimits();
    private long now = Long.MAX_VALUE - 1_000_000_000L; // monotonic time may begin anywhere, and wrap

    @Test
    void afterFiveWrongOnesThePauseDoublesToAQuarterOfAnHour() {
        List<Long> pauses = new ArrayList<>();
        for (int n = 0; n < 18; n++) {
            assertThat(wrong(PHONE)).isTrue();
            Duration pause = limits.pause(PHONE, now);
            pauses.add(pause.toSeconds());
            now += pause.toNanos();
        }
        assertThat(pauses.subList(0, 15))
                .containsExactly(0L, 0L, 0L, 0L, 1L, 2L, 4L, 8L, 16L, 32L, 64L, 128L, 256L, 512L, 900L);
        assertThat(pauses.subList(15, 18)).containsOnly(900L);
    }

    @Test
    void inAPauseNothingIsTriedAndNothingCounted() {
        for (int n = 0; n < 6; n++) {
            now += limits.pause(PHONE, now).toNanos();
            wrong(PHONE);
        }
        for (int n = 0; n < 100; n++) {
            assertThat(wrong(PHONE)).isFalse();
        }
        assertThat(limits.pause(PHONE, now)).isEqualTo(Duration.ofSeconds(2));
        now += Duration.ofSeconds(2).toNanos() - 1;
        assertThat(wrong(PHONE)).isFalse();
        now += 1;
        assertThat(wrong(PHONE)).isTrue();
    }

    @Test
    void manyAddressesHelpNobody() {
        int tried = 0;
        long end = now + Duration.ofDays(1).toNanos();
        for (int n = 0; end - now > 0 && tried < 1_000; n++) {
            InetAddress next = InetAddress.ofLiteral("10.%d.%d.%d".formatted(n >> 16 & 255, n >> 8 & 255, n & 255));
            if (wrong(next)) {
                tried++;
            } else {
                now += limits.pause(next, now).toNanos();
            }
        }
        assertThat(tried).isLessThan(120);
        assertThat(limits.remembered()).isLessThanOrEqualTo(AttemptLimits.MOST_ADDRESSES);
    }

    @Test
    void manyAddressesOfOneNetworkOfIpv6AreOne() {
        for (int n = 0; n < 50; n++) {
            wrong(InetAddress.ofLiteral("fd00::" + Integer.toHexString(n + 1)));
        }
        assertThat(limits.remembered()).isEqualTo(1);
    }

    @Test
    void memoryIsBoundedWhateverComes() {
        for (int n = 0; n < 3_000; n++) {
            InetAddress next = InetAddress.ofLiteral("10.0.%d.%d".formatted(n >> 8, n & 255));
            now += limits.pause(next, now).toNanos();
            assertThat(wrong(next)).isTrue();
        }
        assertThat(limits.remembered()).isEqualTo(AttemptLimits.MOST_ADDRESSES);
    }

    @Test
    void successFreesItsAddressAndNoOther() {
        for (int n = 0; n < 4; n++) {
            wrong(PHONE);
        }
        limits.succeeded(limits.attempt(PHONE, now).orElseThrow());
        assertThat(limits.pause(LAPTOP, now)).as("the right one is not counted").isZero();

        assertThat(wrong(PHONE)).isTrue();
        assertThat(limits.pause(LAPTOP, now)).as("four before and one now").isEqualTo(Duration.ofSeconds(1));
        now += Duration.ofSeconds(1).toNanos();
        limits.succeeded(limits.attempt(PHONE, now).orElseThrow());
        wrong(LAPTOP);
        assertThat(limits.pause(PHONE, now)).as("the console's count goes on").isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void whoeverGuessesInTheNetworkDoesNotKeepOutWhoIsAtTheMachineItself() {
        for (int n = 0; n < 12; n++) {
            now += limits.pause(PHONE, now).toNanos();
            wrong(PHONE);
        }
        assertThat(limits.pause(LAPTOP, now)).isPositive();
        assertThat(limits.pause(HERE, now)).isZero();
        for (int n = 0; n < 5; n++) {
            assertThat(wrong(InetAddress.ofLiteral("127.0.0." + (n + 1)))).isTrue();
        }
        assertThat(limits.pause(InetAddress.ofLiteral("::1"), now)).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void aThousandAttemptsAtTheSameMomentAreNotAllLetThrough() {
        int admitted = 0;
        for (int n = 0; n < 1_000; n++) {
            admitted += limits.attempt(PHONE, now).isPresent() ? 1 : 0;
        }
        assertThat(admitted).isEqualTo(AttemptLimits.FREE);
    }

    @ParameterizedTest
    @CsvSource({"14, 1", "16, 0", "80, 0"})
    void aWrongOneIsForgottenEveryQuarterOfAnHour(int minutes, int seconds) {
        for (int n = 0; n < 4; n++) {
            wrong(PHONE);
        }
        now += Duration.ofMinutes(minutes).toNanos();
        wrong(PHONE);
        assertThat(limits.pause(PHONE, now)).isEqualTo(Duration.ofSeconds(seconds));
    }

    private boolean wrong(InetAddress from) {
        return limits.attempt(from, now).isPresent();
    }
}
