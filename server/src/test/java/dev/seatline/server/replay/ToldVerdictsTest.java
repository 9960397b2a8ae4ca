package dev.seatline.server.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seatline.config.Loaded;
import dev.seatline.server.rules.Details;
import dev.seatline.server.rules.Ground;
import dev.seatline.server.rules.Verdict;
import dev.seatline.server.rules.VerdictKind;
import dev.seatline.server.rules.why.Names;
import dev.seatline.server.rules.why.Why;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What people read of verdicts that the rules really give is enough to check them by hand, in both languages.
final class ToldVerdictsTest {
    private static final Policies POLICIES = new PolicyFolder(Path.of("../config/policies"));
    private static final Path SCENARIOS = Path.of("../config/scenarios");
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    /// A site's own names.
    private static final Set<String> PERIODS = Set.of("market-open", "visit");
    private static final Names NAMES = person -> person.text().equals("A") ? "张晓梅" : null;

    @TempDir
    private Path folder;

    private static List<Verdict> verdicts(Path file) {
        Loaded<Scenario> loaded = ScenarioFile.load(file, POLICIES);
        return new Player(((Loaded.Right<Scenario>) loaded).config()).play().verdicts();
    }

    private static Why why(Path file, VerdictKind kind) {
        return verdicts(file).stream()
                .filter(one -> one.kind() == kind)
                .reduce((first, last) -> last)
                .map(verdict -> Why.of(verdict, NAMES, ZONE))
                .orElseThrow();
    }

    private static String text(Why.Told told) {
        return told.headline() + "\n" + String.join("\n", told.lines());
    }

    private static void assertTold(Why why, String zh, String en) {
        assertThat(text(why.zh())).isEqualTo(zh);
        assertThat(text(why.en())).isEqualTo(en);
    }

    @Test
    void lateTellsWhenTheShiftBeganAndWhenHeCame() {
        assertTold(why(SCENARIOS.resolve("V02.yaml"), VerdictKind.LATE), """
                迟到：1 分钟 · 张晓梅 · S1
                计划上班时间过后才到岗
                依据：group-seat-management/04，第 1 版
                归属日期：2026-03-02，班组 T1
                08:45:00 计划上班
                08:46:00 签入，席位 S1，张晓梅 (A)，记录 scenario/3
                规定：超过即按旷工 (late.absenceAfterMin) = 60 分钟
                规定：宽限 (late.grace) = 0 分钟
                计算：08:46:00 − 08:45:00 = 60 秒；宽限 0 分钟 → 迟到：1 分钟""", """
                Late: 1 minute · 张晓梅 · S1
                Came after the planned start
                Rule: group-seat-management/04, edition 1
                Working day: 2026-03-02, team T1
                08:45:00 planned start
                08:46:00 signed in, seat S1, 张晓梅 (A), record scenario/3
                Regulation: absence after (late.absenceAfterMin) = 60 min
                Regulation: grace (late.grace) = 0 min
                Reckoning: 08:46:00 − 08:45:00 = 60 s; grace 0 min → Late: 1 minute""");
    }

    @Test
    void busyForTooLongTellsSinceWhenAndTheLimit() {
        assertTold(why(SCENARIOS.resolve("V09.yaml"), VerdictKind.BUSY_OVERRUN), """
                示忙超时：通知经理 · B · S2
                示忙时间超过规定
                依据：group-seat-management/10，第 1 版
                归属日期：2026-03-02，班组 T1
                10:00:00 席位状态改为：示忙，席位 S2，B，记录 scenario/6
                10:15:01 结束，席位 S2，B
                规定：可自行示忙的最长时间 (busy.selfMaxMin) = 15 分钟
                计算：10:15:01 − 10:00:00 = 901 秒（15 分 1 秒）；可自行示忙的最长时间 15 分钟 → 示忙超时：通知经理""", """
                Not ready too long: for the manager · B · S2
                Not ready for longer than allowed
                Rule: group-seat-management/10, edition 1
                Working day: 2026-03-02, team T1
                10:00:00 declared: not ready, seat S2, B, record scenario/6
                10:15:01 ended, seat S2, B
                Regulation: longest time not ready (busy.selfMaxMin) = 15 min
                Reckoning: 10:15:01 − 10:00:00 = 901 s (15 min 1 s); longest time not ready 15 min \
                → Not ready too long: for the manager""");
    }

    @Test
    void aLateAnswerTellsTheRingsAndTheSeconds() {
        assertTold(why(SCENARIOS.resolve("V29.yaml"), VerdictKind.LATE_ANSWER), """
                接听过晚：4 声 · 张晓梅 · S1
                响铃超过规定才接听
                依据：securities-seat-conduct/13，第 1 版
                归属日期：2026-03-02，班组 T1
                09:00:00 开始振铃，席位 S1，张晓梅 (A)，记录 scenario/3
                09:00:15.500 接听：响铃 4 声，席位 S1，张晓梅 (A)，记录 scenario/7
                规定：以何为准 (ring.combine) = 声数
                规定：几声内接听 (ring.max) = 3 声
                计算：响铃 4 声，09:00:15.500 − 09:00:00 = 15.5 秒；几声内接听 3 声 → 接听过晚：4 声""", """
                Answered late: 4 rings · 张晓梅 · S1
                Answered after more rings, or more time, than allowed
                Rule: securities-seat-conduct/13, edition 1
                Working day: 2026-03-02, team T1
                09:00:00 began to ring, seat S1, 张晓梅 (A), record scenario/3
                09:00:15.500 answered: 4 rings, seat S1, 张晓梅 (A), record scenario/7
                Regulation: what decides (ring.combine) = rings
                Regulation: to be answered within (ring.max) = 3 rings
                Reckoning: 4 rings had begun, 09:00:15.500 − 09:00:00 = 15.5 s; to be answered within 3 rings \
                → Answered late: 4 rings""");
    }

