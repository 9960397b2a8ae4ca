package dev.seatline.server.replay;

import dev.seatline.server.rules.Details;
import dev.seatline.server.rules.Ground;
import dev.seatline.server.rules.Verdict;
import dev.seatline.server.rules.VerdictKind;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/// Says verdicts and expectations to a person, in the words of scenario files.
///
/// @param zone in which moments are said
record Wording(ZoneId zone) {
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

    /// All that differs, line by line; empty when nothing does.
    List<String> lines(Scenario scenario, Comparison comparison) {
        List<String> lines = new ArrayList<>();
        for (Comparison.Missing missing : comparison.missing()) {
            Expectation wanted = missing.expectation();
            lines.add("%s:%d: expected and did not come: %s"
                    .formatted(scenario.file(), wanted.line(), expectation(wanted)));
            lines.add(missing.nearest()
                    .map(verdict -> "    nearest: %s; %s".formatted(verdict(verdict), differences(wanted, verdict)))
                    .orElse("    nothing like it came"));
        }
        for (Verdict verdict : comparison.unexpected()) {
            lines.add("%s: came and was not expected: %s; why: %s"
                    .formatted(scenario.file(), verdict(verdict), why(verdict)));
        }
        return lines;
    }

    String expectation(Expectation expectation) {
        StringJoiner text = new StringJoiner(", ", "{", "}");
        expectation.fields().forEach((name, value) -> text.add(name + ": " + value(value)));
        if (expectation.provisional()) {
            text.add("provisional: true");
        }
        return text.toString();
    }

    private String differences(Expectation wanted, Verdict verdict) {
        StringJoiner text = new StringJoiner(", ");
        for (Expectation.Difference one : wanted.differences(verdict)) {
            text.add("its %s is %s, not %s".formatted(one.field(), value(one.found()), value(one.wanted())));
        }
        return text.toString();
    }

    String verdict(Verdict verdict) {
        StringJoiner text = new StringJoiner(", ", "{", "}");
        fields(verdict).forEach((name, value) -> text.add(name + ": " + value));
        return text.toString();
    }

    /// What a verdict says, by the names of the format; what it leaves out is not in here.
    Map<String, Object> fields(Verdict verdict) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("verdict", verdict.kind().code());
        put(fields, "agent", verdict.agent());
        put(fields, "seat", verdict.seat());
        put(fields, "date", verdict.date());
        put(fields, "at", verdict.at());
        fields.put("rule", verdict.rule());
        Details details = verdict.details();
        put(fields, "minutes", details.minutes());
        put(fields, "rings", details.rings());
        put(fields, "count", details.count());
        put(fields, "days", details.days());
        put(fields, "points", details.points());
        put(fields, "yuan", details.yuan());
        put(fields, "to", details.to());
        put(fields, "type", details.type());
        put(fields, "reason", details.reason());
        if (verdict.provisional()) {
            fields.put("provisional", true);
        }
        return fields;
    }

    private void put(Map<String, Object> fields, String name, @Nullable Object value) {
        if (value != null) {
            fields.put(name, value instanceof Number number ? number : value(value));
        }
    }

    /// The grounds and parameters of a verdict in one line.
    String why(Verdict verdict) {
        StringJoiner text = new StringJoiner(", ");
        for (Ground ground : verdict.grounds()) {
            text.add(ground(ground, verdict.date()));
        }
        verdict.parameters().forEach((name, value) -> text.add(name + " = " + value));
        return text.length() == 0 ? "nothing is said" : text.toString();
    }

    private String ground(Ground ground, LocalDate day) {
        StringJoiner text = new StringJoiner(" ");
        text.add(ground.what());
        if (!ground.value().isEmpty()) {
            text.add(ground.value());
        }
        if (ground.at() != null) {
            boolean today = ground.at().atZone(zone).toLocalDate().equals(day);
            text.add((today ? TIME : MOMENT).format(ground.at().atZone(zone)));
        }
        if (ground.person() != null) {
            text.add(ground.person().text());
        }
        if (ground.seat() != null) {
            text.add("at " + ground.seat());
        }
        return text.toString();
    }

    private String value(@Nullable Object value) {
        return switch (value) {
            case null -> "nothing";
            case Instant at -> {
                String text = MOMENT.format(at.atZone(zone));
                long millis = at.truncatedTo(ChronoUnit.SECONDS).until(at, ChronoUnit.MILLIS);
                yield millis == 0 ? text : text + ".%03d".formatted(millis);
            }
            case VerdictKind kind -> kind.code();
            case BigDecimal number -> number.toPlainString();
            default -> value.toString();
        };
    }
}
