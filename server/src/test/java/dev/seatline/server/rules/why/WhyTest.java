package dev.seatline.server.rules.why;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seatline.server.rules.Details;
import dev.seatline.server.rules.Ground;
import dev.seatline.server.rules.Verdict;
import dev.seatline.server.rules.VerdictKind;
import dev.seatline.wire.PersonId;
import dev.seatline.wire.SeatId;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What a person reads who wants to check a verdict by hand, word for word.
final class WhyTest {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final LocalDate DAY = LocalDate.of(2026, 3, 2);
    private static final PersonId A1 = new PersonId("A1");
    private static final SeatId S1 = new SeatId("S1");
    private static final Names NAMES = person -> person.equals(A1) ? "王芳" : null;

    private static Instant at(String time) {
        return LocalDateTime.of(DAY, LocalTime.parse(time)).atZone(ZONE).toInstant();
    }

    private static Ground fact(String what, Instant at, String value, long number) {
        return new Ground(what, at, S1, A1, value, "C1/J1/" + number);
    }

    private static Verdict verdict(
            VerdictKind kind,
            String rule,
            @Nullable PersonId agent,
            @Nullable SeatId seat,
            Instant at,
            Details details,
            List<Ground> grounds,
            SortedMap<String, String> parameters,
            boolean provisional) {
        return new Verdict("m", kind, rule, 1, "east", agent, seat, DAY, at, details, grounds, parameters, provisional);
    }

    private static String zh(Verdict verdict) {
        return text(Why.of(verdict, NAMES, ZONE).zh());
    }

    private static String en(Verdict verdict) {
        return text(Why.of(verdict, NAMES, ZONE).en());
    }

    private static String text(Why.Told told) {
        assertThat(told.headline()).startsWith(told.what());
        return told.headline() + "\n"
                + told.lines().stream().map(line -> "- " + line + "\n").collect(Collectors.joining());
    }

    private static final Verdict LATE = verdict(
            VerdictKind.LATE,
            "group-seat-management/04",
            A1,
            S1,
            at("08:46:00"),
            Details.ofMinutes(1),
            List.of(Ground.planned("shift-start", at("08:45:00")), fact("sign-in", at("08:46:00"), "", 7)),
            Verdict.parameters("late.grace", 0, "late.absenceAfterMin", 60),
            false);

    private static final Verdict BUSY = verdict(
            VerdictKind.BUSY_OVERRUN,
            "group-seat-management/10",
            A1,
            S1,
            at("10:15:00"),
            Details.NONE.to("team-leader"),
            List.of(fact("declared", at("10:00:00"), "not-ready OTHER", 8), fact("ended", at("10:15:00.300"), "", 9)),
            Verdict.parameters("busy.selfMaxMin", 15),
            false);

    private static final Verdict ANSWER = verdict(
            VerdictKind.LATE_ANSWER,
            "securities-seat-conduct/17",
            A1,
            S1,
            at("10:00:15.500"),
            Details.ofRings(4),
            List.of(
                    fact("ring-began", at("10:00:00"), "", 8),
                    fact("answered", at("10:00:15.500"), "", 12),
                    Ground.computed("rings", "4")),
            Verdict.parameters("ring.max", 3, "ring.combine", "rings"),
            false);

    private static final Verdict REFUSED = verdict(
            VerdictKind.BREAK_REFUSED,
            "ic-card-floor/12",
            A1,
            S1,
            at("10:00:00"),
            Details.because("concurrency"),
            List.of(fact("asked", at("10:00:00"), "", 8), new Ground("on-break", at("10:00:00"), null, null, "2", "")),
            Verdict.parameters("break.maxConcurrent", 2, "break.inbound.maxMin", 10),
            false);

    private static final Verdict SHORT = verdict(
            VerdictKind.UNDERSTAFFED,
            "fund-yinhua-desk/03",
            null,
            null,
            at("10:00:30"),
            Details.ofCount(3),
            List.of(
                    new Ground("coverage", at("10:00:00"), null, null, "3", ""),
                    Ground.computed("needed", "4"),
                    Ground.computed("period", "market-open")),
            Verdict.parameters("coverage.min", 4, "coverage.graceSec", 30),
            true);

