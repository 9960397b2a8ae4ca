package dev.seatline.bench.lab.machine;

import dev.seatline.bench.site.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A virtual machine as a process of its own, with nothing between: to kill it is to cut its power. Its root is the
/// host's own `/`, read-only. Used by one thread.
public final class VirtualMachine implements AutoCloseable {
    private static final String QEMU = "qemu-system-x86_64";
    private static final List<String> FOLDERS = List.of("/usr/bin", "/usr/local/bin", "/bin");

    private final Program qemu;

    private VirtualMachine(Program qemu) {
        this.qemu = qemu;
    }

    /// Where qemu is.
    ///
    /// @throws IOException when it is not installed
    public static Path program() throws IOException {
        return FOLDERS.stream()
                .map(folder -> Path.of(folder, QEMU))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IOException(
                        "qemu is not installed (Debian: apt-get install --no-install-recommends qemu-system-x86)"));
    }

    /// Switches it on.
    ///
    /// @param folder where qemu runs
    public static VirtualMachine start(Path folder, MachineOptions options) throws IOException {
        return new VirtualMachine(Program.start("qemu", folder, options.command(program().toString())));
    }

    public long pid() {
        return qemu.pid();
    }

    public boolean alive() {
        return qemu.alive();
    }

    /// What it printed on its serial line, and what qemu said.
    public List<String> printed() {
        return qemu.output();
    }

    /// Waits until it prints a line with this text, a minute at most.
    public String line(String text) throws InterruptedException {
        return qemu.line(text);
    }

    /// Cuts its power; returns when it is gone.
    public void kill() throws InterruptedException {
        qemu.kill();
    }

    /// Waits until it has switched itself off, and returns qemu's exit status.
    public int exit() throws InterruptedException {
        return qemu.exit();
    }

    @Override
    public void close() {
        qemu.close();
    }
}
