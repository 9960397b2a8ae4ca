package dev.seatline.device.hardware.pins;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seatline.device.hardware.bell.RingCadence;
import dev.seatline.device.hardware.gpiochip.RehearsalChip;
import dev.seatline.device.hardware.pi4j.PinBoard;
import dev.seatline.device.seat.Input;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a bell line tells of itself.
final class BellSensorTest {
    private static final long MILLISECOND = 1_000_000L;

    private final List<Input> sensed = new ArrayList<>();
    private final PinBoard board = new PinBoard(RehearsalChip::new);
    private final BellSensor bell =
            new BellSensor(board, new PinSettings.Bell(22, PinSettings.Bias.PULL_UP, RingCadence.CHINA), sensed::add);

    @BeforeEach
    void opened() throws IOException {
        bell.open(0);
    }

    @AfterEach
    void closed() {
        bell.close();
        board.close();
    }

    @Test
    void aLineThatHumsIsDeafAndSaysSoUntilItIsQuiet() {
        edges(0, 9_000);
        assertThat(bell.trouble(9_000 * MILLISECOND)).isEmpty();
        edges(9_010, 11_000);
        assertThat(bell.trouble(11_000 * MILLISECOND)).contains("without a pause", "no ring can be heard");
        assertThat(bell.due()).as("nobody else tells that it is over").hasValue(11_100 * MILLISECOND + 1);
        bell.passed(11_100 * MILLISECOND + 1);
        assertThat(bell.trouble(11_100 * MILLISECOND + 1)).isEmpty();
        assertThat(bell.due()).isEmpty();
        assertThat(sensed).isEmpty();
    }

    @Test
    void aRingThatIsLongerThanThoseOfTheCadenceIsNoTrouble() {
        edges(0, 3_000);
        assertThat(bell.trouble(3_000 * MILLISECOND)).isEmpty();
        assertThat(bell.due()).isEmpty();
    }

    private void edges(long from, long to) {
        for (long at = from; at <= to; at += 10) {
            bell.seen(at % 20 == 0, at * MILLISECOND);
        }
    }
}
