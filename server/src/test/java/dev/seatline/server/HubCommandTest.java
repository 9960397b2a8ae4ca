package dev.seatline.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/// How the hub's command ends.
final class HubCommandTest {
    private final StringWriter said = new StringWriter();
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final HubCommand command = new HubCommand();

    private int ended(CompletableFuture<Void> asked, CompletableFuture<Throwable> failed) {
        CommandLine _ = new CommandLine(command).setErr(new PrintWriter(said));
        return command.untilEnded(asked, failed, () -> stopped.set(true));
    }

    @Test
    void aHubThatIsAskedToStopsWithSuccess() {
        assertThat(ended(CompletableFuture.completedFuture(null), new CompletableFuture<>()))
                .isZero();
        assertThat(stopped).isTrue();
        assertThat(said.toString()).isEmpty();
    }

    @Test
    void aHubWithADefectStopsSaysSoInOneLineAndFails() {
        Throwable why = new IllegalStateException("a defect");
        assertThat(ended(new CompletableFuture<>(), CompletableFuture.completedFuture(why)))
                .isEqualTo(1);
        assertThat(stopped).isTrue();
        assertThat(said.toString().lines()).singleElement().asString().contains("stops", "a defect");
    }
}
