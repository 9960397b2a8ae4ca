package dev.seatline.device.check;

import dev.seatline.device.check.CheckedHardware.Ending;
import dev.seatline.device.check.HardwareCheck.Result;
import dev.seatline.device.check.HardwareCheck.Step;
import dev.seatline.wire.ConsoleStatus.PartHealth;
import dev.seatline.wire.SeatId;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What a guided check found, as a text to keep, in Chinese or English. No badge number is in it, only how long the
/// card's was and how it ends. Stateless; any thread.
public final class CheckReport {
    private static final DateTimeFormatter WHEN = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss xxx", Locale.ROOT);

    private static final Map<String, String> CHINESE = Map.ofEntries(
            Map.entry("title", "席位终端部件检测报告"),
            Map.entry("seat", "席位"),
            Map.entry("console", "终端"),
            Map.entry("software", "软件版本"),
            Map.entry("began", "开始"),
            Map.entry("ended", "结束"),
            Map.entry("COMPLETE", "全部步骤已完成"),
            Map.entry("STOPPED", "由技术员结束"),
            Map.entry("FORGOTTEN", "两分钟无操作，自动结束"),
            Map.entry("SEAT_TAKEN", "有人登录席位，自动结束"),
            Map.entry("verdict", "结论"),
            Map.entry("passed", "每一项都正常"),
            Map.entry("failed", "不正常：%d 项"),
            Map.entry("open", "未检测：%d 项"),
            Map.entry("WORKS", "正常  "),
            Map.entry("FAILS", "不正常"),
            Map.entry("SKIPPED", "跳过  "),
            Map.entry("WAITING", "未检测"),
            Map.entry("instead", "却收到 %s 的信号：请检查是否接错线"),
            Map.entry("bounces", "抖动 %d 次"),
            Map.entry("health", "部件状态（报告生成时）"),
            Map.entry("ok", "有应答"),
            Map.entry("trouble", "无应答"),
            Map.entry("badge-reader", "读卡器"),
            Map.entry("button", "按钮"),
            Map.entry("hook", "叉簧开关"),
            Map.entry("bell", "振铃输入"),
            Map.entry("lamp", "指示灯"),
            Map.entry("digits", "数码管"),
            Map.entry("buzzer", "蜂鸣器"),
            Map.entry("lamp-green", "指示灯 绿"),
            Map.entry("lamp-blue", "指示灯 蓝"),
            Map.entry("lamp-red", "指示灯 红"),
            Map.entry("lamp-amber", "指示灯 橙"),
            Map.entry("digits-all", "数码管 8888"),
            Map.entry("digits-order", "数码管 1234"),
            Map.entry("buzzer-reminder", "蜂鸣器 提醒音"),
            Map.entry("SHORT", "短按"),
            Map.entry("DOUBLE", "双按"),
            Map.entry("LONG", "长按"),
            Map.entry("VERY_LONG", "超长按"),
            Map.entry("LIFTED", "摘下"),
            Map.entry("RESTING", "挂回"),
            Map.entry("RANG", "响铃"));

