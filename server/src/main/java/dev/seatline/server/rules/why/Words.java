package dev.seatline.server.rules.why;

import dev.seatline.server.rules.VerdictKind;
import java.util.Map;

/// The words for what verdicts say and rest on. What has no word is shown as it stands.
final class Words {
    /// One word in both languages.
    record Word(String zh, String en) {
        String in(Language language) {
            return switch (language) {
                case ZH -> zh;
                case EN -> en;
            };
        }
    }

    private static final Map<String, Word> GROUNDS = Map.ofEntries(
            Map.entry("shift-start", new Word("班次开始", "shift begins")),
            Map.entry("shift-end", new Word("班次结束", "shift ends")),
            Map.entry("block-start", new Word("时段开始", "block begins")),
            Map.entry("sign-in", new Word("刷卡签入", "signed in")),
            Map.entry("sign-out", new Word("刷卡签出", "signed out")),
            Map.entry("still-signed-in", new Word("签入后未签出", "signed in and never out")),
            Map.entry("not-come", new Word("未到岗", "not there")),
            Map.entry("login", new Word("登录电话系统", "signed in to the telephone system")),
            Map.entry("declared", new Word("状态", "declared")),
            Map.entry("ended", new Word("结束", "ended")),
            Map.entry("asked", new Word("申请", "asked")),
            Map.entry("on-break", new Word("正在休息", "on a break")),
            Map.entry("granted", new Word("已休息", "had a break")),
            Map.entry("ring-began", new Word("开始振铃", "began to ring")),
            Map.entry("answered", new Word("接听", "answered")),
            Map.entry("stopped", new Word("停止振铃", "stopped ringing")),
            Map.entry("rings", new Word("振铃", "rang")),
            Map.entry("headset", new Word("耳机", "headset")),
            Map.entry("raised", new Word("举手", "raised a hand")),
            Map.entry("coverage", new Word("在岗座席", "seats staffed")),
            Map.entry("needed", new Word("至少需要", "needed")),
            Map.entry("period", new Word("时段", "period")),
            Map.entry("form", new Word("单据", "paper")),
            Map.entry("approved", new Word("批准", "approved")),
            Map.entry("refused", new Word("不批准", "refused")),
            Map.entry("partner", new Word("换班对方", "partner in the swap")),
            Map.entry("overridden", new Word("批准人放行的规定", "rule passed over by the approver")),
            Map.entry("correction", new Word("补卡", "corrected by paper")),
            Map.entry("proof-due", new Word("证明期限", "proof due")),
            Map.entry("verdict", new Word("计入", "counted")),
            Map.entry("counted", new Word("合计", "in all")),
            Map.entry("worked", new Word("连续工作分钟数", "minutes worked on end")),
            Map.entry("incident", new Word("未结事件", "open incident")));

    private static final Map<String, Word> REASONS = Map.ofEntries(
            Map.entry("no-show", new Word("未到岗", "did not come")),
            Map.entry("too-late", new Word("迟到过久", "came too late")),
            Map.entry("too-early", new Word("早退过久", "left too early")),
            Map.entry("unapproved-leave", new Word("请假未获批准", "leave was not granted")),
            Map.entry("no-proof", new Word("没有证明", "no proof")),
            Map.entry("in", new Word("上班", "coming")),
            Map.entry("out", new Word("下班", "going")),
            Map.entry("quota", new Word("次数已满", "no more of them")),
            Map.entry("concurrency", new Word("人数已满", "too many at once")),
            Map.entry("frozen", new Word("此时段暂停", "none in this period")),
            Map.entry("plan", new Word("不在计划内", "not in the plan")),
            Map.entry("lead", new Word("申请过晚", "asked too late")),
            Map.entry("hours", new Word("工时缩短", "hours would shrink")),
            Map.entry("classes", new Word("白班夜班不得对调", "day and night are not exchanged")),
            Map.entry("per-shift", new Word("该班次已有人", "somebody of the shift already")),
            Map.entry("back-to-back", new Word("连续上班", "shifts without a pause")),
            Map.entry("refused", new Word("未获批准", "not granted")),
            Map.entry("incident", new Word("有未结事件", "an incident is open")),
            Map.entry("visit", new Word("参观接待中", "visitors are there")),
            Map.entry("released-first", new Word("先于客户挂机", "ended before the customer")),
            Map.entry("private", new Word("私人电话过长", "personal call too long")),
            Map.entry("ready-on-rest", new Word("示闲时耳机在架上", "ready, and on its rest")),
            Map.entry("away-lifted", new Word("离席时耳机未归位", "away, and not on its rest")),
            Map.entry("off-duty-lifted", new Word("签出后耳机未归位", "signed out, and not on its rest")),
            Map.entry("meal", new Word("就餐", "meal")),
            Map.entry("rest", new Word("休息", "rest")),
            Map.entry("leave", new Word("请假", "leave")),
            Map.entry("swap", new Word("换班", "swap")));

    private static final Map<String, Word> ROLES = Map.ofEntries(
            Map.entry("agent", new Word("座席", "agent")),
            Map.entry("team-leader", new Word("班长", "team leader")),
            Map.entry("duty-leader", new Word("值班长", "duty leader")),
            Map.entry("supervisor", new Word("主管", "supervisor")),
            Map.entry("manager", new Word("经理", "manager")),
            Map.entry("director", new Word("分管领导", "director")),
            Map.entry("administration", new Word("行政部", "administration")));

    private Words() {}

