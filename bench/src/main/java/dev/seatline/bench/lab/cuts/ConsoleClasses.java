package dev.seatline.bench.lab.cuts;

import dev.seatline.bench.site.Patience;
import dev.seatline.bench.site.Program;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/// How the guest's Java machine is started: options, class path, and an archive of loaded classes that saves
/// half of the start. Used by one thread.
final class ConsoleClasses {
    private static final String MAIN = PressedConsoleCommand.class.getName();
    private static final String ARCHIVE = "console.aot";
    private static final Duration START = Duration.ofSeconds(60);
    private static final long SETTLES_MILLIS = 1_500;

    private final Path folder;
    private final String java;
    private final List<String> options;
    private final String classPath;

    private ConsoleClasses(Path folder, String java, List<String> options, String classPath) {
        this.folder = folder;
        this.java = java;
        this.options = options;
        this.classPath = classPath;
    }

    /// Gathers the classes. Those in folders are put into jars, since only those can be archived.
    ///
    /// @param folder for jars and archive; exists
    /// @param options as the launcher gives them to a console
    /// @param classes class path of a console, which may end in `/*`
    static ConsoleClasses gather(Path folder, List<String> options, String classes, boolean loose) throws IOException {
        List<String> paths = new ArrayList<>();
        if (loose) {
            Path jar = folder.resolve("loose.jar");
            try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
                put(out, LooseJournal.ENTRY, LooseJournal.made());
            }
            paths.add(jar.toString());
        }
        for (Path entry : entries(classes)) {
            if (Files.isDirectory(entry)) {
                Path jar = folder.resolve("classes-" + paths.size() + ".jar");
                pack(entry, jar);
                paths.add(jar.toString());
            } else if (Files.isRegularFile(entry)) {
                paths.add(entry.toString());
            }
        }
        Path java = Path.of(System.getProperty("java.home"), "bin", "java").toRealPath();
        return new ConsoleClasses(folder, java.toString(), options, String.join(File.pathSeparator, paths));
    }

    private static Set<Path> entries(String classes) throws IOException {
        Set<Path> entries = new LinkedHashSet<>();
        for (String entry : classes.split(File.pathSeparator, -1)) {
            if (entry.endsWith("/*")) {
                try (Stream<Path> jars = Files.list(Path.of(entry.substring(0, entry.length() - 2)))) {
                    jars.filter(jar -> jar.toString().endsWith(".jar")).sorted().forEach(jar -> entries.add(real(jar)));
                }
            } else if (!entry.isEmpty() && Files.exists(Path.of(entry))) {
                entries.add(real(Path.of(entry)));
            }
        }
        entries.add(ownPlace());
        return entries;
    }

    private static Path real(Path path) {
        return path.toAbsolutePath().normalize();
    }

    private static Path ownPlace() throws IOException {
        try {
            return real(Path.of(ConsoleClasses.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI()));
        } catch (URISyntaxException e) {
            throw new IOException("the classes of the lab are in no file", e);
        }
    }

    private static void pack(Path classes, Path jar) throws IOException {
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                put(out, classes.relativize(file).toString(), Files.readAllBytes(file));
            }
        }
    }

    private static void put(JarOutputStream out, String name, byte[] content) throws IOException {
        out.putNextEntry(new JarEntry(name));
        out.write(content);
        out.closeEntry();
    }

    /// Path of `java`.
    String java() {
        return java;
    }

    /// Runs a console once on the host, whose pins are not there, to learn which classes it loads.
    ///
    /// @param configuration of that console
    /// @return false when there is no archive, which costs nothing but time
    boolean archive(Path configuration) throws IOException, InterruptedException {
        Path lines = folder.resolve("no-lines");
        for (int line : List.of(PressedConsoleCommand.BUTTON, PressedConsoleCommand.GREEN, PressedConsoleCommand.RED)) {
            Path own = Files.createDirectories(lines.resolve("sim_gpio" + line));
            Files.writeString(own.resolve("pull"), "");
            Files.writeString(own.resolve("value"), "0");
        }
        List<String> command = new ArrayList<>(List.of(java));
        command.addAll(words(folder, "-XX:AOTCacheOutput=" + folder.resolve(ARCHIVE)));
        command.addAll(List.of(lines.toString(), configuration.toString()));
        try (Program trained = Program.start("the console", folder, command)) {
            Patience.until(
                    "a console starts on the host to have its classes archived",
                    START,
                    () -> trained.output().stream().anyMatch(line -> line.contains(CutMachine.SEAT_STARTED)),
                    () -> String.join("\n", trained.output()));
            Thread.sleep(SETTLES_MILLIS);
            // not by way of Process, which would close its output: it writes the archive, and says so, while it ends
            trained.handle().destroy();
            trained.exit();
            Files.write(folder.resolve("training.txt"), trained.output());
        }
        return Files.isRegularFile(folder.resolve(ARCHIVE));
    }

    /// Writes the words for `java` in the guest into a file, one a line.
    ///
    /// @return the file
    Path argumentsFile() throws IOException {
        Path archive = folder.resolve(ARCHIVE);
        List<String> words = Files.isRegularFile(archive)
                ? words(Path.of("/dev/shm/tmp"), "-XX:AOTCache=" + archive)
                : words(Path.of("/dev/shm/tmp"));
        Path file = folder.resolve("guest.arguments");
        Files.write(
                file,
                words.stream()
                        .map(word -> '"' + word.replace("\\", "\\\\").replace("\"", "\\\"") + '"')
                        .toList());
        return file;
    }

    private List<String> words(Path temporary, String... more) {
        List<String> words = new ArrayList<>(options);
        words.addAll(List.of(
                "-Djava.io.tmpdir=" + temporary,
                "-Djava.net.preferIPv4Stack=true",
                // the settings of the bench are silent about usual things
                "-Dtinylog.level=info",
                // wide registers are slow when they are emulated
                "-XX:UseAVX=0",
                // what cannot be archived is no news
                "-Xlog:aot=off,cds=off"));
        words.addAll(List.of(more));
        words.addAll(List.of("-cp", classPath, MAIN));
        return words;
    }
}
