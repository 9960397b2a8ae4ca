package dev.seatline.server.rules.why;

import dev.seatline.server.rules.VerdictKind;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// What a verdict rests on, in words. A code that nobody has put into words shows itself.
final class GroundWords {
    private static final Map<String, Words> WHAT = Map.ofEntries(
            Map.entry("shift-start", new Words("计划上班", "planned start")),
            Map.entry("shift-end", new Words("计划下班", "planned end")),
            Map.entry("block-start", new Words("时段开始", "block begins")),
            Map.entry("sign-in", new Words("签入", "signed in")),
            Map.entry("sign-out", new Words("签出", "signed out")),
            Map.entry("still-signed-in", new Words("仍未签出", "still signed in")),
            Map.entry("not-come", new Words("到此时没有签入", "had not come by then")),
            Map.entry("login", new Words("话务系统登录", "logged in to telephony")),
            Map.entry("logout", new Words("话务系统退出", "logged out of telephony")),
            Map.entry("declared", new Words("席位状态改为", "declared")),
            Map.entry("ended", new Words("结束", "ended")),
            Map.entry("limit", new Words("到达时限", "limit reached")),
            Map.entry("asked", new Words("提出申请", "asked")),
            Map.entry("on-break", new Words("当时正在小休", "on break then")),
            Map.entry("granted", new Words("批准", "granted")),
            Map.entry("place", new Words("排队位次", "place in line")),
            Map.entry("ring-began", new Words("开始振铃", "began to ring")),
            Map.entry("answered", new Words("接听", "answered")),
            Map.entry("stopped", new Words("振铃停止，无人接听", "stopped ringing, unanswered")),
            Map.entry("rings", new Words("响铃声数", "rings")),
            Map.entry("headset", new Words("耳机", "headset")),
            Map.entry("raised", new Words("举手", "raised the hand")),
            Map.entry("answered-hand", new Words("有人应答举手", "the hand was answered")),
            Map.entry("coverage", new Words("在席人数", "seats attended")),
            Map.entry("needed", new Words("最少人数", "seats needed")),
            Map.entry("period", new Words("适用时段", "period")),
            Map.entry("form", new Words("单据", "form")),
            Map.entry("approved", new Words("同意", "approved")),
            Map.entry("refused", new Words("不同意", "refused")),
            Map.entry("waiver", new Words("免责", "excused")),
            Map.entry("correction", new Words("补登", "corrected by form")),
            Map.entry("proof-due", new Words("证明截止", "proof was due")),
            Map.entry("verdict", new Words("计入", "counts")),
            Map.entry("counted", new Words("合计", "counted")),
            Map.entry("incident", new Words("未结事件", "open incident")),
            Map.entry("overridden", new Words("批准人放行的规定", "the approver passed over")),
            Map.entry("partner", new Words("换班对方", "partner of the swap")),
            Map.entry("not-accepted", new Words("接班尚未确认", "not accepted yet by")),
            Map.entry("instead-of", new Words("当班者未到", "rostered, and did not come")),
            Map.entry("worked", new Words("连续工作分钟数", "minutes worked")));

    private static final Map<String, VerdictKind> KINDS =
            Arrays.stream(VerdictKind.values()).collect(Collectors.toUnmodifiableMap(VerdictKind::code, kind -> kind));

    private static final Map<String, Words> PLACES = Map.of(
            "RESTING", new Words("挂在架上", "on its rest"),
            "LIFTED", new Words("已取下", "off its rest"),
            "UNKNOWN", new Words("位置不明", "nobody knows where"));

    private static final Map<String, Words> STATES = Map.of(
            "ready", new Words("示闲", "ready"),
            "not-ready", new Words("示忙", "not ready"),
            "break", new Words("小休", "on break"),
            "rest-break", new Words("小休", "on break"),
            "break-requested", new Words("预休息", "asks for a break"),
            "wrap-up", new Words("整理", "wrap-up"),
            "study", new Words("学习", "study"),
            "hand-over", new Words("交接班", "hand-over"),
            "signed-out", new Words("未签入", "signed out"));

    private GroundWords() {}

    static Words what(String code) {
        return WHAT.getOrDefault(code, Words.same(code));
    }

    static Words value(String what, String value) {
        return switch (what) {
            case "declared" -> declared(value);
            case "headset" -> PLACES.getOrDefault(value, Words.same(value));
            case "answered" -> value.isEmpty() ? Words.NOTHING : new Words("响铃 " + value + " 声", value + " rings");
            case "verdict" ->
                Optional.ofNullable(KINDS.get(value))
                        .map(kind -> KindWords.of(kind).name())
                        .orElse(Words.same(value));
            default -> value.isEmpty() ? Words.NOTHING : CodeWords.of(value);
        };
    }

    /// `not-ready OTHER`: the state, then its reason as the site calls it.
    private static Words declared(String value) {
        String[] parts = value.split(" ", 2);
        Words state = STATES.getOrDefault(
                parts[0].toLowerCase(java.util.Locale.ROOT).replace('_', '-'), Words.same(parts[0]));
        return parts.length == 1 ? state : state.then("（" + parts[1] + "）", " (" + parts[1] + ")");
    }
}
