package dev.seatline.server.rules.why;

import dev.seatline.server.rules.Ground;
import dev.seatline.server.rules.Verdict;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// How the figure of a verdict comes of its grounds and parameters, as a sum that can be done again by hand. Says
/// nothing where there is nothing to reckon.
final class Reckoning {
    private static final String[] STARTS = {"shift-start", "block-start"};
    private static final String[] COMINGS = {"sign-in", "correction", "login", "declared", "not-come"};
    private static final String[] ENDS = {"shift-end"};
    private static final String[] GOINGS = {"sign-out", "correction", "logout"};
    private static final String[] BEGINNINGS = {"declared", "granted", "raised", "ring-began"};
    private static final String[] OVERS = {"ended", "answered-hand", "answered", "stopped", "sign-out"};

    private final Verdict verdict;
    private final Function<Instant, String> time;

    private Reckoning(Verdict verdict, Function<Instant, String> time) {
        this.verdict = verdict;
        this.time = time;
    }

    /// @param time how a moment is written
    static Words of(Verdict verdict, Function<Instant, String> time) {
        Reckoning sum = new Reckoning(verdict, time);
        return switch (verdict.kind()) {
            case LATE, LUNCH_LATE, NOT_PREPARED -> sum.between(STARTS, COMINGS, "late.grace");
            case ABSENCE ->
                sum.first(
                        sum.between(STARTS, COMINGS, "late.absenceAfterMin"),
                        sum.between(GOINGS, ENDS, "late.absenceAfterMin"));
            case LEAD_SHORT -> sum.between(COMINGS, STARTS, "lead.");
            case EARLY_LEAVE -> sum.between(GOINGS, ENDS, "late.grace");
            case BUSY_OVERRUN, REPLACEMENT_WANTED, AWAY_OVERRUN, BREAK_OVERRUN, UNATTENDED, HAND_UNANSWERED ->
                sum.lasting();
            case LATE_ANSWER, MISSED_CALL, APOLOGY_PROMPT, PICK_UP_CALL -> sum.ringing();
            case BREAK_REFUSED, BREAK_QUEUED, AWAY_REFUSED ->
                sum.of("on-break", "break.maxConcurrent", "away.maxConcurrent");
            case UNDERSTAFFED, BACKUP_WANTED -> sum.of("coverage", "coverage.min");
            case LEAVE_BOOKED,
                    ABSENCE_BOOKED,
                    DISMISSAL_ALERT,
                    HIGHER_RULE_ALERT,
                    MONTH_SCORE,
                    WARNING,
                    POINTS,
                    FINE_PROPOSED,
                    AWARD,
                    AWARD_LOST -> sum.counting();
            case BREAK_ENTITLED -> sum.of("worked", "break.earnPerHours");
            case MISSED_BADGE,
                    WRONG_BADGE,
                    UNKNOWN_BADGE,
                    NOT_CERTIFIED,
                    PROXY_SUSPECTED,
                    FOREIGN_SEAT,
                    BADGE_OUT_WHILE_SIGNED_IN,
                    BREAK_UNPLANNED,
                    CALL_BACK_TASK,
                    CALL_VIOLATION,
                    HEADSET_REMINDER,
                    ROSTER_OVERDUE,
                    SHUTDOWN_REMINDER,
                    HANDOVER_MISSING,
                    LEFT_UNRELIEVED,
                    HANDOVER_REFUSED,
                    HELD_FOR_RELIEF,
                    HAND_RAISED,
                    REQUEST_REFUSED,
                    REQUEST_WAITING,
                    REQUEST_ACCEPTED,
                    INSPECTION_OVERDUE,
                    NOT_RESPONSIBLE_PROPOSED,
                    FAULT_OVERDUE,
                    CASE_OVERDUE,
                    FOLLOW_UP_SHORT,
                    SAMPLE_SHORT,
                    OFFLINE_ALERT,
                    FIGURE -> Words.NOTHING;
        };
    }

    private Words first(Words one, Words other) {
        return one.empty() ? other : one;
    }

    /// The time from one ground to another, and what is allowed of it.
    private Words between(String[] from, String[] to, String allowed) {
        Instant earlier = at(from);
        Instant later = at(to);
        if (earlier == null || later == null || later.isBefore(earlier)) {
            return Words.NOTHING;
        }
        boolean rounded = verdict.details().minutes() != null
                && Duration.between(earlier, later).toMillis() % 60_000 != 0;
        Words sum = difference(earlier, later).then(allowed(allowed));
        return rounded ? sum.then("；不足一分钟按一分钟计", "; minutes are rounded up") : sum;
    }

