package dev.seatline.bench.lab.scenario;

import dev.seatline.bench.lab.GuestLine;
import dev.seatline.bench.lab.HubWire;
import dev.seatline.bench.lab.link.Verb;
import dev.seatline.bench.lab.link.Wave;
import dev.seatline.bench.site.Patience;
import dev.seatline.bench.site.Web;
import dev.seatline.device.seat.Outputs.Colour;
import dev.seatline.device.seat.Outputs.Pattern;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/// The seat in the guest, as a person before it and a technician beside it work it and look at it. Used by one thread.
public final class LabSeat {
    static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration START = Duration.ofMinutes(3);
    /// A press as people do it.
    private static final Duration SHORT = Duration.ofMillis(120);

    private static final Duration BETWEEN = Duration.ofMillis(100);
    private static final Duration LONG = Duration.ofMillis(1_400);
    private static final int KEY_MILLIS = 10;
    private static final String CONFIGURATION = "/dev/shm/console/console.yaml";

    private final GuestLine guest;
    private final LabHub hub;
    private final HubWire wire;
    private final Web page;
    private final ConsoleLaunch launch;
    private Wiring wiring = Wiring.keyboard(true);
    private int journals;

    /// @param page of the console
    /// @param launch how the console is started in the guest
    public LabSeat(GuestLine guest, LabHub hub, HubWire wire, Web page, ConsoleLaunch launch) {
        this.guest = guest;
        this.hub = hub;
        this.wire = wire;
        this.page = page;
        this.launch = launch;
    }

    GuestLine guest() {
        return guest;
    }

    LabHub hub() {
        return hub;
    }

    HubWire wire() {
        return wire;
    }

    Wiring wiring() {
        return wiring;
    }

    /// Starts the console with an empty journal, and waits until its page answers.
    void start(Wiring wired) throws IOException, InterruptedException {
        wiring = wired;
        journals++;
        String bus = guest.ask(Verb.I2C_BUS).getFirst();
        guest.ask(
                Verb.FILE,
                CONFIGURATION,
                hub.configuration("/dev/shm/journal-" + journals, wired.text(guest.chip(), bus)));
        guest.ask(Verb.CONSOLE_START, launch.command(CONFIGURATION).toArray(String[]::new));
        awaitPage();
        guest.watch(wired.lamp().all());
    }

    private void awaitPage() throws IOException, InterruptedException {
        long end = System.nanoTime() + START.toNanos();
        while (true) {
            if (!guest.ask(Verb.CONSOLE_OUTPUT).getFirst().equals("alive")) {
                throw new IOException("the console has ended: " + output());
            }
            try {
                if (page.send("GET", "/healthz", null).statusCode() == 200) {
                    return;
                }
            } catch (IOException e) {
                if (System.nanoTime() > end) {
                    throw new IOException("the console's page does not answer: " + output(), e);
                }
            }
            Thread.sleep(100);
        }
    }

    /// Waits until the hub has told the console who may tap.
    void awaitPeople() throws InterruptedException {
        await("the console is online and knows its people", START, () -> {
            JsonNode view = view();
            return view.path("online").booleanValue() && view.path("settings").longValue() > 0;
        });
    }

    /// Ends the console; its exit status must be 0.
    void stop() throws IOException {
        String status = guest.ask(Verb.CONSOLE_STOP).getFirst();
        if (!status.equals("0")) {
            throw new IOException("the console ended with " + status + ": " + output());
        }
    }

    /// What the console printed.
    String output() {
        try {
            return String.join("\n", guest.ask(Verb.CONSOLE_OUTPUT));
        } catch (IOException e) {
            return "(no output: " + e.getMessage() + ")";
        }
    }

    JsonNode view() throws IOException, InterruptedException {
        return page.get("/api/v1/console");
    }

    String shown() throws IOException, InterruptedException {
        return view().path("shown").asString("");
    }

    /// Where the journal ends now.
    Mark mark() throws IOException, InterruptedException {
        JsonNode view = view();
        return new Mark(view.path("journal").asString(""), view.path("last").longValue());
    }

    /// A place in a journal.
    record Mark(String journal, long last) {}

    /// Waits until the hub has a fact beyond a mark.
    ///
    /// @param kind of the fact
    JsonNode awaitFact(Mark mark, String kind) throws IOException, InterruptedException {
        return awaitFact(mark, kind, _ -> true);
    }

    JsonNode awaitFact(Mark mark, String kind, Predicate<JsonNode> which) throws IOException, InterruptedException {
        Predicate<JsonNode> wanted = event ->
                event.path("fact").path("kind").asString("").equals(kind) && which.test(event.path("fact"));
        await("the hub has a fact " + kind, () -> hub.facts(mark.journal(), mark.last()).stream()
                .anyMatch(wanted));
        return hub.facts(mark.journal(), mark.last()).stream()
                .filter(wanted)
                .findFirst()
                .orElseThrow()
                .path("fact");
    }

