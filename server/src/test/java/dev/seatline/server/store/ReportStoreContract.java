package dev.seatline.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

/// What every [ReportStore] does.
public interface ReportStoreContract {
    Instant NOON = Instant.parse("2026-03-02T04:00:00Z");

    ReportStore store();

    private static StoredReport report(Instant at, String by, String key, String body) {
        return new StoredReport(0, at, NOON.plusSeconds(60), by, key, body);
    }

    @Test
    default void whatIsToldIsKeptAsItWasTold() {
        StoredReport kept = store().append(report(NOON.plusNanos(1_500_000), "boss", "", "{\"form\":\"notice\"}"));
        assertThat(kept)
                .isEqualTo(new StoredReport(
                        kept.id(), NOON.plusMillis(1), NOON.plusSeconds(60), "boss", "", "{\"form\":\"notice\"}"));
        assertThat(store().since(NOON, 0, 10)).containsExactly(kept);
    }

    @Test
    default void theSameKeyOfTheSameAuthorAddsNothing() {
        StoredReport first = store().append(report(NOON, "boss", "k1", "{\"a\":1}"));
        StoredReport again = store().append(report(NOON.plusSeconds(5), "boss", "k1", "{\"a\":2}"));
        StoredReport other = store().append(report(NOON, "chief", "k1", "{\"a\":3}"));
        assertThat(again).isEqualTo(first);
        assertThat(other.id()).isGreaterThan(first.id());
        assertThat(store().told("boss", "k1")).contains(first);
        assertThat(store().told("boss", "k2")).isEmpty();
        assertThat(store().since(NOON, 0, 10)).containsExactly(first, other);
    }

    @Test
    default void withoutAKeyNothingIsTheSame() {
        StoredReport first = store().append(report(NOON, "boss", "", "{}"));
        StoredReport second = store().append(report(NOON, "boss", "", "{}"));
        assertThat(second.id()).isGreaterThan(first.id());
        assertThat(store().told("boss", "")).isEmpty();
    }

    @Test
    default void pagesGoOnAfterAnId() {
        StoredReport old = store().append(report(NOON.minusSeconds(1), "boss", "", "{}"));
        StoredReport one = store().append(report(NOON, "boss", "", "{}"));
        StoredReport two = store().append(report(NOON.plusSeconds(1), "boss", "", "{}"));
        assertThat(store().since(NOON, 0, 1)).containsExactly(one);
        assertThat(store().since(NOON, one.id(), 10)).containsExactly(two);
        assertThat(store().since(NOON.minusSeconds(1), 0, 10)).containsExactly(old, one, two);
    }
}