    private static final Verdict COUNTED = verdict(
            VerdictKind.ABSENCE_BOOKED,
            "securities-seat-conduct/09",
            A1,
            null,
            at("08:40:00"),
            Details.ofDays(new BigDecimal("1")),
            List.of(
                    new Ground("verdict", at("08:40:00").minusSeconds(5 * 86_400), S1, A1, "late", "arrival/1"),
                    new Ground("verdict", at("08:40:00"), S1, A1, "late", "arrival/2"),
                    Ground.computed("counted", "2")),
            Verdict.parameters("counters.every", 2, "counters.per", "month"),
            false);

    @Test
    void aLateComingCanBeCheckedByHand() {
        assertThat(zh(LATE)).isEqualTo("""
                        迟到：1 分钟 · 王芳 · S1
                        - 计划上班时间过后才到岗
                        - 依据：group-seat-management/04，第 1 版
                        - 归属日期：2026-03-02，班组 east
                        - 08:45:00 计划上班
                        - 08:46:00 签入，席位 S1，王芳 (A1)，记录 C1/J1/7
                        - 规定：超过即按旷工 (late.absenceAfterMin) = 60 分钟
                        - 规定：宽限 (late.grace) = 0 分钟
                        - 计算：08:46:00 − 08:45:00 = 60 秒；宽限 0 分钟 → 迟到：1 分钟
                        """);
        assertThat(en(LATE)).isEqualTo("""
                        Late: 1 minute · 王芳 · S1
                        - Came after the planned start
                        - Rule: group-seat-management/04, edition 1
                        - Working day: 2026-03-02, team east
                        - 08:45:00 planned start
                        - 08:46:00 signed in, seat S1, 王芳 (A1), record C1/J1/7
                        - Regulation: absence after (late.absenceAfterMin) = 60 min
                        - Regulation: grace (late.grace) = 0 min
                        - Reckoning: 08:46:00 − 08:45:00 = 60 s; grace 0 min → Late: 1 minute
                        """);
    }

    @Test
    void aBusyOverrunCanBeCheckedByHand() {
        assertThat(zh(BUSY)).isEqualTo("""
                        示忙超时：通知班长 · 王芳 · S1
                        - 示忙时间超过规定
                        - 依据：group-seat-management/10，第 1 版
                        - 归属日期：2026-03-02，班组 east
                        - 10:00:00 席位状态改为：示忙（OTHER），席位 S1，王芳 (A1)，记录 C1/J1/8
                        - 10:15:00.300 结束，席位 S1，王芳 (A1)，记录 C1/J1/9
                        - 规定：可自行示忙的最长时间 (busy.selfMaxMin) = 15 分钟
                        - 计算：10:15:00.300 − 10:00:00 = 900.3 秒（15 分 0.3 秒）；可自行示忙的最长时间 15 分钟 → 示忙超时：通知班长
                        """);
        assertThat(en(BUSY)).isEqualTo("""
                        Not ready too long: for the team leader · 王芳 · S1
                        - Not ready for longer than allowed
                        - Rule: group-seat-management/10, edition 1
                        - Working day: 2026-03-02, team east
                        - 10:00:00 declared: not ready (OTHER), seat S1, 王芳 (A1), record C1/J1/8
                        - 10:15:00.300 ended, seat S1, 王芳 (A1), record C1/J1/9
                        - Regulation: longest time not ready (busy.selfMaxMin) = 15 min
                        - Reckoning: 10:15:00.300 − 10:00:00 = 900.3 s (15 min 0.3 s); longest time not ready 15 min → Not ready too long: for the team leader
                        """);
    }

    @Test
    void aLateAnswerCanBeCheckedByHand() {
        assertThat(zh(ANSWER)).isEqualTo("""
                        接听过晚：4 声 · 王芳 · S1
                        - 响铃超过规定才接听
                        - 依据：securities-seat-conduct/17，第 1 版
                        - 归属日期：2026-03-02，班组 east
                        - 10:00:00 开始振铃，席位 S1，王芳 (A1)，记录 C1/J1/8
                        - 10:00:15.500 接听，席位 S1，王芳 (A1)，记录 C1/J1/12
                        - 响铃声数：4
                        - 规定：以何为准 (ring.combine) = 声数
                        - 规定：几声内接听 (ring.max) = 3 声
                        - 计算：响铃 4 声，10:00:15.500 − 10:00:00 = 15.5 秒；几声内接听 3 声 → 接听过晚：4 声
                        """);
        assertThat(en(ANSWER)).isEqualTo("""
                        Answered late: 4 rings · 王芳 · S1
                        - Answered after more rings, or more time, than allowed
                        - Rule: securities-seat-conduct/17, edition 1
                        - Working day: 2026-03-02, team east
                        - 10:00:00 began to ring, seat S1, 王芳 (A1), record C1/J1/8
                        - 10:00:15.500 answered, seat S1, 王芳 (A1), record C1/J1/12
                        - rings: 4
                        - Regulation: what decides (ring.combine) = rings
                        - Regulation: to be answered within (ring.max) = 3 rings
                        - Reckoning: 4 rings had begun, 10:00:15.500 − 10:00:00 = 15.5 s; to be answered within 3 rings → Answered late: 4 rings
                        """);
    }

