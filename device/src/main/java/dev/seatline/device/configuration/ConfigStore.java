package dev.seatline.device.configuration;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.seatline.config.Mistake;
import dev.seatline.device.configuration.ConfigRecord.Beginning;
import dev.seatline.time.TimeSource;
import dev.seatline.wire.Decoded;
import dev.seatline.wire.WireJson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tinylog.Logger;

/// The configuration file, and a folder with what was in it before. What is saved goes to the folder first
/// and to the file then, in its place, since the folder of the file is not the console's: a write that was
/// cut off is mended by the next start. Any thread.
public final class ConfigStore {
    /// The largest configuration that is saved, in bytes.
    public static final int LARGEST = 64 * 1024;

    private static final String RECORD = "record.json";
    private static final int LARGEST_RECORD = 64 * 1024;

    private final Path file;
    private final Path folder;
    private final TimeSource time;
    private final Check check;
    private byte[] running = {};

    /// Everything that is wrong with a content.
    public interface Check {
        List<Mistake> mistakes(byte[] content);
    }

    /// @param file the configuration
    /// @param folder what was in it before; made when first needed
    public ConfigStore(Path file, Path folder, TimeSource time, Check check) {
        this.file = file;
        this.folder = folder;
        this.time = time;
        this.check = check;
    }

    /// The folder that belongs to a file: in systemd's state folder if there is one, else beside the file.
    /// It cannot
    /// be in the data folder that the configuration names: who cannot read that still has to find the way
    /// back.
    public static Path folder(Path file, Optional<String> stateFolder) {
        return stateFolder
                .map(state -> Path.of(state).resolve("config-history"))
                .orElseGet(() -> file.resolveSibling(file.getFileName() + ".history"));
    }

    /// What is in the file.
    public synchronized String text() throws IOException {
        return new String(content(), UTF_8);
    }

