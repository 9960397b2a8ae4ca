package dev.seatline.bench.measure.throughput;

import dev.seatline.bench.site.Patience;
import dev.seatline.bench.site.Program;
import dev.seatline.bench.site.Site;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/// `mosquitto_sub` into a file, without any promise: what can be had at most. Used by one thread.
final class FileKeeper implements Keeper {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Site site;
    private final Path file;
    private long expected;

    FileKeeper(Site site) {
        this.site = site;
        this.file = site.folder().resolve("facts.txt").toAbsolutePath();
    }

    @Override
    public String what() {
        return "mosquitto → mosquitto_sub into a file";
    }

    @Override
    public Site site() {
        return site;
    }

    @Override
    public void startBroker() throws IOException, InterruptedException {
        site.startMosquitto();
    }

    @Override
    public void start() throws IOException, InterruptedException {
        // what a console has told of itself comes as soon as it listens, and shows that it does
        Program program = site.keep(Program.start(
                "mosquitto_sub",
                site.folder(),
                List.of(
                        "sh",
                        "-c",
                        "exec mosquitto_sub -h 127.0.0.1 -p %d -V 5 -u hub -P %s -q 1 -D connect receive-maximum 1000"
                                        .formatted(site.mqttPort(), site.hubSecret())
                                + " -t seatline/v1/bench/+/event -t seatline/v1/bench/%s/status > %s"
                                        .formatted(Site.seat(1), file))));
        Patience.until(
                "mosquitto_sub listens", LIMIT, () -> Files.size(file) > 0, () -> String.join("\n", program.output()));
        expected = Files.size(file);
    }

    @Override
    public boolean confirms() {
        return false;
    }

    @Override
    public void expects(long messages, long bytes) {
        // each ends with a line feed
        expected += bytes + messages;
    }

    @Override
    public boolean hasAll() throws IOException {
        return Files.size(file) >= expected;
    }

    @Override
    public long finish() throws IOException {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.mapToLong(line -> line.split("\"sequence\":", -1).length - 1L)
                    .sum();
        }
    }

    @Override
    public void close() throws Exception {
        site.close();
    }
}
