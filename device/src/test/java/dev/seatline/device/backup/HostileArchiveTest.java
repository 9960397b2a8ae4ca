package dev.seatline.device.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Archives that somebody made to do harm: all are refused, and nothing is written outside of the two folders
/// that a restore owns.
@Timeout(60)
class HostileArchiveTest {
    private static final String CONFIG = "version: 1\n";

    @TempDir
    private Path folder;

    private final List<String> members = new ArrayList<>();
    private final List<byte[]> contents = new ArrayList<>();
    private final List<String> names = new ArrayList<>();

    @Test
    void anHonestOneIsTaken() throws IOException {
        add("CONFIG", "console.yaml", "config/console.yaml", CONFIG);
        Restore.Done done = restore(archive(manifest("")));
        assertThat(done.config()).hasContent(CONFIG);
    }

    @Test
    void aPathThatLeadsElsewhereIsRefused() throws IOException {
        for (String path : List.of("../../etc/cron.d/x", "/etc/cron.d/x", "a/../../x", ".console.yaml.restore")) {
            members.clear();
            contents.clear();
            names.clear();
            add("CONFIG", "console.yaml", "config/console.yaml", CONFIG);
            add("BESIDE", path, "beside/" + path, "harm");
            isRefused(archive(manifest("")), "belongs nowhere");
        }
    }

    @Test
    void aProgramForTheFolderForDataIsRefused() throws IOException {
        add("CONFIG", "console.yaml", "config/console.yaml", CONFIG);
        add("DATA", "native/sqlite/libsqlitejdbc.so", "data/native/sqlite/libsqlitejdbc.so", "harm");
        isRefused(archive(manifest("")), "belongs nowhere");
    }

    @Test
    void aMemberThatIsNotInTheListOrNotInItsPlaceIsRefused() throws IOException {
        add("CONFIG", "console.yaml", "config/console.yaml", CONFIG);
        contents.add("more".getBytes(StandardCharsets.UTF_8));
        names.add("../../x");
        isRefused(archive(manifest("")), "more than it says");
        names.set(0, "data/technician.pin");
        isRefused(archive(manifest("")), "should go on with");
    }

    @Test
    void aMemberThatGrowsBeyondItsSizeIsCutThere() throws IOException {
        add("CONFIG", "console.yaml", "config/console.yaml", CONFIG);
        contents.set(0, new byte[300_000_000]);
        Path bomb = archive(manifest(""));
        assertThat(Files.size(bomb)).isLessThan(1_000_000);
        isRefused(bomb, "larger than the 11 bytes");
    }

    @Test
    void aSizeBeyondAllBoundsIsRefusedBeforeAnythingIsRead() throws IOException {
        members.add("{\"place\":\"CONFIG\",\"path\":\"console.yaml\",\"size\":%d,\"sha256\":\"%s\"}"
                .formatted(4_000_000_000L, "0".repeat(64)));
        names.add("config/console.yaml");
        contents.add(CONFIG.getBytes(StandardCharsets.UTF_8));
        isRefused(archive(manifest("")), "allowed are at most");
    }

    @Test
    void aWrongSumIsRefused() throws IOException {
        add("CONFIG", "console.yaml", "config/console.yaml", CONFIG);
        contents.set(0, "version: 2\n".getBytes(StandardCharsets.UTF_8));
        isRefused(archive(manifest("")), "the sum of config/console.yaml is wrong");
    }

    @Test
    void twoFilesForOnePlaceAreRefused() throws IOException {
        add("CONFIG", "console.yaml", "config/console.yaml", CONFIG);
        add("BESIDE", "console.yaml", "beside/console.yaml", "another one");
        isRefused(archive(manifest("")), "belong to one place");
        members.set(1, members.getFirst());
        names.removeLast();
        contents.removeLast();
        isRefused(archive(manifest("")), "stands twice");
    }

    @Test
    void aListThatIsTooLongOrNoneIsRefused() throws IOException {
        add("CONFIG", "console.yaml", "config/console.yaml", CONFIG);
        isRefused(archive(manifest("\"pad\":\"" + "x".repeat(300_000) + "\",")), "cannot be read");
        isRefused(archive("[]"), "cannot be read");
        isRefused(archive(manifest("").replace("\"format\":1", "\"format\":2")), "restore it with the version");
        isRefused(archive(manifest("").replace("\"data\":\"", "\"data\":\"\\u0000")), "cannot be read");
        Path other = folder.resolve("other.zip");
        Files.writeString(other, "Rar!");
        isRefused(other, "no backup");
        Files.write(other, HexFormat.of().parseHex("c30d0409030a".repeat(5)));
        isRefused(other, "no backup");
    }

    @Test
    void aJournalThatIsNoneOrAnotherThanTheListSaysIsRefused() throws IOException {
        add("CONFIG", "console.yaml", "config/console.yaml", CONFIG);
        add("DATA", "journal.db", "data/journal.db", "no journal at all, but long enough to be looked at".repeat(30));
        isRefused(
                archive(manifest(
                        "\"journal\":{\"journal\":\"%s\",\"oldest\":1,\"last\":7},".formatted("a".repeat(32)))),
                "not sound");
    }

    private void add(String place, String path, String name, String content) {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        members.add("{\"place\":\"%s\",\"path\":\"%s\",\"size\":%d,\"sha256\":\"%s\"}"
                .formatted(
                        place,
                        path,
                        bytes.length,
                        HexFormat.of().formatHex(Members.sha256().digest(bytes))));
        names.add(name);
        contents.add(bytes);
    }

    private String manifest(String more) {
        return ("{%s\"format\":1,\"software\":\"0.1.0\",\"site\":\"demo\",\"seat\":\"S01\",\"console\":\"C01\","
                        + "\"at\":\"2026-11-23T09:00:00Z\",\"data\":\"%s\",\"members\":[%s]}")
                .formatted(more, folder.resolve("new/data"), String.join(",", members));
    }

    private Path archive(String manifest) throws IOException {
        Path file = folder.resolve("hostile.zip");
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry(Manifest.NAME));
            zip.write(manifest.getBytes(StandardCharsets.UTF_8));
            for (int i = 0; i < names.size(); i++) {
                zip.putNextEntry(new ZipEntry(names.get(i)));
                zip.write(contents.get(i));
            }
        }
        return file;
    }

    private Restore.Done restore(Path archive) throws IOException {
        return new Restore(
                        new Restore.Wish(archive, folder.resolve("new/etc/console.yaml"), false, false),
                        OldCard.SILENT,
                        _ -> {})
                .run(Optional.empty());
    }

    private void isRefused(Path archive, String why) throws IOException {
        assertThatThrownBy(() -> restore(archive))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(why);
        assertThat(folder.resolve("new/etc/console.yaml")).doesNotExist();
        if (Files.exists(folder.resolve("new"))) {
            try (var left = Files.walk(folder.resolve("new"))) {
                assertThat(left.filter(Files::isRegularFile)
                                .map(file -> file.getFileName().toString()))
                        .as("what is left of it")
                        .isEmpty();
            }
        }
    }
}
