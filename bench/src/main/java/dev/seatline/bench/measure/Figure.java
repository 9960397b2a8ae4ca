package dev.seatline.bench.measure;

import java.util.Locale;
import java.util.OptionalDouble;

/// One measured figure, and what it is held against. Immutable.
///
/// @param what in words, with the circumstances that matter
/// @param unit empty for a ratio or a count
/// @param floor what must be reached
/// @param goal what is hunted
public record Figure(
        String what, double value, String unit, Direction direction, OptionalDouble floor, OptionalDouble goal) {
    /// Which way is better.
    public enum Direction {
        AT_MOST,
        AT_LEAST
    }

    /// How it stands.
    public enum Standing {
        GOAL,
        FLOOR,
        MISSED,
        /// held against nothing
        TOLD
    }

    /// A figure without a bound: a peer, a circumstance.
    public static Figure told(String what, double value, String unit) {
        return new Figure(what, value, unit, Direction.AT_LEAST, OptionalDouble.empty(), OptionalDouble.empty());
    }

    public static Figure atMost(String what, double value, String unit, double floor) {
        return new Figure(what, value, unit, Direction.AT_MOST, OptionalDouble.of(floor), OptionalDouble.empty());
    }

    public static Figure atMost(String what, double value, String unit, double floor, double goal) {
        return new Figure(what, value, unit, Direction.AT_MOST, OptionalDouble.of(floor), OptionalDouble.of(goal));
    }

    public static Figure atLeast(String what, double value, String unit, double floor) {
        return new Figure(what, value, unit, Direction.AT_LEAST, OptionalDouble.of(floor), OptionalDouble.empty());
    }

    public static Figure atLeast(String what, double value, String unit, double floor, double goal) {
        return new Figure(what, value, unit, Direction.AT_LEAST, OptionalDouble.of(floor), OptionalDouble.of(goal));
    }

    public Standing standing() {
        if (floor.isEmpty()) {
            return Standing.TOLD;
        }
        if (!reaches(floor.getAsDouble())) {
            return Standing.MISSED;
        }
        return goal.isPresent() && !reaches(goal.getAsDouble()) ? Standing.FLOOR : Standing.GOAL;
    }

    private boolean reaches(double bound) {
        return direction == Direction.AT_MOST ? value <= bound : value >= bound;
    }

    /// One line of a Markdown table.
    String row() {
        String standing = switch (standing()) {
            case GOAL -> goal.isPresent() ? "goal reached" : "reached";
            case FLOOR -> "floor reached";
            case MISSED -> "**missed**";
            case TOLD -> "";
        };
        return "| %s | %s | %s | %s | %s |".formatted(what, number(value), bound(floor), bound(goal), standing);
    }

    private String bound(OptionalDouble bound) {
        if (bound.isEmpty()) {
            return "";
        }
        return (direction == Direction.AT_MOST ? "≤ " : "≥ ") + number(bound.getAsDouble());
    }

    private String number(double number) {
        int decimals = number == Math.rint(number) || Math.abs(number) >= 100 ? 0 : Math.abs(number) >= 10 ? 1 : 2;
        return (String.format(Locale.ROOT, "%,." + decimals + "f", number) + " " + unit).strip();
    }
}
