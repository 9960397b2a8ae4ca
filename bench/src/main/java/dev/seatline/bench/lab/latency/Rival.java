package dev.seatline.bench.lab.latency;

import java.nio.file.Path;
import java.util.Locale;

/// What is measured, each a program of its own in the virtual machine.
enum Rival {
    /// a program in C on libgpiod
    C("C on libgpiod"),
    /// Python with gpiod
    PYTHON("Python gpiod"),
    /// Python with gpiod and sqlite3
    PYTHON_COMMITS("Python gpiod + sqlite3"),
    /// Pi4J with our providers, nothing behind
    PINS("ours, pin layer"),
    /// the whole console, its journal in memory
    CONSOLE("ours, console without journal"),
    /// the whole console
    CONSOLE_COMMITS("ours, console with its journal");

    private static final int LAMP = 22;
    private static final String DISK = "/dev/shm/disk/";

    private final String title;

    Rival(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    /// Whether it is a part of the product, and no peer of it.
    boolean ours() {
        return switch (this) {
            case PINS, CONSOLE, CONSOLE_COMMITS -> true;
            case C, PYTHON, PYTHON_COMMITS -> false;
        };
    }

    /// Where `pull` writes a round.
    String file(int round) {
        return name().toLowerCase(Locale.ROOT) + "." + round;
    }

    /// @param built folder of what was compiled
    /// @param sources folder of the peers
    /// @param java how a Java program is started, without its class
    String command(Path built, Path sources, String java, int edges) {
        String pins = " $CHIP %d %d %d".formatted(ConsoleAnswer.HOOK, LAMP, edges);
        String python = "/usr/bin/python3 "
                + LatencyRun.quoted(sources.resolve("answer.py").toString());
        return switch (this) {
            case C -> LatencyRun.quoted(built.resolve("answer").toString()) + pins;
            case PYTHON -> python + pins;
            case PYTHON_COMMITS -> python + pins + " " + DISK + "python.db";
            case PINS -> java + " " + PinAnswer.class.getName() + pins;
            case CONSOLE -> java + " " + ConsoleAnswer.class.getName() + " $CHIP " + edges;
            case CONSOLE_COMMITS ->
                java + " " + ConsoleAnswer.class.getName() + " $CHIP " + edges + " " + DISK + "journal.db";
        };
    }
}
