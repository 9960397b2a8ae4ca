package dev.seatline.server.rules.why;

import dev.seatline.server.rules.Details;
import dev.seatline.server.rules.Ground;
import dev.seatline.server.rules.Verdict;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The figures and words of a verdict in a row: `1 minute`, `2 of the seats`, `to the team leader`.
final class DetailWords {
    private DetailWords() {}

    static Words of(Verdict verdict) {
        Details details = verdict.details();
        List<Words> parts = new ArrayList<>();
        if (details.minutes() != null) {
            parts.add(Words.number(details.minutes(), "分钟", "minute", "minutes"));
        }
        if (details.rings() != null) {
            parts.add(Words.number(details.rings(), "声", "ring", "rings"));
        }
        if (details.count() != null) {
            parts.add(count(verdict, details.count()));
        }
        if (details.days() != null) {
            String days = details.days().toPlainString();
            parts.add(new Words(days + " 天", days + (days.equals("1") ? " day" : " days")));
        }
        if (details.points() != null) {
            parts.add(Words.number(details.points(), "分", "point", "points"));
        }
        if (details.yuan() != null) {
            parts.add(new Words(details.yuan() + " 元", details.yuan() + " yuan"));
        }
        if (details.type() != null) {
            parts.add(CodeWords.of(details.type()));
        }
        if (details.reason() != null) {
            parts.add(CodeWords.of(details.reason()));
        }
        if (details.to() != null) {
            Words to = CodeWords.of(details.to());
            parts.add(new Words("通知" + to.zh(), "for the " + to.en()));
        }
        return Words.joined(parts, "，", ", ");
    }

    private static Words count(Verdict verdict, int count) {
        // the others count times, and say of what in their name
        return switch (verdict.kind().family()) {
            case BREAKS -> new Words("第 " + count + " 位", "place " + count);
            case COVERAGE -> {
                String needed = needed(verdict);
                yield needed == null
                        ? new Words("在席 " + count + " 人", count + " present")
                        : new Words("在席 %d 人，应有 %s 人".formatted(count, needed), count + " of " + needed + " present");
            }
            case ATTENDANCE,
                    COUNTS,
                    IDENTITY,
                    BUSY,
                    RINGING,
                    CALLS,
                    HEADSET,
                    HANDOVER,
                    RAISING,
                    REQUESTS,
                    CONSEQUENCES,
                    CASES -> Words.same(String.valueOf(count));
        };
    }

    private static @Nullable String needed(Verdict verdict) {
        return verdict.grounds().stream()
                .filter(ground -> ground.what().equals("needed"))
                .map(Ground::value)
                .findFirst()
                .orElse(verdict.parameters().get("coverage.min"));
    }
}
