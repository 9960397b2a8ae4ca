package dev.seatline.bench.site;

import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A disk of a few MiB that can be filled to the last byte, and one of the second kind also stopped: every write then
/// waits, as on a memory card that is busy with itself. Only root may mount. Used by one thread at a time.
public final class SmallDisk implements AutoCloseable {
    private static final int SECONDS = 20;

    private final Path folder;
    private final boolean stoppable;
    private @Nullable Process stopper;

    private SmallDisk(Path folder, boolean stoppable) {
        this.folder = folder;
        this.stoppable = stoppable;
    }

    /// A disk in memory, or empty where none may be mounted.
    ///
    /// @param folder where it appears; made if need be
    public static Optional<SmallDisk> inMemory(Path folder, int mebibytes) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        String size = "size=" + mebibytes + "m";
        return run("mount", "-t", "tmpfs", "-o", size, "seatline-test", folder.toString())
                ? Optional.of(new SmallDisk(folder, false))
                : Optional.empty();
    }

    /// A disk in a file, which can be stopped; or empty where none may be mounted.
    ///
    /// @param folder where it appears; made if need be
    /// @param image the file, which is made
    public static Optional<SmallDisk> inFile(Path folder, Path image, int mebibytes)
            throws IOException, InterruptedException {
        Files.createDirectories(folder);
        try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
            file.setLength((long) mebibytes << 20);
        }
        return run("mkfs.ext4", "-q", "-F", "-m", "0", image.toString())
                        && run("mount", "-o", "loop,noatime", image.toString(), folder.toString())
                ? Optional.of(new SmallDisk(folder, true))
                : Optional.empty();
    }

    public Path folder() {
        return folder;
    }

    /// Writes until nothing more fits.
    public void fill() throws IOException {
        byte[] block = new byte[1 << 16];
        for (int size = block.length; size > 0; size /= 2) {
            try (OutputStream out =
                    Files.newOutputStream(ballast(), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
                while (true) {
                    out.write(block, 0, size);
                }
            } catch (IOException e) {
                // no room for so much; perhaps for half of it
            }
        }
        if (folder.toFile().getUsableSpace() > 0) {
            throw new IOException("there is still room on " + folder);
        }
    }

    /// Deletes what [#fill] wrote.
    public void makeRoom() throws IOException {
        Files.deleteIfExists(ballast());
    }

    private Path ballast() {
        return folder.resolve("ballast");
    }

    /// From now on whoever writes waits, until [#goOn] or the end of this program, however that comes.
    ///
    /// @throws IOException when it cannot be stopped
    public void stop() throws IOException {
        if (!stoppable || stopper != null) {
            throw new IOException(stoppable ? "the disk stands already" : "a disk in memory cannot be stopped");
        }
        // its input ends with this program, and then the disk goes on
        Process process = new ProcessBuilder(
                        "sh",
                        "-c",
                        "fsfreeze -f \"$1\" && echo stopped && read -r _; fsfreeze -u \"$1\"",
                        "sh",
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        stopper = process;
        if (process.getInputStream().read() < 0) {
            stopper = null;
            throw new IOException("fsfreeze cannot stop " + folder);
        }
    }

    /// Ends [#stop]; what waited is written, but not what was killed meanwhile.
    public void goOn() throws IOException, InterruptedException {
        Process process = stopper;
        if (process == null) {
            return;
        }
        stopper = null;
        try (OutputStream input = process.getOutputStream()) {
            input.write("\n".getBytes(StandardCharsets.US_ASCII));
        }
        if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
            throw new IOException("fsfreeze does not let " + folder + " go on");
        }
    }

    private static boolean run(String... command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return false;
            }
            return process.exitValue() == 0;
        } catch (IOException e) {
            // there is no such program here
            return false;
        }
    }

    /// Programs that still have files there do not keep it from going.
    @Override
    public void close() throws IOException, InterruptedException {
        goOn();
        if (!run("umount", "-l", folder.toString())) {
            throw new IOException("cannot unmount " + folder);
        }
    }
}
