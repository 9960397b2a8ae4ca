package dev.seatline.server.rules.policy;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Which rule of the regulation says what: a finding for which it has no number is none of its rules, and no verdict
/// comes of it.
///
/// @param regulation the regulation's id
/// @param numbers of its rules, by what they say
public record RuleNumbers(String regulation, Map<String, String> numbers) {
    public static final RuleNumbers NONE = new RuleNumbers("", Map.of());

    public RuleNumbers {
        numbers = Map.copyOf(numbers);
    }

    /// The id of the rule that says this, `regulation/number`, or null when the regulation has none.
    public @Nullable String id(String what) {
        String number = numbers.get(what);
        return number == null ? null : regulation + "/" + number;
    }

    public boolean has(String what) {
        return numbers.containsKey(what);
    }
}