    @Test
    void aRefusedBreakCanBeCheckedByHand() {
        assertThat(zh(REFUSED)).isEqualTo("""
                        小休未准：同时人数已满 · 王芳 · S1
                        - 小休申请按规定不能批准
                        - 依据：ic-card-floor/12，第 1 版
                        - 归属日期：2026-03-02，班组 east
                        - 10:00:00 提出申请，席位 S1，王芳 (A1)，记录 C1/J1/8
                        - 10:00:00 当时正在小休：2
                        - 规定：每次小休最长 (break.inbound.maxMin) = 10 分钟
                        - 规定：同时小休人数上限 (break.maxConcurrent) = 2 人
                        - 计算：当时正在小休 2；同时小休人数上限 2 人 → 小休未准：同时人数已满
                        """);
        assertThat(en(REFUSED)).isEqualTo("""
                        Break refused: all places are taken · 王芳 · S1
                        - The break asked for cannot be granted
                        - Rule: ic-card-floor/12, edition 1
                        - Working day: 2026-03-02, team east
                        - 10:00:00 asked, seat S1, 王芳 (A1), record C1/J1/8
                        - 10:00:00 on break then: 2
                        - Regulation: longest break (break.inbound.maxMin) = 10 min
                        - Regulation: on break at once at most (break.maxConcurrent) = 2
                        - Reckoning: on break then 2; on break at once at most 2 → Break refused: all places are taken
                        """);
    }

    @Test
    void anUnderstaffedFloorCanBeCheckedByHand() {
        assertThat(zh(SHORT)).isEqualTo("""
                        在席人数不足：在席 3 人，应有 4 人（暂定）
                        - 在席人数少于规定
                        - 依据：fund-yinhua-desk/03，第 1 版
                        - 归属日期：2026-03-02，班组 east
                        - 10:00:00 在席人数：3
                        - 最少人数：4
                        - 适用时段：market-open
                        - 规定：持续多久才提示 (coverage.graceSec) = 30 秒
                        - 规定：最少在席 (coverage.min) = 4 人
                        - 计算：在席人数 3；最少在席 4 人 → 在席人数不足：在席 3 人，应有 4 人
                        - 暂定：事情还没有结束，或者还有记录没有传到
                        """);
        assertThat(en(SHORT)).isEqualTo("""
                        Understaffed: 3 of 4 present (provisional)
                        - Fewer seats are attended than the regulation asks for
                        - Rule: fund-yinhua-desk/03, edition 1
                        - Working day: 2026-03-02, team east
                        - 10:00:00 seats attended: 3
                        - seats needed: 4
                        - period: market-open
                        - Regulation: told after (coverage.graceSec) = 30 s
                        - Regulation: needed at least (coverage.min) = 4
                        - Reckoning: seats attended 3; needed at least 4 → Understaffed: 3 of 4 present
                        - Provisional: it is not over yet, or facts are still missing
                        """);
    }

