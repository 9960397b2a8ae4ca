package dev.seatline.device.backup;

import dev.seatline.device.backup.Manifest.Member;
import dev.seatline.device.backup.Manifest.Place;
import dev.seatline.device.backup.Progress.Stage;
import dev.seatline.device.backup.RestorePlan.Move;
import dev.seatline.device.journal.JournalCopy;
import dev.seatline.device.journal.JournalInUseException;
import dev.seatline.device.journal.JournalLock;
import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Makes a console of a backup: all of it or nothing.
///
/// First everything is unpacked beside its place and checked; nothing that was there is touched. Then a
/// [RestorePlan] is put on the disk, and carried out. Whenever the plug is pulled, the same command again
/// finishes the plan, or begins anew when there is none yet. Used by one thread, once.
public final class Restore {
    private static final long RESERVE = 8L << 20;
    private static final int PIECE = 1 << 16;
    private static final String STAGING = ".restoring";
    private static final List<String> OF_A_JOURNAL = List.of("-wal", "-shm", "-journal");

    private final Wish wish;
    private final Progress progress;
    private final Consumer<String> step;
    /// from here on nothing may be undone
    private boolean begun;

    /// What is wished for.
    ///
    /// @param backup the file
    /// @param config where the configuration belongs
    /// @param newCard whether this is a card on which only the package was installed: its configuration is a
    /// sample, and files are given to the service's user
    /// @param replace whether a configuration and a journal that are there may be put aside
    public record Wish(Path backup, Path config, boolean newCard, boolean replace) {}

    /// What became of it.
    ///
    /// @param manifest what was restored, null when an interrupted restore was finished
    /// @param config the configuration that is in force now
    /// @param data the folder for data
    /// @param aside what was put aside
    /// @param elsewhere what has to be put where it was by hand: from, to
    public record Done(
            @Nullable Manifest manifest, Path config, Path data, List<Path> aside, List<List<String>> elsewhere) {}

    /// What was wished for may not be done. The message says why, and what to do.
    public static final class RefusedException extends IOException {
        private static final long serialVersionUID = 1L;

        RefusedException(String message) {
            super(message);
        }
    }

    /// @param step hears of each step before it is done, in words for a log
    public Restore(Wish wish, Progress progress, Consumer<String> step) {
        this.wish = wish;
        this.progress = progress;
        this.step = step;
    }

    /// Whether a restore to this configuration was interrupted when it had begun to replace files.
    public static boolean isUnfinished(Path config) {
        return Files.exists(RestorePlan.file(config));
    }

    /// Whether a file is under a passphrase.
    ///
    /// @throws IOException when it is no backup at all
    public static boolean isSealed(Path backup) throws IOException {
        return BackupReader.isSealed(backup);
    }

    /// Reads a whole backup and changes nothing.
    ///
    /// @throws IOException when it could not be restored
    public static Manifest check(Path backup, Optional<char[]> passphrase, Progress progress) throws IOException {
        return BackupReader.check(backup, passphrase, progress);
    }

    /// Finishes what was interrupted. Needs no backup and no passphrase.
    public Done finish() throws IOException {
        Path file = RestorePlan.file(wish.config());
        RestorePlan plan = RestorePlan.read(file);
        Path data = Path.of(plan.data());
        try (JournalLock _ = lock(data, Rights.ofData(data, wish.newCard()))) {
            plan.carryOut(file, step);
        }
        return new Done(null, wish.config().toAbsolutePath(), data, aside(plan), List.of());
    }

    /// Restores.
    ///
    /// @throws RefusedException when something is in the way
    /// @throws IOException when the backup is damaged or something cannot be written
    public Done run(Optional<char[]> passphrase) throws IOException {
        Path config = wish.config().toAbsolutePath().normalize();
        Staging staging = new Staging(config);
        try {
            step.accept("unpack");
            Manifest manifest = BackupReader.read(wish.backup(), passphrase, staging, progress);
            step.accept("look at the journal");
            checkJournal(manifest, staging.data);
            Path data = Path.of(manifest.data()).toAbsolutePath().normalize();
            try (JournalLock _ = lock(data, staging.dataRights)) {
                return place(manifest, staging, config, data);
            }
        } catch (IOException e) {
            if (!begun && !isUnfinished(config)) {
                staging.undo();
            }
            throw e;
        }
    }

