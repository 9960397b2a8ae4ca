package dev.seatline.bench.architecture.wrong.core;

import java.nio.file.Files;
import java.nio.file.Path;

/// Core code that looks at the disk.
public final class ReadsFiles {
    public boolean there(Path file) {
        return Files.exists(file);
    }
}
