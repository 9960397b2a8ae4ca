package dev.seatline.bench.lab.latency;

import dev.seatline.bench.measure.Spread;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// What `pull` wrote down of one program in one round. Immutable; any thread.
///
/// @param pulledToEdge from the moment before the input was pulled to the kernel's time of the edge,
///     microseconds;
/// empty for a program that does not know that time
/// @param pulledToAnswer from the moment before the input was pulled to that behind the last ioctl,
///     microseconds
record Answers(List<Double> pulledToEdge, List<Double> pulledToAnswer) {
    private static final int COLUMNS = 3;
    private static final double NANOS_PER_MICRO = 1000;

    /// @param count how many there must be
    /// @throws IOException when they are not all there, or make no sense
    static Answers read(Path file, int count) throws IOException {
        List<long[]> rows =
                Files.readAllLines(file).stream().map(Answers::numbers).toList();
        if (rows.size() != count || rows.stream().anyMatch(row -> row.length != COLUMNS || row[2] < row[0])) {
            throw new IOException(
                    "%s holds %d answers that make sense or not, wanted %d".formatted(file, rows.size(), count));
        }
        return new Answers(
                rows.stream()
                        .filter(row -> row[1] != 0)
                        .map(row -> (row[1] - row[0]) / NANOS_PER_MICRO)
                        .toList(),
                rows.stream().map(row -> (row[2] - row[0]) / NANOS_PER_MICRO).toList());
    }

    private static long[] numbers(String line) {
        return java.util.Arrays.stream(line.split(" ", -1))
                .mapToLong(Long::parseLong)
                .toArray();
    }

    /// Median, 99th percentile and worst of edge to answer, in microseconds.
    ///
    /// @param edgeAfter how long after the pull the edge is
    Sums since(double edgeAfter) {
        Spread all = spread(pulledToAnswer);
        return new Sums(all.median() - edgeAfter, all.quantile(0.99) - edgeAfter, all.most() - edgeAfter);
    }

    /// How long after the pull the edge is, for most.
    double edgeAfter() {
        return spread(pulledToEdge).median();
    }

    private static Spread spread(List<Double> values) {
        return new Spread(values.stream().mapToDouble(Double::doubleValue).toArray());
    }

    /// @param p50 median, microseconds
    /// @param p99 99th percentile, microseconds
    /// @param worst microseconds
    record Sums(double p50, double p99, double worst) {
        /// The median of each over several rounds.
        static Sums medians(List<Sums> rounds) {
            return new Sums(
                    spread(rounds.stream().map(Sums::p50).toList()).median(),
                    spread(rounds.stream().map(Sums::p99).toList()).median(),
                    spread(rounds.stream().map(Sums::worst).toList()).median());
        }
    }
}
