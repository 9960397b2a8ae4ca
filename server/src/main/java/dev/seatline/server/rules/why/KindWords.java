package dev.seatline.server.rules.why;

import dev.seatline.server.rules.VerdictKind;

/// What each kind of verdict is called and what it says.
///
/// @param name in a word or two
/// @param meaning a sentence
record KindWords(Words name, Words meaning) {
    static KindWords of(VerdictKind kind) {
        return switch (kind) {
            case LATE -> said("迟到", "Late", "计划上班时间过后才到岗", "Came after the planned start");
            case EARLY_LEAVE -> said("早退", "Left early", "计划下班时间之前离岗", "Left before the planned end");
            case ABSENCE ->
                said(
                        "旷工",
                        "Absence",
                        "应到而未到岗，或迟到、早退超过规定",
                        "Was not there when planned, or came or left beyond what counts as late or early");
            case LUNCH_LATE ->
                said("午间迟归", "Back late from lunch", "午间之后没有按时返岗", "Was not back when the block after lunch began");
            case LEAD_SHORT ->
                said(
                        "未提前到岗",
                        "Not there ahead of the start",
                        "没有按规定提前到岗准备",
                        "Came later than the time for preparation asks");
            case NOT_PREPARED ->
                said("未提前就绪", "Not prepared", "时段开始前席位没有进入就绪状态", "The seat was not ready ahead of its block");
            case MISSED_BADGE -> said("缺刷卡", "Tap missing", "没有上班或下班的刷卡记录", "There is no tap in, or none out");
            case LEAVE_BOOKED ->
                said("折算事假", "Leave booked", "按规定折算为事假", "Turned into personal leave by the regulation");
            case ABSENCE_BOOKED -> said("折算旷工", "Absence booked", "按规定折算为旷工", "Turned into absence by the regulation");
            case DISMISSAL_ALERT ->
                said("解聘提示", "Dismissal alert", "次数达到可以解除合同的规定", "So many that the regulation allows a dismissal");
            case HIGHER_RULE_ALERT ->
                said("上级制度提示", "Higher rule applies", "次数达到上级制度另行处理的规定", "So many that a higher regulation decides");
            case MONTH_SCORE -> said("月度考核分", "Month's score", "当月考核分数由此确定", "The score of the month is set by this");
            case WRONG_BADGE -> said("冒用工号", "Another's number", "以他人的工号签入", "Signed in under somebody else's number");
            case UNKNOWN_BADGE ->
                said("未登记的卡", "Unknown card", "刷了没有登记的卡", "A card was used that is registered to nobody");
            case NOT_CERTIFIED ->
                said("无上岗资格", "Not certified", "没有通过上岗考核就签入", "Signed in without the assessment for the seat");
            case PROXY_SUSPECTED ->
                said("疑似代签到", "Proxy suspected", "刷卡情况像是他人代签", "The taps look as if somebody signed in for another");
            case FOREIGN_SEAT ->
                said("占用他人座席", "Another's seat", "坐在分配给他人的席位", "Sat at a seat that is allotted to somebody else");
            case BADGE_OUT_WHILE_SIGNED_IN ->
                said("未退出系统就离岗", "Left signed in", "刷卡离岗时话务系统仍未退出", "Tapped out while telephony was still logged in");
            case BUSY_OVERRUN -> said("示忙超时", "Not ready too long", "示忙时间超过规定", "Not ready for longer than allowed");
            case AWAY_OVERRUN -> said("离席超时", "Away too long", "离席时间超过规定", "Away for longer than allowed");
            case AWAY_REFUSED ->
                said("离席未准", "Not allowed to leave", "申请离席时没有名额", "Asked to leave the seat when there was no place");
            case UNATTENDED -> said("无人值守", "Seat unattended", "就绪的席位无人", "A ready seat was left alone");
            case REPLACEMENT_WANTED ->
                said(
                        "需要替补",
                        "Replacement wanted",
                        "席位长时间示忙，需要安排他人",
                        "The seat is not ready for long: somebody else is wanted");
            case BREAK_OVERRUN -> said("小休超时", "Break too long", "小休时间超过规定", "The break lasted longer than allowed");
            case BREAK_REFUSED -> said("小休未准", "Break refused", "小休申请按规定不能批准", "The break asked for cannot be granted");
            case BREAK_QUEUED ->
                said("小休排队", "Break queued", "小休名额已满，正在排队", "All places are taken: the break has to wait");
            case BREAK_ENTITLED ->
                said("应得休息", "Rest is due", "连续工作已满规定时间，应当休息", "Worked so long without a pause that rest is due");
            case BREAK_UNPLANNED ->
                said("计划外小休", "Break not as planned", "不在计划时间小休", "The break is not at its planned time");
            case LATE_ANSWER ->
                said("接听过晚", "Answered late", "响铃超过规定才接听", "Answered after more rings, or more time, than allowed");
            case MISSED_CALL -> said("漏接", "Missed call", "振铃到停止无人接听", "It rang until it stopped, and nobody answered");
            case PICK_UP_CALL ->
                said(
                        "请邻座代接",
                        "Pick up for a neighbour",
                        "邻座振铃过久，请代接",
                        "A seat beside rings too long: please pick it up");
            case APOLOGY_PROMPT ->
                said("请先致歉", "Apologise first", "客户等待过久，接听时先致歉", "The customer waited too long: begin with an apology");
            case CALL_BACK_TASK ->
                said("需要回拨", "Call back", "通话中断，应当回拨客户", "The call broke off: the customer is to be called back");
            case CALL_VIOLATION ->
                said(
                        "通话违规",
                        "Call against the rules",
                        "挂机或通话方式不合规定",
                        "The call was held or ended in a way that is not allowed");
            case HEADSET_REMINDER -> said("耳机提醒", "Headset", "耳机没有放在应放的位置", "The headset is not where it should be");
            case UNDERSTAFFED ->
                said("在席人数不足", "Understaffed", "在席人数少于规定", "Fewer seats are attended than the regulation asks for");
            case BACKUP_WANTED ->
                said("需要后备人员", "Backup wanted", "席位无人，请后备人员到岗", "The seat is empty: its backup is wanted");
            case ROSTER_OVERDUE ->
                said("排班表逾期", "Roster overdue", "下月排班没有按时备案", "The next roster is not filed in time");
            case SHUTDOWN_REMINDER ->
                said("设备未关", "Console still on", "下班后设备仍未关闭", "The console is still on after the end");
            case HANDOVER_MISSING -> said("缺交接", "Handover missing", "没有办理交接", "Nothing was handed over");
            case LEFT_UNRELIEVED ->
                said("未接班就离岗", "Left without relief", "接班人未到就离开了席位", "Left the seat before the relief had come");
            case HANDOVER_REFUSED -> said("交接未准", "Handover refused", "此时不能交接", "Nothing can be handed over now");
            case HELD_FOR_RELIEF ->
                said("等待接班", "Held for relief", "接班人未到，请留在席位", "The relief has not come: please stay");
            case HAND_RAISED -> said("举手", "Hand raised", "座席员举手请求帮助", "An agent asks for help");
            case HAND_UNANSWERED ->
                said(
                        "举手无人应答",
                        "Hand unanswered",
                        "举手后规定时间内无人应答，已上报下一级",
                        "Nobody answered the hand in time: the next is told");
            case REQUEST_REFUSED ->
                said("申请未准", "Request refused", "申请不符合规定", "The request goes against the regulation");
            case REQUEST_WAITING ->
                said("申请待批", "Request waits", "申请等待审批", "The request waits for somebody's approval");
            case REQUEST_ACCEPTED ->
                said("申请通过", "Request accepted", "申请符合规定并已批准", "The request fits the regulation and is approved");
            case WARNING -> said("警告", "Warning", "按规定提出警告", "The regulation gives a warning for it");
            case POINTS -> said("考核计分", "Points", "按规定加分或扣分", "The regulation gives or takes points for it");
            case FINE_PROPOSED ->
                said("建议扣款", "Fine proposed", "按规定建议扣款，由负责人决定", "The regulation names an amount; a person decides");
            case AWARD -> said("奖励", "Award", "按规定给予奖励", "The regulation gives an award for it");
            case AWARD_LOST -> said("失去奖励", "Award lost", "按规定不再享有奖励", "The regulation takes an award away for it");
            case INSPECTION_OVERDUE ->
                said("检查逾期", "Inspection overdue", "当天的检查没有登记", "The day's inspection is not entered");
            case NOT_RESPONSIBLE_PROPOSED ->
                said(
                        "建议免责",
                        "Not responsible, proposed",
                        "记录表明不是本人责任，由负责人决定",
                        "The records speak for him; a person decides");
            case FAULT_OVERDUE -> said("故障处理逾期", "Fault overdue", "故障没有在规定时间内处理", "A fault was not dealt with in time");
            case CASE_OVERDUE -> said("工单逾期", "Case overdue", "工单没有在规定时间内办结", "A case was not closed in time");
            case FOLLOW_UP_SHORT ->
                said("回访不足", "Too few follow-ups", "回访数量少于规定", "Fewer follow-ups than the regulation asks for");
            case SAMPLE_SHORT ->
                said("抽检不足", "Too few samples", "抽检数量少于规定", "Fewer samples than the regulation asks for");
            case OFFLINE_ALERT -> said("离线提示", "Offline", "离线时间超过规定", "Offline for longer than allowed");
            case FIGURE -> said("指标", "Figure", "按规定口径计算的指标", "A figure, computed as the regulation says");
        };
    }

    private static KindWords said(String zhName, String enName, String zh, String en) {
        return new KindWords(new Words(zhName, enName), new Words(zh, en));
    }
}
