package dev.seatline.device;

import dev.seatline.config.Entry;
import dev.seatline.config.Section;
import dev.seatline.device.hardware.bell.RingCadence;
import dev.seatline.device.hardware.button.GestureSettings;
import dev.seatline.device.hardware.edges.ContactSettings;
import dev.seatline.device.hardware.pins.PinSettings;
import dev.seatline.device.hardware.pins.PinSettings.Bias;
import dev.seatline.device.seat.SeatRules;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads how the parts of a seat are wired: the section `pins`, which `config/console-pins.yaml` explains. Stateless;
/// used
/// by the one thread that reads the file.
final class PinConfig {
    /// The kernel keeps 31 characters of a label.
    private static final Pattern CHIP = Pattern.compile("/dev/gpiochip\\d{1,3}|[!-.0-~]{1,31}");

    private static final Duration BUTTON_BOUNCE = Duration.ofMillis(20);
    private static final Duration HOOK_BOUNCE = Duration.ofMillis(30);
    private static final int BRIGHTNESS = 8;
    private static final int BRIGHTEST = 15;
    private static final int FIRST_ADDRESS = 0x70;
    private static final int LAST_ADDRESS = 0x77;
    private static final Pattern NUMBER = Pattern.compile("0x[0-9a-fA-F]{1,2}|[1-9]\\d{0,2}");

    private PinConfig() {}

    /// @param rules how the seat reads its bell, with which the cadence must agree
    static PinSettings read(Section pins, SeatRules rules) {
        String chip = pins.required("chip")
                .as(
                        "the label of a GPIO chip, such as pinctrl-bcm2711 on a Raspberry Pi 4 or pinctrl-rp1 on a 5, or its"
                                + " path, such as /dev/gpiochip0",
                        text -> onlyIf(CHIP.matcher(text).matches(), text),
                        "none");
        LinesTaken taken = new LinesTaken(RaspberryPiLines.isChip(chip));
        // what hangs on a bus first: its lines are not ours to choose
        Optional<PinSettings.BadgeReader> reader =
                BadgeReaderConfig.read(pins.optional("badge-reader").section(), taken);
        Optional<PinSettings.Digits> digits = digits(pins.optional("digits").section(), taken);
        PinSettings settings = new PinSettings(
                chip,
                button(pins.optional("button").section(), taken),
                hook(pins.optional("hook").section(), taken),
                bell(pins.optional("bell").section(), taken, rules),
                reader,
                lamp(pins.optional("lamp").section(), taken),
                digits,
                buzzer(pins.optional("buzzer").section(), taken));
        if (!pins.has("button") && !pins.has("badge-reader")) {
            pins.mistake(
                    "button",
                    "is missing, and so is pins.badge-reader; a seat has one of them at least, else nobody can use it");
        }
        return settings;
    }

    private static Optional<PinSettings.Button> button(Section button, LinesTaken taken) {
        if (!button.present()) {
            return Optional.empty();
        }
        ContactSettings.Contact contact =
                button.optional("contact").choice(ContactSettings.Contact.class, ContactSettings.Contact.NORMALLY_OPEN);
        PinSettings.Contact wired = contact(button, "pins.button.line", taken, BUTTON_BOUNCE, contact);
        GestureSettings usual = GestureSettings.USUAL;
        Duration twice = Trial.duration(button.optional("double"), usual.doubleWithin());
        Duration held = Trial.duration(button.optional("long"), usual.longFrom());
        Duration veryLong = Trial.duration(button.optional("very-long"), usual.veryLongFrom());
        Duration stuck = Trial.duration(button.optional("stuck"), usual.stuckAfter());
        Duration most = Duration.ofSeconds(20);
        Duration never = Duration.ofMinutes(10);
        Duration least = Duration.ofMillis(300);
        GestureSettings gestures = Trial.all(
                button,
                usual,
                List.of(
                        new Trial<>("double", () -> new GestureSettings(twice, least, most, never)),
                        new Trial<>("long", () -> new GestureSettings(twice, held, most, never)),
                        new Trial<>("very-long", () -> new GestureSettings(twice, held, veryLong, never)),
                        new Trial<>("stuck", () -> new GestureSettings(twice, held, veryLong, stuck))));
        return Optional.of(new PinSettings.Button(wired, gestures));
    }

