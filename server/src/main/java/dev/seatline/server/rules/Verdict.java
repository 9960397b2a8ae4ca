package dev.seatline.server.rules;

import dev.seatline.wire.PersonId;
import dev.seatline.wire.SeatId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What a rule says of what happened, with everything it rests on. Equal inputs make equal verdicts.
///
/// @param matter what it is about; a later verdict on the same matter replaces it, so that a coming that was late and
/// is now an absence is one thing
/// @param rule the rule's id, `regulation/number`
/// @param edition of the regulation's policy that it was judged by
/// @param team whose regulation it is
/// @param agent whom it concerns, or null
/// @param seat where, or null
/// @param date the working day that it belongs to
/// @param at the moment when the rule was met or broken
/// @param grounds what it rests on, in the order of a person's checking
/// @param parameters of the policy that it used, by their names there
/// @param provisional whether it may still change without a correction: the matter is not over, or facts are missing
public record Verdict(
        String matter,
        VerdictKind kind,
        String rule,
        int edition,
        String team,
        @Nullable PersonId agent,
        @Nullable SeatId seat,
        LocalDate date,
        Instant at,
        Details details,
        List<Ground> grounds,
        SortedMap<String, String> parameters,
        boolean provisional) {
    public Verdict {
        grounds = List.copyOf(grounds);
        parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
    }

    /// The same, final.
    public Verdict settled() {
        return provisional
                ? new Verdict(
                        matter, kind, rule, edition, team, agent, seat, date, at, details, grounds, parameters, false)
                : this;
    }

    /// The same, provisional.
    public Verdict provisionally() {
        return provisional
                ? this
                : new Verdict(
                        matter, kind, rule, edition, team, agent, seat, date, at, details, grounds, parameters, true);
    }

    /// Parameters as pairs of name and value.
    public static SortedMap<String, String> parameters(Object... pairs) {
        SortedMap<String, String> map = new TreeMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put(String.valueOf(pairs[i]), String.valueOf(pairs[i + 1]));
        }
        return map;
    }
}
