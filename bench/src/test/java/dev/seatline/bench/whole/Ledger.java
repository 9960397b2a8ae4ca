package dev.seatline.bench.whole;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seatline.bench.site.Web;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import tools.jackson.databind.JsonNode;

/// What the hub's ledger holds, asked over its API, against what a console's journal says: the journal is the oracle,
/// because the lamp answers only after it.
final class Ledger {
    private Ledger() {}

    /// Whatever the console's journal holds is with the hub, once and in order.
    static void inStep(TwoSeatSite site, Web console, Web hub, String seat) throws Exception {
        Eventually.holds(() -> {
            JsonNode view = console.get("/api/v1/console");
            assertThat(view.path("confirmed").longValue())
                    .as("confirmed, hub %s", site.hubAddress())
                    .isEqualTo(view.path("last").longValue());
        });
        JsonNode view = console.get("/api/v1/console");
        String journal = view.path("journal").stringValue();
        long last = view.path("last").longValue();
        List<Long> sequences = events(hub, seat).stream()
                .filter(event -> event.path("journal").stringValue().equals(journal))
                .map(event -> event.path("sequence").longValue())
                .filter(sequence -> sequence <= last)
                .toList();
        assertThat(sequences).isEqualTo(LongStream.rangeClosed(1, last).boxed().toList());
    }

    static List<JsonNode> events(Web hub, String seat) throws Exception {
        List<JsonNode> all = new ArrayList<>();
        long after = 0;
        boolean more = true;
        while (more) {
            JsonNode page = hub.get("/api/v1/events?limit=1000&seat=" + seat + "&after=" + after);
            page.path("events").forEach(all::add);
            after = page.path("next").longValue();
            more = page.path("more").booleanValue();
        }
        return all;
    }
}
