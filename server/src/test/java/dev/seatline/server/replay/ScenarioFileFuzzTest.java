package dev.seatline.server.replay;

import dev.seatline.config.Mistake;
import dev.seatline.server.StoredInputs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Fuzz target: any bytes as a scenario file. It is played and compared, or every mistake is one line.
public class ScenarioFileFuzzTest {
    private static final Policies POLICIES = new PolicyFolder(Path.of("../config/policies"));
    private static final Path FILE = file();

    /// Before the time of single inputs is taken.
    public static void fuzzerInitialize() throws Throwable {
        StoredInputs.tried(ScenarioFileFuzzTest.class, ScenarioFileFuzzTest::fuzzerTestOneInput);
    }

    public static void fuzzerTestOneInput(byte[] input) throws IOException {
        Path written = Files.write(FILE, input);
        switch (Replay.of(written, POLICIES)) {
            case Replay.Judged judged -> {
                if (judged.played().happened().size() > 5_000_000) {
                    throw new AssertionError(
                            "a small file made " + judged.played().happened().size() + " facts");
                }
            }
            case Replay.Unread unread -> unread.mistakes().forEach(ScenarioFileFuzzTest::clear);
        }
    }

    private static void clear(Mistake mistake) {
        String text = mistake.text();
        if (text.isBlank() || text.length() > 2_000 || text.chars().anyMatch(Character::isISOControl)) {
            throw new AssertionError("no clear line: " + text);
        }
    }

    private static Path file() {
        try {
            String folder = System.getProperty("seatline.fuzz.folder");
            Path home = folder == null ? Files.createTempDirectory("seatline-fuzz-") : Path.of(folder);
            home.toFile().deleteOnExit();
            Path file = home.resolve("scenario.yaml");
            file.toFile().deleteOnExit();
            return file;
        } catch (IOException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    @TestFactory
    Stream<DynamicTest> storedInputsArePlayedOrToldWrong() throws IOException {
        return StoredInputs.each(ScenarioFileFuzzTest.class, ScenarioFileFuzzTest::fuzzerTestOneInput);
    }
}
