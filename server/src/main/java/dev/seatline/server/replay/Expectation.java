package dev.seatline.server.replay;

import dev.seatline.server.rules.Verdict;
import dev.seatline.server.rules.VerdictKind;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One verdict that has to come.
///
/// @param line in the file
/// @param provisional whether a provisional one is asked for
/// @param fields what else is compared, by name, in the order of the file: texts, [Integer], [BigDecimal],
/// [LocalDate], [Instant], [VerdictKind], or [#NOTHING] for a field that must be empty
public record Expectation(int line, boolean provisional, Map<String, Object> fields) {
    /// Stands for a field that must be empty.
    static final Object NOTHING = new Object() {
        @Override
        public String toString() {
            return "null";
        }
    };

    /// @param field name of the field in the file
    /// @param found what the verdict says
    record Difference(String field, Object wanted, @Nullable Object found) {
        @Override
        public String toString() {
            return "%s is %s, not %s".formatted(field, found, wanted);
        }
    }

    @Nullable
    VerdictKind kind() {
        return fields.get("verdict") instanceof VerdictKind kind ? kind : null;
    }

    boolean matches(Verdict verdict) {
        return differences(verdict).isEmpty();
    }

    /// In what the verdict is another.
    List<Difference> differences(Verdict verdict) {
        List<Difference> all = new ArrayList<>();
        fields.forEach((name, wanted) -> {
            Object found = value(verdict, name);
            if (!same(wanted, found)) {
                all.add(new Difference(name, wanted, found));
            }
        });
        if (provisional != verdict.provisional()) {
            all.add(new Difference("provisional", provisional, verdict.provisional()));
        }
        return all;
    }

    private static boolean same(Object wanted, @Nullable Object found) {
        return switch (wanted) {
            case BigDecimal number when found instanceof BigDecimal other -> number.compareTo(other) == 0;
            // to the second, as the format says; a verdict may fall between two
            case Instant at
            when found instanceof Instant other ->
                other.truncatedTo(ChronoUnit.SECONDS).equals(at.truncatedTo(ChronoUnit.SECONDS))
                        || Duration.between(at, other).isZero();
            case Object nothing when nothing == NOTHING -> found == null;
            default -> Objects.equals(wanted, found);
        };
    }

    private static @Nullable Object value(Verdict verdict, String name) {
        return switch (name) {
            case "verdict" -> verdict.kind();
            case "agent" -> text(verdict.agent());
            case "seat" -> text(verdict.seat());
            case "date" -> verdict.date();
            case "at" -> verdict.at();
            case "rule" -> verdict.rule();
            case "minutes" -> verdict.details().minutes();
            case "rings" -> verdict.details().rings();
            case "count" -> verdict.details().count();
            case "days" -> verdict.details().days();
            case "points" -> verdict.details().points();
            case "yuan" -> verdict.details().yuan();
            case "to" -> verdict.details().to();
            case "type" -> verdict.details().type();
            case "reason" -> verdict.details().reason();
            default -> throw new IllegalArgumentException("no field of a verdict: " + name);
        };
    }

    private static @Nullable String text(@Nullable Object id) {
        return id == null ? null : id.toString();
    }
}