    @Test
    void tooFewSeatsTellsHowManyThereWereAndHowManyThereMustBe() {
        assertTold(why(SCENARIOS.resolve("V71.yaml"), VerdictKind.UNDERSTAFFED), """
                在席人数不足：在席 3 人，应有 4 人，market-open
                在席人数少于规定
                依据：fund-yinhua-desk/05，第 1 版
                归属日期：2026-03-02，班组 T1
                10:00:00 在席人数：3
                最少人数：4
                规定：持续多久才提示 (coverage.graceSec) = 60 秒
                规定：最少在席 (coverage.min) = 4 人
                计算：在席人数 3；最少在席 4 人 → 在席人数不足：在席 3 人，应有 4 人，market-open""", """
                Understaffed: 3 of 4 present, market-open
                Fewer seats are attended than the regulation asks for
                Rule: fund-yinhua-desk/05, edition 1
                Working day: 2026-03-02, team T1
                10:00:00 seats attended: 3
                seats needed: 4
                Regulation: told after (coverage.graceSec) = 60 s
                Regulation: needed at least (coverage.min) = 4
                Reckoning: seats attended 3; needed at least 4 → Understaffed: 3 of 4 present, market-open""");
    }

    @Test
    void aMonthlyCounterTellsEachOfWhatItCounts() {
        assertTold(why(SCENARIOS.resolve("V17.yaml"), VerdictKind.DISMISSAL_ALERT), """
                解聘提示 · 张晓梅 · S1
                次数达到可以解除合同的规定
                依据：staff-attendance-yuan/17，第 1 版
                归属日期：2026-03-03，班组 T1
                2026-03-02 09:00:00 计入：旷工，席位 S1，张晓梅 (A)，记录 arrival/A/2026-03-02T01:00:00Z
                09:00:00 计入：旷工，席位 S1，张晓梅 (A)，记录 arrival/A/2026-03-03T01:00:00Z
                合计：2
                规定：每满 (counters.every) = 2 次
                规定：周期 (counters.per) = 月
                计算：共 2 次；每满 2 次 → 解聘提示""", """
                Dismissal alert · 张晓梅 · S1
                So many that the regulation allows a dismissal
                Rule: staff-attendance-yuan/17, edition 1
                Working day: 2026-03-03, team T1
                2026-03-02 09:00:00 counts: Absence, seat S1, 张晓梅 (A), record arrival/A/2026-03-02T01:00:00Z
                09:00:00 counts: Absence, seat S1, 张晓梅 (A), record arrival/A/2026-03-03T01:00:00Z
                counted: 2
                Regulation: every (counters.every) = 2
                Regulation: per (counters.per) = month
                Reckoning: 2 counted; every 2 → Dismissal alert""");
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
        assertTold(why(file, VerdictKind.BREAK_REFUSED), """
                小休未准：同时人数已满 · B · S2
                小休申请按规定不能批准
                依据：ic-card-floor/16，第 1 版
                归属日期：2026-03-02，班组 T1
                10:01:00 提出申请，席位 S2，B，记录 scenario/7
                10:00:00 当时正在小休，席位 S1，张晓梅 (A)，记录 scenario/6
                规定：同时小休人数上限 (break.maxConcurrent) = 1 人
                计算：当时正在小休 1；同时小休人数上限 1 人 → 小休未准：同时人数已满""", """
                Break refused: all places are taken · B · S2
                The break asked for cannot be granted
                Rule: ic-card-floor/16, edition 1
                Working day: 2026-03-02, team T1
                10:01:00 asked, seat S2, B, record scenario/7
                10:00:00 on break then, seat S1, 张晓梅 (A), record scenario/6
                Regulation: on break at once at most (break.maxConcurrent) = 1
                Reckoning: on break then 1; on break at once at most 1 → Break refused: all places are taken""");
    }

    /// Codes and names of parameters are for programs: what no one has put into words would be shown as it stands.
    @Test
    void everythingThatTheRulesSayInTheScenariosHasItsWords() throws IOException {
        Set<String> wordless = new TreeSet<>();
        try (Stream<Path> files = Files.list(SCENARIOS)) {
            files.filter(file -> file.toString().endsWith(".yaml"))
                    .flatMap(file -> verdicts(file).stream())
                    .forEach(verdict -> wordless.addAll(wordless(verdict)));
        }
        assertThat(wordless).isEmpty();
    }

    private static Set<String> wordless(Verdict verdict) {
        String zh = text(Why.of(verdict, NAMES, ZONE).zh());
        Set<String> found = new TreeSet<>();
        for (Ground ground : verdict.grounds()) {
            if (shown(ground.what(), zh)) {
                found.add("ground " + ground.what());
            }
            if (ground.value().matches("[A-Za-z][A-Za-z_-]*") && shown(ground.value(), zh)) {
                found.add("value " + ground.value() + " of " + ground.what());
            }
        }
        verdict.parameters().forEach((name, value) -> {
            if (zh.contains("规定：" + name + " = ")) {
                found.add("parameter " + name);
            }
            if (value.matches("[A-Za-z][A-Za-z_-]*") && shown(value, zh)) {
                found.add("value " + value + " of parameter " + name);
            }
        });
        Details details = verdict.details();
        for (String code : Arrays.asList(details.reason(), details.type(), details.to())) {
            if (code != null && !PERIODS.contains(code) && shown(code, zh)) {
                found.add("detail " + code);
            }
        }
        return found;
    }

    private static boolean shown(String code, String text) {
        return Pattern.compile("(?<![A-Za-z./-])" + Pattern.quote(code) + "(?![A-Za-z./-])")
                .matcher(text)
                .find();
    }
}
