package dev.seatline.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
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

    /// As a console does that ends before its rehearsal, because it cannot start.
    @Test
    void whatAnEarlierRehearsalLeftIsRemovedAndOneThatGoesOnIsNot() throws IOException {
        Path left = Files.createDirectory(folder.resolve("seatline-rehearsal-1"));
        Files.writeString(left.resolve("journal.db"), "left");
        Files.setLastModifiedTime(left, FileTime.from(Instant.now().minus(Duration.ofHours(1))));
        Path other = Files.createDirectory(folder.resolve("seatline-rehearsal-2"));
        Path foreign = Files.createDirectory(folder.resolve("somebody-elses"));
        Files.setLastModifiedTime(foreign, FileTime.from(Instant.now().minus(Duration.ofHours(1))));
        Rehearsal.play(folder, new SplittableRandom(1), 1, AMPLE);
        try (Stream<Path> stays = Files.list(folder)) {
            assertThat(stays).containsExactlyInAnyOrder(other, foreign);
        }
    }

    @Test
    void aMachineWithoutRoomInMemoryIsNotRehearsedOn() {
        assertThat(Rehearsal.play(folder.resolve("missing"), new SplittableRandom(1), 10, AMPLE))
                .isZero();
    }
}