    /// A lever that the headset presses has "normally open" printed beside the contact that is closed while the headset
    /// rests; so we ask for what a technician can see instead.
    private static Optional<PinSettings.Contact> hook(Section hook, LinesTaken taken) {
        if (!hook.present()) {
            return Optional.empty();
        }
        ContactSettings.Contact contact = switch (hook.optional("closed-when").choice(Headset.class, Headset.LIFTED)) {
            case LIFTED -> ContactSettings.Contact.NORMALLY_OPEN;
            case RESTING -> ContactSettings.Contact.NORMALLY_CLOSED;
        };
        return Optional.of(contact(hook, "pins.hook.line", taken, HOOK_BOUNCE, contact));
    }

    private static PinSettings.Contact contact(
            Section part, String key, LinesTaken taken, Duration usualBounce, ContactSettings.Contact contact) {
        int line = taken.line(part.required("line"), key);
        boolean ground = part.optional("closes-to").choice(ClosesTo.class, ClosesTo.GROUND) == ClosesTo.GROUND;
        Entry entry = part.optional("bias");
        Bias bias = entry.choice(Bias.class, ground ? Bias.PULL_UP : Bias.PULL_DOWN);
        if (bias == (ground ? Bias.PULL_DOWN : Bias.PULL_UP)) {
            entry.mistake(
                    "found %s with a contact that closes to %s, which gives one level only; allowed is %s, or none with a"
                                    .formatted(
                                            ground ? "pull-down" : "pull-up",
                                            ground ? "ground" : "supply",
                                            ground ? "pull-up" : "pull-down")
                            + " resistor of your own");
        }
        Duration bounce = Trial.duration(part.optional("bounce"), usualBounce);
        ContactSettings settings = Trial.all(
                part,
                new ContactSettings(usualBounce, ground, contact),
                List.of(new Trial<>("bounce", () -> new ContactSettings(bounce, ground, contact))));
        return new PinSettings.Contact(line, bias, settings);
    }

    private static Optional<PinSettings.Bell> bell(Section bell, LinesTaken taken, SeatRules rules) {
        if (!bell.present()) {
            return Optional.empty();
        }
        int line = taken.line(bell.required("line"), "pins.bell.line");
        Bias bias = bell.optional("bias").choice(Bias.class, Bias.PULL_UP);
        return Optional.of(new PinSettings.Bell(line, bias, cadence(bell, rules)));
    }

    private static RingCadence cadence(Section bell, SeatRules rules) {
        RingCadence usual = RingCadence.CHINA;
        List<Duration> ring = ring(bell.optional("ring"), usual.ring());
        Duration tolerance = Trial.duration(bell.optional("tolerance"), usual.tolerance());
        Duration gap = Trial.duration(bell.optional("gap"), usual.longestGap());
        List<Integer> edges = edges(bell.optional("edges-per-second"), List.of(usual.slowest(), usual.fastest()));
        Duration once = ring.stream().reduce(Duration.ZERO, Duration::plus);
        if (!once.equals(rules.ringPeriod())) {
            bell.mistake(
                    "ring",
                    "found %d ms from the beginning of one ring to that of the next, rules.ring-period is %d ms; make them the same"
                            .formatted(once.toMillis(), rules.ringPeriod().toMillis()));
            return usual;
        }
        Duration leastGap = Duration.ofMillis(5);
        Duration longest = Duration.ofSeconds(60);
        int slow = edges.getFirst();
        int fast = edges.getLast();
        return Trial.all(
                bell,
                usual,
                List.of(
                        new Trial<>("ring", () -> new RingCadence(ring, Duration.ZERO, leastGap, 1, 2, longest)),
                        new Trial<>("tolerance", () -> new RingCadence(ring, tolerance, leastGap, 1, 2, longest)),
                        new Trial<>("gap", () -> new RingCadence(ring, tolerance, gap, 1, 2, longest)),
                        new Trial<>(
                                "edges-per-second", () -> new RingCadence(ring, tolerance, gap, slow, fast, longest)),
                        new Trial<>(
                                "ring",
                                () -> new RingCadence(ring, tolerance, gap, slow, fast, rules.ringSilence()),
                                "does not fit rules.ring-silence: ")));
    }

    private static List<Duration> ring(Entry entry, List<Duration> usual) {
        List<Duration> times = new ArrayList<>();
        for (Entry item : entry.items(2, 8)) {
            times.add(item.duration(Duration.ofMillis(1), Duration.ofMinutes(1), Duration.ZERO));
        }
        return times.size() < 2 || times.contains(Duration.ZERO) ? usual : times;
    }

