package dev.seatline.bench.lab.scenario;

import static dev.seatline.bench.lab.scenario.Scenario.require;

import dev.seatline.bench.lab.link.Verb;
import dev.seatline.device.seat.Outputs.Colour;
import dev.seatline.device.seat.Outputs.Pattern;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import tools.jackson.databind.JsonNode;

/// A seat with a reader that types, a contact that closes when the headset is lifted, four lamps, and a bell
/// that rings five times as fast as in China: what an agent does in a day. Stateless.
public final class UsualDay {
    static final int BOUNCES = 20;
    private static final Duration BURST = Duration.ofMillis(300);
    private static final Duration PAUSE = Duration.ofMillis(700);
    /// Longer than a second press may take to come.
    private static final long QUIET_MILLIS = 450;

    private static final int MOST_WAKE_UPS = 20;

    private UsualDay() {}

    /// In their order.
    ///
    /// @param random for bounces
    /// @param idleSeconds how long the idle console is looked at
    public static List<Scenario> scenarios(RandomGenerator random, int idleSeconds) {
        return List.of(
                new Scenario("the console starts on real pins, and its lamp is dark", true, UsualDay::starts),
                new Scenario("a reader that types signs in", UsualDay::signsIn),
                new Scenario(BOUNCES + " bouncing presses are one press each", seat -> bounces(seat, random)),
                new Scenario("three bursts are three on the digits; lifting answers", seat -> rings(seat, random)),
                new Scenario("a long press raises the hand", UsualDay::raisesHand),
                new Scenario("two presses ask for a break, the hub grants it", UsualDay::takesBreak),
                new Scenario("the lamp warns near the limit of not ready", UsualDay::warns),
                new Scenario("the seat can be found by its lamp", UsualDay::isFound),
                new Scenario("a card that nobody knows is refused", UsualDay::refuses),
                new Scenario("cut off from the hub the seat goes on", UsualDay::goesOnAlone),
                new Scenario("a reader unplugged in the middle of a tap comes back", UsualDay::losesReader),
                new Scenario("nothing happens, and the console sleeps", seat -> sleeps(seat, idleSeconds)),
                new Scenario("the same badge signs out, and the console ends in darkness", UsualDay::ends));
    }

    private static String starts(LabSeat seat) throws Exception {
        seat.guest().ask(Verb.PLUG_KEYBOARD, Wiring.READER);
        long began = System.nanoTime();
        seat.start(Wiring.keyboard(true));
        double seconds = (System.nanoTime() - began) / 1e9;
        seat.awaitPeople();
        for (String part : List.of("badge-reader", "button", "hook", "bell", "lamp", "digits", "buzzer")) {
            seat.awaitPart(part, true);
        }
        seat.awaitLamp(Colour.OFF, Pattern.STEADY);
        seat.awaitDigits("");
        require(seat.shown().equals("SIGNED_OUT"), "shown " + seat.shown());
        return "page after %.1f s".formatted(seconds);
    }

    private static String signsIn(LabSeat seat) throws Exception {
        LabSeat.Mark mark = seat.mark();
        seat.tap(1);
        JsonNode fact = seat.awaitFact(mark, "signed-in");
        require(fact.path("person").asString("").equals(LabHub.person(1)), "found " + fact);
        seat.awaitLamp(Colour.RED, Pattern.STEADY);
        return "red";
    }

    private static String bounces(LabSeat seat, RandomGenerator random) throws Exception {
        seat.ready();
        seat.pause(QUIET_MILLIS);
        List<String> shapes = new ArrayList<>();
        for (int i = 0; i < BOUNCES; i++) {
            Bounce closing = Bounce.any(random);
            Bounce opening = Bounce.any(random);
            String shape = "shape %d (%s, then %s)".formatted(i + 1, closing, opening);
            seat.lookAnew();
            LabSeat.Mark mark = seat.mark();
            Colour wanted = i % 2 == 0 ? Colour.RED : Colour.GREEN;
            seat.press(closing, opening);
            seat.awaitColour(wanted);
            seat.pause(QUIET_MILLIS);
            List<String> kinds = seat.kinds(mark);
            require(kinds.equals(List.of("declared")), shape + " was " + kinds);
            LampSeen lamp = seat.lamp();
            require(lamp.phases().size() == 2, shape + ": the lamp went " + lamp);
            shapes.add(shape);
        }
        return shapes.size() + " facts, " + shapes.size() + " changes of the lamp";
    }

