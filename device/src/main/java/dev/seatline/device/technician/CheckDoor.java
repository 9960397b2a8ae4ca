package dev.seatline.device.technician;

import dev.seatline.device.check.CheckReport;
import dev.seatline.device.check.CheckedHardware;
import dev.seatline.device.check.CheckedHardware.Refusal;
import dev.seatline.device.check.CheckedHardware.State;
import dev.seatline.device.check.HardwareCheck;
import dev.seatline.device.check.HardwareCheck.Step;
import dev.seatline.device.check.HardwareCheck.Word;
import dev.seatline.device.check.TestPattern;
import dev.seatline.wire.ConsoleId;
import dev.seatline.wire.SeatId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// The check of the parts over HTTP: something tried for a moment, and the guided check with its report. Any thread.
/// Several technicians see the same check; what one says of a step that the other has dealt with is refused.
public final class CheckDoor implements Door {
    private static final String PATH = "/api/v1/check";
    private static final String TRY = "/api/v1/check/try";
    private static final String STEP = "/api/v1/check/step";
    private static final String REPORT = "/api/v1/check/report";
    private static final int LARGEST_BODY = 256;
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy-MM-dd-HHmm", Locale.ROOT);

    private final SeatId seat;
    private final ConsoleId console;
    private final String software;
    private final CheckedHardware parts;

    public CheckDoor(SeatId seat, ConsoleId console, String software, CheckedHardware parts) {
        this.seat = seat;
        this.console = console;
        this.software = software;
        this.parts = parts;
    }

    @Override
    public Map<String, Way> ways() {
        return Map.of(
                PATH,
                new Way(List.of("GET", "POST", "DELETE"), Need.LOOKING, LARGEST_BODY, true),
                TRY,
                Way.deed(LARGEST_BODY),
                STEP,
                Way.deed(LARGEST_BODY),
                REPORT,
                Way.look());
    }

    @Override
    public Answer answer(Asked asked) {
        return switch (asked.path()) {
            case TRY -> attempt(asked);
            case STEP -> step(asked);
            case REPORT -> report(asked);
            default -> check(asked);
        };
    }

    private Answer check(Asked asked) {
        return switch (asked.method()) {
            case "POST" -> refusedOr(parts.begin());
            case "DELETE" -> {
                parts.finish();
                yield Answer.json(200, shown());
            }
            default -> Answer.json(200, shown());
        };
    }

    private Answer attempt(Asked asked) {
        Optional<ObjectNode> sent = asked.object("show");
        if (sent.isEmpty()) {
            return Asked.wrongFields("show");
        }
        return TestPattern.of(sent.get().path("show").asString(""))
                .map(pattern -> refusedOr(parts.attempt(pattern)))
                .orElseGet(() -> Answer.of(Problem.wrongValue("\"show\" must be one of "
                        + Arrays.stream(TestPattern.values())
                                .map(TestPattern::id)
                                .collect(Collectors.joining(", "))
                        + "; found another value")));
    }

    private Answer step(Asked asked) {
        Optional<ObjectNode> sent = asked.object("step", "word");
        if (sent.isEmpty()) {
            return Asked.wrongFields("step", "word");
        }
        String said = sent.get().path("word").asString("");
        Optional<Word> word = Arrays.stream(Word.values())
                .filter(one -> lower(one).equals(said))
                .findFirst();
        if (word.isEmpty()) {
            return Answer.of(
                    Problem.wrongValue("\"word\" must be one of works, fails, skip, again; found another value"));
        }
        return parts.tell(sent.get().path("step").asString(""), word.get())
                ? Answer.json(200, shown())
                : Answer.of(Problem.conflict("the check does not wait for that: it has gone on, or has ended, or the"
                        + " part has to be used to show that it works"));
    }

    private Answer report(Asked asked) {
        if (!(parts.state() instanceof State.Ended ended)) {
            return Answer.of(Problem.conflict(
                    "there is no report: no check has been made since the console started," + " or one runs now"));
        }
        ZoneId zone = ZoneId.systemDefault();
        String text = CheckReport.text(
                "zh".equals(asked.query().get("language")),
                new CheckReport.About(seat, console.toString(), software, zone),
                ended,
                parts.health());
        return Answer.download(
                "seatline-check-%s-%s.txt"
                        .formatted(seat, DAY.format(ended.ended().atZone(zone))),
                "text/plain; charset=utf-8",
                text.getBytes(StandardCharsets.UTF_8));
    }

    private Answer refusedOr(Optional<Refusal> refusal) {
        return refusal.map(why -> Answer.of(Problem.conflict(
                        switch (why) {
                            case SEAT_TAKEN ->
                                "somebody is signed in at the seat: a guided check would take his taps and presses;"
                                        + " wait until the seat is free";
                            case RUNNING -> "a guided check runs already; go on with it, or end it";
                            case NO_SUCH_PART -> "this seat has no such part in its configuration";
                        })))
                .orElseGet(() -> Answer.json(202, shown()));
    }

    private Shown shown() {
        State state = parts.state();
        List<String> patterns = parts.patterns().stream().map(TestPattern::id).toList();
        String tried = parts.tried().map(TestPattern::id).orElse(null);
        boolean vacant = parts.vacant();
        return switch (state) {
            case State.Idle() -> new Shown("idle", vacant, tried, patterns, null, List.of(), 0, null, null, null);
            case State.Running(HardwareCheck check, Instant began) ->
                new Shown(
                        "running",
                        vacant,
                        null,
                        patterns,
                        check.current().map(Step::id).orElse(null),
                        steps(check),
                        parts.left().toSeconds(),
                        began,
                        null,
                        null);
            case State.Ended(HardwareCheck check, Instant began, Instant ended, var why) ->
                new Shown("ended", vacant, tried, patterns, null, steps(check), 0, began, ended, why.name());
        };
    }

    private static List<ShownStep> steps(HardwareCheck check) {
        return check.steps().stream()
                .map(step -> new ShownStep(
                        step.id(),
                        step.part(),
                        step.pattern() != null,
                        lower(step.result()),
                        step.seen(),
                        step.instead(),
                        step.bounces()))
                .toList();
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    /// @param state `idle`, `running` or `ended`
    /// @param vacant whether nobody is signed in at the seat
    /// @param tried what is shown for a moment
    /// @param patterns what can be
    /// @param step what is waited for
    /// @param left seconds until the check ends by itself
    private record Shown(
            String state,
            boolean vacant,
            @Nullable String tried,
            List<String> patterns,
            @Nullable String step,
            List<ShownStep> steps,
            long left,
            @Nullable Instant began,
            @Nullable Instant ended,
            @Nullable String why) {}

    /// @param shows whether it has to be looked at; what does not has to be used
    private record ShownStep(
            String id,
            String part,
            boolean shows,
            String result,
            List<String> seen,
            List<String> instead,
            long bounces) {}
}
