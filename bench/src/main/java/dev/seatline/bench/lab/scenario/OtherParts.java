package dev.seatline.bench.lab.scenario;

import static dev.seatline.bench.lab.scenario.Scenario.require;

import dev.seatline.bench.lab.link.Verb;
import dev.seatline.device.seat.Outputs.Colour;
import dev.seatline.device.seat.Outputs.Pattern;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import tools.jackson.databind.JsonNode;

/// A seat with an RDM6300 at a serial line, a contact that closes when the headset rests, one lamp of three colours, and a
/// bell that rings as in China. Stateless.
public final class OtherParts {
    private static final int GARBAGE = 3_000;
    /// A card that stays is sent again so often.
    private static final long EVERY_MILLIS = 100;

    private OtherParts() {}

    /// In their order.
    ///
    /// @param random for bounces and garbage
    public static List<Scenario> scenarios(RandomGenerator random) {
        return List.of(
                new Scenario("an RDM6300 signs in, once for a card that stays", true, OtherParts::signsIn),
                new Scenario("garbage on the serial line is no badge", seat -> bearsGarbage(seat, random)),
                new Scenario("a contact that opens tells of lifting, too", seat -> lifts(seat, random)),
                new Scenario("three rings as in China; lifting answers", OtherParts::rings),
                new Scenario("a serial line that hangs up comes back", OtherParts::hangsUp),
                new Scenario("the console ends", seat -> {
                    seat.stop();
                    return "";
                }));
    }

    private static String signsIn(LabSeat seat) throws Exception {
        seat.guest().ask(Verb.PLUG_SERIAL, Wiring.SERIAL);
        seat.start(Wiring.rdm6300());
        seat.awaitPeople();
        seat.awaitPart("badge-reader", true);
        LabSeat.Mark mark = seat.mark();
        for (int i = 0; i < 8; i++) {
            seat.tap(2);
            Thread.sleep(EVERY_MILLIS);
        }
        JsonNode fact = seat.awaitFact(mark, "signed-in");
        require(fact.path("person").asString("").equals(LabHub.person(2)), "found " + fact);
        seat.awaitLamp(Colour.RED, Pattern.STEADY);
        List<String> badges = seat.kinds(mark).stream()
                .filter(kind -> kind.startsWith("signed"))
                .toList();
        require(badges.size() == 1, "found " + badges);
        return "8 frames, 1 sign-in";
    }

    private static String bearsGarbage(LabSeat seat, RandomGenerator random) throws Exception {
        LabSeat.Mark mark = seat.mark();
        byte[] garbage = new byte[GARBAGE];
        random.nextBytes(garbage);
        seat.guest().sendSerial(garbage);
        byte[] wrong = Rdm6300Card.frame(LabHub.badge(1));
        wrong[12] = (byte) (wrong[12] == '0' ? '1' : '0');
        seat.guest().sendSerial(wrong);
        byte[] right = Rdm6300Card.frame(LabHub.badge(1));
        seat.guest().sendSerial(java.util.Arrays.copyOf(right, 7));
        Thread.sleep(1_000);
        List<String> kinds = seat.kinds(mark);
        require(kinds.isEmpty(), "garbage became " + kinds);
        seat.tap(1);
        JsonNode fact = seat.awaitFact(mark, "relief-announced");
        require(fact.path("relief").asString("").equals(LabHub.person(1)), "found " + fact);
        Thread.sleep(600);
        seat.tap(1);
        seat.awaitFact(mark, "relief-withdrawn");
        return "said: " + seat.awaitPart("badge-reader", true);
    }

    private static String lifts(LabSeat seat, RandomGenerator random) throws Exception {
        seat.ready();
        LabSeat.Mark mark = seat.mark();
        seat.hook(true, Bounce.any(random));
        seat.awaitFact(mark, "call-began");
        seat.awaitLamp(Colour.BLUE, Pattern.STEADY);
        seat.hook(false, Bounce.any(random));
        seat.awaitFact(mark, "call-ended");
        seat.awaitLamp(Colour.AMBER, Pattern.STEADY);
        List<String> kinds = seat.kinds(mark);
        require(
                kinds.stream().filter("headset-moved"::equals).count() == 2,
                "2 moves of the headset, found " + kinds);
        return "blue, amber (red and green)";
    }

    private static String rings(LabSeat seat) throws Exception {
        seat.ready();
        LabSeat.Mark mark = seat.mark();
        seat.guest().play(Wiring.BELL, BellWave.bursts(3, Duration.ofSeconds(1), Duration.ofSeconds(4)));
        seat.awaitDigits("1");
        seat.awaitLamp(Colour.GREEN, Pattern.FAST_BLINK);
        seat.awaitDigits("2");
        seat.awaitDigits("3");
        seat.guest().awaitPlayed();
        seat.hook(true, Bounce.NONE);
        UsualDay.answered(seat, mark);
        seat.hook(false, Bounce.NONE);
        seat.awaitFact(mark, "call-ended");
        return "1, 2, 3 on the digits";
    }

    private static String hangsUp(LabSeat seat) throws Exception {
        seat.ready();
        LabSeat.Mark mark = seat.mark();
        seat.guest().ask(Verb.UNPLUG_SERIAL);
        String said = seat.awaitPart("badge-reader", false);
        Thread.sleep(500);
        seat.press();
        seat.awaitColour(Colour.RED);
        seat.guest().ask(Verb.PLUG_SERIAL, Wiring.SERIAL);
        seat.awaitPart("badge-reader", true);
        seat.awaitFact(mark, "part-recovered");
        seat.tap(2);
        seat.awaitFact(mark, "signed-out");
        seat.awaitLamp(Colour.OFF, Pattern.STEADY);
        return "said: " + said;
    }
}
