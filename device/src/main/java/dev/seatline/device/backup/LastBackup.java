package dev.seatline.device.backup;

import dev.seatline.wire.Decoded;
import dev.seatline.wire.WireJson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.time.Instant;
import java.util.Optional;

/// The file that remembers when the last backup was made, in the folder for data. Any thread.
///
/// @param data the folder for data
public record LastBackup(Path data) {
    private static final String NAME = "last-backup.json";
    private static final int LONGEST = 1024;

    /// @param at when
    private record Kept(Instant at) {}

    /// When it was, as far as is known.
    public Optional<Instant> at() {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(data.resolve(NAME))) {
            bytes = in.readNBytes(LONGEST);
        } catch (IOException e) {
            return Optional.empty();
        }
        return switch (WireJson.readStored(bytes, Kept.class)) {
            case Decoded.Read<Kept>(Kept kept) -> Optional.of(kept.at());
            case Decoded.Unreadable<Kept> _ -> Optional.empty();
        };
    }

    /// Remembers one.
    public void remember(Instant at) throws IOException {
        Path fresh = Files.createTempFile(
                data, NAME, ".new", PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            Files.write(fresh, WireJson.write(new Kept(at)));
            UserPrincipal owner = Files.getOwner(data);
            if (!owner.equals(Files.getOwner(fresh))) {
                // root makes it, and the console has a user of its own
                Files.setOwner(fresh, owner);
            }
            Files.move(fresh, data.resolve(NAME), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }
}
