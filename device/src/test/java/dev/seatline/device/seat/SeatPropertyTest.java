package dev.seatline.device.seat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seatline.wire.BreakType;
import dev.seatline.wire.ClockTrust;
import dev.seatline.wire.Declaration;
import dev.seatline.wire.Fact;
import dev.seatline.wire.JournalId;
import dev.seatline.wire.Order;
import dev.seatline.wire.Reason;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Whatever happens to a seat, in whatever order: [WorkedSeat] checks at every step that the facts fold to its
/// state, that the same question gets the same answer, that outputs can be shown and that deadlines lie ahead.
class SeatPropertyTest {
    private static final int SEEDS = 150;
    private static final int STEPS = 200;
    private static final List<Input.Press> PRESSES = List.of(Input.Press.values());
    private static final List<Fact.RingEnd> RING_ENDS = List.of(Fact.RingEnd.values());

    @ParameterizedTest
    @EnumSource(SeatRules.HookMode.class)
    void anySequenceOfInputsKeepsTheSeatConsistent(SeatRules.HookMode hook) {
        for (int seed = 0; seed < SEEDS; seed++) {
            RandomGenerator random = new Random(seed);
            WorkedSeat seat = WorkedSeat.vacant(hook, settings(random));
            try {
                for (int step = 0; step < STEPS; step++) {
                    step(seat, random);
                }
                seat.recording(true);
                seat.pass(Duration.ofDays(2));
                assertThat(seat.state().rings())
                        .as("rings when all has been silent")
                        .isZero();
            } catch (AssertionError | RuntimeException failure) {
                throw new AssertionError("seed " + seed + ", hook " + hook, failure);
            }
        }
    }

    private static void step(WorkedSeat seat, RandomGenerator random) {
        boolean recorded = random.nextInt(50) > 0;
        List<Fact> facts = switch (random.nextInt(12)) {
            case 0, 1 -> seat.tap(WorkedSeat.card(random.nextInt(16)));
            case 2, 3, 4 -> seat.press(PRESSES.get(random.nextInt(PRESSES.size())));
            case 5 -> seat.give(new Input.HookMoved(random.nextBoolean()));
            case 6 -> seat.ring();
            case 7 -> seat.order("o" + random.nextInt(5000), wish(random));
            case 8 -> rare(seat, random);
            case 9 -> {
                // a loop that is late, and may bring an input before it notices the time
                seat.move(seat.now().elapsed().plusMillis(random.nextInt(20_000)));
                yield List.of();
            }
            default -> seat.pass(Duration.ofMillis(random.nextInt(15_000)));
        };
        if (!seat.outputs().digits().equals("FULL")) {
            seat.recording(recorded);
        } else {
            assertThat(facts).as("facts while nothing can be recorded").isEmpty();
            seat.recording(random.nextInt(5) == 0);
        }
    }

    private static List<Fact> rare(WorkedSeat seat, RandomGenerator random) {
        return switch (random.nextInt(5)) {
            case 0 -> seat.give(new Input.LinkChanged(random.nextBoolean()));
            case 1 -> seat.give(new Input.PartReported("p" + random.nextInt(3), random.nextInt(4) > 0, "seen"));
            case 2 -> {
                seat.clock(
                        random.nextBoolean() ? ClockTrust.TRUSTED : ClockTrust.UNTRUSTED,
                        seat.wall().plusSeconds(random.nextInt(-100_000, 100_000)));
                yield seat.give(new Input.ClockBecameTrusted(random.nextInt()));
            }
            case 3 -> seat.give(new Input.SettingsArrived(settings(random)));
            default -> seat.pass(Duration.ofMinutes(random.nextInt(200)));
        };
    }

    private static dev.seatline.wire.Settings settings(RandomGenerator random) {
        return WorkedSeat.settings(
                1 + random.nextInt(3), random.nextInt(300), random.nextBoolean() ? 0 : random.nextInt(1, 60));
    }

    private static Order.Wish wish(RandomGenerator random) {
        return switch (random.nextInt(11)) {
            case 0 -> new Order.Wish.Show("x".repeat(random.nextInt(1, 5)));
            case 1 -> new Order.Wish.GrantBreak(BreakType.REST, random.nextInt(1, 40));
            case 2 -> new Order.Wish.RefuseBreak("no");
            case 3 -> new Order.Wish.QueueBreak(random.nextInt(10_000));
            case 4, 5 -> new Order.Wish.ForceState(declaration(random));
            case 6 -> new Order.Wish.ForceSignOut();
            case 7 -> new Order.Wish.RingBegan();
            case 8 -> new Order.Wish.RingEnded(RING_ENDS.get(random.nextInt(RING_ENDS.size())));
            case 9 -> new Order.Wish.Identify();
            default -> new Order.Wish.ResendFrom(new JournalId("j"), random.nextInt(1, 4));
        };
    }

    private static Declaration declaration(RandomGenerator random) {
        return switch (random.nextInt(7)) {
            case 0 -> new Declaration.Ready();
            case 1 -> new Declaration.NotReady(Reason.FORCED_BY_LEADER);
            case 2 -> new Declaration.BreakRequested(BreakType.MEAL, random.nextInt(3));
            case 3 -> new Declaration.RestBreak(BreakType.MEAL, 1 + random.nextInt(30));
            case 4 -> new Declaration.WrapUp();
            case 5 -> new Declaration.Study();
            default -> new Declaration.HandOver();
        };
    }
}
