package dev.seatline.bench.lab.scenario;

/// How the console of the lab is wired. Immutable; any thread.
///
/// @param reader the lines of `badge-reader`
/// @param hookClosedWhen `lifted` or `resting`
/// @param rgb one lamp of three colours instead of four lamps
/// @param china whether the bell rings as in China, or five times as fast
/// @param address of the display
public record Wiring(String reader, String hookClosedWhen, boolean rgb, boolean china, int address) {
    public static final int BUTTON = 17;
    public static final int HOOK = 27;
    public static final int BELL = 22;
    public static final int BUZZER = 26;
    public static final int GREEN = 5;
    public static final int AMBER = 6;
    public static final int RED = 13;
    public static final int BLUE = 19;
    public static final int CHIP = 0x70;

    /// How the reader that types calls itself.
    public static final String READER = "Seatline Lab Reader";

    public static final String SERIAL = "/dev/seatline-serial";

    /// With a reader that types, and ends with Enter or not.
    public static Wiring keyboard(boolean enter) {
        return new Wiring(
                "{kind: keyboard, device: %s, ends-with: %s}".formatted(READER, enter ? "enter" : "pause"),
                "lifted",
                false,
                false,
                CHIP);
    }

    public static Wiring rdm6300() {
        return new Wiring("{kind: rdm6300, device: %s}".formatted(SERIAL), "resting", true, true, CHIP);
    }

    public Wiring withAddress(int other) {
        return new Wiring(reader, hookClosedWhen, rgb, china, other);
    }

    LampSeen.Lines lamp() {
        return new LampSeen.Lines(GREEN, rgb ? -1 : AMBER, RED, BLUE);
    }

    /// Whether the hook's line is high while the headset rests: the contact goes to ground.
    boolean highWhileResting() {
        return hookClosedWhen.equals("lifted");
    }

    /// The groups `pins` and `rules` of the console's configuration.
    ///
    /// @param chip path of the GPIO chip
    /// @param bus path of the I²C bus
    String text(String chip, String bus) {
        String lamp = rgb
                ? "{kind: rgb, red: %d, green: %d, blue: %d}".formatted(RED, GREEN, BLUE)
                : "{kind: single, green: %d, amber: %d, red: %d, blue: %d}".formatted(GREEN, AMBER, RED, BLUE);
        return """
                hardware: pins
                pins:
                  chip: %s
                  button: {line: %d}
                  hook: {line: %d, closed-when: %s, bias: %s}
                  bell: {line: %d, ring: %s, tolerance: %s}
                  badge-reader: %s
                  lamp: %s
                  digits: {kind: ht16k33, bus: %s, address: 0x%02x}
                  buzzer: {line: %d}
                rules:
                  hook: line
                  same-card: 500ms
                  chooser: 100ms
                  ring-period: %s
                  ring-silence: %s
                """.formatted(
                chip,
                BUTTON,
                HOOK,
                hookClosedWhen,
                // the simulated chip takes a bias for a pull of its own, which would lift the headset at the start
                highWhileResting() ? "pull-up" : "none",
                BELL,
                china ? "[1s, 4s]" : "[300ms, 700ms]",
                china ? "400ms" : "200ms",
                reader,
                lamp,
                bus,
                address,
                BUZZER,
                china ? "5s" : "1s",
                china ? "6500ms" : "2s");
    }
}
