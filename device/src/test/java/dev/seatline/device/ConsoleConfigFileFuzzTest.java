package dev.seatline.device;

import dev.seatline.config.Loaded;
import dev.seatline.config.Mistake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Fuzz target: any bytes as a console's configuration file. It is right, or every mistake is one line.
public class ConsoleConfigFileFuzzTest {
    private static final Path FILE = file();

    /// Before the time of single inputs is taken.
    public static void fuzzerInitialize() throws Throwable {
        StoredInputs.tried(ConsoleConfigFileFuzzTest.class, ConsoleConfigFileFuzzTest::fuzzerTestOneInput);
    }

    public static void fuzzerTestOneInput(byte[] input) throws IOException {
        Path written = Files.write(FILE, input);
        switch (ConsoleConfigFile.load(written)) {
            case Loaded.Right<ConsoleConfig>(ConsoleConfig config) -> {
                if (config.hub().secret().length() != 64) {
                    throw new AssertionError("right without a secret");
                }
            }
            case Loaded.Wrong<ConsoleConfig> wrong -> wrong.mistakes().forEach(ConsoleConfigFileFuzzTest::clear);
        }
    }

    private static void clear(Mistake mistake) {
        String text = mistake.text();
        if (text.isBlank() || text.length() > 2_000 || text.chars().anyMatch(Character::isISOControl)) {
            throw new AssertionError("no clear line: " + text);
        }
    }

    /// In memory where that is possible: the target writes it for each input.
    private static Path file() {
        try {
            String folder = System.getProperty("seatline.fuzz.folder");
            Path home = folder == null ? Files.createTempDirectory("seatline-fuzz-") : Path.of(folder);
            home.toFile().deleteOnExit();
            Path file = home.resolve("console.yaml");
            file.toFile().deleteOnExit();
            return file;
        } catch (IOException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    @TestFactory
    Stream<DynamicTest> storedInputsAreRightOrToldWrong() throws IOException {
        return StoredInputs.each(ConsoleConfigFileFuzzTest.class, ConsoleConfigFileFuzzTest::fuzzerTestOneInput);
    }
}
