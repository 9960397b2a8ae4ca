package dev.seatline.bench.measure.tap;

import dev.seatline.bench.site.Patience;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// The board in a real browser, which notes when a tile's new state was painted. Used by one thread.
final class BoardWatch implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int CALIBRATIONS = 100;

    /// A change of a tile is noted two frames later: the first frame after it is being painted when the next
    /// one begins, so what is noted may be up to one frame too late, and never too early.
    private static final String WATCH = """
            window.seen = [];
            window.frames = 0;
            (function count() { window.frames++; requestAnimationFrame(count); })();
            new MutationObserver((changes) => {
              const tiles = changes.map((change) => change.target).filter((tile) => tile.dataset.seat <= "LAST_SEAT");
              if (tiles.length > 0) {
                const states = tiles.map((tile) => [tile.dataset.seat, tile.dataset.state]);
                requestAnimationFrame(() => requestAnimationFrame(() => {
                  const at = performance.timeOrigin + performance.now();
                  states.forEach(([seat, state]) => window.seen.push([seat, state, at]));
                }));
              }
            }).observe(document.querySelector("[data-testid=seats]"),
              {attributes: true, attributeFilter: ["data-state"], subtree: true});
            true""";

    private final Chromium chromium;
    private final DevTools page;
    /// What the page's clock is ahead of ours, in ms.
    private double ahead;

    BoardWatch(Chromium chromium, DevTools page) {
        this.chromium = chromium;
        this.page = page;
    }

    /// A tile that was painted.
    ///
    /// @param millis since 1970, by our clock
    record Painted(String seat, String state, double millis) {}

    /// Opens the board and waits until it shows all seats.
    ///
    /// @param address with the key
    /// @param lastSeat up to which changes are noted
    void open(String address, int seats, String lastSeat) throws IOException, InterruptedException {
        page.go(address);
        Patience.until(
                "the board shows %d seats".formatted(seats),
                LIMIT,
                () -> page.value("document.querySelectorAll('[data-testid=seats] [data-seat]').length")
                                .asInt(0)
                        == seats,
                () -> "not all");
        page.value(WATCH.replace("LAST_SEAT", lastSeat));
        calibrate();
    }

    /// Compares the clocks: the quickest of many questions tells best.
    private void calibrate() throws IOException, InterruptedException {
        double quickest = Double.MAX_VALUE;
        for (int i = 0; i < CALIBRATIONS; i++) {
            double before = nowMillis();
            double there =
                    page.value("performance.timeOrigin + performance.now()").doubleValue();
            double after = nowMillis();
            if (after - before < quickest) {
                quickest = after - before;
                ahead = there - (before + after) / 2;
            }
        }
    }

    /// Milliseconds since 1970 with their fractions.
    static double nowMillis() {
        Instant now = Instant.now();
        return now.getEpochSecond() * 1000.0 + now.getNano() / 1e6;
    }

    /// What was painted since the last call.
    List<Painted> painted() throws IOException, InterruptedException {
        List<Painted> painted = new ArrayList<>();
        for (JsonNode one : page.value("window.seen.splice(0)")) {
            painted.add(new Painted(
                    one.get(0).stringValue(),
                    one.get(1).stringValue(),
                    one.get(2).doubleValue() - ahead));
        }
        return painted;
    }

    /// Frames since it was opened.
    long frames() throws IOException, InterruptedException {
        return page.value("window.frames").asLong(0);
    }

    /// What the page's main thread has spent so far ([DevTools#spent]).
    Map<String, Double> spent() throws IOException, InterruptedException {
        return page.spent();
    }

    double processorSeconds() {
        return chromium.processorSeconds();
    }

    @Override
    public void close() {
        page.close();
        chromium.close();
    }
}
