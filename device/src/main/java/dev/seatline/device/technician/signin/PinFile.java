package dev.seatline.device.technician.signin;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/// The file that keeps the hash of the technician PIN, in the console's data folder, for its owner only. Any thread.
///
/// @param data the console's data folder
public record PinFile(Path data) {
    private static final String NAME = "technician.pin";
    private static final int LONGEST = 512;
    private static final Set<PosixFilePermission> OWNER_ONLY =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    /// How a PIN is set, for messages.
    public static final String ADVICE = "set one with ./seatline console-pin --config FILE";

    /// Where it is.
    public Path path() {
        return data.resolve(NAME);
    }

    /// What is set now. Quick: one short file.
    public PinState read() {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(path())) {
            bytes = in.readNBytes(LONGEST);
        } catch (NoSuchFileException e) {
            return new PinState.Absent();
        } catch (IOException e) {
            return new PinState.Unreadable(
                    "the file of the technician PIN, " + path() + ", cannot be read by the console ("
                            + e.getClass().getSimpleName() + "); give it to the console's user, or " + ADVICE);
        }
        return PinHash.read(new String(bytes, StandardCharsets.ISO_8859_1).strip())
                .<PinState>map(PinState.Set::new)
                .orElseGet(() -> new PinState.Unreadable(
                        "the file of the technician PIN, " + path() + ", is damaged; " + ADVICE));
    }

    /// Replaces what is set: after a power cut it is the old one or the new one. A running console notices within a
    /// second.
    ///
    /// @throws IOException if it cannot be written
    public void write(PinHash hash) throws IOException {
        Files.createDirectories(data);
        Path fresh = Files.createTempFile(data, NAME, ".new", PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        try {
            try (FileChannel out = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
                ByteBuffer text = ByteBuffer.wrap((hash.text() + "\n").getBytes(StandardCharsets.US_ASCII));
                while (text.hasRemaining()) {
                    out.write(text);
                }
                out.force(true);
            }
            giveToTheConsole(fresh);
            Files.move(fresh, path(), StandardCopyOption.ATOMIC_MOVE);
            try (FileChannel folder = FileChannel.open(data, StandardOpenOption.READ)) {
                folder.force(true);
            }
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    /// Root sets it, and the console has a user and a group of its own. No link is followed: the folder is that user's,
    /// and root would give him whatever he points to.
    private void giveToTheConsole(Path fresh) throws IOException {
        PosixFileAttributes folder = Files.readAttributes(data, PosixFileAttributes.class);
        PosixFileAttributeView view =
                Files.getFileAttributeView(fresh, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        if (!folder.owner().equals(view.readAttributes().owner())) {
            view.setGroup(folder.group());
            view.setOwner(folder.owner());
        }
    }
}
