package dev.seatline.server;

import dev.seatline.config.Loaded;
import dev.seatline.config.Mistake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Fuzz target: any bytes as the hub's configuration file. It is right, or every mistake is one line.
public class HubConfigFileFuzzTest {
    private static final Path FILE = file();

    /// Before the time of single inputs is taken.
    public static void fuzzerInitialize() throws Throwable {
        StoredInputs.tried(HubConfigFileFuzzTest.class, HubConfigFileFuzzTest::fuzzerTestOneInput);
    }

    public static void fuzzerTestOneInput(byte[] input) throws IOException {
        Path written = Files.write(FILE, input);
        switch (HubConfigFile.load(written)) {
            case Loaded.Right<HubConfig>(HubConfig config) -> {
                if (config.consoles().isEmpty()) {
                    throw new AssertionError("right without consoles");
                }
            }
            case Loaded.Wrong<HubConfig> wrong -> wrong.mistakes().forEach(HubConfigFileFuzzTest::clear);
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
            Path file = home.resolve("hub.yaml");
            file.toFile().deleteOnExit();
            return file;
        } catch (IOException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    @TestFactory
    Stream<DynamicTest> storedInputsAreRightOrToldWrong() throws IOException {
        return StoredInputs.each(HubConfigFileFuzzTest.class, HubConfigFileFuzzTest::fuzzerTestOneInput);
    }
}
