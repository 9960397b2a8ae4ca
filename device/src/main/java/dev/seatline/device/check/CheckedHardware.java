package dev.seatline.device.check;

import dev.seatline.device.check.HardwareCheck.Word;
import dev.seatline.device.hardware.InputReading;
import dev.seatline.device.hardware.SeatHardware;
import dev.seatline.device.seat.Input;
import dev.seatline.device.seat.Outputs;
import dev.seatline.time.TimeSource;
import dev.seatline.wire.ConsoleStatus.PartHealth;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/// The parts of a seat, which a technician may check while they serve it.
///
/// What is tried for a moment gives way to whatever the seat has to show. While a guided check runs, what is sensed
/// goes to the check and not to the seat: a technician's taps and presses are nobody's work. It begins at a seat where
/// nobody is signed in, is told to the seat as a part that fails ([#PART]), so that nobody takes the seat for watched,
/// and ends by itself when nobody goes on with it.
///
/// Methods are for any thread.
public final class CheckedHardware implements SeatHardware {
    /// By this name the seat is told that a check runs.
    public static final String PART = "check";

    /// How long something is shown that is tried for a moment.
    public static final Duration SHOWN = Duration.ofSeconds(4);

    /// After so long without a word of a technician, or an input that a step waited for, a guided check ends.
    public static final Duration PATIENCE = Duration.ofMinutes(2);

    /// And after so long in any case: who comes to work at the seat must not wait for it.
    public static final Duration LONGEST = Duration.ofMinutes(15);

    private static final Duration SETTLES = Duration.ofMillis(200);
    private static final String RUNS = "a technician checks the parts: taps and presses are not recorded meanwhile";
    private static final Outputs REFUSING = new Outputs(Outputs.DARK.lamp(), "----", Outputs.Buzzer.ERROR);
    private static final Outputs WAITING = new Outputs(Outputs.DARK.lamp(), "----", Outputs.Buzzer.SILENT);

    private final SeatHardware parts;
    private final BooleanSupplier vacant;
    private final TimeSource time;
    private final Later later;

    private final ReentrantLock turn = new ReentrantLock();
    private Consumer<Input> seat = _ -> {};
    private Outputs wanted = Outputs.DARK;
    private @Nullable TestPattern tried;
    private long trials;
    private @Nullable Boolean lifted;
    private State state = new State.Idle();
    private long endsAt;
    private long endsAtLatest;
    private long shows;
    private boolean stopped;

    /// How it stands with the guided check.
    public sealed interface State {
        /// None has been made since the start.
        record Idle() implements State {}

        /// @param began by the wall clock
        record Running(HardwareCheck check, Instant began) implements State {}

        /// The last one, until another begins.
        record Ended(HardwareCheck check, Instant began, Instant ended, Ending why) implements State {}
    }

    /// Why a guided check ended.
    public enum Ending {
        /// every step was tried
        COMPLETE,
        /// on request
        STOPPED,
        /// nobody went on with it
        FORGOTTEN,
        /// somebody signed in at the seat
        SEAT_TAKEN
    }

    /// Why nothing is shown, or no check begins.
    public enum Refusal {
        /// somebody is signed in at the seat
        SEAT_TAKEN,
        /// a guided check runs
        RUNNING,
        /// the seat has no such part
        NO_SUCH_PART
    }

    /// @param parts what is checked
    /// @param vacant whether nobody is signed in at the seat now
    /// @param time an ordinary clock
    public CheckedHardware(SeatHardware parts, BooleanSupplier vacant, TimeSource time, Later later) {
        this.parts = parts;
        this.vacant = vacant;
        this.time = time;
        this.later = later;
    }

    @Override
    public void start(Consumer<Input> sensed) {
        locked(() -> seat = sensed);
        // the journal may remember a check that was cut off
        sensed.accept(new Input.PartReported(PART, true, ""));
        parts.start(this::sensed);
    }

