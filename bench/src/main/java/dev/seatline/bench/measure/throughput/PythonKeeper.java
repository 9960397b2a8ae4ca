package dev.seatline.bench.measure.throughput;

import dev.seatline.bench.site.Program;
import dev.seatline.bench.site.Site;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A subscriber as one would write it in Python, with paho and sqlite3, that commits as safely as the hub. Used by one
/// thread.
final class PythonKeeper implements Keeper {
    private static final List<String> PYTHONS = List.of("/usr/bin/python3", "python3");
    private static final String SCRIPT = "subscriber.py";
    private static final String KEPT = "KEPT ";

    private final Site site;
    private final String python;
    private final Commits commits;
    private @Nullable Program program;

    /// How it commits.
    enum Commits {
        /// all that has arrived, as the hub does
        GROUPS("a commit for all that has arrived", 2_000),
        /// as one writes it first
        EACH("a commit for each message", 1);

        private final String words;
        private final int mostAtOnce;

        Commits(String words, int mostAtOnce) {
            this.words = words;
            this.mostAtOnce = mostAtOnce;
        }
    }

    PythonKeeper(Site site, String python, Commits commits) {
        this.site = site;
        this.python = python;
        this.commits = commits;
    }

    /// A Python that has paho.
    static Optional<String> python() throws InterruptedException {
        for (String python : PYTHONS) {
            try {
                int status = new ProcessBuilder(python, "-c", "import paho.mqtt.client, sqlite3")
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor();
                if (status == 0) {
                    return Optional.of(python);
                }
            } catch (IOException e) {
                // not there: the next one
            }
        }
        return Optional.empty();
    }

    @Override
    public String what() {
        return "mosquitto → Python paho + sqlite3, committing as safely, " + commits.words;
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
        Path script = site.folder().resolve(SCRIPT);
        try (InputStream in = PythonKeeper.class.getResourceAsStream(SCRIPT)) {
            if (in == null) {
                throw new IOException(SCRIPT + " is not on the class path");
            }
            Files.copy(in, script);
        }
        Program started = site.keep(Program.start(
                "python",
                site.folder(),
                List.of(
                        python,
                        SCRIPT,
                        Integer.toString(site.mqttPort()),
                        "hub",
                        site.hubSecret(),
                        "facts.sqlite",
                        Integer.toString(commits.mostAtOnce))));
        program = started;
        started.line("READY");
    }

    @Override
    public boolean confirms() {
        return true;
    }

    @Override
    public long finish() throws IOException, InterruptedException {
        if (program == null) {
            throw new IOException("it was not started");
        }
        program.type("");
        return Long.parseLong(program.line(KEPT).substring(KEPT.length()));
    }

    @Override
    public void close() throws Exception {
        site.close();
    }
}
