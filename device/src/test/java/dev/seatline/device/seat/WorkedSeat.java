package dev.seatline.device.seat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seatline.wire.BreakType;
import dev.seatline.wire.CardCode;
import dev.seatline.wire.ClockTrust;
import dev.seatline.wire.Declaration;
import dev.seatline.wire.Fact;
import dev.seatline.wire.Order;
import dev.seatline.wire.OrderId;
import dev.seatline.wire.Outcome;
import dev.seatline.wire.PersonId;
import dev.seatline.wire.Reason;
import dev.seatline.wire.SeatState;
import dev.seatline.wire.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A seat that is worked as the loop works it: every input is decided, its facts are applied one by one, and
/// time passes deadline by deadline. Checks what must hold at every step. For tests; one thread.
final class WorkedSeat {
    static final Instant NINE = Instant.parse("2026-03-02T01:00:00Z");
    static final PersonId LI = new PersonId("li");
    static final PersonId WANG = new PersonId("wang");
    static final PersonId ZHAO = new PersonId("zhao");
    static final PersonId CHEN = new PersonId("chen");
    static final PersonId SUN = new PersonId("sun");
    static final CardCode LIS_CARD = card(1);
    static final CardCode WANGS_CARD = card(2);
    static final CardCode ZHAOS_CARD = card(3);
    static final CardCode TECHNICIANS_CARD = card(7);
    static final CardCode SUNS_CARD = card(8);
    static final CardCode CHENS_CARD = card(9);
    static final CardCode LOST_CARD = card(14);
    static final CardCode STRANGE_CARD = card(15);
    static final Reason TOILET = new Reason("TOILET");
    static final Reason COACHING = new Reason("COACHING");
    static final Settings SETTINGS = settings(1, 0, 0);
    static final Declaration READY = new Declaration.Ready();
    static final Declaration WARM_UP = new Declaration.NotReady(Reason.WARM_UP);
    static final Declaration OTHER = new Declaration.NotReady(Reason.OTHER);
    static final Declaration ASKED = new Declaration.BreakRequested(BreakType.REST, 0);
    static final Declaration WRAP_UP = new Declaration.WrapUp();

    private final List<Fact> everything = new ArrayList<>();
    private Seat seat;
    private SeatState folded;
    private Duration elapsed = Duration.ofSeconds(100);
    private Instant wall = NINE;
    private ClockTrust clock = ClockTrust.TRUSTED;
    private int orders;
    private List<Action> actions = List.of();

    private WorkedSeat(SeatRules rules, Settings settings, SeatState state) {
        this.seat = Seat.started(rules, settings, state);
        this.folded = state;
    }

    static WorkedSeat vacant() {
        return started(SeatRules.DEFAULT, SETTINGS, SeatState.vacant(NINE));
    }

    static WorkedSeat vacant(SeatRules.HookMode hook, Settings settings) {
        SeatRules usual = SeatRules.DEFAULT;
        return started(
                new SeatRules(hook, usual.sameCard(), usual.chooser(), usual.ringPeriod(), usual.ringSilence()),
                settings,
                SeatState.vacant(NINE));
    }

    static WorkedSeat started(SeatRules rules, Settings settings, SeatState state) {
        return new WorkedSeat(rules, settings, state);
    }

    /// Li is here and ready, the headset rests, the hub is connected.
    static WorkedSeat ready(Settings settings) {
        WorkedSeat worked = vacant(SeatRules.HookMode.LINE, settings);
        worked.give(new Input.LinkChanged(true));
        worked.give(new Input.HookMoved(false));
        worked.tap(LIS_CARD);
        worked.press();
        worked.pass(Duration.ofMinutes(1));
        return worked;
    }

    static WorkedSeat ready() {
        return ready(SETTINGS);
    }

    static Settings settings(long version, int notReadyLimitSeconds, int wrapUpSeconds) {
        return new Settings(
                version,
                List.of(
                        new Settings.KnownPerson(LI, "Li", true, false, List.of(LIS_CARD, LOST_CARD)),
                        new Settings.KnownPerson(WANG, "Wang", true, false, List.of(WANGS_CARD)),
                        new Settings.KnownPerson(ZHAO, "Zhao", true, false, List.of(ZHAOS_CARD)),
                        new Settings.KnownPerson(CHEN, "Chen", false, true, List.of(CHENS_CARD)),
                        new Settings.KnownPerson(SUN, "Sun", true, true, List.of(SUNS_CARD)),
                        new Settings.KnownPerson(
                                new PersonId("tech"), "Tech", false, false, List.of(TECHNICIANS_CARD))),
                List.of(LOST_CARD),
                List.of(Reason.OTHER, TOILET, COACHING),
                List.of(BreakType.REST, BreakType.MEAL),
                notReadyLimitSeconds,
                wrapUpSeconds);
    }

