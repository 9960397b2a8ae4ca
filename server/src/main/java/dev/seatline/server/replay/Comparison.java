package dev.seatline.server.replay;

import dev.seatline.server.rules.Verdict;
import dev.seatline.server.rules.VerdictKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/// What was expected, held against what came.
///
/// @param right expectations for which a verdict of their own came
/// @param missing those for which none came
/// @param unexpected final verdicts that nothing expects
public record Comparison(int right, List<Missing> missing, List<Verdict> unexpected) {
    public Comparison {
        missing = List.copyOf(missing);
        unexpected = List.copyOf(unexpected);
    }

    /// An expectation without its verdict.
    ///
    /// @param nearest a verdict of its kind that came and is no other expectation's, or one of its agent and day
    public record Missing(Expectation expectation, Optional<Verdict> nearest) {}

    public boolean holds() {
        return missing.isEmpty() && unexpected.isEmpty();
    }

    /// Pairs expectations and verdicts so that as many as possible have a partner: a vague expectation never takes the
    /// verdict that an exact one needs.
    static Comparison of(List<Expectation> expected, List<Verdict> came, boolean partial, Set<VerdictKind> none) {
        int[] verdictOf = pairs(expected, came);
        Set<Integer> taken = new HashSet<>();
        Arrays.stream(verdictOf).filter(index -> index >= 0).forEach(taken::add);
        List<Verdict> left = IntStream.range(0, came.size())
                .filter(index -> !taken.contains(index))
                .mapToObj(came::get)
                .toList();
        List<Missing> missing = new ArrayList<>();
        for (int i = 0; i < expected.size(); i++) {
            if (verdictOf[i] < 0) {
                missing.add(new Missing(expected.get(i), nearest(expected.get(i), left)));
            }
        }
        Set<VerdictKind> compared = EnumSet.noneOf(VerdictKind.class);
        compared.addAll(none);
        for (Expectation expectation : expected) {
            VerdictKind kind = expectation.kind();
            if (kind != null) {
                compared.add(kind);
            }
        }
        List<Verdict> unexpected = left.stream()
                .filter(verdict -> !verdict.provisional())
                .filter(verdict -> !partial || compared.contains(verdict.kind()))
                .toList();
        return new Comparison(expected.size() - missing.size(), missing, unexpected);
    }

    /// The index of each expectation's verdict, or -1: a largest matching, by augmenting paths.
    private static int[] pairs(List<Expectation> expected, List<Verdict> came) {
        int[] expectationOf = new int[came.size()];
        Arrays.fill(expectationOf, -1);
        for (int i = 0; i < expected.size(); i++) {
            boolean[] tried = new boolean[came.size()];
            placed(i, expected, came, expectationOf, tried);
        }
        int[] verdictOf = new int[expected.size()];
        Arrays.fill(verdictOf, -1);
        for (int verdict = 0; verdict < expectationOf.length; verdict++) {
            if (expectationOf[verdict] >= 0) {
                verdictOf[expectationOf[verdict]] = verdict;
            }
        }
        return verdictOf;
    }

    private static boolean placed(
            int expectation, List<Expectation> expected, List<Verdict> came, int[] expectationOf, boolean[] tried) {
        for (int verdict = 0; verdict < came.size(); verdict++) {
            if (tried[verdict] || !expected.get(expectation).matches(came.get(verdict))) {
                continue;
            }
            tried[verdict] = true;
            int holder = expectationOf[verdict];
            if (holder < 0 || placed(holder, expected, came, expectationOf, tried)) {
                expectationOf[verdict] = expectation;
                return true;
            }
        }
        return false;
    }

    /// The one that differs least, when it is of the same kind, or else in hardly more than its kind.
    private static Optional<Verdict> nearest(Expectation expectation, List<Verdict> left) {
        return left.stream()
                .filter(verdict -> verdict.kind() == expectation.kind()
                        || (expectation.fields().size() > 1
                                && expectation.differences(verdict).size() <= 1))
                .min(Comparator.comparingInt((Verdict verdict) -> verdict.kind() == expectation.kind() ? 0 : 1)
                        .thenComparingInt(
                                verdict -> expectation.differences(verdict).size()));
    }
}
