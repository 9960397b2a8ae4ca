package dev.seatline.bench.measure;

import java.util.Arrays;

/// Quantiles of measured spans. Immutable.
public final class Spread {
    private final double[] sorted;

    /// @param values in any order, at least one
    public Spread(double... values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("at least one value is needed for a quantile, found none");
        }
        sorted = values.clone();
        Arrays.sort(sorted);
    }

    /// The smallest value that the given share of the values does not exceed (nearest rank).
    ///
    /// @param share above 0, at most 1: 0.5 is the median, 0.99 the 99th percentile
    public double quantile(double share) {
        int rank = (int) Math.ceil(share * sorted.length);
        return sorted[Math.clamp(rank - 1, 0, sorted.length - 1)];
    }

    public double median() {
        return quantile(0.5);
    }

    public double most() {
        return sorted[sorted.length - 1];
    }

    public int count() {
        return sorted.length;
    }
}
