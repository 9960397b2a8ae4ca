package dev.seatline.bench;

import dev.seatline.device.CardCodeCommand;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import picocli.CommandLine;

/// Fuzz target: any bytes as the standard input of `card-code`. Every line that is no number is told, none is repeated.
public class CardCodeFuzzTest {
    /// Before the time of single inputs is taken.
    public static void fuzzerInitialize() throws Throwable {
        StoredInputs.tried(CardCodeFuzzTest.class, CardCodeFuzzTest::fuzzerTestOneInput);
    }

    public static void fuzzerTestOneInput(byte[] input) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int status = new CommandLine(new CardCodeCommand(new ByteArrayInputStream(input)))
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute("--config", "../config/console.yaml");
        boolean codes = out.toString().lines().allMatch(line -> line.matches("[0-9a-f]{64}"));
        boolean complaints = err.toString()
                .lines()
                .allMatch(line -> line.matches("line \\d+: a card number has 1 to 64 characters.*"));
        if (!codes || !complaints || (status == 0) != err.toString().isEmpty()) {
            throw new AssertionError("status %d%n%s%n%s".formatted(status, out, err));
        }
    }

    @TestFactory
    Stream<DynamicTest> storedInputsGiveCodesOrComplaints() throws IOException {
        return StoredInputs.each(CardCodeFuzzTest.class, CardCodeFuzzTest::fuzzerTestOneInput);
    }
}
