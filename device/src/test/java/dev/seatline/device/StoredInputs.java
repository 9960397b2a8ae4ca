package dev.seatline.device;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.function.ThrowingConsumer;

/// The stored inputs of a fuzz target, as ordinary tests: good beginnings for fuzzing, and whatever it once found.
/// Other modules have the same, as modules share no tests. Stateless; any thread.
///
/// They lie in `src/test/resources/fuzz/<target>/`; `<target>.seeds` beside it may name further folders, from the root
/// of the project.
public final class StoredInputs {
    /// An input that takes so long hangs.
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private static final Path HOME = Path.of("src/test/resources/fuzz");

    private StoredInputs() {}

    /// One test for each input.
    ///
    /// @param test `<target>FuzzTest`
    public static Stream<DynamicTest> each(Class<?> test, ThrowingConsumer<byte[]> target) throws IOException {
        return files(test).stream()
                .map(file -> dynamicTest(
                        file.getFileName().toString(),
                        () -> assertTimeoutPreemptively(LIMIT, () -> target.accept(Files.readAllBytes(file)))));
    }

    /// Tries every input once. A fuzzer does so before it looks at the time of each: the first ones load the libraries.
    public static void tried(Class<?> test, ThrowingConsumer<byte[]> target) throws Throwable {
        for (Path file : files(test)) {
            target.accept(Files.readAllBytes(file));
        }
    }

    private static List<Path> files(Class<?> test) throws IOException {
        String name = test.getSimpleName().replaceAll("FuzzTest$", "");
        List<Path> folders = new ArrayList<>(List.of(HOME.resolve(name)));
        Path more = HOME.resolve(name + ".seeds");
        if (Files.exists(more)) {
            Files.readAllLines(more).forEach(folder -> folders.add(Path.of("..").resolve(folder)));
        }
        List<Path> all = new ArrayList<>();
        for (Path folder : folders) {
            try (Stream<Path> files = Files.list(folder)) {
                all.addAll(files.filter(Files::isRegularFile).sorted().toList());
            }
        }
        return all;
    }
}
