package dev.seatline.device.backup;

import dev.seatline.device.backup.Manifest.Member;
import dev.seatline.device.backup.Members.Packed;
import dev.seatline.device.backup.Progress.Stage;
import dev.seatline.device.journal.JournalContent;
import dev.seatline.device.journal.JournalCopy;
import dev.seatline.wire.WireJson;
import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/// Makes the backup of one console: a zip of everything that makes it this console, under a passphrase
/// (docs/decisions/0015). Stateless; any thread, one backup at a time in a folder for work.
public final class Backup {
    /// What must stay free on the disk, in bytes.
    private static final long RESERVE = 8L << 20;

    private static final int PIECE = 1 << 16;
    private static final int LARGEST_MANIFEST = 250 * 1024;

    private Backup() {}

    /// Where the journal comes from.
    public interface JournalSource {
        /// Copies it, or says that there is none.
        Optional<JournalContent> copy(Path to, JournalCopy.Progress progress) throws IOException;

        /// The journal in a file that this process has not open.
        static JournalSource of(Path journal) {
            return (to, progress) ->
                    Files.exists(journal) ? Optional.of(JournalCopy.take(journal, to, progress)) : Optional.empty();
        }
    }

    /// Makes a backup, and reads it back to be sure that it can be restored.
    ///
    /// @param work a folder for this alone, on a disk with room; made and emptied, and removed in the end
    /// @param to the file to make; what is there is replaced, by a whole backup only
    /// @param passphrase empty for one that anybody can read
    /// @param at now
    /// @throws IOException if there is no room, or something cannot be read or written; there is no new file
    /// then
    public static Manifest make(
            Origin origin,
            JournalSource journal,
            Path work,
            Path to,
            Optional<char[]> passphrase,
            Instant at,
            Progress progress)
            throws IOException {
        Path part = to.resolveSibling(to.getFileName() + ".part");
        Files.createDirectories(work);
        Path copy = work.resolve(Manifest.JOURNAL);
        try {
            JournalCopy.delete(copy);
            Members members = Members.of(origin);
            @Nullable
            JournalContent content = journal.copy(copy, (bytes, of) -> {
                        progress.at(Stage.COPYING, bytes, of);
                        needRoom(work, of - bytes);
                    })
                    .orElse(null);
            if (content != null) {
                members.journal(copy);
            }
            Manifest manifest = new Manifest(
                    Manifest.FORMAT,
                    origin.software(),
                    origin.site(),
                    origin.seat(),
                    origin.console(),
                    at,
                    origin.data().toString(),
                    content,
                    members.all().stream().map(Packed::member).toList());
            needRoom(Members.folder(to), manifest.size());
            write(part, manifest, members, passphrase, progress);
            BackupReader.check(part, passphrase, progress);
            Files.move(part, to, StandardCopyOption.ATOMIC_MOVE);
            synchroniseFolder(Members.folder(to));
            return manifest;
        } finally {
            Files.deleteIfExists(part);
            JournalCopy.delete(copy);
        }
    }

    private static void needRoom(Path folder, long bytes) throws IOException {
        long free = folder.toFile().getUsableSpace();
        if (free < bytes + RESERVE) {
            throw new IOException("no room for the backup in %s: %d KiB free, %d KiB needed"
                    .formatted(folder, free / 1024, (bytes + RESERVE) / 1024));
        }
    }

    private static void write(
            Path part, Manifest manifest, Members members, Optional<char[]> passphrase, Progress progress)
            throws IOException {
        Files.deleteIfExists(part);
        Files.createFile(part, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (FileOutputStream file = new FileOutputStream(part.toFile());
                OutputStream out = new BufferedOutputStream(new Gentle(file), PIECE)) {
            if (passphrase.isPresent()) {
                Sealed.write(out, passphrase.get(), plain -> {
                    pack(plain, manifest, members, progress);
                    return plain;
                });
            } else {
                pack(out, manifest, members, progress);
            }
            out.flush();
            file.getFD().sync();
        }
    }

    private static void pack(OutputStream out, Manifest manifest, Members members, Progress progress)
            throws IOException {
        byte[] list = WireJson.write(manifest);
        if (list.length > LARGEST_MANIFEST) {
            throw new IOException("too many files for one backup");
        }
        // not closed: it would close what it writes to, which has more to write
        ZipOutputStream zip = new ZipOutputStream(out);
        zip.putNextEntry(entry(Manifest.NAME, manifest.at()));
        zip.write(list);
        long done = 0;
        byte[] buffer = new byte[PIECE];
        for (Packed packed : members.all()) {
            Member member = packed.member();
            zip.putNextEntry(entry(member.name(), manifest.at()));
            try (InputStream in = packed.content().open()) {
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    zip.write(buffer, 0, read);
                    done += read;
                    progress.at(Stage.PACKING, done, manifest.size());
                }
            }
        }
        zip.finish();
    }

    private static ZipEntry entry(String name, Instant at) {
        ZipEntry entry = new ZipEntry(name);
        entry.setLastModifiedTime(FileTime.from(at));
        return entry;
    }

    static void synchroniseFolder(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /// Brings what is written onto the disk bit by bit: were it left to the kernel, the next tap would wait for
    /// all of it.
    private static final class Gentle extends OutputStream {
        private static final int EVERY = 256 * 1024;

        private final FileOutputStream file;
        private int since;

        Gentle(FileOutputStream file) {
            this.file = file;
        }

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            file.write(bytes, from, length);
            since += length;
            if (since >= EVERY) {
                since = 0;
                file.getChannel().force(false);
            }
        }
    }
}
