package dev.seatline.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A rehearsal goes the whole way and leaves nothing behind.
@Timeout(60)
class RehearsalTest {
    private static final Duration AMPLE = Duration.ofSeconds(20);

    @TempDir
    private Path folder;

    @Test
    void everyEdgeOfARehearsalIsAnsweredAndNothingIsLeft() throws IOException {
        int answers = Rehearsal.play(folder, new SplittableRandom(1), 10, AMPLE);
        assertThat(answers).isEqualTo(20);
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void aMachineWithoutRoomInMemoryIsNotRehearsedOn() {
        assertThat(Rehearsal.play(folder.resolve("missing"), new SplittableRandom(1), 10, AMPLE))
                .isZero();
    }
}
