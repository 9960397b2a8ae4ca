package dev.seatline.server.replay;

import dev.seatline.config.Entry;
import dev.seatline.config.Section;
import dev.seatline.server.rules.Form;
import dev.seatline.server.rules.Happening;
import dev.seatline.wire.BreakType;
import dev.seatline.wire.Declaration;
import dev.seatline.wire.Headset;
import dev.seatline.wire.PersonId;
import dev.seatline.wire.Reason;
import dev.seatline.wire.SeatId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Reads the steps of a scenario. Used while one file is read.
///
/// @param floor people and seats of the file; a seat that a step names exists by itself
record StepReader(Cast floor, ZoneId zone, FormReader forms) {
    private static final List<String> KINDS = List.of(
            "badge",
            "declare",
            "login",
            "logout",
            "headset",
            "ring",
            "call",
            "raise",
            "link",
            "form",
            "approve",
            "refuse",
            "acknowledge",
            "release",
            "case",
            "fault",
            "incident");

    Step read(Section step) {
        return read(step, Values.moment(step.required("at"), zone), KINDS);
    }

    /// A step whose moment stands elsewhere.
    ///
    /// @param allowed kinds
    Step read(Section step, Instant at, List<String> allowed) {
        List<String> kinds = new ArrayList<>();
        allowed.stream().filter(step::has).forEach(kinds::add);
        // the second word of a form may be the name of another kind
        if (kinds.size() > 1 && kinds.contains("form")) {
            kinds.removeIf(kind -> !kind.equals("form"));
        }
        if (kinds.size() != 1) {
            step.mistake(
                    "at",
                    "a step has one of %s, found %s"
                            .formatted(
                                    String.join(", ", allowed),
                                    String.join(
                                            kinds.isEmpty() ? ", " : " and ", kinds.isEmpty() ? step.keys() : kinds)));
            // no more words about keys that nobody can judge
            step.keys().forEach(step::optional);
            return new Step(step.line(), at, new Step.Noted("?"));
        }
        return new Step(
                step.line(), at, deed(step, kinds.getFirst(), at.atZone(zone).toLocalDate()));
    }

    private Step.Deed deed(Section step, String kind, LocalDate day) {
        Entry what = step.required(kind);
        return switch (kind) {
            case "badge" -> new Step.Tap(seat(step), Values.person(what));
            case "declare" -> new Step.Declare(seat(step), declaration(step, what));
            case "login", "logout" -> {
                PersonId agent = floor.person(what);
                yield new Step.Login(agent, floor.seat(step.required("seat"), agent), kind.equals("login"));
            }
            case "headset" -> new Step.HeadsetTo(seat(step), what.choice(Headset.class, Headset.UNKNOWN));
            case "ring" -> ring(step, what);
            case "call" -> call(step, what);
            case "raise" ->
                new Step.Raise(seat(step), Values.word(what, "hand", "none").equals("hand"));
            case "link" ->
                new Step.Link(seat(step), Values.word(what, "online", "offline").equals("online"));
            case "form" -> new Step.HandIn(forms.read(step, what, day));
            case "approve", "refuse", "acknowledge", "release" -> decide(step, what, kind);
            case "incident" ->
                new Step.Incident(
                        step.required("id").text(64, ""),
                        Values.word(what, "open", "closed").equals("open"));
            case "case" -> {
                step.required("id").text(64, "");
                step.optional("class").text(64, "");
                yield new Step.Noted("case " + Values.word(what, "open", "answer", "close", "visit"));
            }
            case "fault" -> {
                step.required("id").text(64, "");
                step.optional("level").number(1, 4, 1);
                yield new Step.Noted("fault " + Values.word(what, "open", "respond", "plan", "fix", "report"));
            }
            default -> throw new IllegalStateException("no kind of step: " + kind);
        };
    }

    private SeatId seat(Section step) {
        return floor.seat(step.required("seat"), null);
    }

    private static Declaration declaration(Section step, Entry what) {
        return switch (Values.word(what, "ready", "not-ready", "break", "wrap-up", "study")) {
            case "not-ready" ->
                new Declaration.NotReady(Values.code(step.optional("reason"), Reason::new, Reason.OTHER));
            case "break" ->
                new Declaration.BreakRequested(Values.code(step.optional("type"), BreakType::new, BreakType.REST), 0);
            case "wrap-up" -> new Declaration.WrapUp();
            case "study" -> new Declaration.Study();
            default -> new Declaration.Ready();
        };
    }

    private Step.Ring ring(Section step, Entry what) {
        Entry after = step.optional("after");
        double seconds = Values.seconds(after, 3600);
        return new Step.Ring(
                seat(step),
                what.number(1, 500, 1),
                step.required("answered").flag(false),
                step.has("after") ? Math.round(seconds * 1000) : null);
    }

    private Step.Call call(Section step, Entry what) {
        boolean pause = step.has("pause");
        return new Step.Call(
                seat(step),
                what.choice(Happening.Telephony.Step.class, Happening.Telephony.Step.START),
                step.has("released-by") ? Values.word(step.optional("released-by"), "agent", "customer") : null,
                step.has("tag") ? step.optional("tag").text(64, "") : null,
                pause ? Values.seconds(step.optional("pause"), 86_400) : null,
                step.optional("private").flag(false));
    }

    /// What is decided on is named by its form; a seat or an agent that is let go may stand there itself.
    private Step.Decide decide(Section step, Entry what, String kind) {
        Form.Decision decision = Form.Decision.valueOf(kind.toUpperCase(Locale.ROOT));
        String form = what.text(64, "leave");
        PersonId agent = step.has("agent") ? floor.person(step.optional("agent")) : null;
        SeatId seat = step.has("seat") ? floor.seat(step.optional("seat"), agent) : null;
        PersonId by = floor.person(step.required("by"));
        if (decision == Form.Decision.RELEASE && agent == null && seat == null) {
            PersonId named = Values.person(what);
            boolean person = floor.knows(named);
            return decided(decision, "seat", person ? named : null, person ? null : Values.seat(what), by);
        }
        if (decision != Form.Decision.ACKNOWLEDGE && decision != Form.Decision.RELEASE) {
            form = Values.word(what, FormReader.NAMES);
        }
        return decided(decision, form, agent, seat, by);
    }

    private static Step.Decide decided(
            Form.Decision decision, String form, @Nullable PersonId agent, @Nullable SeatId seat, PersonId by) {
        return new Step.Decide(decision, form, agent, seat, by);
    }
}
