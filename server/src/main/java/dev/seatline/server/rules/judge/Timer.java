package dev.seatline.server.rules.judge;

import java.time.Instant;
import java.util.Comparator;

/// Something to be looked at when its moment has come. Ordered by moment, then in one way for ever.
///
/// @param what kind of timer, in the order within a moment
/// @param key which day, duty or seat
/// @param rule index in the order of rules, 0 where it does not matter
record Timer(Instant at, What what, String key, int rule) implements Comparable<Timer> {
    private static final Comparator<Timer> ORDER = Comparator.comparing((Timer timer) -> timer.at())
            .thenComparing(timer -> timer.what())
            .thenComparing(timer -> timer.key())
            .thenComparingInt(timer -> timer.rule());

    enum What {
        DAY,
        DUTY,
        MOMENT,
        SEAT,
        TEAM
    }

    @Override
    public int compareTo(Timer other) {
        return ORDER.compare(this, other);
    }
}
