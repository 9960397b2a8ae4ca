package dev.seatline.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seatline.config.ConfigFile;
import dev.seatline.config.Loaded;
import dev.seatline.config.Mistake;
import dev.seatline.device.hardware.bell.RingCadence;
import dev.seatline.device.hardware.button.GestureSettings;
import dev.seatline.device.hardware.edges.ContactSettings;
import dev.seatline.device.hardware.keyboard.KeyboardSettings;
import dev.seatline.device.hardware.pins.PinSettings;
import dev.seatline.device.hardware.pins.PinSettings.BadgeReader;
import dev.seatline.device.hardware.pins.PinSettings.Bias;
import dev.seatline.device.hardware.pins.PinSettings.Output;
import dev.seatline.device.hardware.rdm6300.Rdm6300Frames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PinConfigTest {
    private static final Path SAMPLE = Path.of("../config/console-pins.yaml");
    private static final Path BENCH = Path.of("../config/console.yaml");
    private static final Pattern READER = Pattern.compile("\n  badge-reader:\n(    .*\n)+");

    @TempDir
    private Path folder;

    private String sample = "";

    @BeforeEach
    void readSample() throws IOException {
        sample = Files.readString(SAMPLE);
    }

    @Test
    void theSampleIsASeatOfAllParts() {
        ConsoleConfig config = right(ConsoleConfigFile.load(SAMPLE));
        assertThat(config.hardware()).isEqualTo(ConsoleConfig.Hardware.PINS);
        assertThat(config.pins())
                .contains(new PinSettings(
                        "pinctrl-bcm2711",
                        Optional.of(new PinSettings.Button(
                                contact(17, 20, true, ContactSettings.Contact.NORMALLY_OPEN), GestureSettings.USUAL)),
                        Optional.of(contact(27, 30, true, ContactSettings.Contact.NORMALLY_OPEN)),
                        Optional.of(new PinSettings.Bell(22, Bias.PULL_UP, RingCadence.CHINA)),
                        Optional.of(new BadgeReader.Keyboard(
                                "/dev/input/by-id/usb-Example_RFID_Reader-event-kbd", KeyboardSettings.USUAL)),
                        Optional.of(new PinSettings.Lamp.Single(
                                new Output(5, false),
                                new Output(6, false),
                                new Output(13, false),
                                Optional.of(new Output(19, false)))),
                        Optional.of(new PinSettings.Digits(Path.of("/dev/i2c-1"), 0x70, 8)),
                        Optional.of(new Output(26, false))));
    }

    @Test
    void theSampleShowsTheDefaults() throws IOException {
        String bare = sample.replaceAll("\n    (closes-to|bias|contact|bounce|double|long|very-long|stuck):.*", "")
                .replaceAll("\n    (closed-when|ring|tolerance|gap|edges-per-second):.*", "")
                .replaceAll("\n    (ends-with|pause|digits|lit-by|address|brightness|on-by):.*", "")
                .replaceAll("\n    kind: (single|ht16k33)", "")
                .replaceAll("\n  (ring-period|ring-silence): .*", "");
        assertThat(bare.length()).isLessThan(sample.length() - 300);
        assertThat(right(load(bare)).pins())
                .isEqualTo(right(ConsoleConfigFile.load(SAMPLE)).pins());
    }

    @Test
    void theSampleIsTheManualOfEveryKey() throws IOException {
        for (String text : List.of(sample, uncommented("rdm6300"), uncommented("mfrc522"))) {
            assertThat(ConfigFile.keysAsked(file(text), ConsoleConfigFile::read))
                    .filteredOn(key -> key.startsWith("pins"))
                    .contains("pins.button.very-long", "pins.badge-reader.kind")
                    .allSatisfy(key -> assertThat(sample)
                            .containsPattern(Pattern.compile(
                                    "\\b" + Pattern.quote(key.substring(key.lastIndexOf('.') + 1)) + ":")));
        }
    }

    @Test
    void theOtherReadersOfTheSampleAreRight() throws IOException {
        assertThat(pins(uncommented("rdm6300")).badgeReader())
                .contains(new BadgeReader.Rdm6300(Path.of("/dev/serial0"), Rdm6300Frames.Form.HEX));
        assertThat(pins(uncommented("mfrc522")).badgeReader())
                .contains(new BadgeReader.Mfrc522(Path.of("/dev/spidev0.0"), Duration.ofMillis(250)));
    }

    @Test
    void aContactMayCloseToTheSupplyAndBeClosedAtRest() throws IOException {
        PinSettings pins = pins(sample.replace("contact: normally-open", "contact: normally-closed")
                .replaceAll("closes-to: ground\n    bias: pull-up\n    # When", "closes-to: supply\n    # When")
                .replace("closed-when: lifted", "closed-when: resting"));
        assertThat(pins.button().orElseThrow().contact())
                .isEqualTo(contact(17, 20, true, ContactSettings.Contact.NORMALLY_CLOSED));
        assertThat(pins.hook())
                .contains(new PinSettings.Contact(
                        27,
                        Bias.PULL_DOWN,
                        new ContactSettings(Duration.ofMillis(30), false, ContactSettings.Contact.NORMALLY_CLOSED)));
    }

    @Test
    void aLampMayBeOneOfThreeColoursThatLowLights() throws IOException {
        assertThat(pins(sample.replace("kind: single", "kind: rgb")
                                .replaceFirst("    amber: 6\n", "")
                                .replace("lit-by: high", "lit-by: low"))
                        .lamp())
                .contains(new PinSettings.Lamp.Rgb(new Output(13, true), new Output(5, true), new Output(19, true)));
    }

    @Test
    void aSeatMayHaveAButtonOrAReaderOnly() throws IOException {
        String bare = sample.replaceFirst(
                "(?s)\npins:\n.*?\n\\S", "\npins:\n  chip: /dev/gpiochip0\n  button:\n    line: 400\n#");
        PinSettings pins = pins(bare);
        assertThat(pins.button().orElseThrow().contact().line()).isEqualTo(400);
        assertThat(pins.badgeReader()).isEmpty();
        assertThat(pins.hook()).isEmpty();
        assertThat(pins.bell()).isEmpty();
        assertThat(pins.lamp()).isEmpty();
        assertThat(pins.digits()).isEmpty();
        assertThat(pins.buzzer()).isEmpty();
        assertThat(pins(bare.replace("  button:\n    line: 400", "  badge-reader: {kind: rdm6300, device: /dev/pts/3}"))
                        .badgeReader())
                .isPresent();
        assertThat(told(bare.replace("\n  button:\n    line: 400", "")))
                .containsExactly(
                        "pins.button: is missing, and so is pins.badge-reader; a seat has one of them at least, else nobody"
                                + " can use it");
    }

    @Test
    void pinsBelongToTheirHardware() throws IOException {
        assertThat(told(sample.replace("hardware: pins\n", "hardware: bench\n")))
                .containsExactly(
                        "pins: belongs to \"hardware: pins\", found \"hardware: bench\"; change that, or take pins out");
        assertThat(told(Files.readString(BENCH).replace("\nhardware: bench", "\nhardware: pins")))
                .containsExactly("\"pins\" is missing");
        assertThat(told(sample.replace("hardware: pins\n", "hardware: pin\n")))
                .containsExactly("hardware: found \"pin\", allowed is bench, pins");
        assertThat(told(sample.replaceFirst("(?s)\npins:\n.*?\n\\S", "\npins: 17\n#")))
                .containsExactly("pins: found \"17\", allowed is a group of \"key: value\" lines");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            line: 27               | line: 17               | pins.hook.line: found 17, which pins.button.line has already; each part has a line of its own
            blue: 19               | blue: 0x11             | pins.lamp.blue: found "0x11", allowed is a whole number from 0 to 511
            line: 26               | line: 2                | pins.buzzer.line: found 2, which pins.digits.bus (/dev/i2c-1, SDA) has already; each part has a line of its own
            line: 17               | line: 40               | pins.button.line: found 40, allowed on the header of a Raspberry Pi are the lines 2 to 27, by their BCM numbers
            line: 17               | line: 0                | pins.button.line: found 0, allowed on the header of a Raspberry Pi are the lines 2 to 27, by their BCM numbers
            line: 17               | line: 512              | pins.button.line: found "512", allowed is a whole number from 0 to 511
            line: 17               | line: GPIO17           | pins.button.line: found "GPIO17", allowed is a whole number from 0 to 511
            chip: pinctrl-bcm2711  | chip: /dev/gpio 0      | pins.chip: found "/dev/gpio 0", allowed is the label of a GPIO chip, such as pinctrl-bcm2711 on a Raspberry Pi 4 or pinctrl-rp1 on a 5, or its path, such as /dev/gpiochip0
            closes-to: ground      | closes-to: 5V          | pins.button.closes-to: found "5V", allowed is ground, supply
            bias: pull-up          | bias: up               | pins.button.bias: found "up", allowed is as-is, none, pull-up, pull-down
            bias: pull-up          | bias: pull-down        | pins.button.bias: found pull-down with a contact that closes to ground, which gives one level only; allowed is pull-up, or none with a resistor of your own
            closes-to: ground      | closes-to: supply      | pins.button.bias: found pull-up with a contact that closes to supply, which gives one level only; allowed is pull-down, or none with a resistor of your own
            contact: normally-open | contact: open          | pins.button.contact: found "open", allowed is normally-open, normally-closed
            closed-when: lifted    | closed-when: up        | pins.hook.closed-when: found "up", allowed is lifted, resting
            bounce: 20ms           | bounce: 2s             | pins.button.bounce: a bounce time is 0 to 1000 ms, found 2000 ms; most contacts are quiet after 20 ms
            double: 250ms          | double: 2s             | pins.button.double: the time for a second press is 0 to 1000 ms, found 2000 ms
            double: 250ms          | double: 250            | pins.button.double: found "250", allowed is a whole number with a unit: 500ms, 5s, 20m, 8h or 30d, from 0s to 1h
            long: 1s               | long: 200ms            | pins.button.long: a long press is 300 to 10000 ms, found 200 ms
            very-long: 3s          | very-long: 1s          | pins.button.very-long: a very long press is 1001 to 20000 ms, found 1000 ms
            stuck: 30s             | stuck: 11m             | pins.button.stuck: the time after which a button is stuck is 3001 to 600000 ms, found 660000 ms
            ring: [1s, 4s]         | ring: [1s, 3s]         | pins.bell.ring: found 4000 ms from the beginning of one ring to that of the next, rules.ring-period is 5000 ms; make them the same
            ring: [1s, 4s]         | ring: [2s, 2s, 1s]     | pins.bell.ring: a ring has 1 to 4 bursts with a pause after each, found 3 times
            ring: [1s, 4s]         | ring: [50ms, 4950ms]   | pins.bell.ring: a burst or pause of a ring is 100 ms to 20000 ms, found 50 ms
            ring: [1s, 4s]         | ring: [1s, 0s]         | pins.bell.ring: found "0s", allowed is a whole number with a unit: 500ms, 5s, 20m, 8h or 30d, from 1ms to 1m
            ring: [1s, 4s]         | ring: [5s]             | pins.bell.ring: found 1 items, allowed are 2 to 8
            ring: [1s, 4s]         | ring: 5s               | pins.bell.ring: found "5s", allowed is a list
            ring-silence: 6500ms   | ring-silence: 5500ms   | pins.bell.ring: does not fit rules.ring-silence: the silence that ends ringing must be longer than 5900 ms, the longest time from one ring to the next, and at most 60000 ms, found 5500 ms
            ring-period: 5s        | ring-period: 6s        | pins.bell.ring: found 5000 ms from the beginning of one ring to that of the next, rules.ring-period is 6000 ms; make them the same
            tolerance: 400ms       | tolerance: 1s          | pins.bell.tolerance: the tolerance must be less than every burst and pause, found 1000 ms with 1000 ms
            tolerance: 400ms       | tolerance: 3s          | pins.bell.tolerance: the tolerance of a ring is 0 ms to 2000 ms, found 3000 ms
            gap: 100ms             | gap: 2ms               | pins.bell.gap: the longest gap between two edges is 5 ms to 500 ms, found 2 ms
            [20, 300]              | [300, 20]              | pins.bell.edges-per-second: edges per second go from at least 1 up to at most 10000, found 300 to 20
            [20, 300]              | [20]                   | pins.bell.edges-per-second: found 1 items, allowed are 2 to 2
            [20, 300]              | [0, 300]               | pins.bell.edges-per-second: found "0", allowed is a whole number from 1 to 10000
            kind: keyboard         | kind: wiegand          | pins.badge-reader.kind: found "wiegand", allowed is keyboard, rdm6300, mfrc522
            device: /dev/input/by- | device: /dev/by-       | pins.badge-reader.device: found "/dev/by-id/usb-Example_RFID_Reader-event-kbd", allowed is a path below /dev/input, best one of by-id, or the reader's name as /proc/bus/input/devices tells it
            ends-with: enter       | ends-with: tab         | pins.badge-reader.ends-with: found "tab", allowed is enter, pause
            pause: 200ms           | pause: 10ms            | pins.badge-reader.pause: the pause after a number is 20 to 2000 ms, found 10 ms
            digits: [4, 32]        | digits: [32, 4]        | pins.badge-reader.digits: a card number has 1 to 64 digits, the most not less than the fewest; found 32 to 4
            digits: [4, 32]        | digits: [4, 65]        | pins.badge-reader.digits: a card number has 1 to 64 digits, the most not less than the fewest; found 4 to 65
            digits: [4, 32]        | every: 150ms           | pins.badge-reader.every: belongs to kind mfrc522, found kind keyboard; take it out
            digits: [4, 32]        | form: hex              | pins.badge-reader.form: belongs to kind rdm6300, found kind keyboard; take it out
            digits: [4, 32]        | digit: [4, 32]         | unknown key "pins.badge-reader.digit"; did you mean "digits"?
            kind: single           | kind: rgb              | pins.lamp.amber: belongs to kind single, found kind rgb, whose amber is red and green; take it out
            kind: single           | kind: ring             | pins.lamp.kind: found "ring", allowed is single, rgb
            lit-by: high           | lit-by: 1              | pins.lamp.lit-by: found "1", allowed is high, low
            green: 5               | gren: 5                | "pins.lamp.green" is missing
            kind: ht16k33          | kind: tm1637           | pins.digits.kind: found "tm1637", allowed is ht16k33
            address: 0x70          | address: 0x20          | pins.digits.address: found "0x20", allowed is 0x70 to 0x77, as its bridges A0 to A2 say
            address: 0x70          | address: 0160          | pins.digits.address: found "0160", allowed is 0x70 to 0x77, as its bridges A0 to A2 say
            bus: /dev/i2c-1        | bus: i2c-1             | pins.digits.bus: found "i2c-1", allowed is a path below /dev, such as /dev/i2c-1
            bus: /dev/i2c-1        | bus: /dev/../etc/fstab | pins.digits.bus: found "/dev/../etc/fstab", allowed is a path below /dev, such as /dev/i2c-1
            bus: /dev/i2c-1        | bus: /dev/             | pins.digits.bus: found "/dev/", allowed is a path below /dev, such as /dev/i2c-1
            brightness: 8          | brightness: 16         | pins.digits.brightness: found "16", allowed is a whole number from 0 to 15
            on-by: high            | on-by: true            | pins.buzzer.on-by: found "true", allowed is high, low
            """)
    void aMistakeIsToldInTheseWords(String from, String to, String words) throws IOException {
        assertThat(sample).contains(from);
        List<Mistake> mistakes = mistakes(sample.replaceFirst("(?m)^( +[a-z-]*:? ?)" + Pattern.quote(from), "$1" + to));
        assertThat(mistakes).extracting(Mistake::text).contains(words);
        assertThat(mistakes).allSatisfy(mistake -> assertThat(mistake.line()).isPositive());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            rdm6300 | line: 26           | line: 15                 | pins.buzzer.line: found 15, which pins.badge-reader.device (/dev/serial0, RXD) has already; each part has a line of its own
            rdm6300 | form: hex          | form: octal              | pins.badge-reader.form: found "octal", allowed is hex, decimal
            rdm6300 | device: /dev/seria | device: ttyUSB0 #        | pins.badge-reader.device: found "ttyUSB0", allowed is a path below /dev, such as /dev/serial0
            rdm6300 | form: hex          | ends-with: enter         | pins.badge-reader.ends-with: belongs to kind keyboard, found kind rdm6300; take it out
            mfrc522 | line: 26           | line: 8                  | pins.buzzer.line: found 8, which pins.badge-reader.device (/dev/spidev0.0, CE0) has already; each part has a line of its own
            mfrc522 | /dev/spidev0.0     | /dev/spidev1.0           | pins.lamp.blue: found 19, which pins.badge-reader.device (/dev/spidev1.0, MISO) has already; each part has a line of its own
            mfrc522 | every: 250ms       | every: 10ms              | pins.badge-reader.every: found "10ms", allowed is a whole number with a unit: 500ms, 5s, 20m, 8h or 30d, from 50ms to 2s
            """)
    void otherReadersHaveMistakesOfTheirOwn(String kind, String from, String to, String words) throws IOException {
        String text = uncommented(kind);
        assertThat(text).contains(from);
        assertThat(told(text.replaceFirst("(?m)^( +[a-z-]*:? ?)" + Pattern.quote(from), "$1" + to)))
                .containsExactly(words);
    }

    @Test
    void allMistakesAreToldTogether() throws IOException {
        assertThat(told(sample.replace("line: 27", "line: 17")
                        .replace("long: 1s", "long: 11s")
                        .replace("tolerance: 400ms", "tolerance: 1s")
                        .replace("address: 0x70", "address: 7")
                        .replace("on-by: high", "on-by: loud")))
                .hasSize(5);
    }

    @Test
    void aPiKnowsItsLinesAndAnotherBoardItsOwn() throws IOException {
        String elsewhere = sample.replace("chip: pinctrl-bcm2711", "chip: gpio-sim.0-node0");
        assertThat(right(load(elsewhere.replace("line: 17", "line: 2"))).pins()).isPresent();
        assertThat(right(load(elsewhere.replace("line: 17", "line: 63"))).pins())
                .isPresent();
    }

    @Test
    void anAddressMayBeDecimal() throws IOException {
        assertThat(pins(sample.replace("address: 0x70", "address: 113"))
                        .digits()
                        .orElseThrow()
                        .address())
                .isEqualTo(0x71);
    }

    @Test
    void aReaderMayBeNamedAsTheKernelNamesIt() throws IOException {
        assertThat(pins(sample.replaceFirst("device: /dev/input/by-id/\\S+", "device: \"Sycreader RFID Technology\""))
                        .badgeReader())
                .contains(new BadgeReader.Keyboard("Sycreader RFID Technology", KeyboardSettings.USUAL));
    }

    @Test
    void aConfigurationOfPinsHasPinsAndOneOfTheBenchHasNone() {
        ConsoleConfig config = right(ConsoleConfigFile.load(SAMPLE));
        assertThatThrownBy(() -> new ConsoleConfig(
                        config.site(),
                        config.seat(),
                        config.console(),
                        config.data(),
                        config.hub(),
                        config.siteKey(),
                        ConsoleConfig.Hardware.BENCH,
                        config.pins(),
                        config.rules(),
                        config.http(),
                        config.keepConfirmed(),
                        config.trustClockAtStart()))
                .hasMessage("pins belong to hardware PINS, found BENCH with pins");
    }

    /// The sample with this reader instead of the keyboard.
    private String uncommented(String kind) {
        Pattern commented = Pattern.compile("\n  # badge-reader:\n  #   kind: " + kind + "\n((  #   .*\n)+)");
        String block = commented
                .matcher(sample)
                .results()
                .findFirst()
                .orElseThrow()
                .group()
                .replace("\n  # ", "\n  ");
        return READER.matcher(sample).replaceFirst(block);
    }

    private static PinSettings.Contact contact(
            int line, int bounce, boolean inverted, ContactSettings.Contact contact) {
        return new PinSettings.Contact(
                line, Bias.PULL_UP, new ContactSettings(Duration.ofMillis(bounce), inverted, contact));
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("console.yaml"), text);
    }

    private Loaded<ConsoleConfig> load(String text) throws IOException {
        return ConsoleConfigFile.load(file(text));
    }

    private PinSettings pins(String text) throws IOException {
        return right(load(text)).pins().orElseThrow();
    }

    private List<String> told(String text) throws IOException {
        return mistakes(text).stream().map(Mistake::text).toList();
    }

    private List<Mistake> mistakes(String text) throws IOException {
        return switch (load(text)) {
            case Loaded.Right<ConsoleConfig>(ConsoleConfig config) -> throw new AssertionError("right: " + config);
            case Loaded.Wrong<ConsoleConfig>(List<Mistake> mistakes) -> mistakes;
        };
    }

    private static ConsoleConfig right(Loaded<ConsoleConfig> loaded) {
        return switch (loaded) {
            case Loaded.Right<ConsoleConfig>(ConsoleConfig config) -> config;
            case Loaded.Wrong<ConsoleConfig> wrong -> throw new AssertionError(wrong.text());
        };
    }
}