    private Done place(Manifest manifest, Staging staging, Path config, Path data) throws IOException {
        refuseIfInTheWay(manifest, staging, config, data);
        List<Move> moves = new ArrayList<>();
        if (manifest.journal() != null) {
            Path journal = data.resolve(Manifest.JOURNAL);
            Path aside = free(data.resolve("journal"));
            for (String suffix : OF_A_JOURNAL) {
                Path part = data.resolve(Manifest.JOURNAL + suffix);
                if (Files.exists(part)) {
                    moves.add(new Move("", part.toString(), aside + suffix));
                }
            }
            moves.add(move(staging.data.resolve(Manifest.JOURNAL), journal, aside));
        }
        Set<String> placed = new LinkedHashSet<>();
        for (Member member : manifest.members()) {
            Path from = staging.of(member);
            Path to = target(member, config, data);
            if (member.place() == Place.DATA && member.path().equals(Manifest.JOURNAL)) {
                continue;
            }
            if (member.place() == Place.DATA && member.path().startsWith(Manifest.HISTORY)) {
                // the folder as a whole
                from = staging.data.resolve(Manifest.HISTORY);
                to = data.resolve(Manifest.HISTORY);
            } else if (same(from, to)) {
                continue;
            }
            if (placed.add(to.toString())) {
                moves.add(move(from, to, free(to)));
            }
        }
        staging.settle(config, data);
        RestorePlan plan =
                new RestorePlan(data.toString(), moves, List.of(staging.config.toString(), staging.data.toString()));
        Path file = RestorePlan.file(config);
        step.accept("write the plan");
        plan.write(file);
        begun = true;
        progress.at(Stage.PLACING, 0, manifest.size());
        plan.carryOut(file, step);
        remember(manifest, data);
        return new Done(manifest, config, data, aside(plan), elsewhere(manifest, config));
    }

    /// All is in its place; that the date is missing is no reason to say anything else.
    private void remember(Manifest manifest, Path data) {
        try {
            new LastBackup(data).remember(manifest.at());
        } catch (IOException e) {
            step.accept("the date of the backup could not be remembered: " + e.getMessage());
        }
    }

    private void refuseIfInTheWay(Manifest manifest, Staging staging, Path config, Path data) throws IOException {
        if (wish.replace()) {
            return;
        }
        if (!wish.newCard() && Files.exists(config) && !same(staging.of(manifest.config()), config)) {
            throw new RefusedException("there is another configuration, " + config + "; --replace puts it aside,"
                    + " and so does --as-new-card if it is the sample of a fresh installation");
        }
        Path journal = data.resolve(Manifest.JOURNAL);
        if (!Files.exists(journal)) {
            return;
        }
        long last;
        Path copy = staging.data.resolve("found.db");
        try {
            last = JournalCopy.take(journal, copy, (_, _) -> {}).last();
        } catch (IOException e) {
            throw new RefusedException("there is a journal, " + journal + ", and it cannot be read (" + e.getMessage()
                    + "); --replace puts it aside");
        } finally {
            JournalCopy.delete(copy);
        }
        if (last > 0) {
            throw new RefusedException("there is a journal with facts up to number %d, %s; --replace puts it aside"
                    .formatted(last, journal));
        }
    }

    private static void checkJournal(Manifest manifest, Path staged) throws IOException {
        if (manifest.journal() != null
                && !JournalCopy.settled(staged.resolve(Manifest.JOURNAL)).equals(manifest.journal())) {
            throw new IOException("the backup is damaged: its journal holds something else than it says");
        }
    }

    /// Nobody may have the journal while it is replaced.
    private static JournalLock lock(Path data, Rights rights) throws IOException {
        try {
            JournalLock lock = JournalLock.take(data.resolve(Manifest.JOURNAL));
            rights.give(data.resolve(Manifest.JOURNAL + ".lock"));
            return lock;
        } catch (JournalInUseException e) {
            throw new RefusedException("the console is running; stop it first: systemctl stop seatline-console");
        }
    }

    private static Move move(Path from, Path to, Path aside) {
        return new Move(
                from.toString(), to.toString(), Files.exists(to, LinkOption.NOFOLLOW_LINKS) ? aside.toString() : "");
    }

    private static Path target(Member member, Path config, Path data) {
        return switch (member.place()) {
            case CONFIG -> config;
            case BESIDE -> Members.folder(config).resolve(member.path());
            case ELSEWHERE -> Members.folder(config).resolve("elsewhere").resolve(member.path());
            case DATA -> data.resolve(member.path());
        };
    }

    private static boolean same(Path one, Path other) throws IOException {
        return Files.isRegularFile(other) && Files.mismatch(one, other) < 0;
    }

    /// The first free name `<file>.replaced-<n>`.
    private static Path free(Path file) {
        int n = 1;
        while (Files.exists(file.resolveSibling(file.getFileName() + ".replaced-" + n), LinkOption.NOFOLLOW_LINKS)) {
            n++;
        }
        return file.resolveSibling(file.getFileName() + ".replaced-" + n);
    }

    private static List<Path> aside(RestorePlan plan) {
        return plan.moves().stream()
                .map(Move::aside)
                .filter(aside -> !aside.isEmpty())
                .map(Paths::get)
                .filter(Files::exists)
                .toList();
    }

