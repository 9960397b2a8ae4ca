package dev.seatline.bench.lab.latency;

import java.io.PrintStream;

/// When edges came and were answered, kept in memory until the end. Written by one thread, read by one.
final class AnswerTimes {
    private final long[] edges;
    private final long[] answers;
    private volatile int count;

    /// @param most how many are kept
    AnswerTimes(int most) {
        edges = new long[most];
        answers = new long[most];
    }

    /// @param edge the kernel's time of it, 0 if that is not known here
    void answered(long edge, long answer) {
        int next = count;
        if (next < edges.length) {
            edges[next] = edge;
            answers[next] = answer;
            count = next + 1;
        }
    }

    boolean all() {
        return count == edges.length;
    }

    /// As `pull` reads it.
    void print(PrintStream out) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(edges[i]).append(' ').append(answers[i]).append('\n');
        }
        out.print(text);
        out.flush();
    }
}
