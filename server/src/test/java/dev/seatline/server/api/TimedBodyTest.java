package dev.seatline.server.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/// A body has its time.
final class TimedBodyTest {
    private final AtomicLong clock = new AtomicLong();

    /// One byte in `nanos`, for ever.
    private InputStream dripping(long nanos) {
        return new InputStream() {
            @Override
            public int read() {
                return clock.addAndGet(nanos) > 0 ? 'x' : -1;
            }

            @Override
            public int read(byte[] into, int from, int most) {
                into[from] = (byte) read();
                return 1;
            }
        };
    }

    @Test
    void aBodyThatDripsIsCutOff() {
        long second = 1_000_000_000;
        assertThatThrownBy(() -> new TimedBody(dripping(second), clock::get).readNBytes(10_000))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("30 s");
        assertThat(clock.get()).isEqualTo(31 * second);
    }

    @Test
    void aBodyThatComesInTimeIsReadWhole() throws IOException {
        InputStream body = new TimedBody(new ByteArrayInputStream(new byte[5_000]), clock::get);
        assertThat(body.read()).isZero();
        clock.set(29_000_000_000L);
        assertThat(body.readAllBytes()).hasSize(4_999);
    }
}
