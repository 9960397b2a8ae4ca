package dev.seatline.server.rules.requests;

import dev.seatline.server.rules.Book;
import dev.seatline.server.rules.Details;
import dev.seatline.server.rules.Finding;
import dev.seatline.server.rules.Form;
import dev.seatline.server.rules.Ground;
import dev.seatline.server.rules.Happening;
import dev.seatline.server.rules.Mark;
import dev.seatline.server.rules.Papers;
import dev.seatline.server.rules.Rule;
import dev.seatline.server.rules.Scene;
import dev.seatline.server.rules.Standing;
import dev.seatline.server.rules.VerdictKind;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What becomes of leave and swaps, and what they cost by the regulation.
public final class RequestVerdicts implements Rule {
    @Override
    public void happened(Happening happening, Scene scene, Book book) {
        boolean papers = happening instanceof Happening.Handed || happening instanceof Happening.Decided;
        if (papers) {
            List<Papers.Paper> all = new ArrayList<>(scene.papers().all(Form.Leave.class));
            all.addAll(scene.papers().all(Form.Swap.class));
            for (Papers.Paper paper : all) {
                Standing standing = scene.standing(paper);
                if (standing != null) {
                    say(paper, standing, scene, book);
                }
            }
        }
    }

    private static void say(Papers.Paper paper, Standing standing, Scene scene, Book book) {
        String matter = "request/" + paper.id();
        switch (standing) {
            case Standing.Refused(String rule, String reason) -> {
                book.say(finding(paper, rule, VerdictKind.REQUEST_REFUSED, matter, scene)
                        .details(Details.because(reason).type(paper.form().name()))
                        .verdict());
                book.unsay(matter + "/price");
                book.unsay(matter + "/booked");
            }
            case Standing.Waiting(String rule, String to) -> {
                book.say(finding(paper, rule, VerdictKind.REQUEST_WAITING, matter, scene)
                        .details(Details.NONE.to(to).type(paper.form().name()))
                        .verdict());
                book.unsay(matter + "/price");
                book.unsay(matter + "/booked");
            }
            case Standing.Accepted accepted -> {
                Finding finding = finding(paper, accepted.rule(), VerdictKind.REQUEST_ACCEPTED, matter, scene)
                        .details(Details.NONE.type(paper.form().name()));
                if (paper.form() instanceof Form.Swap swap) {
                    finding.fact("partner", new Mark(paper.at(), paper.id()), null, swap.with(), "");
                }
                if (!accepted.overridden().isEmpty()) {
                    finding.ground(Ground.computed("overridden", accepted.overridden()));
                }
                book.say(finding.verdict());
                price(paper, accepted, matter + "/price", scene, book);
                booked(paper, accepted.booked(), matter + "/booked", scene, book);
            }
        }
    }

    /// A shift that follows another without a pause is a day of leave.
    private static void booked(
            Papers.Paper paper, Standing.@Nullable Booked booked, String matter, Scene scene, Book book) {
        if (booked == null) {
            book.unsay(matter);
            return;
        }
        book.say(finding(paper, booked.rule(), VerdictKind.LEAVE_BOOKED, matter, scene)
                .of(booked.agent(), null)
                .on(booked.date())
                .details(Details.ofDays(BigDecimal.ONE))
                .planned("shift-start", booked.start())
                .parameter("swap.doubleShiftEffect", "leave")
                .verdict());
    }

    private static void price(Papers.Paper paper, Standing.Accepted accepted, String matter, Scene scene, Book book) {
        if (accepted.yuan() == 0) {
            book.unsay(matter);
            return;
        }
        boolean money = scene.policy(paper.at()).penalty().money();
        book.say(finding(
                        paper,
                        accepted.yuanRule(),
                        money ? VerdictKind.FINE_PROPOSED : VerdictKind.WARNING,
                        matter,
                        scene)
                .details(money ? Details.ofYuan(accepted.yuan()) : Details.NONE)
                .parameter("penalty.money", money)
                .verdict());
    }

    private static Finding finding(Papers.Paper paper, String rule, VerdictKind kind, String matter, Scene scene) {
        Instant at = kind == VerdictKind.REQUEST_WAITING || paper.decisions().isEmpty()
                ? paper.at()
                : paper.decisions().getLast().at();
        Finding finding = new Finding(scene, rule, kind, matter, at)
                .by(scene.policy(paper.at()))
                .of(paper.form().agent(), null)
                .on(date(paper.form(), scene.calendar().date(paper.at())))
                .fact(
                        "form",
                        new Mark(paper.at(), paper.id()),
                        null,
                        paper.form().agent(),
                        paper.form() instanceof Form.Leave leave
                                ? leave.type()
                                : paper.form().name());
        for (Papers.Decided decided : paper.decisions()) {
            finding.fact(
                    decided.decision() == Form.Decision.REFUSE ? "refused" : "approved",
                    new Mark(decided.at(), decided.source()),
                    null,
                    decided.by(),
                    "");
        }
        return finding;
    }

    private static LocalDate date(Form form, LocalDate handed) {
        return switch (form) {
            case Form.Leave leave -> leave.from();
            case Form.Swap swap -> swap.date();
            case Form.Correction _,
                    Form.Waiver _,
                    Form.Handover _,
                    Form.Entry _,
                    Form.Proof _,
                    Form.Notice _,
                    Form.RosterFiled _,
                    Form.Plan _,
                    Form.Inspection _ -> handed;
        };
    }
}
