package dev.seatline.bench.lab.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The kernel that the lab boots. Immutable; any thread.
///
/// @param image its `bzImage`
/// @param i2cStub its module of simulated I²C chips, which can only be a module
public record KernelFiles(Path image, Path i2cStub) {
    /// Where a kernel is put that was built here, below the project.
    public static final Path BUILT = Path.of(".seatline", "lab", "kernel");

    private static final Path BESIDE = Path.of("..", "shared", "lab");
    private static final String IMAGE = "bzImage";
    private static final String I2C_STUB = "i2c-stub.ko";

    /// Looks for it: in the folder that was named, in that of the environment, beside the project, and where it is put
    /// when it is built here.
    ///
    /// @param named on the command line
    /// @param environment what `SEATLINE_LAB_KERNEL` says
    /// @throws IOException when there is none; the message says what to do
    public static KernelFiles find(Path root, Optional<Path> named, Optional<String> environment) throws IOException {
        if (named.isPresent()) {
            return in(named.get(), "--kernel");
        }
        if (environment.isPresent()) {
            return in(Path.of(environment.get()), "SEATLINE_LAB_KERNEL");
        }
        List<Path> looked = new ArrayList<>();
        for (Path folder : List.of(root.resolve(BESIDE), root.resolve(BUILT))) {
            if (Files.isReadable(folder.resolve(IMAGE)) && Files.isReadable(folder.resolve(I2C_STUB))) {
                return in(folder, "");
            }
            looked.add(folder.normalize());
        }
        throw new IOException("no kernel for the lab in " + looked.getLast()
                + "; ./seatline lab --build-kernel builds one from Debian's sources (some 10 minutes, once),"
                + " or name a folder with " + IMAGE + " and " + I2C_STUB + " by --kernel or SEATLINE_LAB_KERNEL");
    }

    private static KernelFiles in(Path folder, String by) throws IOException {
        Path absolute = folder.toAbsolutePath().normalize();
        KernelFiles files = new KernelFiles(absolute.resolve(IMAGE), absolute.resolve(I2C_STUB));
        for (Path file : List.of(files.image, files.i2cStub)) {
            if (!Files.isReadable(file)) {
                throw new IOException(
                        "%s names %s, and %s cannot be read there".formatted(by, absolute, file.getFileName()));
            }
        }
        return files;
    }
}