    private Words difference(Instant earlier, Instant later) {
        Words lasted = lasting(Duration.between(earlier, later));
        String times = time.apply(later) + " − " + time.apply(earlier) + " = ";
        return Words.same(times).then(lasted);
    }

    /// What began and ended, or goes on.
    private Words lasting() {
        Instant began = at(BEGINNINGS);
        Instant over = at(OVERS);
        if (began == null) {
            return Words.NOTHING;
        }
        if (over == null) {
            String limit = time.apply(verdict.at());
            return difference(began, verdict.at())
                    .then(allowed(""))
                    .then("；" + limit + " 起超时", "; over the limit since " + limit);
        }
        return difference(began, over).then(allowed(""));
    }

    private Words ringing() {
        Integer rings = verdict.details().rings();
        String heard = rings != null ? String.valueOf(rings) : value("rings");
        Words counted = heard == null ? Words.NOTHING : new Words("响铃 " + heard + " 声", heard + " rings had begun");
        Instant began = at("ring-began");
        Instant over = at("answered", "stopped");
        Words waited = began == null || over == null ? Words.NOTHING : difference(began, over);
        Words sum = Words.joined(List.of(counted, waited), "，", ", ");
        return sum.empty() ? sum : sum.then(allowed("ring."));
    }

    /// A number that was found against one that is allowed or needed.
    private Words of(String found, String... allowed) {
        String told = value(found);
        long counted = count(found);
        if (told == null && counted == 0) {
            return Words.NOTHING;
        }
        String value = told != null ? told : String.valueOf(counted);
        Words words = GroundWords.what(found);
        return words.then(" " + value, " " + value).then(allowed(allowed));
    }

    private Words counting() {
        long verdicts = count("verdict");
        String counted = Objects.requireNonNullElse(value("counted"), String.valueOf(verdicts));
        return verdicts == 0 && value("counted") == null
                ? Words.NOTHING
                : new Words("共 " + counted + " 次", counted + " counted").then(allowed("counters.every"));
    }

    /// The parameters whose names begin like this; with an empty beginning all of them.
    private Words allowed(String... beginnings) {
        Words all = Words.NOTHING;
        for (Map.Entry<String, String> parameter : verdict.parameters().entrySet()) {
            String name = parameter.getKey();
            boolean meant = Arrays.stream(beginnings).anyMatch(name::startsWith);
            Words amount = meant ? ParameterWords.measured(name, parameter.getValue()) : Words.NOTHING;
            if (!amount.empty()) {
                all = all.then("；", "; ")
                        .then(ParameterWords.meaning(name))
                        .then(" ", " ")
                        .then(amount);
            }
        }
        return all;
    }

    private @Nullable Instant at(String... codes) {
        for (String code : codes) {
            for (Ground ground : verdict.grounds()) {
                if (ground.what().equals(code) && ground.at() != null) {
                    return ground.at();
                }
            }
        }
        return null;
    }

    private long count(String code) {
        return verdict.grounds().stream()
                .filter(ground -> ground.what().equals(code))
                .count();
    }

    private @Nullable String value(String code) {
        for (Ground ground : verdict.grounds()) {
            if (ground.what().equals(code) && !ground.value().isEmpty()) {
                return ground.value();
            }
        }
        return null;
    }

    /// `60 s`, from two minutes on also in minutes; parts of a second are told, since a limit is broken by them.
    static Words lasting(Duration span) {
        BigDecimal seconds = BigDecimal.valueOf(span.toMillis(), 3).stripTrailingZeros();
        String text = seconds.signum() == 0 ? "0" : seconds.toPlainString();
        Words plain = new Words(text + " 秒", text + " s");
        if (span.toSeconds() < 120) {
            return plain;
        }
        long minutes = span.toMinutes();
        BigDecimal rest = seconds.subtract(BigDecimal.valueOf(minutes * 60));
        if (rest.signum() == 0) {
            return plain.then("（" + minutes + " 分）", " (" + minutes + " min)");
        }
        String left = rest.toPlainString();
        return plain.then("（" + minutes + " 分 " + left + " 秒）", " (" + minutes + " min " + left + " s)");
    }
}
