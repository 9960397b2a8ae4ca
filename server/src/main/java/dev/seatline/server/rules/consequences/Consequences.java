package dev.seatline.server.rules.consequences;

import dev.seatline.server.rules.Calendar;
import dev.seatline.server.rules.Details;
import dev.seatline.server.rules.Ground;
import dev.seatline.server.rules.Roster;
import dev.seatline.server.rules.Verdict;
import dev.seatline.server.rules.VerdictKind;
import dev.seatline.server.rules.policy.Policy;
import dev.seatline.wire.PersonId;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One agent's account of one quarter: bands, counters, tariffs and awards of the policy over the verdicts in it. A
/// pure function; the same verdicts always give the same account.
public final class Consequences {
    private static final Comparator<Verdict> BY_TIME = Comparator.comparing((Verdict verdict) -> verdict.date())
            .thenComparing(verdict -> verdict.at())
            .thenComparing(verdict -> verdict.matter());

    private final String team;
    private final PersonId agent;
    private final Policy policy;
    private final Calendar calendar;
    private final Roster roster;
    private final Instant now;
    private final List<Verdict> found = new ArrayList<>();

    private Consequences(String team, PersonId agent, Policy policy, Calendar calendar, Roster roster, Instant now) {
        this.team = team;
        this.agent = agent;
        this.policy = policy;
        this.calendar = calendar;
        this.roster = roster;
        this.now = now;
    }

    /// Whether a matter is one that follows from counting, and not one that is counted.
    public static boolean follows(String matter) {
        return matter.startsWith("booked/")
                || matter.startsWith("count/")
                || matter.startsWith("tariff/")
                || matter.startsWith("full-attendance/");
    }

    /// @param quarter its first day
    /// @param verdicts of the agent in it, in any order
    /// @param now until when time has gone: awards wait for the end of their month
    public static List<Verdict> of(
            String team,
            PersonId agent,
            LocalDate quarter,
            Collection<Verdict> verdicts,
            Policy policy,
            Calendar calendar,
            Roster roster,
            Instant now) {
        List<Verdict> sorted = new ArrayList<>(verdicts);
        sorted.sort(BY_TIME);
        Consequences account = new Consequences(team, agent, policy, calendar, roster, now);
        sorted.forEach(account::bands);
        List<Verdict> all = new ArrayList<>(sorted);
        all.addAll(account.found);
        // in the order of the policy: what one counter books the next one counts
        for (int i = 0; i < policy.counters().size(); i++) {
            account.counter(policy.counters().get(i), i, all, quarter);
        }
        for (int i = 0; i < policy.tariffs().size(); i++) {
            account.tariff(policy.tariffs().get(i), i, all);
        }
        for (int month = 0; month < 3; month++) {
            account.fullAttendance(YearMonth.from(quarter).plusMonths(month), sorted);
        }
        return account.found;
    }

    private void bands(Verdict verdict) {
        boolean late = verdict.kind() == VerdictKind.LATE || verdict.kind() == VerdictKind.EARLY_LEAVE;
        Integer minutes = verdict.details().minutes();
        if (!late || minutes == null) {
            return;
        }
        for (Policy.Band band : policy.attendance().bands()) {
            Duration upTo = band.upTo();
            if (upTo == null || minutes <= upTo.toMinutes()) {
                SortedMap<String, String> parameters = Verdict.parameters(
                        "late.bands.upToMin", upTo == null ? "" : upTo.toMinutes(), "late.bands.days", band.days());
                if (band.days().signum() > 0) {
                    add(
                            "booked/" + verdict.matter(),
                            VerdictKind.LEAVE_BOOKED,
                            band.rule(),
                            verdict,
                            Details.ofDays(band.days()),
                            List.of(ground(verdict)),
                            parameters,
                            verdict.provisional());
                }
                return;
            }
        }
    }

    private static Ground ground(Verdict verdict) {
        return new Ground(
                "verdict",
                verdict.at(),
                verdict.seat(),
                verdict.agent(),
                verdict.kind().code(),
                verdict.matter());
    }

