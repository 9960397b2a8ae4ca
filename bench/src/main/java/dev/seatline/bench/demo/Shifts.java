package dev.seatline.bench.demo;

import dev.seatline.wire.PersonId;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;

/// Who works at one seat when: day 09:00–17:00, late 17:00–01:00 on the same seat by handover, night at some
/// seats.
///
/// @param night nobody at most seats
record Shifts(PersonId day, PersonId late, @Nullable PersonId night) {
    /// People come ten minutes early and leave on time.
    private static final LocalTime DAY = LocalTime.of(8, 50);

    private static final LocalTime LATE = LocalTime.of(16, 55);
    private static final LocalTime NIGHT = LocalTime.of(1, 0);

    @Nullable
    PersonId onDuty(LocalTime now) {
        if (!now.isBefore(DAY) && now.isBefore(LATE)) {
            return day;
        }
        return now.isBefore(NIGHT) || !now.isBefore(LATE) ? late : night;
    }

    /// How likely a free agent gets a call within the next ten seconds or so: peaks in the morning and after lunch.
    double load(LocalTime now) {
        return switch (now.getHour()) {
            case 9, 10, 11, 14, 15 -> 0.16;
            case 8, 12, 13, 16, 17, 18, 19, 20 -> 0.09;
            default -> 0.03;
        };
    }
}
