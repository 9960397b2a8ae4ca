package dev.seatline.bench.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Families are code, regulations are data: no program knows a regulation by its name, so that two that contradict each
/// other can be in force side by side, and a third needs no programmer.
class RegulationsAreDataTest {
    private static final Path POLICIES = Path.of("../config/policies");
    private static final List<Path> CODE = List.of(
            Path.of("../wire/src/main"),
            Path.of("../device/src/main"),
            Path.of("../server/src/main"),
            Path.of("src/main"));

    private static List<String> ids() throws IOException {
        try (Stream<Path> files = Files.list(POLICIES)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".yaml"))
                    .map(name -> name.substring(0, name.length() - ".yaml".length()))
                    .toList();
        }
    }

    private static List<String> named(List<Path> folders, List<String> ids) throws IOException {
        List<String> found = new ArrayList<>();
        for (Path folder : folders) {
            try (Stream<Path> files = Files.walk(folder)) {
                files.filter(Files::isRegularFile)
                        .filter(RegulationsAreDataTest::isText)
                        .forEach(file -> {
                            String text = read(file);
                            ids.stream().filter(text::contains).forEach(id -> found.add(file + ": " + id));
                        });
            }
        }
        return found;
    }

    private static boolean isText(Path file) {
        return Stream.of(".java", ".js", ".json", ".html", ".sql").anyMatch(file.toString()::endsWith);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void noProgramKnowsARegulationByItsName() throws IOException {
        assertThat(ids()).hasSizeGreaterThanOrEqualTo(6);
        assertThat(named(CODE, ids())).isEmpty();
    }

    @Test
    void thisTestFindsAName() throws IOException {
        assertThat(named(List.of(Path.of("../server/src/test/java/dev/seatline/server/replay")), ids()))
                .isNotEmpty();
    }
}