    private static List<List<String>> elsewhere(Manifest manifest, Path config) {
        return manifest.members().stream()
                .filter(member -> member.place() == Place.ELSEWHERE)
                .map(member -> List.of(target(member, config, config).toString(), String.valueOf(member.was())))
                .toList();
    }

    /// Where everything waits until all of it is there: beside its place, so that it only has to be renamed.
    private final class Staging implements BackupReader.Sink {
        private final Path config;
        private Path data = Path.of("");
        private Rights dataRights = Rights.own();
        private boolean madeFolder;

        Staging(Path config) {
            this.config = Members.folder(config).resolve("." + config.getFileName() + STAGING);
        }

        @Override
        public void begin(Manifest manifest) throws IOException {
            Path folder = Path.of(manifest.data()).toAbsolutePath().normalize();
            refuseCollisions(manifest, folder);
            dataRights = Rights.ofData(folder, wish.newCard());
            Files.createDirectories(Members.folder(config));
            madeFolder = !Files.exists(folder);
            Files.createDirectories(folder);
            if (madeFolder || wish.newCard()) {
                dataRights.give(folder);
            }
            data = folder.resolve(STAGING);
            clear();
            needRoom(folder, manifest.size());
            Files.createDirectories(config);
            Rights.own().give(config);
            Files.createDirectories(data);
            Rights.own().give(data);
        }

        /// A file of another archive might take the place of one that was looked at.
        private void refuseCollisions(Manifest manifest, Path folder) throws IOException {
            Set<Path> targets = new LinkedHashSet<>();
            Set<String> staged = new LinkedHashSet<>();
            for (Member member : manifest.members()) {
                boolean inData = member.place() == Place.DATA;
                if (!targets.add(target(member, wish.config().toAbsolutePath().normalize(), folder))
                        || !staged.add(inData + " " + of(member))) {
                    throw new IOException("the backup is damaged: two of its files belong to one place");
                }
            }
        }

        private void needRoom(Path folder, long bytes) throws IOException {
            long free = folder.toFile().getUsableSpace();
            if (free < bytes + RESERVE) {
                throw new IOException("no room to restore in %s: %d KiB free, %d KiB needed"
                        .formatted(folder, free / 1024, (bytes + RESERVE) / 1024));
            }
        }

        @Override
        public OutputStream member(Member member) throws IOException {
            Path file = of(member);
            step.accept("unpack " + member.name());
            Files.createDirectories(Members.folder(file));
            return new Synchronised(new FileOutputStream(file.toFile()));
        }

        Path of(Member member) {
            return switch (member.place()) {
                case CONFIG, BESIDE -> config.resolve(member.path());
                case ELSEWHERE -> config.resolve("elsewhere").resolve(member.path());
                case DATA -> data.resolve(member.path());
            };
        }

        /// Gives everything its owner and rights, while nobody sees it, and makes the folders into which it
        /// goes.
        void settle(Path target, Path folder) throws IOException {
            Rights configRights = Rights.ofConfig(target, wish.newCard());
            give(config, configRights);
            give(data, dataRights);
            makeFolders(config, Members.folder(target), configRights);
            makeFolders(data, folder, dataRights);
        }

        private void give(Path staged, Rights rights) throws IOException {
            try (var all = Files.walk(staged)) {
                for (Path path : all.filter(path -> !path.equals(staged)).toList()) {
                    rights.give(path);
                    if (Files.isDirectory(path)) {
                        Backup.synchroniseFolder(path);
                    }
                }
            }
            Backup.synchroniseFolder(staged);
        }

        private void makeFolders(Path staged, Path target, Rights rights) throws IOException {
            try (var all = Files.walk(staged)) {
                for (Path path : all.filter(Files::isDirectory).toList()) {
                    Path folder = target.resolve(staged.relativize(path).toString());
                    if (!Files.exists(folder) && !path.startsWith(staged.resolve(Manifest.HISTORY))) {
                        Files.createDirectories(folder);
                        rights.give(folder);
                    }
                }
            }
        }

        /// Leaves everything as it was found.
        void undo() throws IOException {
            clear();
            if (madeFolder) {
                RestorePlan.clear(Members.folder(data));
            }
        }

        void clear() throws IOException {
            RestorePlan.clear(config);
            if (!data.toString().isEmpty()) {
                RestorePlan.clear(data);
            }
        }
    }

    /// A file that is on the disk when it is closed.
    private static final class Synchronised extends BufferedOutputStream {
        private final FileOutputStream file;

        Synchronised(FileOutputStream file) {
            super(file, PIECE);
            this.file = file;
        }

        @Override
        public void close() throws IOException {
            try (file) {
                flush();
                file.getFD().sync();
            }
        }
    }
}
