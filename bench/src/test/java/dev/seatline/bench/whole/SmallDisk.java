package dev.seatline.bench.whole;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/// A disk of a few MiB that can be filled to the last byte: a tmpfs, which only root may mount. Used by one thread.
final class SmallDisk implements AutoCloseable {
    private final Path folder;

    private SmallDisk(Path folder) {
        this.folder = folder;
    }

    /// Mounts it, or gives up the test that wants it, with the reason.
    static SmallDisk mount(Path folder, int mebibytes) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        int status = run("mount", "-t", "tmpfs", "-o", "size=" + mebibytes + "m", "seatline-test", folder.toString());
        Assumptions.assumeTrue(
                status == 0,
                "a disk can be filled only by mounting a small one, which needs the rights of root; mount said "
                        + status);
        return new SmallDisk(folder);
    }

    Path folder() {
        return folder;
    }

    /// Writes until nothing more fits.
    void fill() throws IOException {
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
    void makeRoom() throws IOException {
        Files.delete(ballast());
    }

    private Path ballast() {
        return folder.resolve("ballast");
    }

    private static int run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            return -1;
        }
        return process.exitValue();
    }

    /// Programs that still have files there do not keep it from going.
    @Override
    public void close() throws IOException, InterruptedException {
        if (run("umount", "-l", folder.toString()) != 0) {
            throw new IOException("cannot unmount " + folder);
        }
    }
}
