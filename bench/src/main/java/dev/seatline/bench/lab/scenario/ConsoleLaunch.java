package dev.seatline.bench.lab.scenario;

import dev.seatline.device.Console;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// How the console is started in the guest. Immutable; any thread.
///
/// @param java of the guest, which is the host's
/// @param options as the launcher gives them
/// @param classPath of the console
public record ConsoleLaunch(String java, List<String> options, String classPath) {
    private static final String MAIN = "dev.seatline.device.ConsoleCommand";
    private static final String OPTIONS = "-Xms12m -Xmx96m -Xmn4m -XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
            + " -XX:+UseCompactObjectHeaders -XX:-UsePerfData --enable-native-access=ALL-UNNAMED"
            + " --sun-misc-unsafe-memory-access=allow";

    public ConsoleLaunch {
        options = List.copyOf(options);
    }

    /// As the launcher starts a console: with the options and classes that it tells in the environment, else
    /// with the same ones as far as they are known here.
    ///
    /// @param root of the project
    /// @param environment of this program
    public static ConsoleLaunch asLaunched(Path root, Map<String, String> environment) {
        Path built = root.resolve("device").resolve("target");
        String classes = Files.isDirectory(built.resolve("lib"))
                ? built.resolve("seatline-device-" + Console.SOFTWARE + ".jar")
                        + File.pathSeparator
                        + built.resolve("lib").resolve("*")
                : System.getProperty("java.class.path");
        return new ConsoleLaunch(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                List.of(environment
                        .getOrDefault("SEATLINE_CONSOLE_OPTIONS", OPTIONS)
                        .strip()
                        .split(" +", -1)),
                environment.getOrDefault("SEATLINE_CONSOLE_CLASSES", classes));
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
