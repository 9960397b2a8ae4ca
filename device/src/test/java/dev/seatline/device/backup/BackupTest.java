package dev.seatline.device.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seatline.device.backup.Manifest.Member;
import dev.seatline.device.backup.Manifest.Place;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is in a backup, and that a damaged one is told.
class BackupTest {
    private static final String PASSPHRASE = "lantern 电池 orbit mosaic";

    @TempDir
    private Path folder;

    private OldCard card;

    @BeforeEach
    void aCard() throws IOException {
        card = new OldCard(folder);
    }

    @Test
    void itHoldsEverythingThatMakesACardThisConsoleAndNothingElse() throws IOException {
        Path backup = card.backUp("open.zip", Optional.empty());
        Kept kept = new Kept();
        Manifest manifest = BackupReader.read(backup, Optional.empty(), kept, OldCard.SILENT);
        assertThat(kept.files.keySet())
                .containsExactlyInAnyOrder(
                        "config/console.yaml",
                        "beside/C01.secret",
                        "elsewhere/1/hub-ca.pem",
                        "data/technician.pin",
                        "data/config-history/20261101-0800.yaml",
                        "data/journal.db");
        assertThat(kept.text("beside/C01.secret")).isEqualTo("5".repeat(64));
        assertThat(manifest.seat().text()).isEqualTo("S01");
        assertThat(manifest.at()).isEqualTo(OldCard.AT);
        assertThat(manifest.journal())
                .isNotNull()
                .satisfies(journal -> assertThat(journal.last()).isEqualTo(40));
        assertThat(manifest.members().stream().filter(member -> member.place() == Place.ELSEWHERE))
                .singleElement()
                .satisfies(member -> assertThat(member.was())
                        .isEqualTo(folder.resolve("ssl/hub-ca.pem").toString()));
        assertThat(Files.getPosixFilePermissions(backup)).as("its owner's only").hasSize(2);
        assertThat(folder.resolve("work/journal.db"))
                .as("nothing is left behind")
                .doesNotExist();
    }

