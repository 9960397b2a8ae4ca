package dev.seatline.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seatline.device.hardware.bench.BenchHardware;
import dev.seatline.device.journal.JournalLock;
import dev.seatline.device.seat.Input;
import dev.seatline.device.seat.SeatRules;
import dev.seatline.time.SystemTime;
import dev.seatline.wire.SiteKey;
import java.io.IOException;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// The check of the parts in a shell, at a bench.
@Timeout(30)
class CheckCommandTest {
    @TempDir
    private Path folder;

    private final SystemTime time = new SystemTime();
    private final BenchHardware bench = new BenchHardware(SiteKey.ofHex("5a".repeat(32)), time, SeatRules.DEFAULT);
    private final StringWriter said = new StringWriter();
    private Path config = Path.of("");
    private Path data = Path.of("");

    @BeforeEach
    void aConfiguration() throws IOException {
        data = folder.resolve("data");
        config = Files.writeString(
                folder.resolve("console.yaml"),
                Files.readString(Path.of("../config/console.yaml")).replace("data: .seatline/S01", "data: " + data));
    }

    @Test
    void everyPartIsTriedAndTheReportSaysSo() throws Exception {
        Path report = folder.resolve("report.txt");
        PipedReader typed = new PipedReader(1_000);
        try (PipedWriter keys = new PipedWriter(typed)) {
            CompletableFuture<Integer> status = CompletableFuture.supplyAsync(
                    () -> command(typed).execute("--config", config.toString(), "--report", report.toString()));
            asks("hold any card");
            keys.write("y\n");
            asks("has to be used");
            bench.ring(1);
            asks("instead there came something of: bell");
            bench.badge("04A1B2C3");
            asks("press the button");
            bench.press(Input.Press.SHORT);
            asks("lift the headset");
            bench.hook(true);
            bench.hook(false);
            asks("call this seat");
            bench.ring(1);
            for (String each : List.of("green", "blue", "red", "amber", "8888", "1234")) {
                asks(each + (each.startsWith("8") ? "," : each.startsWith("1") ? " from" : "?"));
                keys.write("y\n");
                keys.flush();
            }
            asks("hear the buzzer");
            keys.write("what?\na\ny\n");
            keys.flush();
            assertThat(status.get(20, TimeUnit.SECONDS)).as(said.toString()).isZero();
        }
        assertThat(Files.readString(report)).contains("verdict: everything works");
        assertThat(said.toString() + Files.readString(report))
                .contains("••••••C3")
                .doesNotContain("04A1B2C3");
        assertThat(data).as("it leaves nothing behind").doesNotExist();
    }

    @Test
    void theEndOfWhatIsTypedEndsTheCheck() {
        assertThat(command(new StringReader("n\ns\n")).execute("--config", config.toString()))
                .isEqualTo(1);
        assertThat(said.toString())
                .contains("FAILS      badge reader", "skipped    button", "does not work: 1, not tried: 10");
    }

    @Test
    void theQuickOneSaysWhichPartsAnswer() {
        assertThat(command(new StringReader("")).execute("--quick", "--config", config.toString()))
                .isZero();
        assertThat(said.toString().lines()).hasSize(7).allMatch(line -> line.startsWith("ok "));
    }

    @Test
    void theQuickOneFailsWithAPart() {
        bench.part(BenchHardware.LAMP, false);
        assertThat(command(new StringReader("")).execute("--quick", "--config", config.toString()))
                .isEqualTo(1);
        assertThat(said.toString()).contains("FAILS  lamp");
    }

    @Test
    void theConsoleThatRunsKeepsItsParts() throws IOException {
        Files.createDirectories(data);
        try (JournalLock _ = JournalLock.take(Console.journalFile(data))) {
            assertThat(command(new StringReader("")).execute("--quick", "--config", config.toString()))
                    .isEqualTo(2);
        }
        assertThat(said.toString()).contains("the console runs", "http://127.0.0.1:8081/#check");
        assertThat(command(new StringReader("")).execute("--quick", "--config", config.toString()))
                .as("a lock that nobody holds is none")
                .isZero();
    }

    private CommandLine command(java.io.Reader typed) {
        PrintWriter out = new PrintWriter(said, true);
        return new CommandLine(new CheckCommand(_ -> bench, time, typed))
                .setOut(out)
                .setErr(out);
    }

    private void asks(String question) {
        Eventually.until("it asks: " + question, () -> said.toString().contains(question));
    }
}
