package dev.seatline.bench.lab.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Where the lab looks for its kernel.
class KernelFilesTest {
    @TempDir
    Path folder;

    private Path kernel(String where) throws IOException {
        Path kernel = Files.createDirectories(folder.resolve(where));
        Files.writeString(kernel.resolve("bzImage"), "");
        Files.writeString(kernel.resolve("i2c-stub.ko"), "");
        return kernel;
    }

    private Path found(Optional<Path> named, Optional<String> environment) throws IOException {
        return Objects.requireNonNull(KernelFiles.find(folder.resolve("project"), named, environment)
                .image()
                .getParent());
    }

    @Test
    void whatIsNamedComesFirstThenTheEnvironmentThenBesideTheProjectThenWhatWasBuilt() throws IOException {
        Path built = kernel("project/.seatline/lab/kernel");
        assertThat(found(Optional.empty(), Optional.empty())).isEqualTo(built);
        Path beside = kernel("shared/lab");
        assertThat(found(Optional.empty(), Optional.empty())).isEqualTo(beside);
        Path environment = kernel("environment");
        assertThat(found(Optional.empty(), Optional.of(environment.toString()))).isEqualTo(environment);
        Path named = kernel("named");
        assertThat(found(Optional.of(named), Optional.of(environment.toString())))
                .isEqualTo(named);
    }

    @Test
    void aMissingKernelIsToldWithWhatToDo() {
        assertThatThrownBy(() -> found(Optional.empty(), Optional.empty()))
                .hasMessageContaining("--build-kernel")
                .hasMessageContaining("SEATLINE_LAB_KERNEL");
    }

    @Test
    void aNamedFolderWithoutAKernelIsToldAndNothingElseIsTaken() throws IOException {
        kernel("project/.seatline/lab/kernel");
        assertThatThrownBy(() -> found(Optional.of(folder), Optional.empty()))
                .hasMessageContaining("--kernel names " + folder)
                .hasMessageContaining("bzImage cannot be read there");
    }
}