    static String ground(String what, Language language) {
        return GROUNDS.getOrDefault(what, new Word(what, what)).in(language);
    }

    static String reason(String reason, Language language) {
        return REASONS.getOrDefault(reason, new Word(reason, reason)).in(language);
    }

    static String role(String role, Language language) {
        return ROLES.getOrDefault(role, new Word(role, role)).in(language);
    }

    static String kind(VerdictKind kind, Language language) {
        return word(kind).in(language);
    }

    private static Word word(VerdictKind kind) {
        return switch (kind) {
            case LATE -> new Word("迟到", "late");
            case EARLY_LEAVE -> new Word("早退", "left early");
            case ABSENCE -> new Word("旷工", "absent");
            case LUNCH_LATE -> new Word("午休后返岗迟到", "back late from lunch");
            case LEAD_SHORT -> new Word("提前到岗时间不足", "came with too little lead");
            case NOT_PREPARED -> new Word("座席未按时就绪", "seat not ready in time");
            case MISSED_BADGE -> new Word("漏刷卡", "missed tap");
            case LEAVE_BOOKED -> new Word("折算事假", "personal leave booked");
            case ABSENCE_BOOKED -> new Word("折算旷工", "absence booked");
            case DISMISSAL_ALERT -> new Word("达到辞退条件", "reaches the rule of dismissal");
            case HIGHER_RULE_ALERT -> new Word("达到上级规定", "reaches the head office's rule");
            case MONTH_SCORE -> new Word("当月考核", "score of the month");
            case WRONG_BADGE -> new Word("工号与工卡不符", "signed in under another's number");
            case UNKNOWN_BADGE -> new Word("未知工卡", "unknown badge");
            case NOT_CERTIFIED -> new Word("未取得上岗资格", "not certified for the seat");
            case PROXY_SUSPECTED -> new Word("疑似代签到", "suspected proxy sign-in");
            case FOREIGN_SEAT -> new Word("使用他人座席", "at another's seat");
            case BADGE_OUT_WHILE_SIGNED_IN -> new Word("未签出电话系统即刷卡离岗", "badge out while still signed in");
            case BUSY_OVERRUN -> new Word("示忙超时", "not ready for too long");
            case AWAY_OVERRUN -> new Word("离席超时", "away for too long");
            case AWAY_REFUSED -> new Word("不准离席", "may not leave the seat");
            case UNATTENDED -> new Word("座席无人值守", "seat unattended");
            case REPLACEMENT_WANTED -> new Word("需要替岗", "replacement wanted");
            case BREAK_OVERRUN -> new Word("小休超时", "break too long");
            case BREAK_REFUSED -> new Word("不准小休", "break refused");
            case BREAK_QUEUED -> new Word("小休排队", "waiting for a break");
            case BREAK_ENTITLED -> new Word("应得休息", "break earned");
            case BREAK_UNPLANNED -> new Word("计划外小休", "break outside the plan");
            case LATE_ANSWER -> new Word("接听过晚", "answered late");
            case MISSED_CALL -> new Word("未接来电", "missed call");
            case PICK_UP_CALL -> new Word("请代接来电", "please take the call");
            case APOLOGY_PROMPT -> new Word("请向客户致歉", "please apologise to the caller");
            case CALL_BACK_TASK -> new Word("需回拨客户", "caller to be called back");
            case CALL_VIOLATION -> new Word("通话违规", "call against the rules");
            case HEADSET_REMINDER -> new Word("耳机位置不对", "headset in the wrong place");
            case UNDERSTAFFED -> new Word("在岗人数不足", "too few seats staffed");
            case BACKUP_WANTED -> new Word("需要后备人员", "backup wanted");
            case ROSTER_OVERDUE -> new Word("排班表未按时报送", "roster overdue");
            case SHUTDOWN_REMINDER -> new Word("请关闭设备", "please switch off");
            case HANDOVER_MISSING -> new Word("缺少交接记录", "no handover record");
            case LEFT_UNRELIEVED -> new Word("接班人未到即离岗", "left before the relief came");
            case HANDOVER_REFUSED -> new Word("不得交接", "handover refused");
            case HELD_FOR_RELIEF -> new Word("等待接班", "held until the relief comes");
            case HAND_RAISED -> new Word("举手", "hand raised");
            case HAND_UNANSWERED -> new Word("举手无人应答", "raised hand unanswered");
            case REQUEST_REFUSED -> new Word("申请被拒", "request refused");
            case REQUEST_WAITING -> new Word("申请待批", "request waiting");
            case REQUEST_ACCEPTED -> new Word("申请已批准", "request granted");
            case WARNING -> new Word("警告", "warning");
            case POINTS -> new Word("计分", "points");
            case FINE_PROPOSED -> new Word("拟罚款", "fine proposed");
            case AWARD -> new Word("奖励", "award");
            case AWARD_LOST -> new Word("取消奖励资格", "award lost");
            case INSPECTION_OVERDUE -> new Word("巡检未登记", "inspection overdue");
            case NOT_RESPONSIBLE_PROPOSED -> new Word("建议免责", "proposed as not responsible");
            case FAULT_OVERDUE -> new Word("故障处理超时", "fault overdue");
            case CASE_OVERDUE -> new Word("工单超时", "case overdue");
            case FOLLOW_UP_SHORT -> new Word("回访不足", "too few follow-ups");
            case SAMPLE_SHORT -> new Word("质检样本不足", "too few samples");
            case OFFLINE_ALERT -> new Word("设备离线", "device offline");
            case FIGURE -> new Word("指标", "figure");
        };
    }
}
