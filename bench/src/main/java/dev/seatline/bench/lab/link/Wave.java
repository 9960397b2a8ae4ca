package dev.seatline.bench.lab.link;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// How a line is worked: levels, each after a pause. Immutable; any thread.
///
/// @param steps in their order
public record Wave(List<Step> steps) {
    private static final int MOST_STEPS = 10_000;
    private static final long LONGEST_PAUSE = 60_000_000;

    public Wave {
        steps = List.copyOf(steps);
        if (steps.size() > MOST_STEPS) {
            throw new IllegalArgumentException(
                    "a wave has at most " + MOST_STEPS + " steps, found " + steps.size());
        }
    }

    /// One level.
    ///
    /// @param afterMicros pause before it, 0 to a minute
    /// @param high whether the line is pulled up
    public record Step(long afterMicros, boolean high) {
        public Step {
            if (afterMicros < 0 || afterMicros > LONGEST_PAUSE) {
                throw new IllegalArgumentException(
                        "a pause is 0 to " + LONGEST_PAUSE + " µs, found " + afterMicros);
            }
        }
    }

    /// How long it takes.
    public Duration length() {
        return Duration.ofNanos(steps.stream().mapToLong(Step::afterMicros).sum() * 1000);
    }

    /// This one, and another one after a pause.
    public Wave then(Duration pause, Wave next) {
        List<Step> all = new ArrayList<>(steps);
        long waited = pause.toNanos() / 1000;
        for (Step step : next.steps) {
            all.add(new Step(step.afterMicros + waited, step.high));
            waited = 0;
        }
        return new Wave(all);
    }

    /// As a text that [#of] reads.
    public String text() {
        StringBuilder text = new StringBuilder();
        for (Step step : steps) {
            text.append(step.afterMicros).append(step.high ? '+' : '-').append(' ');
        }
        return text.toString().strip();
    }

    /// @throws IllegalArgumentException for any other text than that of [#text]
    public static Wave of(String text) {
        List<Step> steps = new ArrayList<>();
        for (String word : text.split(" ", -1)) {
            if (!word.matches("\\d{1,8}[+-]")) {
                throw new IllegalArgumentException("a step is microseconds and + or -, found \"" + word + "\"");
            }
            steps.add(new Step(Long.parseLong(word.substring(0, word.length() - 1)), word.endsWith("+")));
        }
        return new Wave(steps);
    }
}
