package dev.seatline.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigFileTest {
    private static final Duration HOUR = Duration.ofHours(1);

    @TempDir
    private Path folder;

    private enum Colour {
        RED,
        LIGHT_BLUE
    }

    @Test
    void allMistakesAreToldAtOnceEachWithItsLine() throws IOException {
        String text = """
                version: 1
                prot: 80
                count: many
                limit: 5 minutes
                colour: green
                flag: yes
                list: [1, 2]
                colour: red
                """;
        assertThat(mistakes(text, section -> {
                    section.required("name").text(10, "");
                    section.optional("port").number(0, 65535, 0);
                    section.required("count").number(1, 5, 1);
                    section.required("limit").duration(Duration.ZERO, HOUR, HOUR);
                    section.required("colour").choice(Colour.class, Colour.RED);
                    section.required("flag").flag(false);
                    section.required("list").text(5, "");
                    return "";
                }))
                .containsExactly(
                        "file.yaml:1: \"name\" is missing",
                        "file.yaml:2: unknown key \"prot\"; did you mean \"port\"?",
                        "file.yaml:3: count: found \"many\", allowed is a whole number from 1 to 5",
                        "file.yaml:4: limit: found \"5 minutes\", allowed is a whole number with a unit: 500ms, 5s, 20m,"
                                + " 8h or 30d, from 0s to 1h",
                        "file.yaml:5: colour: found \"green\", allowed is red, light-blue",
                        "file.yaml:6: flag: found \"yes\", allowed is true or false",
                        "file.yaml:7: list: found a list, allowed is 1 to 5 printable characters",
                        "file.yaml:8: \"colour\" stands twice, the first time in line 5");
    }

    /// The library reads the text in pieces; a character of two halves may lie across the end of one.
    @ParameterizedTest
    @ValueSource(ints = {1021, 1022, 1023, 1024, 1025, 2046, 2047, 2048, 2049})
    void aCharacterOfTwoHalvesMayStandAnywhere(int place) throws IOException {
        String before = "version: 1\n#";
        String text = before + "x".repeat(place - before.length()) + "\uD83D\uDE00\nname: \uD83D\uDE00\n";
        assertThat(ConfigFile.load(file(text), root -> root.required("name").text(10, "")))
                .isEqualTo(new Loaded.Right<>("\uD83D\uDE00"));
    }

    @Test
    void valuesInListsAndGroupsNameTheirOwnLine() throws IOException {
        String text = """
                version: 1
                seats:
                  - seat: A
                    size: 3
                  - seat: A
                  - size: nine
                    colour: red
                  - just text
                """;
        Map<String, Integer> seen = new HashMap<>();
        assertThat(mistakes(text, section -> {
                    for (Section seat : section.required("seats").sections(1, 9)) {
                        seat.required("seat").unique(seen).text(5, "");
                        seat.optional("size").number(0, 9, 0);
                    }
                    return "";
                }))
                .containsExactly(
                        "file.yaml:5: seats.seat: \"A\" stands already in line 3",
                        "file.yaml:6: \"seats.seat\" is missing",
                        "file.yaml:6: seats.size: found \"nine\", allowed is a whole number from 0 to 9",
                        "file.yaml:7: unknown key \"seats.colour\"; allowed are seat, size",
                        "file.yaml:8: seats: each item is a group of \"key: value\" lines");
    }

    @Test
    void aSectionThatIsNotThereIsReadWithoutAMistakeAndItsKeysAreKnown() throws IOException {
        Path file = file("version: 1\n");
        Function<Section, Boolean> reader = root -> {
            Section tls = root.optional("tls").section();
            tls.required("keystore").text(9, "");
            tls.secret("password").text(9, "");
            return tls.present();
        };
        assertThat(ConfigFile.load(file, reader)).isEqualTo(new Loaded.Right<>(false));
        assertThat(ConfigFile.keysAsked(file, reader))
                .containsExactly("tls", "tls.keystore", "tls.password", "tls.password-file", "version");
    }

    @ParameterizedTest
    @CsvSource({"0s,0", "500ms,500", "5s,5000", "20m,1200000", "1h,3600000"})
    void aDurationIsAWholeNumberAndAUnit(String text, long millis) throws IOException {
        assertThat(ConfigFile.load(
                        file("version: 1\nd: " + text),
                        root -> root.required("d").duration(Duration.ZERO, HOUR, HOUR)))
                .isEqualTo(new Loaded.Right<>(Duration.ofMillis(millis)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "s", "-5s", "5 s", "1h30m", "5S", "2h", "1d", "99999999999s", "1.5s", "[]", "{}", ""})
    void anyOtherDurationIsAMistake(String text) throws IOException {
        assertThat(mistakes("version: 1\nd: " + text, root -> root.required("d").duration(Duration.ZERO, HOUR, HOUR)))
                .singleElement()
                .asString()
                .startsWith("file.yaml:2: d: found ");
    }

    @Test
    void aSecretStandsInTheFileOrBesideItAndIsNeverRepeated() throws IOException {
        Files.writeString(folder.resolve("key.secret"), "hunter2\n");
        Function<Section, String> reader = root -> root.secret("key").text(7, "");
        assertThat(ConfigFile.load(file("version: 1\nkey: hunter2"), reader)).isEqualTo(new Loaded.Right<>("hunter2"));
        assertThat(ConfigFile.load(file("version: 1\nkey-file: key.secret"), reader))
                .isEqualTo(new Loaded.Right<>("hunter2"));

        assertThat(mistakes("version: 1\nkey: hunter2000", reader))
                .containsExactly(
                        "file.yaml:2: key: found a text of 10 characters, allowed is 1 to 7 printable characters");
        assertThat(mistakes("version: 1", reader))
                .containsExactly("file.yaml:1: \"key\" is missing, and so is \"key-file\"");
        assertThat(mistakes("version: 1\nkey: a\nkey-file: key.secret", reader))
                .containsExactly("file.yaml:3: \"key\" and \"key-file\" exclude each other");
        assertThat(mistakes("version: 1\nkey-file: none.secret", reader))
                .singleElement()
                .asString()
                .startsWith("file.yaml:2: key-file: there is no readable file ")
                .endsWith("none.secret");
        Files.writeString(folder.resolve("key.secret"), "x".repeat(5000));
        assertThat(mistakes("version: 1\nkey-file: key.secret", reader))
                .singleElement()
                .asString()
                .contains("at most 4096 bytes");
    }

    @Test
    void aSecretFileThatIsAFolderIsAMistake() throws IOException {
        Files.createDirectory(folder.resolve("inside"));
        assertThat(mistakes(
                        "version: 1\nkey-file: inside",
                        root -> root.secret("key").text(7, "")))
                .singleElement()
                .asString()
                .startsWith("file.yaml:2: key-file: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"version: 2", "version: one", "other: 1", "version:"})
    void aFileOfAnotherVersionIsAMistake(String text) throws IOException {
        assertThat(mistakes(text, _ -> "")).isNotEmpty().first().asString().contains("version");
    }

    static Stream<byte[]> rubbish() {
        return Stream.of(
                bytes(""),
                bytes("# only a comment\n"),
                bytes("just text"),
                bytes("- a\n- b\n"),
                bytes("null"),
                bytes("version: 1\nversion: [\n"),
                bytes("version: 1\n\tname: tab\n"),
                bytes("version: 1\nname: \"open\n"),
                bytes("version: 1\n---\nversion: 1\n"),
                bytes("version: &a 1\nname: *a\n"),
                bytes("version: 1\nname: &a [*a]\n"),
                bytes("version: 1\nname: *nobody\n"),
                bytes("a: &a [x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a]\nc: [*b,*b,*b,*b]\n"),
                bytes("version: 1\nname: " + "[".repeat(100_000)),
                bytes("version: 1\nname: " + "{a: ".repeat(50_000)),
                bytes("version: 1\n" + "? ".repeat(50_000)),
                bytes("version: 1\nname: " + "- ".repeat(50_000)),
                bytes("%YAML 9.9\n---\nversion: 1\n"),
                bytes("%TAG ! x\nversion: 1"),
                bytes("version: 1\n? [a, b]\n: c\n"),
                bytes("version: 1\n<<: {name: x}\n"),
                bytes("version: 1\nname: \u0000\u0007"),
                new byte[] {'a', ':', ' ', (byte) 0xff, (byte) 0xfe},
                "version: 1".getBytes(StandardCharsets.UTF_16),
                bytes("version: 1\n#" + "x".repeat(ConfigFile.LARGEST)));
    }

    @ParameterizedTest
    @MethodSource("rubbish")
    void rubbishIsToldInOneLineAndNeverThrown(byte[] content) throws IOException {
        Path file = Files.write(folder.resolve("file.yaml"), content);
        assertThat(ConfigFile.load(file, root -> root.optional("name").text(9, "")))
                .isInstanceOfSatisfying(
                        Loaded.Wrong.class,
                        wrong -> assertThat(wrong.text())
                                .contains("file.yaml")
                                .hasSizeLessThan(1000)
                                .doesNotContain("snakeyaml", "Exception"));
    }

    @Test
    void aFileThatIsNotThereIsAMistake() {
        Path file = folder.resolve("none.yaml");
        assertThat(ConfigFile.load(file, _ -> ""))
                .isEqualTo(new Loaded.Wrong<>(List.of(new Mistake(file.toString(), 0, "no such file"))));
        assertThat(ConfigFile.load(folder, _ -> "")).isInstanceOf(Loaded.Wrong.class);
        assertThat(ConfigFile.topKeys(file)).isEmpty();
    }

    @Test
    void aHopelessFileIsCutShort() throws IOException {
        StringBuilder text = new StringBuilder("version: 1\n");
        for (int i = 0; i < 500; i++) {
            text.append("key").append(i).append(": 1\n");
        }
        assertThat(mistakes(text.toString(), _ -> ""))
                .hasSize(101)
                .last()
                .isEqualTo("file.yaml: and 400 more mistakes");
    }

    @ParameterizedTest
    @CsvSource({
        "tcp://127.0.0.1:1883,true",
        "tcp://localhost:1883,true",
        "tcp://[::1]:1883,true",
        "ssl://broker.example:8883,true",
        "tcp://broker.example:1883,false",
        "tcp://192.168.1.5:1883,false",
        "tcp://127.0.0.1.example:1883,false",
        "tcp://0.0.0.0:1883,false",
        "tcp://127.0.0.1,false",
        "tcp://user:pw@127.0.0.1:1883,false",
        "http://127.0.0.1:80,false",
        "ssl://x:0,false",
        "ssl://x:65536,false",
        "127.0.0.1:1883,false",
        "tcp://127.0.0.1:1883/path,false",
        "tcp://a b:1,false"
    })
    void aPlainConnectionToABrokerStaysOnThisMachine(String address, boolean right) throws IOException {
        Loaded<?> loaded = ConfigFile.load(
                file("version: 1\nuri: \"" + address + "\""), root -> BrokerAddress.read(root.required("uri")));
        assertThat(loaded instanceof Loaded.Right<?>).isEqualTo(right);
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("file.yaml"), text);
    }

    private <T> List<String> mistakes(String text, Function<Section, T> reader) throws IOException {
        return switch (ConfigFile.load(file(text), reader)) {
            case Loaded.Right<T>(T config) -> throw new AssertionError("right: " + config);
            case Loaded.Wrong<T>(List<Mistake> mistakes) ->
                mistakes.stream()
                        .map(mistake -> mistake.toString().replace(folder + "/", ""))
                        .toList();
        };
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
