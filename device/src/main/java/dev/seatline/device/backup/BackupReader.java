package dev.seatline.device.backup;

import dev.seatline.device.backup.Manifest.Member;
import dev.seatline.device.backup.Progress.Stage;
import dev.seatline.wire.Decoded;
import dev.seatline.wire.WireJson;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

/// Reads a backup, which may come from anywhere: nothing is believed that its manifest does not name, no member
/// may be larger than it says there, and each is held against its sum. Stateless; any thread.
final class BackupReader {
    private static final int PIECE = 1 << 16;
    private static final int LARGEST_MANIFEST = 256 * 1024;
    private static final byte[] ZIP = {'P', 'K', 3, 4};

    private BackupReader() {}

    /// Takes what is read.
    interface Sink {
        /// Before any member; refuses by throwing.
        void begin(Manifest manifest) throws IOException;

        /// Where a member goes; closed when all of it is there.
        OutputStream member(Member member) throws IOException;
    }

    /// Whether a file is under a passphrase.
    ///
    /// @throws IOException when it is no backup at all
    static boolean isSealed(Path file) throws IOException {
        try (BufferedInputStream in = opened(file)) {
            if (Sealed.begins(in)) {
                return true;
            }
            byte[] found = in.readNBytes(ZIP.length);
            if (MessageDigest.isEqual(found, ZIP)) {
                return false;
            }
        }
        throw new IOException(file + " is no backup of a console: it begins like something else");
    }

    /// Reads it all and keeps nothing.
    static Manifest check(Path file, Optional<char[]> passphrase, Progress progress) throws IOException {
        return read(
                file,
                passphrase,
                new Sink() {
                    @Override
                    public void begin(Manifest manifest) {}

                    @Override
                    public OutputStream member(Member member) {
                        return OutputStream.nullOutputStream();
                    }
                },
                progress);
    }

    /// Reads it all. What went into the sink may be believed when this has returned.
    ///
    /// @param passphrase of a sealed one
    /// @throws IOException when it is damaged, cut off, no backup, or the passphrase is wrong; the message says
    /// which
    static Manifest read(Path file, Optional<char[]> passphrase, Sink sink, Progress progress) throws IOException {
        boolean sealed = isSealed(file);
        try (BufferedInputStream in = opened(file)) {
            if (!sealed) {
                return unpack(in, sink, progress);
            }
            if (passphrase.isEmpty()) {
                throw new IOException("this backup is under a passphrase, and none was given");
            }
            return Sealed.<Manifest>read(in, passphrase.get(), plain -> unpack(plain, sink, progress));
        } catch (ZipException | EOFException e) {
            throw new IOException("the backup is damaged or cut off: " + e.getMessage(), e);
        }
    }

    private static BufferedInputStream opened(Path file) throws IOException {
        return new BufferedInputStream(Files.newInputStream(file), PIECE);
    }

    private static Manifest unpack(InputStream in, Sink sink, Progress progress) throws IOException {
        // not closed: what is behind it has to be read to its end
        ZipInputStream zip = new ZipInputStream(in);
        Manifest manifest = manifest(zip);
        sink.begin(manifest);
        long done = 0;
        for (Member member : manifest.members()) {
            ZipEntry entry = zip.getNextEntry();
            if (entry == null || !entry.getName().equals(member.name())) {
                throw new IOException("the backup is damaged: it should go on with " + member.name());
            }
            try (OutputStream out = sink.member(member)) {
                done = copy(zip, out, member, done, manifest.size(), progress);
            }
        }
        if (zip.getNextEntry() != null) {
            throw new IOException("the backup is damaged: it holds more than it says");
        }
        return manifest;
    }

    private static Manifest manifest(ZipInputStream zip) throws IOException {
        ZipEntry first = zip.getNextEntry();
        if (first == null || !first.getName().equals(Manifest.NAME)) {
            throw new IOException("this is no backup of a console: it does not begin with " + Manifest.NAME);
        }
        byte[] bytes = zip.readNBytes(LARGEST_MANIFEST);
        return switch (WireJson.readStored(bytes, Manifest.class)) {
            case Decoded.Read<Manifest>(Manifest manifest) -> manifest;
            case Decoded.Unreadable<Manifest>(String why) ->
                throw new IOException("the list of what is in the backup cannot be read: " + why);
        };
    }

    private static long copy(InputStream in, OutputStream out, Member member, long before, long all, Progress progress)
            throws IOException {
        MessageDigest digest = Members.sha256();
        byte[] buffer = new byte[PIECE];
        long size = 0;
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            size += read;
            if (size > member.size()) {
                throw new IOException("the backup is damaged: %s is larger than the %d bytes it should have"
                        .formatted(member.name(), member.size()));
            }
            digest.update(buffer, 0, read);
            out.write(buffer, 0, read);
            progress.at(Stage.CHECKING, before + size, all);
        }
        if (size != member.size() || !HexFormat.of().formatHex(digest.digest()).equals(member.sha256())) {
            throw new IOException("the backup is damaged: the sum of %s is wrong".formatted(member.name()));
        }
        return before + size;
    }
}
