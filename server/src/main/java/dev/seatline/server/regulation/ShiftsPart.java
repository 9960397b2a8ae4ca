package dev.seatline.server.regulation;

import dev.seatline.config.Entry;
import dev.seatline.config.Section;
import dev.seatline.server.rules.policy.Segment;
import dev.seatline.wire.Ids;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Section `shifts`. Segments stand in the order of time, do not overlap, and end within a day of the
/// first's beginning.
final class ShiftsPart {
    private static final int DAY = 24 * 60;
    /// A segment over midnight is a night shift's; a longer one was written the wrong way round.
    private static final int LONGEST = 12 * 60;

    private ShiftsPart() {}

    static Map<String, List<Segment>> read(Entry list) {
        Map<String, Integer> seen = new HashMap<>();
        Map<String, List<Segment>> shifts = new LinkedHashMap<>();
        for (Section item : list.sections(0, 50)) {
            String name = item.required("shift").unique(seen).as(Ids.SHAPE, Part::id, "shift");
            shifts.put(name, segments(item.required("segments")));
        }
        return shifts;
    }

    private static List<Segment> segments(Entry list) {
        List<Segment> segments = new ArrayList<>();
        int end = 0;
        for (Section item : list.sections(1, 20)) {
            Segment.Kind kind = item.required("kind").choice(Segment.Kind.class, Segment.Kind.SEAT);
            LocalTime from = time(item.required("from"));
            LocalTime to = time(item.required("to"));
            Segment segment = new Segment(kind, from, to);
            segments.add(segment);
            end = checked(item, segments.getFirst().from(), segment, end);
        }
        return segments;
    }

    /// @param before minutes from the first beginning to the end of the segment before
    /// @return the same to the end of this one
    private static int checked(Section item, LocalTime first, Segment segment, int before) {
        int length = length(segment.from(), segment.to());
        if (length > LONGEST) {
            item.mistake(
                    "to",
                    "found %s, which is %d h %d min after %s; allowed are at most %d h: is the segment the wrong way round?"
                            .formatted(segment.to(), length / 60, length % 60, segment.from(), LONGEST / 60));
            return before;
        }
        int begin = Math.floorMod(minute(segment.from()) - minute(first), DAY);
        if (begin < before) {
            item.mistake(
                    "from",
                    "found %s, allowed is %s or later: segments stand in the order of time and do not overlap"
                            .formatted(segment.from(), first.plusMinutes(before)));
        } else if (begin + length > DAY) {
            item.mistake(
                    "to",
                    "found %s, allowed is %s at the latest: a shift ends within 24 h".formatted(segment.to(), first));
        }
        return Math.max(before, begin + length);
    }

    private static int length(LocalTime from, LocalTime to) {
        int length = Math.floorMod(minute(to) - minute(from), DAY);
        return length == 0 ? DAY : length;
    }

    private static int minute(LocalTime time) {
        return time.toSecondOfDay() / 60;
    }

    private static LocalTime time(Entry entry) {
        return entry.as(
                "a time of the day such as \"08:45\"",
                text -> LocalTime.parse(Part.checked(text, text.length() == 5)),
                LocalTime.MIDNIGHT);
    }
}