    @Test
    void whatAMonthsCountBecameCanBeCheckedByHand() {
        assertThat(zh(COUNTED)).isEqualTo("""
                        折算旷工：1 天 · 王芳
                        - 按规定折算为旷工
                        - 依据：securities-seat-conduct/09，第 1 版
                        - 归属日期：2026-03-02，班组 east
                        - 2026-02-25 08:40:00 计入：迟到，席位 S1，王芳 (A1)，记录 arrival/1
                        - 08:40:00 计入：迟到，席位 S1，王芳 (A1)，记录 arrival/2
                        - 合计：2
                        - 规定：每满 (counters.every) = 2 次
                        - 规定：周期 (counters.per) = 月
                        - 计算：共 2 次；每满 2 次 → 折算旷工：1 天
                        """);
        assertThat(en(COUNTED)).isEqualTo("""
                        Absence booked: 1 day · 王芳
                        - Turned into absence by the regulation
                        - Rule: securities-seat-conduct/09, edition 1
                        - Working day: 2026-03-02, team east
                        - 2026-02-25 08:40:00 counts: Late, seat S1, 王芳 (A1), record arrival/1
                        - 08:40:00 counts: Late, seat S1, 王芳 (A1), record arrival/2
                        - counted: 2
                        - Regulation: every (counters.every) = 2
                        - Regulation: per (counters.per) = month
                        - Reckoning: 2 counted; every 2 → Absence booked: 1 day
                        """);
    }

    @Test
    void everyKindHasWordsInBothLanguages() {
        for (VerdictKind kind : VerdictKind.values()) {
            KindWords words = KindWords.of(kind);
            assertThat(words.name().zh() + words.meaning().zh()).as(kind.code()).matches("[\\p{IsHan}，、]{4,}");
            assertThat(words.name().en() + words.meaning().en()).as(kind.code()).matches("[A-Za-z' ,:;-]{8,}");
        }
        assertThat(Arrays.stream(VerdictKind.values())
                        .map(kind -> KindWords.of(kind).name()))
                .doesNotHaveDuplicates();
    }

    @Test
    void everyKindCanBeToldWithoutAnyGrounds() {
        for (VerdictKind kind : VerdictKind.values()) {
            Verdict bare = verdict(
                    kind,
                    "r/1",
                    null,
                    null,
                    at("08:00:00"),
                    Details.NONE,
                    List.of(),
                    Collections.emptySortedMap(),
                    true);
            assertThat(zh(bare)).contains("结论：").doesNotContain("null");
            assertThat(en(bare)).contains("Verdict: ").doesNotContain("null");
        }
    }

    @Test
    void whatNobodyPutIntoWordsShowsItself() {
        Verdict strange = verdict(
                VerdictKind.LATE,
                "r/1",
                new PersonId("A9"),
                null,
                at("08:46:00"),
                Details.because("full-moon"),
                List.of(Ground.computed("tide", "high"), fact("declared", at("08:46:00"), "dreaming", 1)),
                Verdict.parameters("moon.phase", "full", "break.outbound.maxMin", 9),
                false);
        assertThat(en(strange))
                .contains(
                        "Late: full-moon · A9\n",
                        "- tide: high\n",
                        "- 08:46:00 declared: dreaming, seat S1",
                        "- Regulation: moon.phase = full\n",
                        "- Regulation: longest break (break.outbound.maxMin) = 9 min\n");
    }

    @Test
    void minutesThatAreRoundedUpSaySo() {
        Verdict late = verdict(
                VerdictKind.LATE,
                "r/1",
                A1,
                S1,
                at("08:46:01"),
                Details.ofMinutes(2),
                List.of(
                        Ground.planned("shift-start", at("08:45:00")),
                        fact("sign-in", at("08:46:00").plusSeconds(1), "", 7)),
                Verdict.parameters("late.grace", 0),
                false);
        assertThat(en(late))
                .contains("08:46:01 − 08:45:00 = 61 s; grace 0 min; minutes are rounded up → Late: 2 minutes\n");
        assertThat(zh(late)).contains("= 61 秒；宽限 0 分钟；不足一分钟按一分钟计 → 迟到：2 分钟\n");
    }

    @Test
    void aNightShiftsTimesSayTheirDay() {
        Verdict early = verdict(
                VerdictKind.EARLY_LEAVE,
                "r/1",
                A1,
                S1,
                at("08:00:00").plusSeconds(86_400),
                Details.ofMinutes(10),
                List.of(
                        fact("sign-out", at("07:50:00").plusSeconds(86_400), "", 7),
                        Ground.planned("shift-end", at("08:00:00").plusSeconds(86_400))),
                Collections.emptySortedMap(),
                false);
        assertThat(en(early))
                .contains(
                        "Reckoning: 2026-03-03 08:00:00 − 2026-03-03 07:50:00 = 600 s (10 min) → Left early: 10 minutes");
    }
}
