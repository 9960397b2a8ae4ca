package dev.seatline.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class KeptFactsTest {
    @Test
    void whatIsNotConfirmedIsKeptHoweverMuchItIs() {
        KeptFacts kept = new KeptFacts();
        for (int i = 1; i <= 1000; i++) {
            kept.append(new KeptFacts.Kept(i, Instant.EPOCH, new byte[0]));
            kept.confirmed(i / 3);
            assertThat(kept.oldest()).isEqualTo(i / 3 + 1);
            for (long sequence = kept.oldest(); sequence <= i; sequence++) {
                assertThat(kept.at(sequence).elapsedMillis()).isEqualTo(sequence);
            }
        }
        assertThatThrownBy(() -> kept.at(kept.oldest() - 1)).isInstanceOf(IllegalArgumentException.class);
        kept.confirmed(5000);
        assertThat(kept.oldest()).isEqualTo(1001);
        kept.append(new KeptFacts.Kept(1001, Instant.EPOCH, new byte[0]));
        assertThat(kept.at(1001).elapsedMillis()).isEqualTo(1001);
    }
}
