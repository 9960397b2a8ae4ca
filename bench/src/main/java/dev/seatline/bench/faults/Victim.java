package dev.seatline.bench.faults;

import dev.seatline.bench.site.Patience;
import dev.seatline.bench.site.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/// A program of the site with all its lives. One thread at a time does something to it; [#life] and [#killNow] are for
/// any.
final class Victim {
    private static final Duration START = Duration.ofSeconds(90);
    private static final int TRIALS = 5;

    private final String name;
    private final Beginning beginning;
    private final Patience.Condition answers;
    private final List<Program> lives = new CopyOnWriteArrayList<>();
    private volatile int life;
    private volatile @Nullable Program program;

    /// How it is started.
    @FunctionalInterface
    interface Beginning {
        Program begin() throws IOException, InterruptedException;
    }

    /// @param beginning starts it, and need not wait until it is ready
    /// @param answers whether it is ready
    Victim(String name, Beginning beginning, Patience.Condition answers) {
        this.name = name;
        this.beginning = beginning;
        this.answers = answers;
    }

    /// Starts it, without waiting until it is ready.
    void start() throws IOException, InterruptedException {
        Program begun = beginning.begin();
        lives.add(begun);
        program = begun;
    }

    /// Waits until it is ready. Somebody may have taken its port while it was dead, so it gets a few trials.
    void awaitReady() throws IOException, InterruptedException {
        int trials = 0;
        while (true) {
            Program present = present();
            Patience.until(name + " is ready", START, () -> !present.alive() || answers.holds(), () -> words(present));
            if (present.alive()) {
                return;
            }
            trials++;
            if (trials == TRIALS) {
                throw new IOException(name + " does not start: " + words(present));
            }
            start();
        }
    }

    private static String words(Program program) {
        List<String> output = program.output();
        return String.join("\n", output.subList(Math.max(0, output.size() - 20), output.size()));
    }

    /// Its present process, or its last.
    Program present() {
        Program running = program;
        if (running == null) {
            throw new IllegalStateException(name + " was never started");
        }
        return running;
    }

    /// Another number in each life, and from the moment of a death on.
    int life() {
        return life;
    }

    /// SIGKILL; does not wait until it is gone.
    void killNow() {
        present().close();
        newLife();
    }

    private synchronized void newLife() {
        life++;
    }

    /// SIGKILL; returns when it is gone.
    void kill() throws InterruptedException {
        killNow();
        awaitDeath();
    }

    /// After [#killNow].
    void awaitDeath() throws InterruptedException {
        present().kill();
    }

    /// SIGTERM; returns when it is gone.
    void stop() throws InterruptedException {
        newLife();
        present().stop();
    }

    void signal(String signal) throws IOException, InterruptedException {
        present().signal(signal);
    }

    boolean alive() {
        Program running = program;
        return running != null && running.alive();
    }

    /// Leaves everything it ever printed in a file of the folder.
    void leaveLog(Path folder) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < lives.size(); i++) {
            text.append("---- life ").append(i + 1).append('\n');
            lives.get(i).output().forEach(line -> text.append(line).append('\n'));
        }
        Files.writeString(folder.resolve(name.replace(' ', '-') + ".log"), text);
    }

    @Override
    public String toString() {
        return name;
    }
}
