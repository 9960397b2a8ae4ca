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
        // what is written goes to memory: the guest's root is read-only
        command.addAll(words("/dev/shm/tmp", configuration));
        return command;
    }

    /// Everything behind `java`.
    ///
    /// @param temporary folder for what is written
    List<String> words(String temporary, String configuration) {
        List<String> words = new ArrayList<>(options);
        // wide registers are slow when they are emulated
        words.addAll(List.of("-XX:UseAVX=0", "-Xlog:aot=off,cds=off", "-Djava.io.tmpdir=" + temporary));
        words.addAll(List.of("-cp", classPath, MAIN, "--config", configuration));
        return words;
    }

    ConsoleLaunch with(String option) {
        List<String> more = new ArrayList<>(options);
        more.add(option);
        return new ConsoleLaunch(java, more, classPath);
    }
}
