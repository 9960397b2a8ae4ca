package dev.seatline.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import picocli.CommandLine;

/// Fuzz target: any bytes as a file for `check-config`. It says "right", or why not, and never more than some lines.
public class CheckConfigFuzzTest {
    private static final Path FILE = file();

    /// Before the time of single inputs is taken.
    public static void fuzzerInitialize() throws Throwable {
        StoredInputs.tried(CheckConfigFuzzTest.class, CheckConfigFuzzTest::fuzzerTestOneInput);
    }

    public static void fuzzerTestOneInput(byte[] input) throws IOException {
        Path written = Files.write(FILE, input);
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int status = new CommandLine(new CheckConfigCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(written.toString());
        boolean named = out.toString().lines().allMatch(line -> line.startsWith(FILE.toString()));
        if (status > 1 || !named || out.toString().isBlank() || !err.toString().isEmpty()) {
            throw new AssertionError("status %d%n%s%n%s".formatted(status, out, err));
        }
    }

    /// In memory where that is possible: the target writes it for each input.
    private static Path file() {
        try {
            String folder = System.getProperty("seatline.fuzz.folder");
            Path home = folder == null ? Files.createTempDirectory("seatline-fuzz-") : Path.of(folder);
            home.toFile().deleteOnExit();
            Path file = home.resolve("checked.yaml");
            file.toFile().deleteOnExit();
            return file;
        } catch (IOException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    @TestFactory
    Stream<DynamicTest> storedInputsAreRightOrToldWrong() throws IOException {
        return StoredInputs.each(CheckConfigFuzzTest.class, CheckConfigFuzzTest::fuzzerTestOneInput);
    }
}
