package dev.seatline.bench.lab.cuts;

import java.util.List;
import java.util.function.ToIntFunction;

/// All cuts of a run together. Immutable; any thread.
record CutsTable(int cuts, int made, int answered, int stored, int missing, int unreadable, double slowest) {
    static CutsTable of(List<CutsRun.Cut> cuts) {
        return new CutsTable(
                cuts.size(),
                sum(cuts, Verdict::made),
                sum(cuts, Verdict::answered),
                sum(cuts, Verdict::stored),
                sum(cuts, Verdict::missing),
                (int) cuts.stream().filter(CutsRun.Cut::unreadable).count(),
                cuts.stream().mapToDouble(CutsRun.Cut::readySeconds).max().orElse(0));
    }

    private static int sum(List<CutsRun.Cut> cuts, ToIntFunction<Verdict> figure) {
        return cuts.stream().map(CutsRun.Cut::verdict).mapToInt(figure).sum();
    }

    String text() {
        return String.join(
                "\n",
                "",
                line("power cuts", cuts),
                line("inputs made", made),
                line("answered by the lamp", answered),
                line("in the journal", stored),
                line("missing", missing),
                line("journals unreadable", unreadable),
                "%-30s %8.1f s".formatted("slowest boot to \"ready\"", slowest));
    }

    private static String line(String name, int figure) {
        return "%-30s %8d".formatted(name, figure);
    }
}
