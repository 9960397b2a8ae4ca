package dev.seatline.server.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seatline.config.Loaded;
import dev.seatline.server.rules.Verdict;
import dev.seatline.server.rules.VerdictKind;
import dev.seatline.server.rules.why.Language;
import dev.seatline.server.rules.why.Why;
import dev.seatline.wire.PersonId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What people read of a verdict is enough to check it by hand, in both languages.
class WhyTest {
    private static final Policies POLICIES = new PolicyFolder(Path.of("../config/policies"));
    private static final Path SCENARIOS = Path.of("../config/scenarios");

    @TempDir
    private Path folder;

    private static String name(PersonId person) {
        return person.text().equals("A") ? "张晓梅" : person.text();
    }

    private static String why(Path file, VerdictKind kind, Language language) {
        Loaded<Scenario> loaded = ScenarioFile.load(file, POLICIES);
        Scenario scenario = ((Loaded.Right<Scenario>) loaded).config();
        Verdict verdict = new Player(scenario)
                .play().verdicts().stream()
                        .filter(one -> one.kind() == kind)
                        .reduce((first, last) -> last)
                        .orElseThrow();
        Why why = Why.of(verdict, language, WhyTest::name, ZoneId.of("Asia/Shanghai"));
        return why.headline() + "\n" + String.join("\n", why.lines());
    }

    @Test
    void lateTellsWhenTheShiftBeganAndWhenHeCame() {
        Path file = SCENARIOS.resolve("V02.yaml");
        assertThat(why(file, VerdictKind.LATE, Language.ZH)).isEqualTo("""
                张晓梅 S1 迟到 1 分钟
                依据：group-seat-management/04（第 1 版）
                08:45:00 班次开始
                08:46:00 刷卡签入 张晓梅 S1 [scenario/9]
                从 08:45:00 到 08:46:00：60 秒
                参数：late.absenceAfterMin = 60
                参数：late.grace = 0""");
        assertThat(why(file, VerdictKind.LATE, Language.EN)).isEqualTo("""
                张晓梅 S1 late 1 min
                rule: group-seat-management/04 (edition 1)
                08:45:00 shift begins
                08:46:00 signed in 张晓梅 S1 [scenario/9]
                from 08:45:00 to 08:46:00: 60 s
                parameter: late.absenceAfterMin = 60
                parameter: late.grace = 0""");
    }

    @Test
    void busyForTooLongTellsSinceWhenAndTheLimit() {
        assertThat(why(SCENARIOS.resolve("V09.yaml"), VerdictKind.BUSY_OVERRUN, Language.ZH))
                .isEqualTo("""
                B S2 示忙超时 → 经理
                依据：group-seat-management/10（第 1 版）
                10:00:00 状态 B S2 NOT_READY [scenario/16]
                10:15:01 结束 B S2
                从 10:00:00 到 10:15:01：901 秒
                参数：busy.selfMaxMin = 15""");
        assertThat(why(SCENARIOS.resolve("V09.yaml"), VerdictKind.BUSY_OVERRUN, Language.EN))
                .contains("B S2 not ready for too long → manager", "from 10:00:00 to 10:15:01: 901 s");
    }

    @Test
    void aLateAnswerTellsTheRingsAndTheSeconds() {
        assertThat(why(SCENARIOS.resolve("V29.yaml"), VerdictKind.LATE_ANSWER, Language.EN))
                .isEqualTo("""
                张晓梅 S1 answered late 4 rings
                rule: securities-seat-conduct/13 (edition 1)
                09:00:00 began to ring 张晓梅 S1 [scenario/8]
                09:00:15.500 answered 张晓梅 S1 4 [scenario/16]
                from 09:00:00 to 09:00:15.500: 15.500 s
                parameter: ring.combine = rings
                parameter: ring.max = 3""");
        assertThat(why(SCENARIOS.resolve("V29.yaml"), VerdictKind.LATE_ANSWER, Language.ZH))
                .contains("接听过晚 响铃 4 声", "开始振铃", "参数：ring.max = 3");
    }