    @Override
    public void show(Outputs outputs) {
        locked(() -> {
            wanted = outputs;
            if (state instanceof State.Running) {
                // perhaps somebody has signed in; whoever shows says so a moment later
                later.after(SETTLES, () -> locked(this::giveWay));
            } else {
                tried = null;
                parts.show(outputs);
            }
        });
    }

    @Override
    public List<PartHealth> health() {
        List<PartHealth> health = parts.health();
        return state() instanceof State.Running
                ? Stream.concat(Stream.of(new PartHealth(PART, false, RUNS)), health.stream())
                        .toList()
                : health;
    }

    @Override
    public List<InputReading> inputs() {
        return parts.inputs();
    }

    @Override
    public void stop() {
        locked(() -> {
            stopped = true;
            end(Ending.STOPPED);
        });
        parts.stop();
    }

    /// How it stands with the guided check.
    public State state() {
        return locked(() -> state);
    }

    /// How long it waits still for somebody to go on. Zero when none runs.
    public Duration left() {
        return locked(() -> state instanceof State.Running
                ? Duration.ofNanos(Math.max(0, endsAt - time.nanoTime()))
                : Duration.ZERO);
    }

    /// Whether nobody is signed in at the seat.
    public boolean vacant() {
        return vacant.getAsBoolean();
    }

    /// What is tried for a moment.
    public Optional<TestPattern> tried() {
        return locked(() -> Optional.ofNullable(tried));
    }

    /// What can be tried.
    public List<TestPattern> patterns() {
        List<String> names = names();
        return Arrays.stream(TestPattern.values())
                .filter(one -> names.contains(one.part()))
                .toList();
    }

    /// Shows something for a moment, until the seat has something else to show.
    ///
    /// @return why not, or empty
    public Optional<Refusal> attempt(TestPattern pattern) {
        if (!names().contains(pattern.part())) {
            return Optional.of(Refusal.NO_SUCH_PART);
        }
        return locked(() -> {
            if (state instanceof State.Running) {
                return Optional.of(Refusal.RUNNING);
            }
            tried = pattern;
            long mine = ++trials;
            showAnew(pattern.outputs());
            later.after(
                    SHOWN,
                    () -> locked(() -> {
                        if (tried != null && trials == mine) {
                            tried = null;
                            parts.show(wanted);
                        }
                    }));
            return Optional.empty();
        });
    }

    /// Begins a guided check.
    ///
    /// @return why not, or empty
    public Optional<Refusal> begin() {
        List<String> names = names();
        return locked(() -> {
            if (state instanceof State.Running) {
                return Optional.of(Refusal.RUNNING);
            }
            if (!vacant.getAsBoolean()) {
                return Optional.of(Refusal.SEAT_TAKEN);
            }
            HardwareCheck check = HardwareCheck.of(names);
            if (check.steps().isEmpty() || stopped) {
                return Optional.of(Refusal.NO_SUCH_PART);
            }
            tried = null;
            lifted = null;
            endsAt = time.nanoTime() + PATIENCE.toNanos();
            endsAtLatest = time.nanoTime() + LONGEST.toNanos();
            state = new State.Running(check, time.now());
            seat.accept(new Input.PartReported(PART, false, RUNS));
            Logger.info("a check of the parts has begun");
            showStep(check);
            watch(PATIENCE);
            return Optional.empty();
        });
    }

    /// Says something of a step of the guided check.
    ///
    /// @param step its id
    /// @return false when that step is not waited for, or that cannot be said of it
    public boolean tell(String step, Word word) {
        return locked(() -> {
            if (!(state instanceof State.Running(HardwareCheck check, Instant _))) {
                return false;
            }
            Optional<HardwareCheck> next = check.told(step, word);
            next.ifPresent(one -> goOn(one, true));
            return next.isPresent();
        });
    }

    /// Ends the guided check, if one runs.
    public void finish() {
        locked(() -> end(Ending.STOPPED));
    }

    private void sensed(Input input) {
        if (input instanceof Input.PartReported || !diverted(input)) {
            seat.accept(input);
        }
    }

