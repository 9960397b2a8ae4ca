package dev.seatline.server.regulation;

import dev.seatline.config.Entry;
import dev.seatline.config.Section;
import dev.seatline.server.rules.People;
import dev.seatline.server.rules.VerdictKind;
import dev.seatline.server.rules.policy.RuleNumbers;
import dev.seatline.wire.Ids;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// One section of a policy while it is read, with the readers that all sections share.
///
/// @param regulation whose policy it is
record Part(Section section, String regulation) {
    static final int DAY_MINUTES = 24 * 60;
    static final List<String> LEAVE_TYPES = List.of("personal", "sick", "annual", "marriage", "maternity");
    static final List<String> VERDICTS =
            Arrays.stream(VerdictKind.values()).map(VerdictKind::code).toList();

    private static final int MOST_WORDS = 100;
    private static final Pattern NUMBER = Pattern.compile("\\d\\d");
    private static final Pattern DAYS = Pattern.compile("\\d{1,2}(\\.[05])?");

    static Part of(Section root, String key, String regulation) {
        return new Part(root.optional(key).section(), regulation);
    }

    boolean present() {
        return section.present();
    }

    /// The numbers of the rules that this section stands for; at least one when it is there.
    ///
    /// @param findings what its rules can say
    RuleNumbers rules(String... findings) {
        RuleNumbers numbers = rulesIfAny(section.required("rules"), findings);
        if (present() && section.has("rules") && numbers.numbers().isEmpty()) {
            section.mistake(
                    "rules",
                    "found no number, allowed are %s; a section without rules says nothing: leave it out"
                            .formatted(String.join(", ", findings)));
        }
        return numbers;
    }

    RuleNumbers rulesIfAny(Entry entry, String... findings) {
        Section rules = entry.section();
        Map<String, String> numbers = new LinkedHashMap<>();
        for (String finding : findings) {
            Entry number = rules.optional(finding);
            if (rules.has(finding)) {
                numbers.put(finding, number(number));
            }
        }
        return new RuleNumbers(regulation, numbers);
    }

    /// The id of the one rule of an item of a list.
    static String rule(Section item, String regulation) {
        return regulation + "/" + number(item.required("rule"));
    }

    private static String number(Entry entry) {
        return entry.as(
                "the two digits of a rule's number, such as \"04\"",
                text -> checked(text, NUMBER.matcher(text).matches()),
                "00");
    }

    /// A parameter that one of these rules cannot do without.
    Entry needed(String key, RuleNumbers rules, String... findings) {
        if (present() && !section.has(key)) {
            for (String finding : findings) {
                String id = rules.id(finding);
                if (id != null) {
                    section.mistake(key, "is missing, rule %s (%s) needs it".formatted(id, finding));
                    break;
                }
            }
        }
        return section.optional(key);
    }

    /// Tells a mistake for a parameter that none of these rules asks for.
    void idle(String key, RuleNumbers rules, String... findings) {
        if (section.has(key) && Arrays.stream(findings).noneMatch(rules::has)) {
            section.mistake(key, "says nothing without a rule number of " + String.join(" or ", findings));
        }
    }

    /// The same list; tells a mistake when it is there and empty, since nobody, or everybody, would be meant.
    <T> List<T> filled(String key, List<T> list) {
        if (section.has(key) && section.optional(key).items(0, MOST_WORDS).isEmpty()) {
            section.mistake(key, "found an empty list, allowed is at least one; or leave it out with its rule");
        }
        return list;
    }

    static Duration minutes(Entry entry, int least, int most, int fallback) {
        return Duration.ofMinutes(entry.number(least, most, fallback));
    }

    static Duration seconds(Entry entry, int least, int most, int fallback) {
        return Duration.ofSeconds(entry.number(least, most, fallback));
    }

    static @Nullable Integer number(Section section, String key, int least, int most) {
        Entry entry = section.optional(key);
        return section.has(key) ? Integer.valueOf(entry.number(least, most, least)) : null;
    }

    /// Days in halves.
    static @Nullable BigDecimal days(Section section, String key) {
        Entry entry = section.optional(key);
        if (!section.has(key)) {
            return null;
        }
        return entry.as(
                "days in halves from 0.5 to 99.5",
                text -> new BigDecimal(checked(text, DAYS.matcher(text).matches() && !text.matches("0+(\\.0)?"))),
                BigDecimal.ONE);
    }

    List<String> roles(String key) {
        return words(section.optional(key), People.ROLES);
    }

    @Nullable
    String role(Entry entry, boolean there) {
        return there
                ? entry.as(oneOf(People.ROLES), text -> checked(text, People.ROLES.contains(text)), "manager")
                : null;
    }

    /// A list of known words, none twice.
    static List<String> words(Entry entry, List<String> known) {
        Map<String, Integer> seen = new HashMap<>();
        Set<String> words = new LinkedHashSet<>();
        for (Entry item : entry.items(0, MOST_WORDS)) {
            String word = item.unique(seen).as(oneOf(known), text -> checked(text, known.contains(text)), "");
            if (!word.isEmpty()) {
                words.add(word);
            }
        }
        return List.copyOf(words);
    }

    /// A list of words that this file does not know all of, none twice.
    static List<String> names(Entry entry) {
        Map<String, Integer> seen = new HashMap<>();
        return entry.items(0, MOST_WORDS).stream()
                .map(item -> item.unique(seen).as(Ids.SHAPE, Part::id, "name"))
                .distinct()
                .toList();
    }

    /// The name of something beyond this file, such as a period of the calendar.
    static @Nullable String name(Section section, String key) {
        Entry entry = section.optional(key);
        return section.has(key) ? entry.as(Ids.SHAPE, Part::id, "name") : null;
    }

    /// Findings of this section that have a number, and that an approver can pass over.
    Set<String> soft(RuleNumbers rules, String... passable) {
        List<String> known = Arrays.stream(passable).filter(rules::has).sorted().toList();
        return Set.copyOf(words(section.optional("soft"), known));
    }

    static String oneOf(List<String> known) {
        return known.stream().collect(Collectors.joining(", ", "one of ", ""));
    }

    static String id(String text) {
        return checked(text, Ids.valid(text));
    }

    static String checked(String text, boolean right) {
        if (!right) {
            throw new IllegalArgumentException("not allowed");
        }
        return text;
    }
}