    private static String rings(LabSeat seat, RandomGenerator random) throws Exception {
        seat.ready();
        LabSeat.Mark mark = seat.mark();
        seat.guest().play(Wiring.BELL, BellWave.bursts(3, BURST, PAUSE));
        seat.awaitLamp(Colour.GREEN, Pattern.FAST_BLINK);
        seat.awaitDigits("3");
        seat.hook(true, Bounce.any(random));
        answered(seat, mark);
        seat.awaitLamp(Colour.BLUE, Pattern.STEADY);
        seat.awaitDigits("");
        seat.hook(false, Bounce.any(random));
        seat.awaitFact(mark, "call-ended");
        seat.awaitLamp(Colour.AMBER, Pattern.STEADY);
        require(seat.shown().equals("WRAP_UP"), "shown " + seat.shown());
        seat.press();
        seat.awaitLamp(Colour.GREEN, Pattern.STEADY);
        return "green fast, blue, amber, green";
    }

    /// The facts of a call that was answered after three rings.
    static void answered(LabSeat seat, LabSeat.Mark mark) throws Exception {
        JsonNode end = seat.awaitFact(mark, "ringing-ended");
        require(
                end.path("rings").intValue() == 3
                        && end.path("end").asString("").equals("ANSWERED"),
                "3 rings and answered, found " + end);
        List<String> kinds = seat.kinds(mark);
        require(
                kinds.equals(List.of("ring-counted", "ring-counted", "ring-counted", "headset-moved", "ringing-ended")),
                "found " + kinds);
    }

    private static String raisesHand(LabSeat seat) throws Exception {
        seat.ready();
        LabSeat.Mark mark = seat.mark();
        seat.pressLong();
        seat.awaitFact(mark, "hand-raised");
        seat.awaitDigits("H");
        seat.pressLong();
        seat.awaitFact(mark, "hand-lowered");
        seat.awaitDigits("");
        List<String> kinds = seat.kinds(mark);
        require(kinds.equals(List.of("hand-raised", "hand-lowered")), "found " + kinds);
        return "H on the digits";
    }

    private static String takesBreak(LabSeat seat) throws Exception {
        seat.ready();
        LabSeat.Mark mark = seat.mark();
        seat.pressTwice();
        seat.awaitLamp(Colour.AMBER, Pattern.SLOW_BLINK);
        String period = period(seat, 2);
        seat.awaitFact(mark, "declared");
        String result = seat.hub().order("{\"kind\":\"grant-break\",\"type\":\"REST\",\"minutes\":5}");
        require(result.equals("DONE"), "the order was " + result);
        seat.awaitLamp(Colour.AMBER, Pattern.STEADY);
        seat.awaitDigits("5");
        seat.press();
        seat.awaitLamp(Colour.GREEN, Pattern.STEADY);
        return "amber slow (" + period + "), amber, 5 minutes";
    }

    static String period(LabSeat seat, int flashes) throws Exception {
        return seat.lamp().period(flashes).map("%.0f ms"::formatted).orElse("?");
    }

    private static String warns(LabSeat seat) throws Exception {
        seat.ready();
        seat.pause(QUIET_MILLIS);
        seat.press();
        seat.awaitLamp(Colour.RED, Pattern.STEADY);
        seat.awaitLamp(Colour.RED, Pattern.SLOW_BLINK);
        seat.press();
        seat.awaitLamp(Colour.GREEN, Pattern.STEADY);
        return "red, red slow";
    }

    private static String isFound(LabSeat seat) throws Exception {
        seat.hub().order("{\"kind\":\"identify\"}");
        seat.awaitLamp(Colour.AMBER, Pattern.FAST_BLINK);
        String period = period(seat, 4);
        seat.hub().order("{\"kind\":\"show\",\"text\":\"1234\"}");
        seat.awaitDigits("1234");
        seat.awaitDigits("");
        return "amber fast (" + period + "), 1234";
    }

    private static String refuses(LabSeat seat) throws Exception {
        seat.ready();
        LabSeat.Mark mark = seat.mark();
        seat.lookAnew();
        seat.tap("00DEADBEEF");
        JsonNode fact = seat.awaitFact(mark, "card-refused");
        require(fact.path("why").asString("").equals("UNKNOWN"), "found " + fact.path("why"));
        seat.await("two double flashes, then green", () -> {
            LampSeen lamp = seat.lamp();
            return flashes(lamp, Colour.AMBER) == 4 && lamp.shows(Colour.GREEN, Pattern.STEADY);
        });
        return "4 flashes of amber";
    }

