package dev.seatline.config;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// Where SQLite's Java driver unpacks its native library: in a folder of the program's own, because `/tmp` may be swept
/// or not executable. A killed program leaves its copy behind, so each start begins by removing old ones.
public final class UnpackedNatives {
    private UnpackedNatives() {}

    /// Prepares the folder and names it to the driver. To be called before the driver is first used.
    ///
    /// @throws IOException when the folder cannot be used; the message says which and what to do
    public static void in(Path folder) throws IOException {
        try {
            Files.createDirectories(folder);
            try (DirectoryStream<Path> old = Files.newDirectoryStream(folder, "sqlite-*")) {
                for (Path file : old) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            throw new IOException(
                    "cannot use the data folder %s: %s; make it, and let this user write there"
                            .formatted(folder.toAbsolutePath().getParent(), e),
                    e);
        }
        System.setProperty("org.sqlite.tmpdir", folder.toAbsolutePath().toString());
    }
}
