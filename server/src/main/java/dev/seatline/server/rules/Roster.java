package dev.seatline.server.rules;

import dev.seatline.server.rules.policy.Segment;
import dev.seatline.wire.PersonId;
import dev.seatline.wire.SeatId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Who is to work when. Immutable; approved leave and swaps are not in here, they are papers.
public final class Roster {
    private static final Comparator<Duty> ORDER = Comparator.comparing((Duty duty) -> duty.start())
            .thenComparing(duty -> duty.agent().text());
    private final TreeMap<LocalDate, List<Duty>> days = new TreeMap<>();

    public Roster(List<Duty> duties) {
        duties.stream()
                .sorted(ORDER)
                .forEach(duty -> days.computeIfAbsent(duty.date(), _ -> new ArrayList<>())
                        .add(duty));
    }

    /// Duties that begin on a day, in the order of their beginning.
    public List<Duty> on(LocalDate date) {
        return days.getOrDefault(date, List.of());
    }

    /// All of them, day by day.
    public List<Duty> all() {
        return days.values().stream().flatMap(List::stream).toList();
    }

    /// One agent's work of one day. May end after midnight.
    ///
    /// @param shift its name in the policy, or empty
    /// @param seat where, or null for any
    /// @param duty a special task, such as `lunch`, or empty
    /// @param spans in the order of time, at least one
    public record Duty(
            PersonId agent,
            LocalDate date,
            String shift,
            @Nullable SeatId seat,
            String duty,
            List<Span> spans) {
        public Duty {
            spans = List.copyOf(spans);
        }

        /// Names it for ever: an agent begins one duty at a moment.
        public String key() {
            return agent.text() + "/" + start();
        }

        public Instant start() {
            return spans.getFirst().from();
        }

        public Instant end() {
            return spans.getLast().to();
        }

        /// Start of the first span of a kind, or null.
        public @Nullable Instant start(Segment.Kind kind) {
            for (Span span : spans) {
                if (span.kind() == kind) {
                    return span.from();
                }
            }
            return null;
        }
    }

    /// A stretch of a duty.
    public record Span(Segment.Kind kind, Instant from, Instant to) {
        public boolean holds(Instant at) {
            return !at.isBefore(from) && at.isBefore(to);
        }
    }
}