    private static String goesOnAlone(LabSeat seat) throws Exception {
        seat.ready();
        LabSeat.Mark mark = seat.mark();
        seat.awaitLamp(Colour.GREEN, Pattern.STEADY);
        seat.lookAnew();
        seat.wire().cut();
        String seen;
        try {
            seen = alone(seat, mark);
        } finally {
            seat.wire().mend();
        }
        seat.awaitFact(mark, "link-lost");
        seat.awaitFact(mark, "link-regained");
        seat.awaitFact(mark, "declared");
        seat.press();
        seat.awaitLamp(Colour.GREEN, Pattern.STEADY);
        return seen;
    }

    /// While the wire is cut.
    private static String alone(LabSeat seat, LabSeat.Mark mark) throws Exception {
        seat.await(
                "the console notices",
                Duration.ofMinutes(1),
                () -> !seat.view().path("online").booleanValue());
        seat.await(
                "the lamp has gaps",
                Duration.ofSeconds(40),
                () -> flashes(seat.lamp(), Colour.OFF) >= 2 && seat.lamp().colour() == Colour.GREEN);
        LampSeen lamp = seat.lamp();
        double period = lamp.period(1).orElse(0.0);
        double gap = lamp.lastMillis(Colour.OFF);
        require(
                Math.abs(period - 5_000) < 250 && gap > 100 && gap < 300,
                "200 ms dark every 5 s, found %.0f ms every %.0f ms".formatted(gap, period));
        seat.press();
        seat.awaitColour(Colour.RED);
        require(seat.hub().facts(mark.journal(), mark.last()).isEmpty(), "the hub knows already");
        return "dark for %.0f ms every %.0f ms".formatted(gap, period);
    }

    private static long flashes(LampSeen lamp, Colour colour) {
        return lamp.phases().stream().filter(phase -> phase.colour() == colour).count();
    }

    private static String losesReader(LabSeat seat) throws Exception {
        seat.ready();
        LabSeat.Mark mark = seat.mark();
        seat.guest().ask(Verb.TYPE, LabHub.badge(1).substring(0, 6), "10");
        seat.guest().ask(Verb.UNPLUG_KEYBOARD);
        String said = seat.awaitPart("badge-reader", false);
        seat.awaitFact(mark, "part-failed");
        seat.pause(QUIET_MILLIS);
        // a seat that cannot see a badge does not know who sits there; presses are recorded all the same
        seat.awaitLamp(Colour.AMBER, Pattern.DOUBLE_BLINK);
        seat.press();
        seat.awaitFact(mark, "declared");
        seat.guest().ask(Verb.PLUG_KEYBOARD, Wiring.READER);
        seat.awaitFact(mark, "part-recovered");
        seat.awaitPart("badge-reader", true);
        seat.awaitColour(Colour.RED);
        seat.tap(2);
        seat.awaitFact(mark, "relief-announced");
        seat.pause(600);
        seat.tap(2);
        seat.awaitFact(mark, "relief-withdrawn");
        return "said: " + said;
    }

    private static String sleeps(LabSeat seat, int seconds) throws Exception {
        seat.ready();
        seat.guest().ask(Verb.WATCH_NO_MORE);
        seat.pause(5_000);
        List<String> before = seat.guest().ask(Verb.CONSOLE_FIGURES);
        seat.pause(seconds * 1_000L);
        List<String> after = seat.guest().ask(Verb.CONSOLE_FIGURES);
        seat.lookAnew();
        double wakeUps = (Long.parseLong(after.get(0)) - Long.parseLong(before.get(0))) / (double) seconds;
        double used = (Long.parseLong(after.get(2)) - Long.parseLong(before.get(2))) / (10.0 * seconds);
        String found = "%.1f wake-ups/s, %.1f %% of the emulated processor, %d MiB resident"
                .formatted(wakeUps, used, Long.parseLong(after.get(1)) / 1024);
        require(wakeUps <= MOST_WAKE_UPS, found + "; at most " + MOST_WAKE_UPS + " wake-ups/s are allowed");
        return found;
    }

    private static String ends(LabSeat seat) throws Exception {
        seat.ready();
        LabSeat.Mark mark = seat.mark();
        seat.tap(1);
        seat.awaitFact(mark, "signed-out");
        seat.awaitLamp(Colour.OFF, Pattern.STEADY);
        seat.tap(1);
        seat.awaitColour(Colour.RED);
        seat.stop();
        require(seat.lamp().colour() == Colour.OFF, "the lamp went " + seat.lamp());
        require(seat.digits().isEmpty(), "the digits show " + seat.digits());
        return "dark";
    }
}
