package dev.seatline.server.rules.why;

import dev.seatline.server.rules.Details;
import dev.seatline.server.rules.Ground;
import dev.seatline.server.rules.Verdict;
import dev.seatline.server.rules.VerdictKind;
import dev.seatline.wire.PersonId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.StringJoiner;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A verdict in words.
///
/// @param headline who, and what is said of him
/// @param lines rule, grounds, spans of time and parameters, so that a person can check it by hand
public record Why(String headline, List<String> lines) {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    public Why {
        lines = List.copyOf(lines);
    }

    /// @param names of people as screens show them
    /// @param zone of the centre's clocks
    public static Why of(Verdict verdict, Language language, Function<PersonId, String> names, ZoneId zone) {
        return new Telling(language, names, zone).of(verdict);
    }

    /// How it is told.
    private record Telling(Language language, Function<PersonId, String> names, ZoneId zone) {
        private String either(String zh, String en) {
            return switch (language) {
                case ZH -> zh;
                case EN -> en;
            };
        }

        Why of(Verdict verdict) {
            List<String> lines = new ArrayList<>();
            lines.add(either("依据：%s（第 %d 版）", "rule: %s (edition %d)").formatted(verdict.rule(), verdict.edition()));
            verdict.grounds().forEach(ground -> lines.add(ground(ground, verdict.date())));
            String span = span(verdict);
            if (span != null) {
                lines.add(span);
            }
            verdict.parameters()
                    .forEach((name, value) -> lines.add(either("参数：", "parameter: ") + name + " = " + value));
            if (verdict.provisional()) {
                lines.add(either("暂定：事情还没结束，或有数据未到", "provisional: it is not over, or facts are missing"));
            }
            return new Why(headline(verdict), lines);
        }

        private String headline(Verdict verdict) {
            StringJoiner text = new StringJoiner(" ");
            PersonId agent = verdict.agent();
            if (agent != null) {
                text.add(names.apply(agent));
            }
            if (verdict.seat() != null) {
                text.add(verdict.seat().text());
            }
            text.add(Words.kind(verdict.kind(), language));
            details(verdict.details(), text);
            return text.toString();
        }

        private void details(Details details, StringJoiner text) {
            add(text, details.minutes(), "%s 分钟", "%s min");
            add(text, details.rings(), "响铃 %s 声", "%s rings");
            add(text, details.count(), "%s", "%s");
            add(text, details.days() == null ? null : details.days().toPlainString(), "%s 天", "%s days");
            add(text, details.points(), "%s 分", "%s points");
            add(text, details.yuan(), "%s 元", "%s yuan");
            String type = details.type();
            add(text, type == null ? null : Words.reason(type, language), "%s", "%s");
            String reason = details.reason();
            add(text, reason == null ? null : Words.reason(reason, language), "（%s）", "(%s)");
            String to = details.to();
            add(text, to == null ? null : Words.role(to, language), "→ %s", "→ %s");
        }

        private void add(StringJoiner text, @Nullable Object value, String zh, String en) {
            if (value != null) {
                text.add(either(zh, en).formatted(value));
            }
        }

        private String ground(Ground ground, LocalDate day) {
            StringJoiner text = new StringJoiner(" ");
            Instant at = ground.at();
            if (at != null) {
                text.add(moment(at, day));
            }
            text.add(Words.ground(ground.what(), language));
            PersonId person = ground.person();
            if (person != null) {
                text.add(names.apply(person));
            }
            if (ground.seat() != null) {
                text.add(ground.seat().text());
            }
            if (!ground.value().isEmpty()) {
                text.add(value(ground));
            }
            if (!ground.source().isEmpty()) {
                text.add("[" + ground.source() + "]");
            }
            return text.toString();
        }

        private String value(Ground ground) {
            if (ground.what().equals("verdict")) {
                return Arrays.stream(VerdictKind.values())
                        .filter(kind -> kind.code().equals(ground.value()))
                        .findFirst()
                        .map(kind -> Words.kind(kind, language))
                        .orElse(ground.value());
            }
            return Words.reason(ground.value(), language);
        }

        private String moment(Instant at, LocalDate day) {
            boolean today = at.atZone(zone).toLocalDate().equals(day);
            String text = (today ? TIME : MOMENT).format(at.atZone(zone));
            long millis = Math.floorMod(at.toEpochMilli(), 1000L);
            return millis == 0 ? text : text + ".%03d".formatted(millis);
        }

        /// How long it was from the first moment that it rests on to the last.
        private @Nullable String span(Verdict verdict) {
            List<Instant> moments = new ArrayList<>();
            for (Ground ground : verdict.grounds()) {
                Instant at = ground.at();
                if (at != null
                        && !ground.what().equals("verdict")
                        && !ground.what().equals("form")) {
                    moments.add(at);
                }
            }
            if (moments.size() == 1) {
                moments.add(verdict.at());
            }
            if (moments.size() < 2) {
                return null;
            }
            moments.sort(null);
            Duration span = Duration.between(moments.getFirst(), moments.getLast());
            if (span.isZero()) {
                return null;
            }
            return either("从 %s 到 %s：%s 秒", "from %s to %s: %s s")
                    .formatted(
                            moment(moments.getFirst(), verdict.date()),
                            moment(moments.getLast(), verdict.date()),
                            seconds(span));
        }

        private static String seconds(Duration span) {
            long millis = span.toMillis();
            return millis % 1000 == 0
                    ? String.valueOf(millis / 1000)
                    : "%d.%03d".formatted(millis / 1000, millis % 1000);
        }
    }
}
