package dev.seatline.device.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tinylog.Logger;

/// The newest entries of the log in memory.
class LogRingTest {
    private static final Instant AT = Instant.parse("2026-11-23T09:00:00Z");

    private LogRing ring = new LogRing(5, 100_000, AT);

    @Test
    void theOldestEntriesGoFirstAndNumbersHaveNoHoles() {
        for (int i = 1; i <= 12; i++) {
            add(LogLevel.INFO, "entry " + i);
        }
        LogRing.Tail tail = ring.after(0, LogLevel.TRACE);
        assertThat(tail.lines()).extracting(LogLine::number).containsExactly(8L, 9L, 10L, 11L, 12L);
        assertThat(tail.lines().getFirst().text()).isEqualTo("entry 8");
        assertThat(tail.oldest()).isEqualTo(8);
        assertThat(tail.newest()).isEqualTo(12);
    }

    @Test
    void whatItTakesOfTheMemoryIsBoundedToo() {
        ring = new LogRing(2_000, 50_000, AT);
        for (int i = 0; i < 2_000; i++) {
            add(LogLevel.INFO, "x".repeat(LogText.LONGEST));
        }
        int characters = ring.after(0, LogLevel.TRACE).lines().stream()
                .mapToInt(line -> line.text().length() + line.from().length())
                .sum();
        assertThat(2 * characters).isBetween(40_000, 50_000);
    }

    @Test
    void oneEntryIsAlwaysKept() {
        ring = new LogRing(5, 10, AT);
        add(LogLevel.INFO, "one");
        add(LogLevel.INFO, "two");
        assertThat(texts(0, LogLevel.TRACE)).containsExactly("two");
    }

    @Test
    void onlyWhatIsNewAndMattersIsTold() {
        add(LogLevel.ERROR, "a");
        add(LogLevel.INFO, "b");
        add(LogLevel.WARN, "c");
        add(LogLevel.DEBUG, "d");
        assertThat(texts(1, LogLevel.TRACE)).containsExactly("b", "c", "d");
        assertThat(texts(0, LogLevel.WARN)).containsExactly("a", "c");
        assertThat(texts(4, LogLevel.TRACE)).isEmpty();
        assertThat(texts(Long.MAX_VALUE, LogLevel.TRACE)).isEmpty();
        assertThat(ring.after(0, LogLevel.ERROR).newest())
                .as("so that nothing is asked for twice")
                .isEqualTo(4);
    }

    @Test
    void entriesAreCountedByLevelAlsoThoseThatAreGone() {
        for (int i = 0; i < 7; i++) {
            add(LogLevel.WARN, "w");
        }
        assertThat(ring.counts()).containsEntry(LogLevel.WARN, 7L).containsEntry(LogLevel.ERROR, 0L);
    }

    @Test
    void anEmptyOneSaysSo() {
        assertThat(ring.after(0, LogLevel.TRACE)).isEqualTo(new LogRing.Tail(AT, 0, 1, List.of()));
    }

    @Test
    void theLoggerOfThisProgramWritesToIt() {
        Logger.warn("an entry that LogRingTest wrote\nERROR not another one");
        assertThat(LogRing.ofThisProcess().after(0, LogLevel.WARN).lines()).anySatisfy(line -> {
            assertThat(line.text()).isEqualTo("an entry that LogRingTest wrote ⏎ ERROR not another one");
            assertThat(line.from()).isEqualTo("LogRingTest");
            assertThat(line.level()).isEqualTo(LogLevel.WARN);
        });
    }

    private void add(LogLevel level, String text) {
        ring.add(AT, level, "Test", text, null);
    }

    private List<String> texts(long after, LogLevel least) {
        return ring.after(after, least).lines().stream().map(LogLine::text).toList();
    }
}
