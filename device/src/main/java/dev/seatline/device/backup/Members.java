package dev.seatline.device.backup;

import dev.seatline.device.backup.Manifest.Member;
import dev.seatline.device.backup.Manifest.Place;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Gathers the files of a console for its backup. Small ones are read once, so that what is summed is what is
/// packed. Used by the one thread that makes the backup.
final class Members {
    private static final int DEEPEST = 3;
    private static final int MOST_HISTORY = 400;

    private final List<Packed> all = new ArrayList<>();

    /// One file with its bytes.
    record Packed(Member member, Content content) {}

    /// Bytes that can be read again.
    interface Content {
        InputStream open() throws IOException;
    }

    /// Everything but the journal: the configuration, what it names, PIN and history.
    ///
    /// @throws IOException if one of them cannot be read, or can be in no backup; the message says which
    static Members of(Origin origin) throws IOException {
        Members members = new Members();
        Path config = origin.config().toAbsolutePath().normalize();
        members.add(Place.CONFIG, name(config), null, config);
        Path folder = folder(config);
        int elsewhere = 0;
        for (Path named : origin.named()) {
            Path file = named.toAbsolutePath().normalize();
            if (file.equals(config)) {
                continue;
            }
            if (file.startsWith(folder)) {
                members.add(Place.BESIDE, relative(folder, file), null, file);
            } else {
                elsewhere++;
                members.add(Place.ELSEWHERE, elsewhere + "/" + name(file), file.toString(), file);
            }
        }
        Path pin = origin.data().resolve(Manifest.PIN);
        if (Files.exists(pin)) {
            members.add(Place.DATA, Manifest.PIN, null, pin);
        }
        members.history(origin.data());
        return members;
    }

    private void history(Path data) throws IOException {
        Path history = data.resolve(Manifest.HISTORY);
        if (!Files.isDirectory(history, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        List<Path> found;
        try (Stream<Path> files = Files.walk(history, DEEPEST)) {
            found = files.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                            && Member.mayBe(Place.DATA, relative(data, file)))
                    .sorted()
                    .toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        // names begin with the date: the newest stay
        for (Path file : found.subList(Math.max(0, found.size() - MOST_HISTORY), found.size())) {
            add(Place.DATA, relative(data, file), null, file);
        }
    }

    private void add(Place place, String path, @Nullable String was, Path file) throws IOException {
        if (!Member.mayBe(place, path)) {
            throw new IOException("the file %s cannot be in a backup because of its name; rename it".formatted(file));
        }
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes((int) place.largest(path) + 1);
        }
        if (bytes.length > place.largest(path)) {
            throw new IOException(
                    "the file %s is too large for a backup: more than %d bytes".formatted(file, place.largest(path)));
        }
        Member member = new Member(place, path, was, bytes.length, sum(new ByteArrayInputStream(bytes)));
        if (all.stream().noneMatch(one -> one.member().name().equals(member.name()))) {
            all.add(new Packed(member, () -> new ByteArrayInputStream(bytes)));
        }
    }

    /// The copy of the journal, last: it is by far the largest.
    void journal(Path copy) throws IOException {
        String sum;
        try (InputStream in = Files.newInputStream(copy)) {
            sum = sum(in);
        }
        all.add(new Packed(
                new Member(Place.DATA, Manifest.JOURNAL, null, Files.size(copy), sum),
                () -> Files.newInputStream(copy)));
    }

    List<Packed> all() {
        return all;
    }

    private static String sum(InputStream in) throws IOException {
        MessageDigest digest = sha256();
        try (DigestInputStream summed = new DigestInputStream(in, digest)) {
            byte[] buffer = new byte[1 << 16];
            while (summed.read(buffer) >= 0) {
                // to the end
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static String relative(Path folder, Path file) {
        return folder.relativize(file).toString().replace('\\', '/');
    }

    private static String name(Path file) {
        Path name = file.getFileName();
        return name == null ? "" : name.toString();
    }

    static Path folder(Path file) {
        Path parent = file.toAbsolutePath().normalize().getParent();
        if (parent == null) {
            throw new IllegalArgumentException("a file lies in a folder, found " + file);
        }
        return parent;
    }
}
