package dev.seatline.bench.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What only the source text can tell: the length of files, and `default` over our own closed types.
class SourcesTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final int LONGEST = 500;
    private static final Pattern DEFAULT_ARM = Pattern.compile("^\\s*default\\s*->", Pattern.MULTILINE);
    private static final Pattern NAME_IN_CODE_FONT = Pattern.compile("`([A-Z][A-Za-z]+)`");

    private static List<Path> javaFiles(String part) throws IOException {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> ROOT.relativize(file).toString().contains(part))
                    .filter(file -> !file.toString().contains("/target/"))
                    .toList();
        }
    }

    @Test
    void noJavaFileIsLongerThan500Lines() throws IOException {
        assertThat(javaFiles("/src/"))
                .isNotEmpty()
                .allSatisfy(file ->
                        assertThat(Files.readAllLines(file)).as("%s", file).hasSizeLessThanOrEqualTo(LONGEST));
    }

    @Test
    void coreSwitchesHaveNoDefaultArm() throws IOException {
        for (String core : List.of("device/seat/", "server/floor/", "seatline/wire/")) {
            assertThat(javaFiles("src/main/java/dev/seatline/" + core.replace("seatline/", "")))
                    .as(core)
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(
                                    DEFAULT_ARM.matcher(Files.readString(file)).find())
                            .as("%s has a default arm: name every case, so that a new one stops the compiler", file)
                            .isFalse());
        }
    }

    @Test
    void theDefaultArmIsFoundWhereThereIsOne() {
        assertThat(DEFAULT_ARM.matcher("switch (x) {\n    default -> 1;\n}").find())
                .isTrue();
    }

    @Test
    void everyClassThatTheArchitecturePageNamesExists() throws IOException {
        String page = Files.readString(ROOT.resolve("docs/architecture.md"));
        List<String> sources = javaFiles("/src/").stream()
                .map(file -> file.getFileName().toString().replace(".java", ""))
                .toList();
        assertThat(NAME_IN_CODE_FONT.matcher(page).results().map(match -> match.group(1)))
                .as("docs/architecture.md names classes in code font")
                .hasSizeGreaterThan(10)
                .allSatisfy(name -> assertThat(sources).contains(name));
    }
}
