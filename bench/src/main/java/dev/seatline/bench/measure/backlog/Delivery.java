package dev.seatline.bench.measure.backlog;

import dev.seatline.bench.site.Site;
import dev.seatline.bench.site.Web;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// Watches the board while a console delivers what it kept, and raises and lowers a hand at that console. Used by one
/// thread.
///
/// @param board answers for the hub
/// @param page of the console
record Delivery(Web board, Web page) {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(10);
    private static final long BETWEEN_PRESSES_NANOS = Duration.ofSeconds(1).toNanos();
    private static final Duration LIMIT = Duration.ofMinutes(10);

    /// What came of it.
    ///
    /// @param facts that were still to be delivered when the board first saw the console
    /// @param pressToBoardNanos of every press whose outcome was seen before the last fact was delivered
    record Outcome(long facts, double factsPerSecond, List<Long> pressToBoardNanos) {}

    /// @param facts at least so many are still to be delivered
    Outcome watch(int facts) throws IOException, InterruptedException {
        List<Long> shown = new ArrayList<>();
        long limit = System.nanoTime() + LIMIT.toNanos();
        long began = 0;
        long first = 0;
        long pressed = 0;
        boolean raised = false;
        boolean waits = false;
        long next = 0;
        while (System.nanoTime() < limit) {
            JsonNode seat = board.get("/api/v1/seats/" + Site.seat(1));
            long now = System.nanoTime();
            long left = seat.path("backlog").longValue();
            if (first == 0 && left > 0) {
                first = left;
                began = now;
                next = now;
            }
            if (waits && seat.path("raised").booleanValue() == raised) {
                shown.add(now - pressed);
                waits = false;
            }
            if (first > 0 && left == 0 && !waits) {
                return new Outcome(first, first / ((now - began) / 1e9), shown);
            }
            if (first > 0 && left > 0 && !waits && now >= next) {
                raised = !raised;
                waits = true;
                pressed = System.nanoTime();
                next = pressed + BETWEEN_PRESSES_NANOS;
                page.post("/bench/button", "{\"press\":\"long\"}");
            }
            Thread.sleep(BETWEEN_LOOKS);
        }
        throw new IOException("%,d facts were not delivered within %d minutes".formatted(facts, LIMIT.toMinutes()));
    }
}
