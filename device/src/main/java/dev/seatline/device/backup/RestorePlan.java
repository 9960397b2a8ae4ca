package dev.seatline.device.backup;

import dev.seatline.wire.Decoded;
import dev.seatline.wire.WireJson;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/// What is left to do once everything that is restored lies complete and checked beside its place: nothing but
/// renaming. It is on the disk before the first file is renamed, so that a pulled plug leaves work that can be
/// finished, and never a mixture. Each step may be done twice. Used by the one thread that restores.
///
/// @param data the folder for data
/// @param moves in their order
/// @param staged folders to remove in the end
record RestorePlan(String data, List<Move> moves, List<String> staged) {
    private static final int LARGEST = 250 * 1024;

    RestorePlan {
        moves = List.copyOf(moves);
        staged = List.copyOf(staged);
    }

    /// One file or folder.
    ///
    /// @param from where it waits, empty when something is only put aside
    /// @param to its place
    /// @param aside where to put what is there, empty when nothing was there
    record Move(String from, String to, String aside) {}

    /// The file that keeps the plan of a configuration, beside it. As long as it is there, the console does not
    /// start.
    static Path file(Path config) {
        return Members.folder(config).resolve("." + config.toAbsolutePath().getFileName() + ".restore");
    }

    /// Puts the plan on the disk.
    void write(Path file) throws IOException {
        byte[] bytes = WireJson.write(this);
        if (bytes.length > LARGEST) {
            throw new IOException("too many files to be restored at once");
        }
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try (FileChannel out = FileChannel.open(
                fresh, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                out.write(buffer);
            }
            out.force(true);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        Backup.synchroniseFolder(Members.folder(file));
    }

    static RestorePlan read(Path file) throws IOException {
        return switch (WireJson.readStored(Files.readAllBytes(file), RestorePlan.class)) {
            case Decoded.Read<RestorePlan>(RestorePlan plan) -> plan;
            case Decoded.Unreadable<RestorePlan>(String why) ->
                throw new IOException(
                        "the plan of an interrupted restore, %s, cannot be read: %s".formatted(file, why));
        };
    }

    /// Does all that is left.
    ///
    /// @param step hears what comes next
    void carryOut(Path file, Consumer<String> step) throws IOException {
        Set<Path> folders = new LinkedHashSet<>();
        for (Move move : moves) {
            carryOut(move, step);
            folders.add(Members.folder(Path.of(move.to())));
        }
        for (Path folder : folders) {
            step.accept("synchronise " + folder);
            Backup.synchroniseFolder(folder);
        }
        for (String folder : staged) {
            step.accept("clear " + folder);
            clear(Path.of(folder));
        }
        step.accept("forget the plan");
        Files.delete(file);
        Backup.synchroniseFolder(Members.folder(file));
    }

    private static void carryOut(Move move, Consumer<String> step) throws IOException {
        Path to = Path.of(move.to());
        boolean waits = !move.from().isEmpty() && Files.exists(Path.of(move.from()), LinkOption.NOFOLLOW_LINKS);
        boolean due = move.from().isEmpty() || waits;
        if (due && !move.aside().isEmpty() && Files.exists(to, LinkOption.NOFOLLOW_LINKS)) {
            Path aside = Path.of(move.aside());
            if (!Files.exists(aside, LinkOption.NOFOLLOW_LINKS)) {
                step.accept("put aside " + to);
                Files.move(to, aside, StandardCopyOption.ATOMIC_MOVE);
            }
        }
        if (waits) {
            step.accept("place " + to);
            Files.move(Path.of(move.from()), to, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    /// Removes a folder with everything in it; nothing happens when it is not there.
    static void clear(Path folder) throws IOException {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        List<Path> all = new ArrayList<>();
        try (var walk = Files.walk(folder)) {
            walk.forEach(all::add);
        }
        for (Path path : all.reversed()) {
            Files.deleteIfExists(path);
        }
    }
}