    private void add(
            String matter,
            VerdictKind kind,
            String rule,
            Verdict last,
            Details details,
            List<Ground> grounds,
            SortedMap<String, String> parameters,
            boolean provisional) {
        found.add(new Verdict(
                matter,
                kind,
                rule,
                policy.edition(),
                team,
                agent,
                last.seat(),
                last.date(),
                last.at(),
                details,
                grounds,
                parameters,
                provisional));
    }

    private void counter(Policy.Counter counter, int index, List<Verdict> all, LocalDate quarter) {
        Predicate<Verdict> counts =
                verdict -> counter.of().contains(verdict.kind().code());
        if (counter.per() == Policy.CountPeriod.MONTH) {
            for (int month = 0; month < 3; month++) {
                YearMonth one = YearMonth.from(quarter).plusMonths(month);
                counted(
                        counter,
                        index,
                        all.stream()
                                .filter(counts.and(verdict ->
                                        YearMonth.from(verdict.date()).equals(one)))
                                .toList(),
                        one.toString(),
                        all);
            }
        } else if (counter.per() == Policy.CountPeriod.QUARTER) {
            counted(counter, index, all.stream().filter(counts).toList(), quarter.toString(), all);
        } else {
            running(counter, index, all.stream().filter(counts).toList(), all);
        }
    }

    private void counted(Policy.Counter counter, int index, List<Verdict> these, String period, List<Verdict> all) {
        BigDecimal sum = BigDecimal.ZERO;
        List<Verdict> batch = new ArrayList<>();
        int times = 0;
        for (Verdict verdict : these) {
            batch.add(verdict);
            sum = sum.add(weight(counter, verdict));
            if (sum.compareTo(BigDecimal.valueOf(counter.every())) >= 0) {
                times++;
                book(counter, index, period + "/" + times, batch, all);
                if (counter.once()) {
                    return;
                }
                batch.clear();
                sum = BigDecimal.ZERO;
            }
        }
    }

    private static BigDecimal weight(Policy.Counter counter, Verdict verdict) {
        BigDecimal days = verdict.details().days();
        return counter.unit() == Policy.Counter.Unit.TIMES ? BigDecimal.ONE : days == null ? BigDecimal.ONE : days;
    }

    /// Days on end; days off between them do not count.
    private void running(Policy.Counter counter, int index, List<Verdict> these, List<Verdict> all) {
        List<Verdict> row = new ArrayList<>();
        int times = 0;
        for (Verdict verdict : these) {
            if (!row.isEmpty() && row.getLast().date().equals(verdict.date())) {
                continue;
            }
            if (!row.isEmpty() && !follows(row.getLast().date(), verdict.date())) {
                row.clear();
            }
            row.add(verdict);
            if (row.size() == counter.every()) {
                times++;
                book(counter, index, "running/" + row.getFirst().date() + "/" + times, row, all);
                row.clear();
            }
        }
    }

    /// Whether only days off lie between: the agent's own, and the calendar's.
    private boolean follows(LocalDate day, LocalDate next) {
        for (LocalDate between = day.plusDays(1); between.isBefore(next); between = between.plusDays(1)) {
            LocalDate free = between;
            if (calendar.worked(free)
                    || roster.on(free).stream().anyMatch(duty -> duty.agent().equals(agent))) {
                return false;
            }
        }
        return true;
    }

    private void book(Policy.Counter counter, int index, String period, List<Verdict> batch, List<Verdict> all) {
        Verdict last = batch.getLast();
        VerdictKind kind = kind(counter.becomes());
        Integer yuan = counter.yuan();
        boolean money = kind == VerdictKind.FINE_PROPOSED && !policy.penalty().money();
        Details details = new Details(
                null,
                null,
                counter.count() != null ? counter.count() : null,
                counter.days(),
                counter.points(),
                money ? null : yuan,
                null,
                null,
                null);
        List<Ground> grounds = new ArrayList<>();
        batch.forEach(verdict -> grounds.add(ground(verdict)));
        grounds.add(Ground.computed("counted", String.valueOf(batch.size())));
        int before = found.size();
        add(
                "count/" + index + "/" + agent.text() + "/" + period,
                money ? VerdictKind.WARNING : kind,
                counter.rule(),
                last,
                details,
                grounds,
                Verdict.parameters(
                        "counters.every",
                        counter.every(),
                        "counters.per",
                        counter.per().name().toLowerCase(Locale.ROOT)),
                batch.stream().anyMatch(Verdict::provisional));
        all.addAll(found.subList(before, found.size()));
    }

