package dev.seatline.bench.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seatline.bench.wiring.Drawing.Area;
import dev.seatline.config.Loaded;
import dev.seatline.device.ConsoleConfig;
import dev.seatline.device.ConsoleConfigFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;
import picocli.CommandLine;

class WiringTest {
    private static final Path SAMPLE = Path.of("../config/console-pins.yaml");
    private static final Path DOCS = Path.of("../docs/wiring");
    private static final String RENEW = "the sample or the drawing changed: renew docs/wiring with ./seatline wiring";

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @CsvSource({
        "2, 3", "3, 5", "4, 7", "14, 8", "15, 10", "17, 11", "18, 12", "27, 13", "22, 15", "23, 16", "24, 18", "10, 19",
        "9, 21", "25, 22", "11, 23", "8, 24", "7, 26", "0, 27", "1, 28", "5, 29", "6, 31", "12, 32", "13, 33", "19, 35",
        "16, 36", "26, 37", "20, 38", "21, 40"
    })
    void everyLineOfTheHeaderHasItsPin(int line, int pin) {
        assertThat(Header.pinOf(line)).isEqualTo(pin);
        assertThat(Header.lineOf(pin)).hasValue(line);
        assertThat(Header.name(pin)).isEqualTo("GPIO " + line);
    }

    @Test
    void theOtherPinsAreSupplyAndGround() {
        assertThat(pins("3.3 V")).containsExactly(1, 17);
        assertThat(pins("5 V")).containsExactly(2, 4);
        assertThat(pins("GND")).containsExactly(6, 9, 14, 20, 25, 30, 34, 39);
    }

    private static List<Integer> pins(String name) {
        return IntStream.rangeClosed(1, Header.PINS)
                .filter(pin -> Header.name(pin).equals(name))
                .boxed()
                .toList();
    }

    @Test
    void theDocumentsShowTheSample() throws IOException {
        ConsoleConfig console = right(ConsoleConfigFile.load(SAMPLE));
        Wiring wiring = Wiring.of(console.pins().orElseThrow());
        assertThat(Files.readString(DOCS.resolve("wiring.svg")))
                .as(RENEW)
                .isEqualTo(Diagram.svg(wiring, console.seat().text()));
        for (String document : List.of("README.md", "README.zh-CN.md")) {
            String text = Files.readString(DOCS.resolve(document));
            assertThat(PinTable.hasPlace(text))
                    .as("%s has a place for the table", document)
                    .isTrue();
            assertThat(PinTable.renewed(text, wiring)).as(RENEW).isEqualTo(text);
        }
    }

    @TestFactory
    Stream<DynamicTest> everyWiringCanBeReadAndBuilt() throws IOException {
        String sample = Files.readString(SAMPLE);
        String serial = with(sample, "rdm6300");
        String spi = with(sample, "mfrc522");
        String low = sample.replace("lit-by: high", "lit-by: low").replace("on-by: high", "on-by: low");
        String rgb = low.replace("kind: single", "kind: rgb").replace("    amber: 6\n", "");
        String supply = sample.replaceAll("closes-to: ground\n    bias: pull-up", "closes-to: supply")
                .replaceAll(
                        "(?m)^    closes-to: ground\n((?:    #.*\n)+)    bias: pull-up", "    closes-to: supply\n$1")
                .replace("closed-when: lifted", "closed-when: resting")
                .replace("contact: normally-open", "contact: normally-closed");
        String few =
                sample.replaceFirst("(?s)\npins:\n.*?\n\\S", "\npins:\n  chip: pinctrl-rp1\n  button: {line: 17}\n#");
        return Stream.of(
                wiring("the sample", sample),
                wiring("a reader at the serial line", serial),
                wiring("a reader on SPI", spi),
                wiring("lamps and buzzer by the low level", low),
                wiring("one lamp of three colours", rgb),
                wiring("contacts to the supply", supply),
                wiring("a line at the edge of the board", serial.replace("line: 17", "line: 23")),
                wiring("a button alone", few));
    }

    private DynamicTest wiring(String name, String text) {
        return DynamicTest.dynamicTest(name, () -> canBeReadAndBuilt(text));
    }

