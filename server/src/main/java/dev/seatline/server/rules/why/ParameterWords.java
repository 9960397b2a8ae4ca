package dev.seatline.server.rules.why;

import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Parameters of a policy in words, with their units. A name that nobody has put into words shows itself.
final class ParameterWords {
    private static final Pattern SEAT_KIND = Pattern.compile("break\\.[a-z]+\\.(count|maxMin)");

    private enum Unit {
        MIN("分钟", "min"),
        S("秒", "s"),
        H("小时", "h"),
        DAYS("天", "days"),
        WORKDAYS("个工作日", "working days"),
        DAY("日", ""),
        RINGS("声", "rings"),
        PEOPLE("人", ""),
        TIMES("次", ""),
        POINTS("分", "points"),
        YUAN("元", "yuan"),
        WORD("", "");

        private final String zh;
        private final String en;

        Unit(String zh, String en) {
            this.zh = zh;
            this.en = en;
        }
    }

    private record Known(Unit unit, String zh, String en) {}

    /// By their names in policy files.
    private static final Map<String, Known> KNOWN = Map.ofEntries(
            Map.entry("late.grace", new Known(Unit.MIN, "宽限", "grace")),
            Map.entry("late.absenceAfterMin", new Known(Unit.MIN, "超过即按旷工", "absence after")),
            Map.entry("late.bands.upToMin", new Known(Unit.MIN, "本档上限", "band up to")),
            Map.entry("late.bands.days", new Known(Unit.DAYS, "本档折算事假", "leave it costs")),
            Map.entry("lead.min", new Known(Unit.MIN, "应提前到岗", "to be there before by")),
            Map.entry("lead.leaderMin", new Known(Unit.MIN, "值班长应提前到岗", "leader to be there before by")),
            Map.entry("lead.readyMin", new Known(Unit.MIN, "应提前就绪", "to be ready before by")),
            Map.entry("lead.seatedSec", new Known(Unit.S, "入座后应就绪", "to be ready after taking the seat in")),
            Map.entry("badge.proofDays", new Known(Unit.WORKDAYS, "补证明期限", "time for a proof")),
            Map.entry("identity.proxyWithinSec", new Known(Unit.S, "同卡两席的可疑间隔", "suspicious within")),
            Map.entry("identity.idleMin", new Known(Unit.MIN, "刷卡后无动作的可疑时间", "suspicious when idle for")),
            Map.entry("busy.selfMaxMin", new Known(Unit.MIN, "可自行示忙的最长时间", "longest time not ready")),
            Map.entry("busy.unattendedAfterSec", new Known(Unit.S, "无人接听多久算离岗", "left alone after")),
            Map.entry("away.maxMin", new Known(Unit.MIN, "最长离席时间", "longest time away")),
            Map.entry("away.maxConcurrent", new Known(Unit.PEOPLE, "同时离席人数上限", "away at once at most")),
            Map.entry("away.whenFull", new Known(Unit.WORD, "满员时", "when full")),
            Map.entry("break.maxConcurrent", new Known(Unit.PEOPLE, "同时小休人数上限", "on break at once at most")),
            Map.entry("break.whenFull", new Known(Unit.WORD, "满员时", "when full")),
            Map.entry("break.freeze", new Known(Unit.WORD, "暂停小休的时段", "no break in")),
            Map.entry("break.earnPerHours", new Known(Unit.H, "连续工作多久应休息", "rest is due after")),
            Map.entry("break.earnMealMin", new Known(Unit.MIN, "应得就餐时间", "meal time earned")),
            Map.entry("break.earnRestMin", new Known(Unit.MIN, "应得休息时间", "rest earned")),
            Map.entry("break.count", new Known(Unit.TIMES, "每班小休次数上限", "breaks a shift at most")),
            Map.entry("break.maxMin", new Known(Unit.MIN, "每次小休最长", "longest break")),
            Map.entry("ring.max", new Known(Unit.RINGS, "几声内接听", "to be answered within")),
            Map.entry("ring.maxSec", new Known(Unit.S, "几秒内接听", "to be answered within")),
            Map.entry("ring.combine", new Known(Unit.WORD, "以何为准", "what decides")),
            Map.entry("call.personalMaxMin", new Known(Unit.MIN, "私人通话最长", "longest personal call")),
            Map.entry("call.exemptTags", new Known(Unit.WORD, "可先挂机的来电", "may be ended first")),
            Map.entry("headset.graceSec", new Known(Unit.S, "宽限", "grace")),
            Map.entry("coverage.min", new Known(Unit.PEOPLE, "最少在席", "needed at least")),
            Map.entry("coverage.period", new Known(Unit.WORD, "适用时段", "period")),
            Map.entry("coverage.graceSec", new Known(Unit.S, "持续多久才提示", "told after")),
            Map.entry("planning.rosterDueDay", new Known(Unit.DAY, "上月备案截止日", "due in the month before on day")),
            Map.entry("planning.shutdownAfterMin", new Known(Unit.MIN, "下班后多久提醒", "told after")),
            Map.entry("raise.answerSec", new Known(Unit.S, "每级应答时限", "time to answer")),
            Map.entry("leave.lead", new Known(Unit.WORD, "应提前申请", "to be asked before by")),
            Map.entry("leave.maxDaysPerMonth", new Known(Unit.DAYS, "每月请假上限", "leave a month at most")),
            Map.entry("leave.extraYuan", new Known(Unit.YUAN, "超出每天扣款", "for each day above")),
            Map.entry("leave.maxConcurrent", new Known(Unit.PEOPLE, "同日请假人数上限", "on leave at once at most")),
            Map.entry("leave.perShift", new Known(Unit.PEOPLE, "同班次请假换班人数上限", "of one shift at most")),
            Map.entry("leave.perShiftYuan", new Known(Unit.YUAN, "超出者扣款", "for one too many")),
            Map.entry("swap.lead", new Known(Unit.WORD, "应提前申请", "to be asked before by")),
            Map.entry("swap.maxPerMonth", new Known(Unit.TIMES, "每月换班次数上限", "swaps a month at most")),
            Map.entry("swap.doubleShiftEffect", new Known(Unit.WORD, "连续上班", "shifts without a pause")),
            Map.entry("counters.every", new Known(Unit.TIMES, "每满", "every")),
            Map.entry("counters.per", new Known(Unit.WORD, "周期", "per")),
            Map.entry("counters.days", new Known(Unit.DAYS, "折算天数", "days booked")),
            Map.entry("counters.points", new Known(Unit.POINTS, "分数", "points")),
            Map.entry("counters.yuan", new Known(Unit.YUAN, "金额", "amount")),
            Map.entry("tariff.points", new Known(Unit.POINTS, "每次分数", "each time")),
            Map.entry("tariff.yuan", new Known(Unit.YUAN, "每次金额", "each time")),
            Map.entry("tariff.awardLost", new Known(Unit.WORD, "失去的奖项", "award lost")),
            Map.entry("award.fullAttendancePoints", new Known(Unit.POINTS, "全勤加分", "for full attendance")),
            Map.entry("penalty.money", new Known(Unit.WORD, "是否提出罚款", "proposed as fines")));

