package dev.seatline.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The form that consoles write is read by hand; it must mean what it means to everybody else.
class InstantReaderTest {
    private static final long SEED = 20261122;

    @Test
    void everyDayOfACenturyReadsAsByTheLibrary() {
        LocalDate end = LocalDate.of(2102, 1, 1);
        for (LocalDate day = LocalDate.of(1999, 12, 31); day.isBefore(end); day = day.plusDays(1)) {
            String text = day + "T23:59:59.999Z";
            assertThat(read(text)).isEqualTo(Instant.parse(text));
        }
    }

    @Test
    void anyDigitsReadAsByTheLibraryOrAreRefusedAsByIt() {
        Random random = new Random(SEED);
        for (int i = 0; i < 10_000; i++) {
            String text = "%04d-%02d-%02dT%02d:%02d:%02d.%03dZ"
                    .formatted(
                            random.nextInt(10_000),
                            random.nextInt(15),
                            random.nextInt(34),
                            random.nextInt(26),
                            random.nextInt(62),
                            random.nextInt(62),
                            random.nextInt(1_000));
            assertThat(read(text)).as(text).isEqualTo(byTheLibrary(text));
        }
    }

    @Test
    void otherFormsAreReadToo() {
        for (String text : new String[] {
            "2026-11-22T08:30:00Z",
            "2026-11-22T08:30:00.25Z",
            "2026-11-22T08:30:00.123456789Z",
            "2026-11-22T08:30:00.250z",
            "2026-11-22T16:30:00+08:00",
            "2026-12-31T23:59:60.000Z"
        }) {
            assertThat(read(text)).as(text).isEqualTo(byTheLibrary(text));
        }
    }

    private static @Nullable Instant byTheLibrary(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static @Nullable Instant read(String text) {
        return switch (WireJson.read(
                ("\"" + text + "\"").getBytes(java.nio.charset.StandardCharsets.UTF_8), Instant.class)) {
            case Decoded.Read<Instant>(Instant instant) -> instant;
            case Decoded.Unreadable<Instant> _ -> null;
        };
    }
}
