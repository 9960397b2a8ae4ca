package dev.seatline.bench.lab.scenario;

import java.util.ArrayList;
import java.util.List;

/// How the console is started in the guest. Immutable; any thread.
///
/// @param java of the guest, which is the host's
/// @param options as the launcher gives them
/// @param classPath of the console
public record ConsoleLaunch(String java, List<String> options, String classPath) {
    private static final String MAIN = "dev.seatline.device.ConsoleCommand";

    public ConsoleLaunch {
        options = List.copyOf(options);
    }

    /// @param configuration a file in the guest
    List<String> command(String configuration) {
        List<String> command = new ArrayList<>(List.of(java));
        command.addAll(options);
        // what is written goes to memory: the guest's root is read-only
        command.add("-Djava.io.tmpdir=/dev/shm/tmp");
        command.addAll(List.of("-cp", classPath, MAIN, "--config", configuration));
        return command;
    }
}
