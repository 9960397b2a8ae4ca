package dev.seatline.bench.lab.scenario;

import dev.seatline.bench.site.Patience;
import dev.seatline.bench.site.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// An archive of the classes that a console loads: with it the console starts in the emulated machine in half
/// the time. It changes nothing else. Used by one thread.
public final class ConsoleArchive {
    private static final Duration START = Duration.ofMinutes(1);
    private static final String FILE = "console.aot";
    /// The first line that a console prints when it works.
    private static final String STARTED = "page http://";

    private ConsoleArchive() {}

    /// Runs a console once on the host, where it finds none of its parts, and has its classes archived as it
    /// ends.
    ///
    /// @param folder for the archive; exists
    /// @return how to start a console with it; as before when there is none, which costs nothing but time
    public static ConsoleLaunch made(Path folder, ConsoleLaunch launch, LabHub hub)
            throws IOException, InterruptedException {
        Path absolute = folder.toAbsolutePath();
        Path configuration = Files.writeString(
                absolute.resolve("archived.yaml"),
                hub.configurationOnHost(
                        absolute.resolve("archived").toString(),
                        Wiring.keyboard(true).text("/dev/gpiochip511", "/dev/i2c-511")));
        Path archive = absolute.resolve(FILE);
        List<String> command = new ArrayList<>(List.of(launch.java(), "-XX:AOTCacheOutput=" + archive));
        command.addAll(launch.words(absolute.toString(), configuration.toString()));
        try (Program console = Program.start("the console on the host", absolute, command)) {
            Patience.until(
                    "a console starts on the host to have its classes archived",
                    START,
                    () -> console.output().stream().anyMatch(line -> line.contains(STARTED)),
                    () -> String.join("\n", console.output()));
            // not by way of Process, which would close its output: it writes the archive, and says so, while it ends
            console.handle().destroy();
            console.exit();
        } catch (IllegalStateException e) {
            // a host that is too busy for it: the console in the machine is slower to start, and as good
            return launch;
        }
        return Files.isRegularFile(archive) ? launch.with("-XX:AOTCache=" + archive) : launch;
    }
}
