package dev.seatline.device.backup;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/// Whose a restored file is and who may read it. Immutable.
///
/// @param owner empty to leave it with whoever restores
/// @param group likewise
/// @param file of files
/// @param folder of folders
record Rights(
        Optional<UserPrincipal> owner,
        Optional<GroupPrincipal> group,
        Set<PosixFilePermission> file,
        Set<PosixFilePermission> folder) {
    /// The user and group that the package makes.
    static final String SERVICE = "seatline-console";

    private static final Set<PosixFilePermission> PRIVATE = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> GROUPS = PosixFilePermissions.fromString("rw-r-----");
    private static final Set<PosixFilePermission> PRIVATE_FOLDER = PosixFilePermissions.fromString("rwx------");

    /// Of whoever restores, and nobody else's.
    static Rights own() {
        return new Rights(Optional.empty(), Optional.empty(), PRIVATE, PRIVATE_FOLDER);
    }

    /// For the folder for data: on a new card the service's; else, and without a service, as that folder is.
    static Rights ofData(Path data, boolean newCard) throws IOException {
        Optional<UserPrincipal> service = newCard ? user(data.getFileSystem()) : Optional.empty();
        if (service.isPresent()) {
            return new Rights(service, group(data.getFileSystem()), PRIVATE, PRIVATE_FOLDER);
        }
        if (Files.exists(data)) {
            PosixFileAttributes found = Files.readAttributes(data, PosixFileAttributes.class);
            return new Rights(Optional.of(found.owner()), Optional.of(found.group()), PRIVATE, PRIVATE_FOLDER);
        }
        return own();
    }

    /// For the configuration and what lies beside it: as the configuration that is there; on a new card
    /// readable for the service.
    static Rights ofConfig(Path config, boolean newCard) throws IOException {
        if (Files.exists(config)) {
            PosixFileAttributes found = Files.readAttributes(config, PosixFileAttributes.class);
            Set<PosixFilePermission> file = EnumSet.copyOf(found.permissions());
            // secrets are nobody else's, however loosely the sample lies there
            file.removeAll(PosixFilePermissions.fromString("------rwx"));
            return new Rights(Optional.of(found.owner()), Optional.of(found.group()), file, reachable(file));
        }
        return newCard ? new Rights(Optional.empty(), group(config.getFileSystem()), GROUPS, reachable(GROUPS)) : own();
    }

    private static Set<PosixFilePermission> reachable(Set<PosixFilePermission> file) {
        return PosixFilePermissions.fromString(
                file.contains(PosixFilePermission.GROUP_READ) ? "rwxr-x---" : "rwx------");
    }

    private static Optional<UserPrincipal> user(FileSystem system) {
        try {
            return Optional.of(system.getUserPrincipalLookupService().lookupPrincipalByName(SERVICE));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<GroupPrincipal> group(FileSystem system) {
        try {
            return Optional.of(system.getUserPrincipalLookupService().lookupPrincipalByGroupName(SERVICE));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /// Gives a file or folder what it should have.
    void give(Path path) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(path, PosixFileAttributeView.class);
        PosixFileAttributes found = view.readAttributes();
        if (owner.isPresent() && !owner.get().equals(found.owner())) {
            view.setOwner(owner.get());
        }
        if (group.isPresent() && !group.get().equals(found.group())) {
            view.setGroup(group.get());
        }
        view.setPermissions(Files.isDirectory(path) ? folder : file);
    }
}
