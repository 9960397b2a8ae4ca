package dev.seatline.device.check;

import dev.seatline.device.hardware.InputReading;
import dev.seatline.device.seat.Input;
import dev.seatline.wire.SeatParts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A guided check of the parts of a seat, one step after the other. What senses has to be used: nobody can say that it
/// works without it. What shows has to be looked at. Immutable.
///
/// @param at the step that is waited for; as many as there are steps when all have been tried
public record HardwareCheck(List<Step> steps, int at) {
    /// Of each kind so many words are kept: a wire that is loose says the same many times.
    private static final int MOST_WORDS = 8;

    private static final List<String> SENSING =
            List.of(SeatParts.BADGE_READER, SeatParts.BUTTON, SeatParts.HOOK, SeatParts.BELL);

    /// What came of a step.
    public enum Result {
        WAITING,
        WORKS,
        FAILS,
        SKIPPED
    }

    /// What whoever checks says of a step.
    public enum Word {
        /// it was seen or heard
        WORKS,
        /// it was not, or something else was
        FAILS,
        SKIP,
        /// this step, which may have been tried before, once more
        AGAIN
    }

    /// One thing to try.
    ///
    /// @param id the part, or what it has to show
    /// @param part one of [SeatParts]
    /// @param pattern what it has to show, or null where something has to be sensed
    /// @param seen what was sensed: `SHORT`, `LIFTED`, a masked card
    /// @param instead other parts that were sensed meanwhile: wires may be swapped
    /// @param bounces edges too many, when it worked
    public record Step(
            String id,
            String part,
            @Nullable TestPattern pattern,
            Result result,
            List<String> seen,
            List<String> instead,
            long bounces) {
        public Step {
            seen = List.copyOf(seen);
            instead = List.copyOf(instead);
        }

        static Step sensing(String part) {
            return new Step(part, part, null, Result.WAITING, List.of(), List.of(), 0);
        }

        static Step showing(TestPattern pattern) {
            return new Step(pattern.id(), pattern.part(), pattern, Result.WAITING, List.of(), List.of(), 0);
        }

        Step with(Result other) {
            return new Step(id, part, pattern, other, seen, instead, bounces);
        }

        private Step saw(String word, Result then, long bounced) {
            return new Step(id, part, pattern, then, plus(seen, word), instead, bounced);
        }

        private Step sawInstead(String other) {
            return instead.contains(other)
                    ? this
                    : new Step(id, part, pattern, result, seen, plus(instead, other), bounces);
        }

        private Step anew() {
            return new Step(id, part, pattern, Result.WAITING, List.of(), List.of(), 0);
        }

        private static List<String> plus(List<String> words, String word) {
            List<String> more = new ArrayList<>(words);
            more.add(word);
            return more.size() > MOST_WORDS ? more.subList(1, more.size()) : more;
        }
    }

    public HardwareCheck {
        steps = List.copyOf(steps);
        if (at < 0 || at > steps.size()) {
            throw new IllegalArgumentException("a step of 0 to " + steps.size() + ", found " + at);
        }
    }

    /// A check of these parts, of which nothing has been tried yet.
    ///
    /// @param parts names; those of which a check knows nothing are left out
    public static HardwareCheck of(Collection<String> parts) {
        List<Step> steps = new ArrayList<>();
        SENSING.stream().filter(parts::contains).map(Step::sensing).forEach(steps::add);
        for (TestPattern pattern : TestPattern.values()) {
            if (pattern.asked() && parts.contains(pattern.part())) {
                steps.add(Step.showing(pattern));
            }
        }
        return new HardwareCheck(steps, 0);
    }

    /// What is waited for, unless all has been tried.
    public Optional<Step> current() {
        return at < steps.size() ? Optional.of(steps.get(at)) : Optional.empty();
    }

    /// Whether everything was tried and works.
    public boolean passed() {
        return !steps.isEmpty() && steps.stream().allMatch(step -> step.result() == Result.WORKS);
    }

    /// How many steps came to this.
    public long count(Result result) {
        return steps.stream().filter(step -> step.result() == result).count();
    }

    /// Something was sensed. It counts for the step that is waited for, whatever it was.
    ///
    /// @param readings of the inputs by part, taken after the input
    HardwareCheck sensed(Input input, Map<String, InputReading> readings) {
        Sensed said = said(input, readings);
        Step step = current().orElse(null);
        if (said == null || step == null) {
            return this;
        }
        if (!said.part().equals(step.part())) {
            return with(one -> one.sawInstead(said.part()));
        }
        if (step.seen().contains(said.word()) && step.part().equals(SeatParts.HOOK)) {
            return this;
        }
        // a hook switch has to be seen both ways
        boolean enough = !step.part().equals(SeatParts.HOOK) || !step.seen().isEmpty();
        InputReading reading = readings.get(said.part());
        HardwareCheck then = with(one ->
                one.saw(said.word(), enough ? Result.WORKS : Result.WAITING, reading == null ? 0 : reading.bounces()));
        return enough ? then.onwards() : then;
    }

    /// Somebody has said something of a step.
    ///
    /// @param id of the step: what is said of one that is not waited for any more is not heard, except [Word#AGAIN]
    /// @return empty if it is not heard: also that something which senses works, which only it can say
    Optional<HardwareCheck> told(String id, Word word) {
        if (word == Word.AGAIN) {
            return backTo(id);
        }
        Step step = current().filter(one -> one.id().equals(id)).orElse(null);
        if (step == null || (word == Word.WORKS && step.pattern() == null)) {
            return Optional.empty();
        }
        Result result = switch (word) {
            case WORKS -> Result.WORKS;
            case FAILS -> Result.FAILS;
            case SKIP -> Result.SKIPPED;
            case AGAIN -> Result.WAITING;
        };
        return Optional.of(with(one -> one.with(result)).onwards());
    }

    private Optional<HardwareCheck> backTo(String id) {
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i).id().equals(id)) {
                return Optional.of(new HardwareCheck(steps, i).with(Step::anew));
            }
        }
        return Optional.empty();
    }

    /// On to the next step that has not been tried.
    private HardwareCheck onwards() {
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i).result() == Result.WAITING) {
                return new HardwareCheck(steps, i);
            }
        }
        return new HardwareCheck(steps, steps.size());
    }

    private HardwareCheck with(UnaryOperator<Step> change) {
        List<Step> changed = new ArrayList<>(steps);
        changed.set(at, change.apply(steps.get(at)));
        return new HardwareCheck(changed, at);
    }

    private record Sensed(String part, String word) {}

    private static @Nullable Sensed said(Input input, Map<String, InputReading> readings) {
        return switch (input) {
            case Input.CardRead _ -> {
                InputReading reader = readings.get(SeatParts.BADGE_READER);
                yield new Sensed(
                        SeatParts.BADGE_READER, reader == null || reader.seen().isEmpty() ? "•" : reader.seen());
            }
            case Input.ButtonPressed(Input.Press press) -> new Sensed(SeatParts.BUTTON, press.name());
            case Input.HookMoved(boolean lifted) -> new Sensed(SeatParts.HOOK, lifted ? "LIFTED" : "RESTING");
            case Input.BellRang _ -> new Sensed(SeatParts.BELL, "RANG");
            case Input.PartReported _,
                    Input.LinkChanged _,
                    Input.ClockBecameTrusted _,
                    Input.SettingsArrived _,
                    Input.OrderArrived _,
                    Input.TimePassed _ -> null;
        };
    }
}
