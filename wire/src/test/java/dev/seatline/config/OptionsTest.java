package dev.seatline.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OptionsTest {
    private static final String TEXT = """
            version: 1
            name: bell
            ring:
              max: 3
              words: [a, b]
            list:
              - {count: 1}
              - {count: 2}
            """;

    @TempDir
    private Path folder;

    @Test
    void withoutOptionsTheFileIsAsItStands() throws IOException {
        assertThat(read(Map.of())).isEqualTo(new Loaded.Right<>("bell 3 0 [a, b] [1, 2] 0"));
    }

    @Test
    void anOptionReplacesAValueOrStandsForOneThatIsLeftOut() throws IOException {
        assertThat(read(Map.of("name", "gong", "ring.max", "5", "ring.seconds", "10")))
                .isEqualTo(new Loaded.Right<>("gong 5 10 [a, b] [1, 2] 0"));
    }

    @Test
    void aListIsReplacedAsAWhole() throws IOException {
        assertThat(read(Map.of("ring.words", "[c]", "list", "[{count: 7}]")))
                .isEqualTo(new Loaded.Right<>("bell 3 0 [c] [7] 0"));
    }

    @Test
    void anOptionMeetsTheChecksOfItsKey() throws IOException {
        assertThat(mistakes(Map.of("ring.max", "many", "ring.words", "[c, 'two words']")))
                .containsExactlyInAnyOrder(
                        "file.yaml: option ring.max: found \"many\", allowed is a whole number from 1 to 9",
                        "file.yaml: option ring.words: found \"two words\", allowed is 1 to 3 printable characters");
    }

    @Test
    void anOptionThatNobodyAsksForIsToldWithWhatIsAllowed() throws IOException {
        assertThat(mistakes(Map.of("ring.mxa", "3", "tone.high", "true", "ring.entirelyElse", "1")))
                .containsExactlyInAnyOrder(
                        "file.yaml: option ring.mxa: unknown key; did you mean \"ring.max\"?",
                        "file.yaml: option ring.entirelyElse: unknown key; allowed are ring.max, ring.seconds,"
                                + " ring.words",
                        "file.yaml: option tone.high: unknown key; allowed are absent, list, name, ring, version");
    }

    @Test
    void anOptionForAGroupThatTheFileDoesNotHaveIsAMistakeAndSoIsOneInsideOfAList() throws IOException {
        assertThat(mistakes(Map.of("absent.grace", "5s", "list.count", "3")))
                .containsExactlyInAnyOrder(
                        "file.yaml: option absent.grace: the file has no \"absent\" with keys of its own",
                        "file.yaml: option list.count: the file has no \"list\" with keys of its own");
    }

    @Test
    void whatIsNoValueOrTooMuchIsToldAndNotRead() throws IOException {
        assertThat(mistakes(Map.of("ring.max", "[1")))
                .singleElement()
                .asString()
                .contains("ring.max: not YAML");
        assertThat(mistakes(Map.of("ring.max", ""))).containsExactly("file.yaml: option ring.max: found nothing");
        assertThat(mistakes(Map.of("ring.max", "9".repeat(1001))))
                .singleElement()
                .asString()
                .contains("longer than");
        assertThat(mistakes(Map.of("ring.max", "[".repeat(11) + "]".repeat(11))))
                .singleElement()
                .asString()
                .contains("nested deeper");
    }

    @Test
    void theValuesOfASectionAreOptionsForAnotherFile() throws IOException {
        Path other = Files.writeString(
                folder.resolve("other.yaml"),
                "version: 1\noptions: {ring.max: 4, ring.words: [x, \"y: 'z'\"], name: \"a: b\"}\n");
        Loaded<Map<String, String>> options = ConfigFile.load(
                other, root -> root.optional("options").section().values(10));
        assertThat(options)
                .isEqualTo(
                        new Loaded.Right<>(Map.of("ring.max", "4", "ring.words", "[x, 'y: ''z''']", "name", "'a: b'")));
        Map<String, String> values = ((Loaded.Right<Map<String, String>>) options).config();
        assertThat(read(values)).isInstanceOf(Loaded.Wrong.class);
        assertThat(read(Map.of("name", values.get("name")))).isEqualTo(new Loaded.Right<>("a: b 3 0 [a, b] [1, 2] 0"));
    }

    @Test
    void groupsOfKeysAreNoOptionsAndTooManyAreTold() throws IOException {
        Path other =
                Files.writeString(folder.resolve("other.yaml"), "version: 1\noptions:\n  a: {b: c}\n  d: 1\n  e: 2\n");
        assertThat(ConfigFile.load(
                        other, root -> root.optional("options").section().values(1)))
                .isInstanceOfSatisfying(
                        Loaded.Wrong.class,
                        wrong -> assertThat(wrong.text())
                                .contains("other.yaml:3: options.a: found a group of keys")
                                .contains("other.yaml:5: options.e: more than 1"));
    }

    private List<String> mistakes(Map<String, String> options) throws IOException {
        return switch (read(options)) {
            case Loaded.Right<String> right -> throw new AssertionError(right.config());
            case Loaded.Wrong<String> wrong ->
                wrong.mistakes().stream()
                        .map(mistake ->
                                mistake.toString().substring(folder.toString().length() + 1))
                        .toList();
        };
    }

    private Loaded<String> read(Map<String, String> options) throws IOException {
        Path file = Files.writeString(folder.resolve("file.yaml"), TEXT);
        return ConfigFile.load(file, options, OptionsTest::reader);
    }

    private static String reader(Section root) {
        String name = root.required("name").text(10, "");
        Section ring = root.required("ring").section();
        int max = ring.required("max").number(1, 9, 3);
        int seconds = ring.optional("seconds").number(0, 60, 0);
        List<String> words = ring.optional("words").items(0, 3).stream()
                .map(item -> item.text(3, ""))
                .toList();
        List<Integer> counts = root.optional("list").sections(0, 3).stream()
                .map(item -> item.required("count").number(1, 9, 1))
                .toList();
        Duration grace = root.optional("absent")
                .section()
                .optional("grace")
                .duration(Duration.ZERO, Duration.ofHours(1), Duration.ZERO);
        return "%s %d %d %s %s %d".formatted(name, max, seconds, words, counts, grace.toSeconds());
    }
}