    private static final Map<String, String> ENGLISH = Map.ofEntries(
            Map.entry("title", "Check of the parts of a seat"),
            Map.entry("seat", "seat"),
            Map.entry("console", "console"),
            Map.entry("software", "software"),
            Map.entry("began", "began"),
            Map.entry("ended", "ended"),
            Map.entry("COMPLETE", "every step was tried"),
            Map.entry("STOPPED", "ended by the technician"),
            Map.entry("FORGOTTEN", "ended after two minutes without a touch"),
            Map.entry("SEAT_TAKEN", "ended because somebody signed in at the seat"),
            Map.entry("verdict", "verdict"),
            Map.entry("passed", "everything works"),
            Map.entry("failed", "does not work: %d"),
            Map.entry("open", "not tried: %d"),
            Map.entry("WORKS", "works    "),
            Map.entry("FAILS", "FAILS    "),
            Map.entry("SKIPPED", "skipped  "),
            Map.entry("WAITING", "not tried"),
            Map.entry("instead", "instead there came something of %s: are wires swapped?"),
            Map.entry("bounces", "%d bounces"),
            Map.entry("health", "The parts, when this was written"),
            Map.entry("ok", "answers"),
            Map.entry("trouble", "DOES NOT ANSWER"),
            Map.entry("badge-reader", "badge reader"),
            Map.entry("button", "button"),
            Map.entry("hook", "hook switch"),
            Map.entry("bell", "bell input"),
            Map.entry("lamp", "lamp"),
            Map.entry("digits", "digits"),
            Map.entry("buzzer", "buzzer"),
            Map.entry("lamp-green", "lamp, green"),
            Map.entry("lamp-blue", "lamp, blue"),
            Map.entry("lamp-red", "lamp, red"),
            Map.entry("lamp-amber", "lamp, amber"),
            Map.entry("digits-all", "digits, 8888"),
            Map.entry("digits-order", "digits, 1234"),
            Map.entry("buzzer-reminder", "buzzer, reminder"),
            Map.entry("SHORT", "short press"),
            Map.entry("DOUBLE", "double press"),
            Map.entry("LONG", "long press"),
            Map.entry("VERY_LONG", "very long press"),
            Map.entry("LIFTED", "lifted"),
            Map.entry("RESTING", "put back"),
            Map.entry("RANG", "rang"));

    /// Whose parts they are.
    public record About(SeatId seat, String console, String software, ZoneId zone) {}

    private CheckReport() {}

    /// @param chinese or in English
    public static String text(
            boolean chinese, About about, CheckedHardware.State.Ended check, List<PartHealth> health) {
        Map<String, String> words = chinese ? CHINESE : ENGLISH;
        StringBuilder text = new StringBuilder(2_000);
        text.append(word(words, "title")).append("\n\n");
        line(text, word(words, "seat"), about.seat().toString());
        line(text, word(words, "console"), about.console());
        line(text, word(words, "software"), about.software());
        line(text, word(words, "began"), when(check.began(), about.zone()));
        line(
                text,
                word(words, "ended"),
                when(check.ended(), about.zone()) + ", "
                        + word(words, check.why().name()));
        line(text, word(words, "verdict"), verdict(words, check.check()));
        text.append('\n');
        check.check().steps().forEach(step -> text.append(step(words, step)).append('\n'));
        text.append('\n').append(word(words, "health")).append('\n');
        health.forEach(part -> text.append("  %s  %s  %s%n"
                .formatted(word(words, part.ok() ? "ok" : "trouble"), word(words, part.part()), part.detail())));
        return text.toString();
    }

    private static String verdict(Map<String, String> words, HardwareCheck check) {
        if (check.passed()) {
            return word(words, "passed");
        }
        return word(words, "failed").formatted(check.count(Result.FAILS)) + ", "
                + word(words, "open").formatted(check.count(Result.WAITING) + check.count(Result.SKIPPED));
    }

    /// One step in a line.
    static String step(Map<String, String> words, Step step) {
        StringBuilder line = new StringBuilder("  ")
                .append(word(words, step.result().name()))
                .append("  ")
                .append(word(words, step.id()));
        step.seen().forEach(seen -> line.append(" · ").append(word(words, seen)));
        if (step.bounces() > 0) {
            line.append(" · ").append(word(words, "bounces").formatted(step.bounces()));
        }
        step.instead()
                .forEach(other ->
                        line.append(" · ").append(word(words, "instead").formatted(word(words, other))));
        return line.toString();
    }

    /// One step in a line of English, for a shell.
    public static String step(Step step) {
        return step(ENGLISH, step);
    }

    /// Why it ended, in English, for a shell.
    public static String ending(Ending why) {
        return word(ENGLISH, why.name());
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append(name).append(": ").append(value).append('\n');
    }

    private static String when(Instant at, ZoneId zone) {
        return WHEN.format(at.atZone(zone));
    }

    /// What is not a word of ours stays what it is: a masked card, a part with another name.
    private static String word(Map<String, String> words, String key) {
        return words.getOrDefault(key, key);
    }
}
