package dev.seatline.server.replay;

import dev.seatline.config.Entry;
import dev.seatline.config.Section;
import dev.seatline.server.rules.VerdictKind;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads the verdicts that have to come. Used while one file is read.
record ExpectationReader(Floorplan floor, ZoneId zone) {
    private static final List<String> FIELDS = List.of(
            "verdict", "agent", "seat", "date", "at", "rule", "minutes", "rings", "count", "days", "points", "yuan",
            "to", "type", "reason");

    Expectation read(Section section, boolean partial) {
        Map<String, Object> fields = new LinkedHashMap<>();
        // asked for in any case, so that a misspelt one is told with those that are allowed
        FIELDS.forEach(section::optional);
        for (String name : section.keys()) {
            if (FIELDS.contains(name)) {
                fields.put(name, value(section.optional(name), name));
            }
        }
        if (partial && !section.has("verdict")) {
            section.required("verdict");
        }
        return new Expectation(section.line(), section.optional("provisional").flag(false), fields);
    }

    private Object value(Entry entry, String name) {
        if (entry.isNothing()) {
            return Expectation.NOTHING;
        }
        return switch (name) {
            case "verdict" -> kind(entry);
            case "agent" -> floor.person(entry).text();
            case "seat" -> Values.seat(entry).text();
            case "date" -> Values.date(entry);
            case "at" -> Values.moment(entry, zone);
            case "minutes", "rings", "count", "points", "yuan" -> entry.number(-1_000_000, 1_000_000, 0);
            case "days" -> entry.as("a number of days", BigDecimal::new, BigDecimal.ZERO);
            case "rule" -> rule(entry);
            default -> entry.text(64, "");
        };
    }

    static VerdictKind kind(Entry entry) {
        List<VerdictKind> kinds = Arrays.asList(VerdictKind.values());
        String code = Values.word(
                entry, kinds.stream().map(VerdictKind::code).sorted().toList());
        return kinds.stream()
                .filter(kind -> kind.code().equals(code))
                .findFirst()
                .orElseThrow();
    }

    /// A rule's number has two digits at least on paper and in policies; `/4` would never match `/04`.
    private static String rule(Entry entry) {
        return entry.as(
                "the id of a rule: the regulation, a slash and two digits",
                text -> {
                    if (!text.matches("[a-z0-9-]{1,64}/[0-9]{2,3}")) {
                        throw new IllegalArgumentException("no rule");
                    }
                    return text;
                },
                "");
    }
}