    @Test
    void underAPassphraseNothingOfItCanBeReadAndOnlyTheRightOneOpensIt() throws IOException {
        Path sealed = card.backUp("sealed.zip.gpg", Optional.of(PASSPHRASE.toCharArray()));
        assertThat(new String(Files.readAllBytes(sealed), StandardCharsets.ISO_8859_1))
                .doesNotContain("manifest", "console.yaml", "555555", "SQLite");
        Kept kept = new Kept();
        BackupReader.read(sealed, Optional.of(PASSPHRASE.toCharArray()), kept, OldCard.SILENT);
        assertThat(kept.text("config/console.yaml")).contains("of the old card");
        assertThatThrownBy(() -> BackupReader.check(sealed, Optional.of("lantern".toCharArray()), OldCard.SILENT))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("passphrase is wrong");
        assertThatThrownBy(() -> BackupReader.check(sealed, Optional.empty(), OldCard.SILENT))
                .hasMessageContaining("under a passphrase");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.0, 0.002, 0.3, 0.6, 0.95, 0.999})
    void aSealedBackupThatIsCutOffOrChangedAnywhereIsTold(double where) throws IOException {
        Path sealed = card.backUp("sealed.zip.gpg", Optional.of(PASSPHRASE.toCharArray()));
        byte[] bytes = Files.readAllBytes(sealed);
        int at = (int) (bytes.length * where);
        Files.write(sealed, Arrays.copyOf(bytes, at));
        isRefused(sealed);
        byte[] changed = bytes.clone();
        changed[at] ^= 4;
        Files.write(sealed, changed);
        isRefused(sealed);
    }

    @Test
    void anOpenBackupThatIsCutOffOrChangedAnywhereIsToldOrHoldsTheSame() throws IOException {
        Path open = card.backUp("open.zip", Optional.empty());
        byte[] bytes = Files.readAllBytes(open);
        Kept right = new Kept();
        BackupReader.read(open, Optional.empty(), right, OldCard.SILENT);
        for (int at = 0; at < bytes.length; at += 7) {
            byte[] changed = bytes.clone();
            changed[at] ^= (byte) (1 << at % 8);
            Files.write(open, changed);
            sameOrRefused(open, right);
            Files.write(open, Arrays.copyOf(bytes, at));
            sameOrRefused(open, right);
        }
    }

    private static void sameOrRefused(Path backup, Kept right) {
        Kept kept = new Kept();
        try {
            BackupReader.read(backup, Optional.empty(), kept, OldCard.SILENT);
        } catch (IOException e) {
            return;
        }
        // times, and the directory at the end, tell nothing that is restored
        assertThat(kept.files.keySet()).isEqualTo(right.files.keySet());
        kept.files.keySet().forEach(name -> assertThat(kept.text(name)).as(name).isEqualTo(right.text(name)));
    }

    private static void isRefused(Path sealed) {
        assertThatThrownBy(() -> BackupReader.check(sealed, Optional.of(PASSPHRASE.toCharArray()), OldCard.SILENT))
                .isInstanceOf(IOException.class);
    }

    @Test
    void aBackupThatFailsLeavesNoFileAndNotEvenAPart() throws IOException {
        Files.delete(folder.resolve("etc/C01.secret"));
        assertThatThrownBy(() -> card.backUp("open.zip", Optional.empty()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("C01.secret");
        assertThat(folder.resolve("open.zip")).doesNotExist();
        Files.writeString(folder.resolve("etc/C01.secret"), "x");
        Files.write(card.data().resolve("journal.db"), new byte[5000]);
        assertThatThrownBy(() -> card.backUp("open.zip", Optional.empty())).hasMessageContaining("not sound");
        try (var files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString())).noneMatch(name -> name.startsWith("open.zip"));
        }
    }

    @Test
    void aConsoleThatNeverRanIsBackedUpWithoutAJournal() throws IOException {
        Files.delete(card.data().resolve("journal.db"));
        Path backup = card.backUp("open.zip", Optional.empty());
        assertThat(BackupReader.check(backup, Optional.empty(), OldCard.SILENT).journal())
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "short",
                "elevenchars",
                "aaaaaaaaaaaaaaaa",
                " lantern orbit mosaic",
                "lantern orbit\tmosaic",
                "abababababababab"
            })
    void aPassphraseThatIsTooWeakIsRefusedWithoutRepeatingIt(String text) {
        assertThat(Passphrases.fault(text))
                .hasValueSatisfying(
                        fault -> assertThat(fault).contains("passphrase").doesNotContain("lantern", "abab"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"lantern orbit", PASSPHRASE, "锚点灯笼轨道马赛克雨伞电池"})
    void fourWordsArePassphrase(String text) {
        assertThat(Passphrases.fault(text)).isEmpty();
    }

    @Test
    void aNameThatLeadsElsewhereIsInNoBackup() {
        for (String path :
                List.of("../x", "a/../b", "/etc/passwd", ".hidden", "a//b", "", "a/b/c/d/e", "a\nb", "a\\..\\b")) {
            assertThat(Member.mayBe(Place.BESIDE, path)).as(path).isFalse();
        }
        assertThat(Member.mayBe(Place.DATA, "native/libsqlitejdbc.so")).isFalse();
        assertThat(Member.mayBe(Place.DATA, "config-history/../journal.db")).isFalse();
        assertThat(Member.mayBe(Place.BESIDE, "keys/站点 1.key")).isTrue();
    }

    /// Keeps what is read.
    private static final class Kept implements BackupReader.Sink {
        private final Map<String, ByteArrayOutputStream> files = new TreeMap<>();

        @Override
        public void begin(Manifest manifest) {}

        @Override
        public OutputStream member(Member member) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            files.put(member.name(), out);
            return out;
        }

        String text(String name) {
            ByteArrayOutputStream found = files.get(name);
            return found == null ? "" : found.toString(StandardCharsets.ISO_8859_1);
        }
    }
}
