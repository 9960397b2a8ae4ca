package dev.seatline.bench.lab.scenario;

import static dev.seatline.bench.lab.scenario.Scenario.require;

import dev.seatline.bench.lab.link.Verb;
import dev.seatline.config.Loaded;
import dev.seatline.device.ConsoleConfig;
import dev.seatline.device.ConsoleConfigFile;
import dev.seatline.device.seat.Outputs.Colour;
import dev.seatline.device.seat.Outputs.Pattern;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A seat of which much is missing or taken when it starts. Stateless.
public final class BadParts {
    private static final int NO_CHIP = 0x71;

    private BadParts() {}

    /// In their order.
    public static List<Scenario> scenarios() {
        return List.of(
                new Scenario("a line named twice is refused", BadParts::namedTwice),
                new Scenario("what is missing or taken is told, with what to do", true, BadParts::starts),
                new Scenario("the seat goes on with what works", BadParts::goesOn),
                new Scenario("what comes back is picked up again", BadParts::recovers),
                new Scenario("the console ends", seat -> {
                    seat.stop();
                    return "";
                }));
    }

    private static String namedTwice(LabSeat seat) throws Exception {
        String hardware = Wiring.keyboard(true)
                .text("/dev/gpiochip0", "/dev/i2c-0")
                .replace("hook: {line: " + Wiring.HOOK, "hook: {line: " + Wiring.BUTTON);
        Path file = Files.createTempFile("seatline-lab", ".yaml");
        try {
            Files.writeString(file, seat.hub().configuration("/dev/shm/none", hardware));
            return switch (ConsoleConfigFile.load(file)) {
                case Loaded.Right<ConsoleConfig> right ->
                    throw new IllegalStateException("it was taken: " + right.config().seat());
                case Loaded.Wrong<ConsoleConfig> wrong -> {
                    require(
                            wrong.text().contains("pins.button.line") && wrong.text().contains("17"),
                            "said " + wrong.text());
                    yield "said: " + wrong.text().replaceAll("^.*?: ", "").strip();
                }
            };
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private static String starts(LabSeat seat) throws Exception {
        seat.guest().ask(Verb.UNPLUG_KEYBOARD);
        seat.guest().ask(Verb.HOLD, Integer.toString(Wiring.HOOK));
        seat.guest().ask(Verb.HOLD, Integer.toString(Wiring.BLUE));
        seat.start(Wiring.keyboard(false).withAddress(NO_CHIP));
        seat.awaitPeople();
        String hook = seat.awaitPart("hook", false);
        require(
                hook.contains("another-program") && hook.contains(Integer.toString(Wiring.HOOK)),
                "line 27 and who holds it, found " + hook);
        String lamp = seat.awaitPart("lamp", false);
        require(lamp.contains("another-program"), "who holds it, found " + lamp);
        String digits = seat.awaitPart("digits", false);
        require(digits.contains("0x71"), "the address, found " + digits);
        String reader = seat.awaitPart("badge-reader", false);
        require(reader.contains(Wiring.READER), "the reader's name, found " + reader);
        seat.awaitPart("button", true);
        seat.awaitPart("bell", true);
        LabSeat.Mark all = new LabSeat.Mark(seat.mark().journal(), 0);
        List<String> kinds = seat.kinds(all);
        require(kinds.stream().filter("part-failed"::equals).count() == 4, "4 parts failed, found " + kinds);
        return String.join(" | ", hook, lamp, digits, reader);
    }

    private static String goesOn(LabSeat seat) throws Exception {
        LabSeat.Mark mark = seat.mark();
        seat.guest().ask(Verb.PLUG_KEYBOARD, Wiring.READER);
        seat.awaitPart("badge-reader", true);
        seat.tap(3);
        seat.awaitFact(mark, "signed-in");
        // of the headset nothing is known
        seat.awaitLamp(Colour.AMBER, Pattern.DOUBLE_BLINK);
        String period = UsualDay.period(seat, 2);
        Thread.sleep(500);
        seat.press();
        seat.awaitFact(mark, "declared", fact -> fact.path("declaration")
                .path("kind")
                .asString("")
                .equals("ready"));
        return "amber double (two flashes in " + period + " each)";
    }

    private static String recovers(LabSeat seat) throws Exception {
        LabSeat.Mark mark = seat.mark();
        seat.guest().ask(Verb.LET_GO, Integer.toString(Wiring.HOOK));
        seat.awaitPart("hook", true);
        seat.awaitFact(mark, "part-recovered", fact -> fact.path("part").asString("").equals("hook"));
        seat.awaitLamp(Colour.GREEN, Pattern.STEADY);
        seat.guest().ask(Verb.LET_GO, Integer.toString(Wiring.BLUE));
        seat.awaitPart("lamp", true);
        seat.awaitFact(mark, "part-recovered", fact -> fact.path("part").asString("").equals("lamp"));
        seat.hook(true, Bounce.NONE);
        seat.awaitLamp(Colour.BLUE, Pattern.STEADY);
        seat.hook(false, Bounce.NONE);
        return "green, blue";
    }
}
