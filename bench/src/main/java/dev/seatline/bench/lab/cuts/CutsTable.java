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
        return """

                power cuts                       %6d
                inputs made                      %6d
                answered by the lamp             %6d
                in the journal                   %6d
                missing                          %6d
                journals unreadable              %6d
                slowest boot to "ready"          %6.1f s"""
                .formatted(cuts, made, answered, stored, missing, unreadable, slowest);
    }
}
