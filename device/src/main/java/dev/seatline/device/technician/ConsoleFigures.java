package dev.seatline.device.technician;

import dev.seatline.device.log.LogLevel;
import dev.seatline.device.machine.MachineFacts;
import dev.seatline.wire.ClockTrust;
import dev.seatline.wire.ConsoleStatus.PartHealth;
import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot.InfoDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/// The figures of a console in Prometheus' text format. Nothing of a person is among them. What is not known is left
/// out. Pure.
final class ConsoleFigures {
    static final String TYPE = PrometheusTextFormatWriter.CONTENT_TYPE;

    private static final String PREFIX = "seatline_console_";
    private static final String PART = "part";

    private final MetricSnapshots.Builder all = MetricSnapshots.builder();

    private ConsoleFigures() {}

    /// @param oldestWaiting age of the oldest fact that is to be delivered, zero when none is
    static String text(ConsoleView view, Duration oldestWaiting, MachineFacts machine, Map<LogLevel, Long> log)
            throws IOException {
        ConsoleFigures figures = new ConsoleFigures();
        figures.console(view);
        figures.journal(view, oldestWaiting);
        figures.inputs(view.inputs());
        figures.machine(machine);
        figures.counters("log_entries", "Entries of the log, by level", "level", names(log));
        ByteArrayOutputStream out = new ByteArrayOutputStream(8_192);
        PrometheusTextFormatWriter.create().write(out, figures.all.build(), EscapingScheme.UNDERSCORE_ESCAPING);
        return out.toString(StandardCharsets.UTF_8);
    }

    private void console(ConsoleView view) {
        Labels who = Labels.of(
                "site", view.site().toString(),
                "seat", view.seat().toString(),
                "console", view.console().toString(),
                "version", view.software());
        all.metricSnapshot(InfoSnapshot.builder()
                .name("seatline_console")
                .help("Which console this is")
                .dataPoint(InfoDataPointSnapshot.builder().labels(who).build())
                .build());
        gauge("uptime_seconds", "Since the console started", view.uptimeSeconds());
        gauge("link_online", "1 while the hub is connected", view.online());
        gauge("clock_trusted", "1 when the clock is believed", view.clock() == ClockTrust.TRUSTED);
        gauge("settings_version", "Version of the settings in force", view.settings());
        Map<String, Double> health = new LinkedHashMap<>();
        for (PartHealth part : view.parts()) {
            health.put(part.part(), part.ok() ? 1.0 : 0.0);
        }
        gauges("part_healthy", "1 for a part that works", PART, health);
    }

    private void journal(ConsoleView view, Duration oldestWaiting) {
        gauge("recording", "0 while the journal cannot be written", view.recording());
        gauge("journal_facts", "Facts kept in the journal", view.last() - view.oldest() + 1);
        gauge("journal_last_sequence", "Number of the newest fact", view.last());
        gauge("journal_confirmed_sequence", "Number of the newest fact that the hub has", view.confirmed());
        gauge("journal_waiting_facts", "Facts to be delivered", view.last() - view.confirmed());
        gauge(
                "journal_oldest_waiting_seconds",
                "Age of the oldest fact to be delivered, by the console's clock; 0 when there is none",
                oldestWaiting.toMillis() / 1000.0);
    }

    private void inputs(List<InputView> inputs) {
        counters("input_edges", "Edges seen at an input", PART, of(inputs, InputView::edges));
        counters(
                "input_counted",
                "What was counted at an input: changes, rings, cards",
                PART,
                of(inputs, InputView::counted));
        counters("input_rejected", "Damaged readings of an input", PART, of(inputs, InputView::rejected));
    }

    private void machine(MachineFacts machine) {
        gauge("machine_temperature_celsius", "Of the processor", machine.temperature());
        gauge("machine_memory_bytes", "Memory of the machine", machine.memory());
        gauge("machine_memory_available_bytes", "Memory that programs can still have", machine.memoryFree());
        gauge("resident_memory_bytes", "Memory of the console itself", machine.ownMemory());
        gauge("data_disk_bytes", "Size of the disk with the data", machine.disk());
        gauge("data_disk_free_bytes", "What the console may still write there", machine.diskFree());
        gauge("machine_uptime_seconds", "Since the machine was switched on", machine.upSeconds());
        List<Double> load = machine.load();
        gauge("machine_load1", "Load, average of one minute", load == null ? null : load.getFirst());
        MachineFacts.Power power = machine.power();
        if (power != null) {
            gauge("machine_under_voltage", "1 while the power supply is too weak", power.low());
            if (power.slowed() != null) {
                gauge("machine_throttled", "1 while the processor is slowed down", power.slowed());
            }
        }
    }

    private static Map<String, Double> of(List<InputView> inputs, ToLongFunction<InputView> figure) {
        Map<String, Double> values = new LinkedHashMap<>();
        for (InputView input : inputs) {
            values.put(input.part(), (double) figure.applyAsLong(input));
        }
        return values;
    }

    private static Map<String, Double> names(Map<LogLevel, Long> log) {
        Map<String, Double> values = new LinkedHashMap<>();
        log.forEach((level, count) -> values.put(level.name(), (double) count));
        return values;
    }

    private void gauge(String name, String help, boolean value) {
        gauge(name, help, value ? 1 : 0);
    }

    private void gauge(String name, String help, @Nullable Number value) {
        if (value != null) {
            all.metricSnapshot(GaugeSnapshot.builder()
                    .name(PREFIX + name)
                    .help(help)
                    .dataPoint(GaugeDataPointSnapshot.builder()
                            .value(value.doubleValue())
                            .build())
                    .build());
        }
    }

    private void gauges(String name, String help, String label, Map<String, Double> values) {
        GaugeSnapshot.Builder gauge =
                GaugeSnapshot.builder().name(PREFIX + name).help(help);
        values.forEach((key, value) -> gauge.dataPoint(GaugeDataPointSnapshot.builder()
                .labels(Labels.of(label, key))
                .value(value)
                .build()));
        all.metricSnapshot(gauge.build());
    }

    private void counters(String name, String help, String label, Map<String, Double> values) {
        CounterSnapshot.Builder counter =
                CounterSnapshot.builder().name(PREFIX + name).help(help);
        values.forEach((key, value) -> counter.dataPoint(CounterDataPointSnapshot.builder()
                .labels(Labels.of(label, key))
                .value(value)
                .build()));
        all.metricSnapshot(counter.build());
    }
}