    private void canBeReadAndBuilt(String text) throws Exception {
        ConsoleConfig console = right(ConsoleConfigFile.load(Files.writeString(folder.resolve("c.yaml"), text)));
        assertThat(Wiring.obstacle(console)).isEmpty();
        Wiring wiring = Wiring.of(console.pins().orElseThrow());
        assertThat(wiring.wires())
                .extracting(Wiring.Wire::pin)
                .doesNotHaveDuplicates()
                .isNotEmpty();
        Drawing drawing = Diagram.of(wiring);
        Document picture = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(Diagram.svg(wiring, "S01"))));
        int height = Integer.parseInt(picture.getDocumentElement().getAttribute("height"));
        Area sheet = new Area("sheet", 0, 0, Rails.WIDTH, height);
        List<Area> texts = drawing.texts();
        assertThat(texts).doesNotHaveDuplicates();
        for (Area one : texts) {
            assertThat(one.left() >= sheet.left() && one.right() <= sheet.right() && one.bottom() <= sheet.bottom())
                    .as("%s stands on the sheet", one)
                    .isTrue();
            assertThat(texts)
                    .filteredOn(other -> !other.equals(one) && other.meets(one))
                    .as("%s", one)
                    .isEmpty();
            assertThat(drawing.wires())
                    .filteredOn(wire -> wire.meets(one))
                    .as("%s", one)
                    .isEmpty();
        }
        String all = texts.stream().map(Area::what).collect(Collectors.joining("\n"));
        for (Wiring.Wire wire : wiring.wires()) {
            assertThat(all)
                    .containsPattern("pin %d · .*%s"
                            .formatted(
                                    wire.pin(),
                                    Pattern.quote(wire.colour().words().both())));
        }
    }

    @Test
    void wiresOfTheSampleDoNotCross() {
        List<Area> wires = Diagram.of(
                        Wiring.of(right(ConsoleConfigFile.load(SAMPLE)).pins().orElseThrow()))
                .wires();
        assertThat(wires).hasSizeGreaterThan(30);
        for (Area one : wires) {
            assertThat(wires)
                    .filteredOn(other -> !other.what().equals(one.what()) && other.meets(one))
                    .as("%s", one)
                    .isEmpty();
        }
    }

    @Test
    void theCommandDrawsIntoAFolder() throws IOException {
        Path to = folder.resolve("mine");
        assertThat(draw("--config", SAMPLE.toString(), "--to", to.toString()))
                .as(err.toString())
                .isZero();
        assertThat(Files.readString(to.resolve("wiring.svg"))).isEqualTo(Files.readString(DOCS.resolve("wiring.svg")));
        assertThat(Files.readString(to.resolve("README.md")))
                .contains("| **11** | GPIO 17 | Button |", "| **11** | GPIO 17 | 按钮 |");
        Files.writeString(to.resolve("README.md"), "mine");
        assertThat(draw("--config", SAMPLE.toString(), "--to", to.toString())).isZero();
        assertThat(to.resolve("README.md"))
                .as("without a place for the table it is left alone")
                .hasContent("mine");
    }

    @Test
    void whatCannotBeDrawnIsSaid() throws IOException {
        assertThat(draw("--config", "../config/console.yaml", "--to", folder.toString()))
                .isEqualTo(1);
        assertThat(err.toString()).contains("hardware: bench has no wires");
        assertThat(drawn("pinctrl-bcm2711", "gpio-sim")).isEqualTo(1);
        assertThat(err.toString())
                .contains("pins.chip: found \"gpio-sim\"; only the header of a Raspberry Pi is drawn");
        assertThat(drawn("/dev/i2c-1", "/dev/i2c-7")).isEqualTo(1);
        assertThat(err.toString()).contains("found /dev/i2c-7, which is not on the header");
        assertThat(drawn("line: 17", "line: 99")).isEqualTo(1);
        assertThat(err.toString()).contains("pins.button.line: found 99");
        assertThat(draw("--wat")).isEqualTo(2);
        assertThat(folder.resolve("wiring.svg")).doesNotExist();
    }

    private int drawn(String from, String to) throws IOException {
        Path config = Files.writeString(
                folder.resolve("c.yaml"),
                Files.readString(SAMPLE).replaceAll("(?m)^( .*)" + Pattern.quote(from), "$1" + to));
        return draw("--config", config.toString(), "--to", folder.toString());
    }

    private int draw(String... arguments) {
        return new CommandLine(new WiringCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }

    /// The sample with another of its readers.
    private static String with(String sample, String kind) {
        String block = Pattern.compile("\n  # badge-reader:\n  #   kind: " + kind + "\n((  #   .*\n)+)")
                .matcher(sample)
                .results()
                .findFirst()
                .orElseThrow()
                .group()
                .replace("\n  # ", "\n  ");
        return sample.replaceFirst("\n  badge-reader:\n(    .*\n)+", block);
    }

    private static ConsoleConfig right(Loaded<ConsoleConfig> loaded) {
        return switch (loaded) {
            case Loaded.Right<ConsoleConfig>(ConsoleConfig config) -> config;
            case Loaded.Wrong<ConsoleConfig> wrong -> throw new AssertionError(wrong.text());
        };
    }
}
