package dev.seatline.server.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class RefusalsTest {
    @Test
    void aFloodOfRefusalsIsToldOnceInTenSeconds() {
        AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);
        Refusals refusals = new Refusals(now::get);
        assertThat(refusals.refused("connection")).isTrue();
        assertThat(refusals.refused("connection")).isFalse();
        now.addAndGet(Duration.ofMillis(9_999).toNanos());
        assertThat(refusals.refused("publish")).isFalse();
        now.addAndGet(Duration.ofMillis(1).toNanos());
        assertThat(refusals.refused("publish")).isTrue();
        assertThat(refusals.refused("publish")).isFalse();
    }
}