    static CardCode card(int digit) {
        return new CardCode(Integer.toHexString(digit).repeat(64));
    }

    List<Fact> tap(CardCode card) {
        return give(new Input.CardRead(card));
    }

    List<Fact> press() {
        return give(new Input.ButtonPressed(Input.Press.SHORT));
    }

    List<Fact> press(Input.Press press) {
        return give(new Input.ButtonPressed(press));
    }

    List<Fact> lift() {
        return give(new Input.HookMoved(true));
    }

    List<Fact> rest() {
        return give(new Input.HookMoved(false));
    }

    List<Fact> ring() {
        return give(new Input.BellRang());
    }

    /// A fresh order that does not expire soon.
    List<Fact> order(Order.Wish wish) {
        orders++;
        return order("order-" + orders, wish);
    }

    List<Fact> order(String id, Order.Wish wish) {
        return give(new Input.OrderArrived(new Order(new OrderId(id), wall.plusSeconds(60), wish)));
    }

    /// The outcome given to the last input, which was an order.
    Outcome outcome() {
        Outcome found = null;
        for (Action action : actions) {
            if (action instanceof Action.Answer(Outcome outcome)) {
                found = outcome;
            }
        }
        assertThat(found).as("an outcome of the order").isNotNull();
        return java.util.Objects.requireNonNull(found);
    }

    /// Gives the input now and returns its facts.
    List<Fact> give(Input input) {
        Moment now = now();
        Decision decision = seat.decide(input, now, now.elapsed());
        Decision again = seat.decide(input, now, now.elapsed());
        assertThat(again.facts()).as("decided again").isEqualTo(decision.facts());
        assertThat(again.actions()).as("decided again").isEqualTo(decision.actions());
        assertThat(again.remembered().nextDeadline())
                .isEqualTo(decision.remembered().nextDeadline());
        seat = decision.remembered();
        for (Fact fact : decision.facts()) {
            seat = seat.after(fact, now);
            folded = folded.after(fact, wall);
        }
        assertThat(seat.state()).as("fold of the facts").isEqualTo(folded);
        everything.addAll(decision.facts());
        actions = decision.actions();
        outputs();
        return decision.facts();
    }

    /// Lets time pass, serving every deadline on its moment, and returns the facts that time alone brought
    /// about.
    List<Fact> pass(Duration span) {
        Duration target = elapsed.plus(span);
        List<Fact> facts = new ArrayList<>();
        Optional<Duration> deadline = seat.nextDeadline();
        while (deadline.isPresent() && deadline.get().compareTo(target) <= 0) {
            checkShownUntil(deadline.get());
            move(deadline.get());
            facts.addAll(give(new Input.TimePassed()));
            deadline = seat.nextDeadline();
            if (deadline.isPresent()) {
                assertThat(deadline.get()).as("next deadline").isGreaterThan(elapsed);
            }
        }
        checkShownUntil(target);
        move(target);
        return facts;
    }

    /// What is shown now is right until just before the next deadline, so that the loop need not look in
    /// between.
    private void checkShownUntil(Duration later) {
        if (later.compareTo(elapsed) > 0) {
            Moment just = new Moment(later.minusNanos(1), wall, clock);
            assertThat(seat.outputs(just)).as("outputs just before %s", later).isEqualTo(outputs());
        }
    }

    List<Fact> pass(long seconds) {
        return pass(Duration.ofSeconds(seconds));
    }

    /// Lets time pass without telling the seat, as when the loop is late.
    void move(Duration target) {
        if (target.compareTo(elapsed) > 0) {
            wall = wall.plus(target.minus(elapsed));
            elapsed = target;
        }
    }

    void clock(ClockTrust trust, Instant says) {
        clock = trust;
        wall = says;
    }

    void recording(boolean possible) {
        seat = seat.recording(possible);
    }

    Moment now() {
        return new Moment(elapsed, wall, clock);
    }

    Outputs outputs() {
        return seat.outputs(now());
    }

    Outputs.Colour colour() {
        return outputs().lamp().colour();
    }

    Outputs.Pattern pattern() {
        return outputs().lamp().pattern();
    }

    String digits() {
        return outputs().digits();
    }

    Outputs.Buzzer buzzer() {
        return outputs().buzzer();
    }

    SeatState state() {
        return seat.state();
    }

    Seat seat() {
        return seat;
    }

    List<Action> actions() {
        return actions;
    }

    List<Fact> everything() {
        return everything;
    }

    Instant wall() {
        return wall;
    }

    static Fact declared(Declaration declaration, Fact.Cause cause) {
        return new Fact.Declared(declaration, cause);
    }

    static Fact pended(Declaration declaration, Fact.Cause cause) {
        return new Fact.ChangePended(declaration, cause);
    }
}
