package dev.seatline.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seatline.device.technician.signin.Attempt;
import dev.seatline.device.technician.signin.PinFile;
import dev.seatline.device.technician.signin.PinState;
import dev.seatline.device.technician.signin.SignIn;
import dev.seatline.time.SystemTime;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class ConsolePinCommandTest {
    private static final InetAddress HERE = InetAddress.getLoopbackAddress();

    @TempDir
    private Path folder;

    private final StringWriter said = new StringWriter();
    private Path config = Path.of("");
    private PinFile file = new PinFile(Path.of(""));

    @BeforeEach
    void writeAConfiguration() throws IOException {
        file = new PinFile(folder.resolve("data"));
        config = Files.writeString(
                folder.resolve("console.yaml"),
                Files.readString(Path.of("../config/console.yaml"))
                        .replace("data: .seatline/S01", "data: " + file.data()));
    }

    @Test
    void aPinFromStandardInputIsTheOneToSignInWith() {
        assertThat(fromInput("271828\nwhat comes after it\n")).isZero();

        SignIn signIn = new SignIn(file, new SystemTime(), new SecureRandom());
        assertThat(signIn.attempt("271828", HERE)).isInstanceOf(Attempt.SignedIn.class);
        assertThat(signIn.attempt("271829", HERE)).isInstanceOf(Attempt.Wrong.class);
        assertThat(said.toString()).contains("is set").doesNotContain("271828");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "123456\n",
                "000000",
                "12345\n",
                "271828x\n",
                "2718281828459045235360287471352662497757247093\n"
            })
    void aPinThatIsNoneOrSimpleIsRefusedAndNotRepeated(String input) {
        assertThat(fromInput(input)).isEqualTo(1);

        assertThat(file.read()).isEqualTo(new PinState.Absent());
        assertThat(said.toString()).contains("nothing was changed").doesNotContain("123456", "2718");
    }

    @Test
    void onATerminalItIsAskedForTwice() {
        assertThat(typed("271828", "271828")).isZero();
        PinState set = file.read();
        assertThat(typed("804915", "804951")).isEqualTo(1);
        assertThat(typed("804915", null)).isEqualTo(1);
        assertThat(file.read()).isEqualTo(set);
        assertThat(said.toString()).contains("the two PINs differ");
    }

    @Test
    void aSimplePinIsRefusedBeforeItIsAskedForAgain() {
        assertThat(typed("111111")).isEqualTo(1);
    }

    @Test
    void aWrongConfigurationIsWrongUse() throws IOException {
        Files.writeString(config, "version: 1\n");
        assertThat(fromInput("271828\n")).isEqualTo(2);
    }

    @Test
    void aFolderThatCannotBeWrittenIsTold() throws IOException {
        Files.writeString(file.data(), "a file in its place");
        assertThat(fromInput("271828\n")).isEqualTo(1);
        assertThat(said.toString()).contains("could not be written", "as the user of the console");
    }

    private int fromInput(String input) {
        return run(new ConsolePinCommand(
                Optional.empty(), new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8))));
    }

    private int typed(@Nullable String... answers) {
        Deque<Optional<String>> left = new ArrayDeque<>();
        for (String answer : answers) {
            left.add(Optional.ofNullable(answer));
        }
        return run(new ConsolePinCommand(
                Optional.of(_ -> left.remove().map(String::toCharArray).orElse(null)),
                new ByteArrayInputStream(new byte[0])));
    }

    private int run(ConsolePinCommand command) {
        PrintWriter out = new PrintWriter(said, true);
        return new CommandLine(command)
                .setOut(out)
                .setErr(out)
                .execute(List.of("--config", config.toString()).toArray(String[]::new));
    }
}
