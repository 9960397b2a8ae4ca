package dev.seatline.device.technician.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PinFileTest {
    private static final int FEW = 1_000;

    @TempDir
    private Path folder;

    @Test
    void withoutAFileThereIsNoPin() {
        assertThat(new PinFile(folder.resolve("not there")).read()).isEqualTo(new PinState.Absent());
    }

    @Test
    void onlyTheHashIsWrittenAndOnlyForItsOwner() throws IOException {
        PinFile file = new PinFile(folder.resolve("data"));

        file.write(PinHash.of("271828", FEW, new SecureRandom()));
        file.write(PinHash.of("804915", FEW, new SecureRandom()));

        assertThat(file.read()).isInstanceOf(PinState.Set.class);
        PinHash hash = ((PinState.Set) file.read()).hash();
        assertThat(hash.matches("804915")).isTrue();
        assertThat(hash.matches("271828")).isFalse();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.path())))
                .isEqualTo("rw-------");
        assertThat(Files.readString(file.path())).doesNotContain("804915");
        assertThat(hash.toString()).doesNotContain(hash.hash());
        try (Stream<Path> left = Files.list(folder.resolve("data"))) {
            assertThat(left).containsExactly(file.path());
        }
    }

    @Test
    void theSamePinGivesAnotherHashEachTime() {
        assertThat(PinHash.of("271828", FEW, new SecureRandom()))
                .isNotEqualTo(PinHash.of("271828", FEW, new SecureRandom()));
    }

    /// RFC 7914 section 11 gives this one for PBKDF2 with HMAC-SHA-256, cut to our 32 bytes.
    @Test
    void theHashIsTheOneOfTheStandard() {
        PinHash known =
                new PinHash(80_000, "4e61436c", "4ddcd8f60b98be21830cee5ef22701f9641a4418d04c0414aeff08876b34ab56");
        assertThat(known.matches("Password")).isTrue();
        assertThat(known.matches("password")).isFalse();
    }

    @Test
    void whatIsWrittenIsReadAgain() {
        PinHash hash = PinHash.of("271828", FEW, new SecureRandom());
        assertThat(PinHash.read(hash.text())).contains(hash);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "271828",
                "pbkdf2-sha256:300000:00:00",
                "pbkdf2-sha256:0999:00000000000000000000000000000000:0000000000000000000000000000000000000000000000000000000000000000"
            })
    void aDamagedFileLetsNobodyIn(String text) throws IOException {
        PinFile file = new PinFile(folder);
        Files.writeString(file.path(), text);

        assertThat(file.read()).isInstanceOf(PinState.Unreadable.class);
        assertThat(((PinState.Unreadable) file.read()).why()).contains("damaged", "console-pin");
    }

    @Test
    void aFolderInItsPlaceLetsNobodyIn() throws IOException {
        PinFile file = new PinFile(folder);
        Files.createDirectory(file.path());

        assertThat(file.read()).isInstanceOf(PinState.Unreadable.class);
    }
}