    private ParameterWords() {}

    /// One parameter in a line of its own, by its name in the policy's file too.
    static Words of(String name, String value) {
        Words amount = amount(name, value);
        return new Words("规定：", "Regulation: ")
                .then(known(name) == null ? Words.NOTHING : meaning(name).then(" (", " ("))
                .then(name, name)
                .then(known(name) == null ? Words.same(" = ") : Words.same(") = "))
                .then(amount.empty() ? Words.same(value) : amount);
    }

    static Words meaning(String name) {
        Known known = known(name);
        return known == null ? Words.same(name) : new Words(known.zh, known.en);
    }

    /// The value with its unit; nothing for a parameter that is not known, or is not set.
    static Words amount(String name, String value) {
        Known known = known(name);
        if (known == null || value.isEmpty()) {
            return Words.NOTHING;
        }
        Words words = known.unit == Unit.WORD ? CodeWords.of(value) : Words.same(value);
        return words.then(
                known.unit.zh.isEmpty() ? "" : " " + known.unit.zh, known.unit.en.isEmpty() ? "" : " " + known.unit.en);
    }

    /// The same, of a parameter that is a number.
    static Words measured(String name, String value) {
        Known known = known(name);
        return known == null || known.unit == Unit.WORD ? Words.NOTHING : amount(name, value);
    }

    private static @Nullable Known known(String name) {
        // each kind of seat has its own breaks
        return KNOWN.get(SEAT_KIND.matcher(name).replaceFirst("break.$1"));
    }
}