    /// What is remembered.
    public synchronized ConfigRecord remembered() {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(folder.resolve(RECORD))) {
            bytes = in.readNBytes(LARGEST_RECORD);
        } catch (IOException e) {
            return ConfigRecord.EMPTY;
        }
        return switch (WireJson.readStored(bytes, ConfigRecord.class)) {
            case Decoded.Read<ConfigRecord>(ConfigRecord read) -> read;
            case Decoded.Unreadable<ConfigRecord>(String why) -> {
                Logger.warn("what is remembered of configurations is damaged and is begun anew: {}", why);
                yield ConfigRecord.EMPTY;
            }
        };
    }

    /// The content of a snapshot, or empty when there is none with this hash.
    public synchronized Optional<String> snapshot(String hash) throws IOException {
        if (remembered().snapshots().stream().noneMatch(one -> one.hash().equals(hash))) {
            return Optional.empty();
        }
        byte[] content = Files.readAllBytes(snapshotFile(hash));
        return hash(content).equals(hash) ? Optional.of(new String(content, UTF_8)) : Optional.empty();
    }

    /// Everything that is wrong with a text.
    public List<Mistake> mistakes(String text) {
        return check.mistakes(text.getBytes(UTF_8));
    }

    /// Puts a text into the file, on trial at the next start. The caller has looked for its mistakes.
    ///
    /// @param base hash of the text that it was made of
    /// @return false when something else is in the file by now: nothing was changed then
    /// @throws IOException if it cannot be written; the former content stays, or comes back with the next
    /// start
    public synchronized boolean save(String text, String base) throws IOException {
        byte[] before = content();
        byte[] after = text.getBytes(UTF_8);
        if (!hash(before).equals(base)) {
            return false;
        }
        if (after.length > LARGEST) {
            throw new IllegalArgumentException("at most " + LARGEST + " bytes, found " + after.length);
        }
        Files.createDirectories(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        keep(running);
        keep(before);
        keep(after);
        remember(remembered().saved(hash(before), hash(running), hash(after), time.now()));
        put(after);
        forget();
        return true;
    }

    /// What a start begins with: called before the file is read. May put the good content back.
    ///
    /// @return whether the content is on trial
    /// @throws IOException if the file cannot be read, or the record not written
    public synchronized boolean begin() throws IOException {
        ConfigRecord record = remembered();
        boolean onTrial = record.trial() != null && begin(record);
        running = content();
        return onTrial;
    }

    private boolean begin(ConfigRecord record) throws IOException {
        byte[] content = content();
        String mistakes =
                check.mistakes(content).stream().map(Mistake::toString).collect(Collectors.joining("\n"));
        return switch (record.beginning(hash(content), mistakes)) {
            case Beginning.AsItIs _ -> {
                remember(record.overtaken());
                yield false;
            }
            case Beginning.OnTrial _ -> {
                remember(record.begun());
                yield true;
            }
            case Beginning.GoBack(String why) -> {
                goBack(why);
                yield false;
            }
        };
    }

    /// The start failed.
    ///
    /// @return whether another content is in the file now, with which it can be tried again
    public synchronized boolean failed(String why) throws IOException {
        if (remembered().trial() == null) {
            return false;
        }
        goBack(why);
        running = content();
        return true;
    }

    /// The console works with what it began with.
    public synchronized void proved() throws IOException {
        ConfigRecord.Trial trial = remembered().trial();
        // another one may have been saved meanwhile
        if (trial != null && trial.hash().equals(hash(running))) {
            remember(remembered().proved());
            Logger.info("the new configuration has proved itself");
        }
    }

    /// The console was asked to stop.
    public synchronized void stopped() throws IOException {
        if (remembered().trial() != null) {
            remember(remembered().stopped());
        }
    }

    /// Somebody has seen what was taken back.
    public synchronized void seen() throws IOException {
        if (remembered().refused() != null) {
            remember(remembered().seen());
        }
    }

    private void goBack(String why) throws IOException {
        ConfigRecord record = remembered();
        String good = record.good();
        if (good == null) {
            return;
        }
        byte[] content = Files.readAllBytes(snapshotFile(good));
        if (!hash(content).equals(good)) {
            throw new IOException("the last good configuration in " + folder + " is damaged");
        }
        Logger.error("the new configuration is taken back, the last good one is in force again; it failed: {}", why);
        put(content);
        remember(record.refused(time.now(), why));
    }

    private byte[] content() throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readAllBytes();
        }
    }

    /// In its place: rights and owner stay, and the folder need not be writable.
    private void put(byte[] content) throws IOException {
        try (FileChannel out = FileChannel.open(file, StandardOpenOption.WRITE)) {
            // shortened last: on a full disk the room that it has is enough, or nothing is lost
            write(out, content);
            out.truncate(content.length);
            out.force(true);
        }
    }

    private void keep(byte[] content) throws IOException {
        replace(snapshotFile(hash(content)), content);
    }

    private void remember(ConfigRecord record) throws IOException {
        replace(folder.resolve(RECORD), WireJson.write(record));
    }

    private void replace(Path kept, byte[] content) throws IOException {
        Path fresh = Files.createTempFile(
                folder, "new", "", PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            try (FileChannel out = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
                write(out, content);
            }
            Files.move(fresh, kept, StandardCopyOption.ATOMIC_MOVE);
            try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
                names.force(true);
            }
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private static void write(FileChannel out, byte[] content) throws IOException {
        ByteBuffer left = ByteBuffer.wrap(content);
        while (left.hasRemaining()) {
            out.write(left);
        }
        out.force(true);
    }

    /// Removes files of snapshots that are no more.
    private void forget() throws IOException {
        Set<String> names = remembered().snapshots().stream()
                .map(one -> snapshotFile(one.hash()).getFileName().toString())
                .collect(Collectors.toSet());
        try (Stream<Path> files = Files.list(folder)) {
            for (Path one : files.toList()) {
                String name = one.getFileName().toString();
                if (name.endsWith(".yaml") && !names.contains(name)) {
                    Files.delete(one);
                }
            }
        }
    }

    private Path snapshotFile(String hash) {
        return folder.resolve(hash + ".yaml");
    }

    /// What a content is known by: SHA-256, in hex.
    public static String hash(String text) {
        return hash(text.getBytes(UTF_8));
    }

    private static String hash(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
