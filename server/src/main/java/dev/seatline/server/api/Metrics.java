package dev.seatline.server.api;

import dev.seatline.server.floor.SeatView;
import dev.seatline.server.people.People;
import dev.seatline.wire.ShownState;
import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.SummaryWithCallback;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.Quantiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.function.IntSupplier;

/// The figures of `/metrics`: a list of what is told, read when asked. Safe for any thread.
final class Metrics {
    static final String TYPE = PrometheusTextFormatWriter.CONTENT_TYPE;

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final PrometheusTextFormatWriter writer = PrometheusTextFormatWriter.create();
    private final Counter requests;

    Metrics(HubDesk desk, HubFigures hub, People people, IntSupplier streams) {
        counter("seatline_facts_total", "Facts committed", hub::facts);
        counter("seatline_duplicates_total", "Facts that were there already", hub::duplicates);
        counter("seatline_gaps_total", "Times that missing facts were asked for again", hub::gaps);
        counter("seatline_losses_total", "Facts lost for ever", hub::losses);
        counter("seatline_rejected_total", "Messages that could not be read or were turned away", hub::rejected);
        counter("seatline_failed_commits_total", "Commits to the ledger that failed", hub::failedCommits);
        counter("seatline_unrecognised_total", "Facts committed of a kind not known here", hub::unrecognised);
        counter("seatline_rule_faults_total", "Times that a rule of a regulation failed", hub::ruleFaults);
        counter("seatline_late_facts_total", "Facts that came too late to be judged", hub::lateFacts);
        gauge("seatline_queued_messages", "Messages of consoles that wait for the hub", hub::queued);
        counter("seatline_sign_in_failures_total", "Failed sign-ins of people and tokens", people::signInFailures);
        SummaryWithCallback.builder()
                .name("seatline_commit_seconds")
                .help("Time spent committing to the ledger")
                .callback(summary -> summary.call(hub.commits(), hub.commitSeconds(), Quantiles.EMPTY))
                .register(registry);
        GaugeWithCallback.builder()
                .name("seatline_seats")
                .help("Seats by the state they show")
                .labelNames("state")
                .callback(gauge -> seatsByState(desk).forEach((state, n) -> gauge.call(n, state.name())))
                .register(registry);
        gauge("seatline_links_online", "Consoles connected", () -> online(desk));
        gauge("seatline_streams", "Open live streams", () -> streams.getAsInt());
        GaugeWithCallback.builder()
                .name("seatline_jvm_memory_bytes")
                .help("Memory of the Java machine in use")
                .labelNames("area")
                .callback(gauge -> {
                    gauge.call((double) heap().getUsed(), "heap");
                    gauge.call((double) beyondHeap().getUsed(), "other");
                })
                .register(registry);
        gauge("seatline_jvm_heap_limit_bytes", "What the heap may grow to", () -> heap().getMax());
        requests = Counter.builder()
                .name("seatline_http_requests_total")
                .help("HTTP requests answered, by status")
                .labelNames("status")
                .register(registry);
    }

    void answered(int status) {
        requests.labelValues(Integer.toString(status)).inc();
    }

    String text() {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream(8_192);
            writer.write(out, registry.scrape(), EscapingScheme.UNDERSCORE_ESCAPING);
            return out.toString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void counter(String name, String help, DoubleSupplier value) {
        CounterWithCallback.builder()
                .name(name)
                .help(help)
                .callback(counter -> counter.call(value.getAsDouble()))
                .register(registry);
    }

    private void gauge(String name, String help, DoubleSupplier value) {
        GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .callback(gauge -> gauge.call(value.getAsDouble()))
                .register(registry);
    }

    private static Map<ShownState, Integer> seatsByState(HubDesk desk) {
        Map<ShownState, Integer> seats = new EnumMap<>(ShownState.class);
        for (ShownState state : ShownState.values()) {
            seats.put(state, 0);
        }
        desk.floor().seats().forEach(view -> seats.merge(view.state(), 1, Integer::sum));
        return seats;
    }

    private static long online(HubDesk desk) {
        return desk.floor().seats().stream()
                .filter(view -> view.link() == SeatView.Link.ONLINE)
                .count();
    }

    private static MemoryUsage beyondHeap() {
        return ManagementFactory.getMemoryMXBean().getNonHeapMemoryUsage();
    }

    private static MemoryUsage heap() {
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
    }
}