    private static VerdictKind kind(String code) {
        for (VerdictKind kind : VerdictKind.values()) {
            if (kind.code().equals(code)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("no kind of verdict is called \"" + code + "\"");
    }

    private void tariff(Policy.Tariff tariff, int index, List<Verdict> all) {
        for (Verdict verdict : List.copyOf(all)) {
            boolean meant = verdict.kind().code().equals(tariff.of())
                    && (tariff.reason() == null
                            || Objects.equals(tariff.reason(), verdict.details().reason()));
            if (meant) {
                String matter = "tariff/" + index + "/" + verdict.matter();
                cost(tariff, matter, verdict);
            }
        }
    }

    private void cost(Policy.Tariff tariff, String matter, Verdict verdict) {
        List<Ground> grounds = List.of(ground(verdict));
        Integer points = tariff.points();
        Integer yuan = tariff.yuan();
        String lost = tariff.awardLost();
        boolean open = verdict.provisional();
        if (points != null) {
            add(
                    matter,
                    VerdictKind.POINTS,
                    tariff.rule(),
                    verdict,
                    Details.ofPoints(points),
                    grounds,
                    Verdict.parameters("tariff.points", points),
                    open);
        }
        if (yuan != null) {
            int days = verdict.details().days() == null
                    ? 1
                    : Math.max(1, verdict.details().days().intValue());
            boolean money = policy.penalty().money();
            add(
                    matter + "/yuan",
                    money ? VerdictKind.FINE_PROPOSED : VerdictKind.WARNING,
                    tariff.rule(),
                    verdict,
                    money ? Details.ofYuan(yuan * days) : Details.NONE,
                    grounds,
                    Verdict.parameters("tariff.yuan", yuan, "penalty.money", money),
                    open);
        }
        if (lost != null) {
            add(
                    matter + "/award",
                    VerdictKind.AWARD_LOST,
                    tariff.rule(),
                    verdict,
                    Details.because(lost),
                    grounds,
                    Verdict.parameters("tariff.awardLost", lost),
                    open);
        }
    }

    /// A month without any of what breaks it, in which the agent had work.
    private void fullAttendance(YearMonth month, List<Verdict> verdicts) {
        String rule = policy.awards().rules().id("fullAttendance");
        Instant over = calendar.begin(month.plusMonths(1).atDay(1));
        if (rule == null || over.isAfter(now) || !worked(month)) {
            return;
        }
        List<Verdict> inMonth = verdicts.stream()
                .filter(verdict -> YearMonth.from(verdict.date()).equals(month))
                .toList();
        for (Verdict verdict : inMonth) {
            Set<String> breaking = policy.awards().fullAttendanceBreaks();
            if (breaking.contains(verdict.kind().code()) || granted(verdict).anyMatch(breaking::contains)) {
                return;
            }
        }
        @Nullable LocalDate last = month.atEndOfMonth();
        found.add(new Verdict(
                "full-attendance/" + agent.text() + "/" + month,
                VerdictKind.AWARD,
                rule,
                policy.edition(),
                team,
                agent,
                null,
                last,
                over,
                Details.ofPoints(policy.awards().fullAttendancePoints()),
                List.of(Ground.computed("counted", "0")),
                Verdict.parameters("award.fullAttendancePoints", policy.awards().fullAttendancePoints()),
                false));
    }

    /// What papers a verdict grants, as policies name them: `swap`, or `leave` and `sick-leave`.
    private static Stream<String> granted(Verdict verdict) {
        String paper = verdict.kind() == VerdictKind.REQUEST_ACCEPTED
                ? verdict.details().type()
                : null;
        return paper == null
                ? Stream.of()
                : Stream.concat(
                        Stream.of(paper),
                        verdict.grounds().stream()
                                .filter(ground -> ground.what().equals("form"))
                                .map(ground -> ground.value() + "-" + paper));
    }

    private boolean worked(YearMonth month) {
        for (LocalDate day = month.atDay(1); !day.isAfter(month.atEndOfMonth()); day = day.plusDays(1)) {
            if (roster.on(day).stream().anyMatch(duty -> duty.agent().equals(agent))) {
                return true;
            }
        }
        return false;
    }
}
