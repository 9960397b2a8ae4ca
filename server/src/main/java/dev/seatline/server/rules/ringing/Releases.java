package dev.seatline.server.rules.ringing;

import dev.seatline.server.rules.Book;
import dev.seatline.server.rules.Calendar;
import dev.seatline.server.rules.Details;
import dev.seatline.server.rules.Finding;
import dev.seatline.server.rules.Form;
import dev.seatline.server.rules.Happening;
import dev.seatline.server.rules.Mark;
import dev.seatline.server.rules.People;
import dev.seatline.server.rules.Rule;
import dev.seatline.server.rules.Scene;
import dev.seatline.server.rules.SeatRun;
import dev.seatline.server.rules.Verdict;
import dev.seatline.server.rules.VerdictKind;
import dev.seatline.server.rules.policy.Policy;
import dev.seatline.wire.PersonId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.TreeSet;

/// Who ends a call, and how long a personal one lasts.
public final class Releases implements Rule {
    @Override
    public void happened(Happening happening, Scene scene, Book book) {
        switch (happening) {
            case Happening.Telephony call when call.step() == Happening.Telephony.Step.END -> ended(call, scene, book);
            case Happening.Handed handed -> {
                PersonId agent = handed.form().agent();
                boolean report = handed.form() instanceof Form.Notice || handed.form() instanceof Form.Entry;
                if (report && agent != null && scene.ours(agent)) {
                    book.unsay(exempt(agent, scene.calendar().date(handed.at())));
                }
            }
            case Happening.Telephony _,
                    Happening.Linked _,
                    Happening.Sensed _,
                    Happening.Lost _,
                    Happening.Found _,
                    Happening.Login _,
                    Happening.Decided _,
                    Happening.Incident _ -> {}
        }
    }

    /// Calls that may be ended when they are reported: one matter a day.
    private static String exempt(PersonId agent, LocalDate day) {
        return "released-exempt/" + agent + "/" + day;
    }

    private static boolean reported(PersonId agent, LocalDate day, Scene scene) {
        return scene.papers().of(agent).stream()
                .filter(paper -> paper.form() instanceof Form.Notice || paper.form() instanceof Form.Entry)
                .anyMatch(paper -> scene.calendar().date(paper.at()).equals(day));
    }

    private static void ended(Happening.Telephony call, Scene scene, Book book) {
        SeatRun seat = scene.seat(call.seat());
        PersonId agent = seat == null ? null : seat.agent();
        if (seat == null || agent == null || !scene.ours(agent)) {
            return;
        }
        Policy.Calls policy = scene.policy().calls();
        Mark end = new Mark(call.at(), call.place().toString());
        String release = policy.rules().id("release");
        if (release != null && "agent".equals(call.releasedBy())) {
            LocalDate day = scene.calendar().date(call.at());
            String tag = call.tag();
            boolean exempt = tag != null && policy.exemptTags().contains(tag);
            if (!exempt || !reported(agent, day, scene)) {
                book.say(new Finding(
                                scene,
                                release,
                                VerdictKind.CALL_VIOLATION,
                                exempt ? exempt(agent, day) : "released/" + call.place(),
                                call.at())
                        .of(agent, call.seat())
                        .details(Details.because("released-first"))
                        .fact("ended", end, call.seat(), agent, tag == null ? "agent" : tag)
                        .parameter("call.exemptTags", String.join(" ", new TreeSet<>(policy.exemptTags())))
                        .provisional(exempt)
                        .verdict());
            }
        }
        String personal = policy.rules().id("personal");
        Mark began = seat.personal();
        if (personal != null
                && began != null
                && Duration.between(began.at(), call.at()).compareTo(policy.personalMax()) > 0) {
            book.say(new Finding(scene, personal, VerdictKind.CALL_VIOLATION, "personal/" + call.place(), call.at())
                    .of(agent, call.seat())
                    .details(Details.because("private"))
                    .fact("answered", began, call.seat(), agent, "")
                    .fact("ended", end, call.seat(), agent, "")
                    .parameter("call.personalMaxMin", policy.personalMax().toMinutes())
                    .verdict());
        }
    }

    @Override
    public List<Instant> moments(LocalDate day, Policy policy, Calendar calendar) {
        return policy.calls().rules().has("release") ? List.of(calendar.begin(day.plusDays(1))) : List.of();
    }

    /// The day is over, and what had to be reported was not.
    @Override
    public void moment(Scene scene, Book book) {
        LocalDate yesterday = scene.calendar().date(scene.now()).minusDays(1);
        for (People.Member member : scene.people().people().values()) {
            Verdict open = book.standing(exempt(member.id(), yesterday));
            if (open != null && open.provisional()) {
                book.say(open.settled());
            }
        }
    }
}
