package dev.seatline.bench.measure.tap;

import dev.seatline.bench.site.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A real Chromium without a window, with one page as large as a wall screen. Used by one thread; closing it
/// ends its processes.
final class Chromium implements AutoCloseable {
    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");
    private static final List<String> FOLDERS = List.of("/usr/bin", "/usr/local/bin", "/snap/bin");

    private final Program program;

    private Chromium(Program program) {
        this.program = program;
    }

    /// Where it is, if it is installed.
    static Optional<Path> installed() {
        return FOLDERS.stream()
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /// @param folder for its profile
    static Chromium start(Path chromium, Path folder) throws IOException {
        return new Chromium(Program.start(
                "chromium",
                folder,
                List.of(
                        chromium.toString(),
                        "--headless=new",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-quic",
                        "--disable-dev-shm-usage",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--force-device-scale-factor=1",
                        "--window-size=1920,1080",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + folder.resolve("chromium").toAbsolutePath(),
                        "about:blank")));
    }

    /// Opens its page.
    DevTools page() throws IOException, InterruptedException {
        String line = program.line("DevTools listening on ws://");
        String address = line.substring(line.indexOf("ws://") + 5);
        return DevTools.open(Integer.parseInt(address.substring(address.indexOf(':') + 1, address.indexOf('/'))));
    }

    /// Processor time of all its processes so far, in seconds.
    double processorSeconds() {
        try (Stream<ProcessHandle> all =
                Stream.concat(Stream.of(program.handle()), program.handle().descendants())) {
            return all.flatMap(one -> one.info().totalCpuDuration().stream())
                            .mapToLong(time -> time.toMillis())
                            .sum()
                    / 1000.0;
        }
    }

    @Override
    public void close() {
        List<ProcessHandle> all = program.handle().descendants().toList();
        program.close();
        all.forEach(ProcessHandle::destroyForcibly);
    }
}