    @Test
    void aRefusedBreakTellsWhoIsOnOne() throws IOException {
        Path file = folder.resolve("refused.yaml");
        Files.writeString(file, """
                title: one on a break, and no more
                regulation: ic-card-floor
                options: {break.maxConcurrent: 1, break.whenFull: refuse}
                people: [{id: A, roles: [agent]}, {id: B, roles: [agent]}]
                steps:
                  - {at: "2026-03-02T08:50:00", seat: S1, badge: A}
                  - {at: "2026-03-02T08:50:05", seat: S1, declare: ready}
                  - {at: "2026-03-02T08:50:10", seat: S2, badge: B}
                  - {at: "2026-03-02T08:50:15", seat: S2, declare: ready}
                  - {at: "2026-03-02T10:00:00", seat: S1, declare: break}
                  - {at: "2026-03-02T10:01:00", seat: S2, declare: break}
                until: "2026-03-02T10:05:00"
                expect: []
                """);
        assertThat(why(file, VerdictKind.BREAK_REFUSED, Language.ZH))
                .contains("B S2 不准小休 （人数已满）", "正在休息 张晓梅 S1", "参数：break.maxConcurrent = 1");
        assertThat(why(file, VerdictKind.BREAK_REFUSED, Language.EN))
                .contains("break refused (too many at once)", "10:00:00 on a break 张晓梅 S1", "break.maxConcurrent = 1");
    }

    @Test
    void tooFewSeatsTellsHowManyThereWereAndHowManyThereMustBe() {
        Path file = SCENARIOS.resolve("V71.yaml");
        assertThat(why(file, VerdictKind.UNDERSTAFFED, Language.ZH)).contains("在岗人数不足 3", "至少需要 4", "10:00:00 在岗座席 3");
        assertThat(why(file, VerdictKind.UNDERSTAFFED, Language.EN)).contains("too few seats staffed 3", "needed 4");
    }

    @Test
    void aMonthlyCounterTellsEachOfWhatItCounts() {
        Path file = SCENARIOS.resolve("V17.yaml");
        assertThat(why(file, VerdictKind.DISMISSAL_ALERT, Language.ZH))
                .contains(
                        "张晓梅 S1 达到辞退条件",
                        "2026-03-02 09:00:00 计入 张晓梅 S1 旷工",
                        "\n09:00:00 计入 张晓梅 S1 旷工",
                        "合计 2",
                        "参数：counters.every = 2");
        assertThat(why(file, VerdictKind.DISMISSAL_ALERT, Language.EN)).contains("counted 张晓梅 S1 absent", "in all 2");
    }

    @ParameterizedTest
    @EnumSource(VerdictKind.class)
    void everyKindHasItsWordsInBothLanguages(VerdictKind kind) throws IOException {
        Loaded<Scenario> loaded = ScenarioFile.load(SCENARIOS.resolve("V02.yaml"), POLICIES);
        Verdict like = new Player(((Loaded.Right<Scenario>) loaded).config())
                .play()
                .verdicts()
                .getFirst();
        Verdict verdict = new Verdict(
                like.matter(),
                kind,
                like.rule(),
                1,
                "",
                null,
                null,
                like.date(),
                like.at(),
                like.details(),
                like.grounds(),
                like.parameters(),
                false);
        String zh = Why.of(verdict, Language.ZH, WhyTest::name, ZoneId.of("Asia/Shanghai"))
                .headline();
        String en = Why.of(verdict, Language.EN, WhyTest::name, ZoneId.of("Asia/Shanghai"))
                .headline();
        assertThat(zh).matches(".*\\p{IsHan}{2,}.*");
        assertThat(en).matches("[a-z].*").doesNotMatch(".*\\p{IsHan}.*");
    }
}
