package dev.seatline.server.rules.why;

import java.util.Map;

/// Reasons, roles and types of verdicts in words. A code that nobody has put into words shows itself.
final class CodeWords {
    private static final Map<String, Words> WORDS = Map.ofEntries(
            // absence
            Map.entry("no-show", new Words("整班未到", "did not come")),
            Map.entry("too-late", new Words("迟到过久", "too late")),
            Map.entry("too-early", new Words("早退过早", "left too early")),
            Map.entry("unapproved-leave", new Words("请假未经批准", "leave without approval")),
            Map.entry("unapproved-swap", new Words("换班未经批准", "swap without approval")),
            Map.entry("left-post", new Words("擅自离岗", "left the post")),
            Map.entry("empty-swap", new Words("换班后无人到岗", "nobody came for the swapped shift")),
            Map.entry("no-proof", new Words("缺证明", "no proof")),
            Map.entry("bad-proof", new Words("证明无效", "proof not accepted")),
            Map.entry("not-back", new Words("假满未归", "not back after leave")),
            // taps
            Map.entry("in", new Words("缺上班刷卡", "no tap in")),
            Map.entry("out", new Words("缺下班刷卡", "no tap out")),
            // breaks and requests
            Map.entry("quota", new Words("次数已用完", "allowance used up")),
            Map.entry("concurrency", new Words("同时人数已满", "all places are taken")),
            Map.entry("frozen", new Words("该时段暂停", "paused in this period")),
            Map.entry("plan", new Words("不在计划时间", "not at the planned time")),
            Map.entry("meal", new Words("就餐", "meal")),
            Map.entry("rest", new Words("休息", "rest")),
            Map.entry("lead", new Words("没有提前申请", "asked too late")),
            Map.entry("hours", new Words("工时减少", "hours become shorter")),
            Map.entry("leave", new Words("请假", "leave")),
            Map.entry("swap", new Words("换班", "swap")),
            Map.entry("correction", new Words("补登", "correction")),
            Map.entry("waiver", new Words("免责", "waiver")),
            Map.entry("handover", new Words("交接", "handover")),
            Map.entry("proof", new Words("证明", "proof")),
            Map.entry("notice", new Words("告知", "notice")),
            Map.entry("personal", new Words("事假", "personal leave")),
            Map.entry("sick", new Words("病假", "sick leave")),
            Map.entry("annual", new Words("年假", "annual leave")),
            Map.entry("marriage", new Words("婚假", "marriage leave")),
            Map.entry("maternity", new Words("产假", "maternity leave")),
            Map.entry("incident", new Words("有未结事件", "an incident is open")),
            // calls and headset
            Map.entry("call-back", new Words("需回复", "to be answered later")),
            Map.entry("nuisance", new Words("骚扰来电", "nuisance call")),
            Map.entry("released-first", new Words("先于客户挂机", "released before the customer")),
            Map.entry("released-early", new Words("过早挂机", "released too early")),
            Map.entry("silent", new Words("无声来电", "silent call")),
            Map.entry("private", new Words("私人通话", "private call")),
            Map.entry("ready-on-rest", new Words("就绪时耳机挂着", "ready with the headset on its rest")),
            Map.entry("away-lifted", new Words("离座时耳机未挂好", "away with the headset off its rest")),
            Map.entry("off-duty-lifted", new Words("签出后耳机未挂好", "signed out with the headset off its rest")),
            Map.entry("answered-on-rest", new Words("接听时未戴耳机", "answered without the headset")),
            // faults
            Map.entry("response", new Words("响应", "response")),
            Map.entry("fix", new Words("修复", "fix")),
            Map.entry("report", new Words("报告", "report")),
            // roles
            Map.entry("agent", new Words("座席员", "agent")),
            Map.entry("duty-agent", new Words("值班座席", "duty agent")),
            Map.entry("team-leader", new Words("班长", "team leader")),
            Map.entry("duty-leader", new Words("值班长", "duty leader")),
            Map.entry("supervisor", new Words("主管", "supervisor")),
            Map.entry("manager", new Words("经理", "manager")),
            Map.entry("director", new Words("分管领导", "director")),
            Map.entry("bureau-head", new Words("局长", "bureau head")),
            Map.entry("administration", new Words("行政部", "administration")),
            // words of policies
            Map.entry("yearly", new Words("年度奖", "yearly award")),
            Map.entry("month", new Words("月", "month")),
            Map.entry("quarter", new Words("季度", "quarter")),
            Map.entry("running", new Words("连续日", "running days")),
            Map.entry("rings", new Words("声数", "rings")),
            Map.entry("time", new Words("秒数", "time")),
            Map.entry("any", new Words("声数或秒数任一", "either rings or time")),
            Map.entry("all", new Words("声数和秒数两者", "both rings and time")),
            Map.entry("queue", new Words("排队", "queue")),
            Map.entry("refuse", new Words("拒绝", "refuse")),
            Map.entry("true", new Words("是", "yes")),
            Map.entry("false", new Words("否", "no")));

    private CodeWords() {}

    static Words of(String code) {
        Words words = WORDS.get(code);
        return words != null ? words : Words.same(code);
    }
}