    private static List<Integer> edges(Entry entry, List<Integer> usual) {
        List<Integer> edges = new ArrayList<>();
        for (Entry item : entry.items(2, 2)) {
            edges.add(item.number(1, 10_000, 0));
        }
        return edges.size() != 2 || edges.contains(0) ? usual : edges;
    }

    private static Optional<PinSettings.Lamp> lamp(Section lamp, LinesTaken taken) {
        if (!lamp.present()) {
            return Optional.empty();
        }
        boolean low = lamp.optional("lit-by").choice(Level.class, Level.HIGH) == Level.LOW;
        LampKind kind = lamp.optional("kind").choice(LampKind.class, LampKind.SINGLE);
        PinSettings.Output green = output(lamp.required("green"), "pins.lamp.green", taken, low);
        PinSettings.Output red = output(lamp.required("red"), "pins.lamp.red", taken, low);
        return Optional.of(
                switch (kind) {
                    case SINGLE -> {
                        PinSettings.Output amber = output(lamp.required("amber"), "pins.lamp.amber", taken, low);
                        Entry blue = lamp.optional("blue");
                        yield new PinSettings.Lamp.Single(
                                green,
                                amber,
                                red,
                                lamp.has("blue")
                                        ? Optional.of(output(blue, "pins.lamp.blue", taken, low))
                                        : Optional.empty());
                    }
                    case RGB -> {
                        if (lamp.has("amber")) {
                            lamp.optional("amber")
                                    .mistake(
                                            "belongs to kind single, found kind rgb, whose amber is red and green; take it"
                                                    + " out");
                        }
                        yield new PinSettings.Lamp.Rgb(
                                red, green, output(lamp.required("blue"), "pins.lamp.blue", taken, low));
                    }
                });
    }

    private static Optional<PinSettings.Digits> digits(Section digits, LinesTaken taken) {
        if (!digits.present()) {
            return Optional.empty();
        }
        digits.optional("kind").choice(DigitsKind.class, DigitsKind.HT16K33);
        Path bus = devicePath(digits.required("bus"), "/dev/i2c-1");
        taken.device(bus.toString(), "pins.digits.bus");
        int address = digits.optional("address")
                .as("0x70 to 0x77, as its bridges A0 to A2 say", PinConfig::address, FIRST_ADDRESS);
        int brightness = digits.optional("brightness").number(0, BRIGHTEST, BRIGHTNESS);
        return Optional.of(new PinSettings.Digits(bus, address, brightness));
    }

    private static int address(String text) {
        int address = NUMBER.matcher(text).matches() ? Integer.decode(text) : 0;
        return onlyIf(address >= FIRST_ADDRESS && address <= LAST_ADDRESS, address);
    }

    private static Optional<PinSettings.Output> buzzer(Section buzzer, LinesTaken taken) {
        if (!buzzer.present()) {
            return Optional.empty();
        }
        boolean low = buzzer.optional("on-by").choice(Level.class, Level.HIGH) == Level.LOW;
        return Optional.of(output(buzzer.required("line"), "pins.buzzer.line", taken, low));
    }

    private static PinSettings.Output output(Entry entry, String key, LinesTaken taken, boolean low) {
        return new PinSettings.Output(taken.line(entry, key), low);
    }

    /// @param usual for the message and instead of a wrong one
    static Path devicePath(Entry entry, String usual) {
        return entry.as("a path below /dev, such as " + usual, PinConfig::deviceFile, Path.of(usual));
    }

    /// @throws IllegalArgumentException unless it is a plain path below `/dev`
    static Path deviceFile(String text) {
        Path path = Path.of(text);
        boolean plain = text.length() <= 255 && text.chars().allMatch(c -> c > ' ' && c < 0x7f);
        boolean below = path.startsWith("/dev") && path.getNameCount() > 1;
        return onlyIf(plain && below && path.normalize().toString().equals(text), path);
    }

    /// The value, if it is allowed.
    ///
    /// @throws IllegalArgumentException otherwise: [Entry#as] tells it with what is allowed
    static <T> T onlyIf(boolean allowed, T value) {
        if (!allowed) {
            throw new IllegalArgumentException("not allowed");
        }
        return value;
    }

    private enum ClosesTo {
        GROUND,
        SUPPLY
    }

    private enum Headset {
        LIFTED,
        RESTING
    }

    private enum LampKind {
        SINGLE,
        RGB
    }

    private enum DigitsKind {
        HT16K33
    }

    private enum Level {
        HIGH,
        LOW
    }
}
