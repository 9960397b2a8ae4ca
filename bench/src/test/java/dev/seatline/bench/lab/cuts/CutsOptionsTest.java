package dev.seatline.bench.lab.cuts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seatline.bench.lab.LabCommand;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class CutsOptionsTest {
    private static String refused(String... arguments) {
        StringWriter said = new StringWriter();
        int status =
                new CommandLine(new LabCommand()).setErr(new PrintWriter(said)).execute(arguments);
        assertThat(status).as("%s", said).isEqualTo(2);
        return said.toString();
    }

    @Test
    void wrongUseIsRefusedBeforeAnythingIsStarted() {
        assertThat(refused("--cuts", "0")).contains("--cuts takes 1 to 10000, found 0");
        assertThat(refused("--cuts", "10001")).contains("found 10001");
        assertThat(refused("--cuts", "--break", "mirror"))
                .contains("--break belongs to --cuts and takes sync-normal or nobarrier, found mirror");
        assertThat(refused("--break", "nobarrier")).contains("--break belongs to --cuts");
    }
}
