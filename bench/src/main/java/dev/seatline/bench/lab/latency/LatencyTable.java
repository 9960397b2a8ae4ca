package dev.seatline.bench.lab.latency;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;

/// Prints what was found, and how it stands. For one thread.
final class LatencyTable {
    private static final double MILLI = 1000;
    private static final double FLOOR_OF_C = 2.5;
    private static final double GOAL_OF_C = 1.5;
    private static final double FLOOR_P99_MICROS = 4_000;
    private static final double GOAL_P99_MICROS = 1_000;
    private static final double FLOOR_OF_PYTHON = 2;

    private final PrintWriter out;
    private final int rounds;
    private final int edges;

    LatencyTable(PrintWriter out, int rounds, int edges) {
        this.out = out;
        this.rounds = rounds;
        this.edges = edges;
    }

    /// @return whether the floors were reached
    boolean processor(Map<Rival, Answers.Sums> found) {
        rows("Processor cost, counted processor", found);
        double c = of(found, Rival.C).p50();
        double python = of(found, Rival.PYTHON).p50();
        Answers.Sums pins = of(found, Rival.PINS);
        boolean good = true;
        good &= stands("pin layer, p50 against C", pins.p50() / c, FLOOR_OF_C, GOAL_OF_C, "");
        good &= stands("pin layer, p50 against Python", pins.p50() / python, 1, 1, "");
        good &= stands("pin layer, p99", pins.p99(), FLOOR_P99_MICROS, GOAL_P99_MICROS, " µs");
        Answers.Sums console = of(found, Rival.CONSOLE);
        out.printf(
                Locale.ROOT,
                "console without journal: p50 %.1f × C, %.1f × Python%n",
                console.p50() / c,
                console.p50() / python);
        good &= stands("console without journal, p99", console.p99(), FLOOR_P99_MICROS, GOAL_P99_MICROS, " µs");
        out.flush();
        return good;
    }

    /// @return whether the floors were reached
    boolean committed(Map<Rival, Answers.Sums> found) {
        rows("With an equally safe commit before the lamp, plain emulation", found);
        Answers.Sums python = of(found, Rival.PYTHON_COMMITS);
        Answers.Sums ours = of(found, Rival.CONSOLE_COMMITS);
        boolean good = stands("p50 against Python + sqlite3", ours.p50() / python.p50(), FLOOR_OF_PYTHON, 1, "");
        good &= stands("p99 against Python + sqlite3", ours.p99() / python.p99(), FLOOR_OF_PYTHON, 1, "");
        out.flush();
        return good;
    }

    private static Answers.Sums of(Map<Rival, Answers.Sums> found, Rival rival) {
        return java.util.Objects.requireNonNull(found.get(rival));
    }

    private void rows(String title, Map<Rival, Answers.Sums> found) {
        out.printf("%n**%s**: edge → lamp line, medians of %d rounds of %d edges%n%n", title, rounds, edges);
        out.println("| ms | p50 | p99 | worst |");
        out.println("|---|---|---|---|");
        found.forEach((rival, sums) -> out.printf(
                Locale.ROOT,
                "| %s | %.3f | %.3f | %.3f |%n",
                rival.title(),
                sums.p50() / MILLI,
                sums.p99() / MILLI,
                sums.worst() / MILLI));
        out.println();
    }

    private boolean stands(String what, double found, double floor, double goal, String unit) {
        String standing = found <= goal ? "goal reached" : found <= floor ? "floor reached" : "**missed**";
        out.printf(
                Locale.ROOT,
                "%s: %.2f%s (floor %.1f%s, goal %.1f%s): %s%n",
                what,
                found,
                unit,
                floor,
                unit,
                goal,
                unit,
                standing);
        return found <= floor;
    }
}
