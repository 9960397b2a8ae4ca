package dev.seatline.server.rules.why;

import dev.seatline.server.rules.Ground;
import dev.seatline.server.rules.Verdict;
import dev.seatline.wire.PersonId;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Why a verdict is what it is, in both languages: enough to check it by hand with the paper, a clock and a pencil.
///
/// @param zh 简体中文
/// @param en English
public record Why(Told zh, Told en) {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");
    private static final DateTimeFormatter DAY_AND_TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

    /// @param what the kind with its figures, without who and where
    /// @param headline what, how much, who and where, in one line
    /// @param lines what it means; the rule; what happened; the rule's numbers; how the figure comes of them
    public record Told(String what, String headline, List<String> lines) {
        public Told {
            lines = List.copyOf(lines);
        }
    }

    /// @param zone the centre's: all times are written in it
    public static Why of(Verdict verdict, Names names, ZoneId zone) {
        KindWords kind = KindWords.of(verdict.kind());
        Words what = Words.joined(List.of(kind.name(), DetailWords.of(verdict)), "：", ": ");
        PersonId agent = verdict.agent();
        Words headline = Words.joined(
                List.of(
                        verdict.provisional() ? what.then("（暂定）", " (provisional)") : what,
                        agent == null ? Words.NOTHING : Words.same(name(agent, names)),
                        verdict.seat() == null
                                ? Words.NOTHING
                                : Words.same(verdict.seat().text())),
                " · ",
                " · ");

        List<Words> lines = new ArrayList<>();
        lines.add(kind.meaning());
        lines.add(new Words(
                "依据：%s，第 %d 版".formatted(verdict.rule(), verdict.edition()),
                "Rule: %s, edition %d".formatted(verdict.rule(), verdict.edition())));
        lines.add(new Words("归属日期：" + verdict.date(), "Working day: " + verdict.date())
                .then(
                        verdict.team().isEmpty()
                                ? Words.NOTHING
                                : new Words("，班组 ", ", team ").then(verdict.team(), verdict.team())));
        for (Ground ground : verdict.grounds()) {
            lines.add(ground(ground, verdict.date(), names, zone));
        }
        verdict.parameters().forEach((name, value) -> lines.add(ParameterWords.of(name, value)));
        Words reckoned = Reckoning.of(verdict, at -> time(at.atZone(zone), verdict.date()));
        Words result = new Words("结论：", "Verdict: ").then(what);
        lines.add(
                reckoned.empty()
                        ? result
                        : new Words("计算：", "Reckoning: ")
                                .then(reckoned)
                                .then(" → ", " → ")
                                .then(what));
        if (verdict.provisional()) {
            lines.add(
                    new Words("暂定：事情还没有结束，或者还有记录没有传到", "Provisional: it is not over yet, or facts are still missing"));
        }
        return new Why(
                new Told(what.zh(), headline.zh(), lines.stream().map(Words::zh).toList()),
                new Told(what.en(), headline.en(), lines.stream().map(Words::en).toList()));
    }

    private static Words ground(Ground ground, LocalDate day, Names names, ZoneId zone) {
        Words what = GroundWords.what(ground.what());
        Words value = GroundWords.value(ground.what(), ground.value());
        PersonId person = ground.person();
        String time = ground.at() == null ? "" : time(ground.at().atZone(zone), day) + " ";
        return Words.joined(
                List.of(
                        Words.same(time)
                                .then(
                                        value.empty()
                                                ? what
                                                : what.then("：", ": ").then(value)),
                        ground.seat() == null
                                ? Words.NOTHING
                                : new Words("席位 ", "seat ")
                                        .then(
                                                ground.seat().text(),
                                                ground.seat().text()),
                        person == null ? Words.NOTHING : Words.same(nameAndId(person, names)),
                        ground.source().isEmpty()
                                ? Words.NOTHING
                                : new Words("记录 ", "record ").then(ground.source(), ground.source())),
                "，",
                ", ");
    }

    /// Times of another day than the verdict's say which; parts of a second are told where there are any, since a limit
    /// may be exceeded by them.
    private static String time(ZonedDateTime at, LocalDate day) {
        String text = (at.toLocalDate().equals(day) ? TIME : DAY_AND_TIME).format(at);
        long millis = at.toInstant().toEpochMilli() % 1_000;
        return millis == 0 ? text : text + ".%03d".formatted(Math.floorMod(millis, 1_000));
    }

    private static String name(PersonId person, Names names) {
        @Nullable String name = names.of(person);
        return name == null || name.isEmpty() ? person.text() : name;
    }

    private static String nameAndId(PersonId person, Names names) {
        String name = name(person, names);
        return name.equals(person.text()) ? name : name + " (" + person.text() + ")";
    }
}