    /// Whether the check has taken it.
    private boolean diverted(Input input) {
        return locked(() -> {
            if (!(state instanceof State.Running)) {
                return false;
            }
            giveWay();
            if (!(state instanceof State.Running)) {
                return false;
            }
            if (input instanceof Input.HookMoved(boolean up)) {
                lifted = up;
            }
            Map<String, InputReading> readings =
                    parts.inputs().stream().collect(Collectors.toMap(InputReading::part, Function.identity()));
            if (state instanceof State.Running(HardwareCheck check, Instant _)) {
                refuse(check, input);
                HardwareCheck next = check.sensed(input, readings);
                goOn(next, next.at() != check.at());
            }
            return true;
        });
    }

    /// Under the lock.
    private void giveWay() {
        if (!vacant.getAsBoolean()) {
            end(Ending.SEAT_TAKEN);
        }
    }

    /// Under the lock.
    ///
    /// @param touched whether somebody goes on with the check: not every input is a technician's
    private void goOn(HardwareCheck next, boolean touched) {
        if (!(state instanceof State.Running(HardwareCheck _, Instant began))) {
            return;
        }
        state = new State.Running(next, began);
        if (next.current().isEmpty()) {
            end(Ending.COMPLETE);
        } else if (touched) {
            long soon = time.nanoTime() + PATIENCE.toNanos();
            endsAt = soon - endsAtLatest < 0 ? soon : endsAtLatest;
            showStep(next);
        }
    }

    /// Under the lock. A lamp that shows a colour on trial looks like an answer: whoever taps or presses then
    /// is told that it was none.
    private void refuse(HardwareCheck check, Input input) {
        boolean shown = check.current().map(HardwareCheck.Step::pattern).isPresent();
        if (shown && (input instanceof Input.CardRead || input instanceof Input.ButtonPressed)) {
            shows++;
            showAnew(REFUSING);
        }
    }

    /// Under the lock. What has to be looked at is shown for a moment only, so that a lamp on trial is not taken
    /// for the seat's.
    private void showStep(HardwareCheck check) {
        long mine = ++shows;
        TestPattern pattern = check.current().map(HardwareCheck.Step::pattern).orElse(null);
        showAnew(pattern == null ? WAITING : pattern.outputs());
        if (pattern != null) {
            later.after(
                    SHOWN,
                    () -> locked(() -> {
                        if (state instanceof State.Running && shows == mine) {
                            parts.show(WAITING);
                        }
                    }));
        }
    }

    /// Under the lock. The same sound twice would be one: silence parts them.
    private void showAnew(Outputs outputs) {
        parts.show(new Outputs(outputs.lamp(), outputs.digits(), Outputs.Buzzer.SILENT));
        parts.show(outputs);
    }

    /// Under the lock.
    private void watch(Duration wait) {
        later.after(
                wait,
                () -> locked(() -> {
                    if (state instanceof State.Running) {
                        Duration left = Duration.ofNanos(endsAt - time.nanoTime());
                        if (left.isPositive()) {
                            watch(left);
                        } else {
                            end(Ending.FORGOTTEN);
                        }
                    }
                }));
    }

    /// Under the lock. The seat goes on with what is true now.
    private void end(Ending why) {
        if (!(state instanceof State.Running(HardwareCheck check, Instant began))) {
            return;
        }
        state = new State.Ended(check, began, time.now(), why);
        Logger.info("the check of the parts has ended ({})", why);
        seat.accept(new Input.PartReported(PART, true, ""));
        if (lifted != null) {
            seat.accept(new Input.HookMoved(lifted));
        }
        parts.show(wanted);
    }

    private List<String> names() {
        return parts.health().stream()
                .map(PartHealth::part)
                .filter(name -> !name.equals(PART))
                .toList();
    }

    private void locked(Runnable work) {
        turn.lock();
        try {
            work.run();
        } finally {
            turn.unlock();
        }
    }

    private <T> T locked(Supplier<T> work) {
        turn.lock();
        try {
            return work.get();
        } finally {
            turn.unlock();
        }
    }
}