    /// Kinds of the facts beyond a mark, once the hub has everything that the console has.
    List<String> kinds(Mark mark) throws IOException, InterruptedException {
        await("everything is delivered", () -> {
            JsonNode view = view();
            return view.path("confirmed").longValue() == view.path("last").longValue();
        });
        return hub.facts(mark.journal(), mark.last()).stream()
                .map(event -> event.path("fact").path("kind").asString(""))
                .toList();
    }

    void await(String what, Patience.Condition condition) throws InterruptedException {
        await(what, PATIENCE, condition);
    }

    void await(String what, Duration limit, Patience.Condition condition) throws InterruptedException {
        Patience.until(what, limit, condition, this::present);
    }

    private String present() {
        try {
            JsonNode view = view();
            return "%s, %s, digits \"%s\", lamp %s, parts %s"
                    .formatted(view.path("shown"), view.path("linkDetail"), digits(), lamp(), view.path("parts"));
        } catch (IOException e) {
            return "no answer: " + e.getMessage();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "nothing";
        }
    }

    /// What its lamp has done since the console was started, or since [#lookAnew].
    LampSeen lamp() throws IOException {
        return LampSeen.of(wiring.lamp(), guest.ask(Verb.WATCHED));
    }

    void lookAnew() throws IOException {
        guest.watch(wiring.lamp().all());
    }

    void awaitLamp(Colour colour, Pattern pattern) throws InterruptedException {
        await("the lamp shows " + colour + " " + pattern, () -> lamp().shows(colour, pattern));
    }

    /// Waits until the lamp has a colour, whether it blinks or not.
    void awaitColour(Colour colour) throws InterruptedException {
        await("the lamp is " + colour, () -> lamp().colour() == colour);
    }

    /// What stands on the display.
    String digits() throws IOException {
        return DigitsSeen.read(guest.chip(Wiring.CHIP, 0, DigitsSeen.BYTES));
    }

    void awaitDigits(String text) throws InterruptedException {
        await("the digits show \"" + text + "\"", () -> digits().equals(text));
    }

    /// Waits until the technician page says how a part is.
    String awaitPart(String name, boolean ok) throws IOException, InterruptedException {
        await("the part " + name + (ok ? " answers" : " fails"), () -> part(name).path("ok").booleanValue() == ok
                && !part(name).path("detail").asString("").equals("not opened yet"));
        return part(name).path("detail").asString("");
    }

    private JsonNode part(String name) throws IOException, InterruptedException {
        for (JsonNode part : view().path("parts")) {
            if (part.path("part").asString("").equals(name)) {
                return part;
            }
        }
        throw new IllegalStateException("the page tells of no part " + name);
    }

    void press() throws IOException {
        play(Wiring.BUTTON, Bounce.press(false, Bounce.NONE, SHORT, Bounce.NONE));
    }

    void pressTwice() throws IOException {
        Wave once = Bounce.press(false, Bounce.NONE, SHORT, Bounce.NONE);
        play(Wiring.BUTTON, once.then(BETWEEN, once));
    }

    void pressLong() throws IOException {
        play(Wiring.BUTTON, Bounce.press(false, Bounce.NONE, LONG, Bounce.NONE));
    }

    void press(Bounce closing, Bounce opening) throws IOException {
        play(Wiring.BUTTON, Bounce.press(false, closing, SHORT, opening));
    }

    void hook(boolean lifted, Bounce bounce) throws IOException {
        play(Wiring.HOOK, bounce.to(lifted != wiring.highWhileResting()));
    }

    /// Works a line, and returns when it is done.
    void play(int line, Wave wave) throws IOException {
        guest.play(line, wave);
        guest.awaitPlayed();
    }

    /// Holds somebody's badge to the reader.
    void tap(int person) throws IOException {
        tap(LabHub.badge(person));
    }

    void tap(String number) throws IOException {
        if (wiring.reader().contains("rdm6300")) {
            guest.sendSerial(Rdm6300Card.frame(number));
        } else if (wiring.reader().contains("enter}")) {
            guest.ask(Verb.TYPE, number, Integer.toString(KEY_MILLIS), "enter");
        } else {
            guest.ask(Verb.TYPE, number, Integer.toString(KEY_MILLIS));
        }
    }

    /// Brings the seat to where an agent is signed in and ready, wherever it is now.
    void ready() throws IOException, InterruptedException {
        await("the seat is ready", Duration.ofSeconds(40), () -> {
            String shown = shown();
            switch (shown) {
                case "READY" -> {
                    return true;
                }
                case "SIGNED_OUT" -> tap(1);
                case "TALKING" -> hook(false, Bounce.NONE);
                case "BREAK_REQUESTED" -> pressTwice();
                default -> press();
            }
            Thread.sleep(1_000);
            return false;
        });
        awaitColour(Colour.GREEN);
    }
}
