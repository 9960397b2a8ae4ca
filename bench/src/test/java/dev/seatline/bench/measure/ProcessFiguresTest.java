package dev.seatline.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
class ProcessFiguresTest {
    @TempDir
    Path folder = Path.of("");

    private final ProcessFigures own =
            new ProcessFigures(ProcessHandle.current().pid());

    @Test
    void aJavaMachineHoldsMoreThanTenMegabytesAndHasWorkedAndSlept() throws IOException {
        assertThat(own.residentKib()).isGreaterThan(10 * 1024);
        assertThat(own.processorMillis()).isPositive();
        assertThat(own.wakeUps()).isPositive();
    }

    @Test
    void whatIsWrittenIsCountedInBytes() throws IOException {
        long before = own.writtenBytes();
        Files.write(folder.resolve("file"), new byte[1 << 20]);

        // nothing where the folder is in memory
        assertThat(own.writtenBytes() - before).isGreaterThanOrEqualTo(0);
    }
}
