package dev.seatline.bench.access;

import dev.seatline.bench.access.RawMqtt.Answer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The filled-in matrix of one door. One thread.
final class Cells {
    /// What somebody tries.
    enum Deed {
        PUBLISH,
        LAST_WILL,
        SUBSCRIBE
    }

    private record Row(String who, Deed deed) {}

    private static final class Sum {
        private int cells;
        private int allowed;
        private int wrong;

        private void add(Sum other) {
            cells += other.cells;
            allowed += other.allowed;
            wrong += other.wrong;
        }
    }

    private final Map<Row, Sum> sums = new LinkedHashMap<>();
    private final Map<String, Integer> answers = new TreeMap<>();
    private final List<String> wrong = new ArrayList<>();

    /// Fills in one cell.
    ///
    /// @param what topic and how, for people
    /// @param allowed whether anything may come through
    /// @param faults what is wrong with it; none for a right cell
    void add(Party who, Deed deed, String what, boolean allowed, Answer answer, List<String> faults) {
        Sum sum = sums.computeIfAbsent(new Row(who.group(), deed), _ -> new Sum());
        sum.cells++;
        sum.allowed += allowed ? 1 : 0;
        sum.wrong += faults.isEmpty() ? 0 : 1;
        answers.merge(
                "%-8s %-10s MQTT %-6s %s"
                        .formatted(allowed ? "allowed" : "denied", deed, who.version() == 5 ? "5" : "3.1.1", answer),
                1,
                Integer::sum);
        faults.forEach(fault -> wrong.add("%s, %s %s: %s".formatted(who.name(), deed, what, fault)));
    }

    /// What is wrong, one line each.
    List<String> wrong() {
        return List.copyOf(wrong);
    }

    int count() {
        return sums.values().stream().mapToInt(sum -> sum.cells).sum();
    }

    /// The counts, and what the broker answered how often.
    String table(String door) {
        StringBuilder table = new StringBuilder();
        table.append(String.format("%n%-40s %-10s %7s %8s %7s %6s%n", door, "", "cells", "allowed", "denied", "wrong"));
        Sum all = new Sum();
        sums.forEach((row, sum) -> {
            line(table, row.who(), row.deed().name(), sum);
            all.add(sum);
        });
        line(table, "all", "", all);
        answers.forEach((answer, count) -> table.append(String.format("%9d  %s%n", count, answer)));
        return table.toString();
    }

    private static void line(StringBuilder table, String who, String deed, Sum sum) {
        table.append(String.format(
                "%-40s %-10s %7d %8d %7d %6d%n",
                who, deed, sum.cells, sum.allowed, sum.cells - sum.allowed, sum.wrong));
    }
}
