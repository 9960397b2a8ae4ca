package dev.seatline.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/// Finds what somebody probably meant to write.
final class Closest {
    private static final int LONGEST = 64;

    private Closest() {}

    /// The candidate that differs in the fewest letters, when it differs in no more than a third of them.
    static Optional<String> to(String written, Collection<String> candidates) {
        if (written.length() > LONGEST) {
            return Optional.empty();
        }
        int allowed = Math.max(2, written.length() / 3);
        return candidates.stream()
                .filter(candidate -> distance(written, candidate) <= allowed)
                .min(Comparator.comparingInt(candidate -> distance(written, candidate)));
    }

    /// Letters to insert, delete or replace; letters are compared without case, `_` equals `-`.
    private static int distance(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int column = 0; column <= to.length(); column++) {
            row[column] = column;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int above = row[j];
                int replaced = diagonal + (same(from.charAt(i - 1), to.charAt(j - 1)) ? 0 : 1);
                row[j] = Math.min(replaced, 1 + Math.min(above, row[j - 1]));
                diagonal = above;
            }
        }
        return row[to.length()];
    }

    private static boolean same(char one, char other) {
        return Character.toLowerCase(one) == Character.toLowerCase(other)
                || (one == '_' && other == '-')
                || (one == '-' && other == '_');
    }
}
