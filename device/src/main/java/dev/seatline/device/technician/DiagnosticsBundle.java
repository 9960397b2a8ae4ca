package dev.seatline.device.technician;

import dev.seatline.device.configuration.ConfigRecord;
import dev.seatline.device.configuration.ConfigStore;
import dev.seatline.device.configuration.SecretsMasked;
import dev.seatline.device.log.LogLevel;
import dev.seatline.device.log.LogRing;
import dev.seatline.device.machine.Machine;
import dev.seatline.wire.WireJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/// Makes the file for whoever looks for a fault from afar. What goes in is listed here field by field: no secret, no
/// badge, no person. Whatever has the shape of a secret is masked once more on its way in. Any thread.
public final class DiagnosticsBundle {
    private static final int MOST_FILES = 200;

    private final Supplier<ConsoleView> view;
    private final Supplier<Duration> oldestWaiting;
    private final Machine machine;
    private final LogRing ring;
    private final Optional<ConfigStore> configuration;
    private final Path data;

    /// @param oldestWaiting age of the oldest fact that is to be delivered, zero when none is
    /// @param configuration empty for a console that came from no file
    /// @param data the console's folder for data: names and sizes in it are told, no content
    public DiagnosticsBundle(
            Supplier<ConsoleView> view,
            Supplier<Duration> oldestWaiting,
            Machine machine,
            LogRing ring,
            Optional<ConfigStore> configuration,
            Path data) {
        this.view = view;
        this.oldestWaiting = oldestWaiting;
        this.machine = machine;
        this.ring = ring;
        this.configuration = configuration;
        this.data = data;
    }

    /// The file, at most some megabytes before it is packed.
    byte[] zip(Instant at) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(64 * 1024);
        try (ZipOutputStream zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
            for (Map.Entry<String, String> one : entries(at).entrySet()) {
                ZipEntry entry = new ZipEntry(one.getKey());
                entry.setTime(at.toEpochMilli());
                zip.putNextEntry(entry);
                zip.write(SecretsMasked.of(one.getValue()).getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }

    private Map<String, String> entries(Instant at) {
        ConsoleView now = view.get();
        Map<String, String> entries = new LinkedHashMap<>();
        entries.put("console.json", json(ShownConsole.of(now)));
        entries.put("machine.json", json(SystemDoor.shown(machine.read(), now)));
        entries.put("journal.json", json(journal(now)));
        entries.put("log.txt", log());
        if (configuration.isPresent()) {
            entries.put("console.yaml", text(configuration.get()));
            entries.put("config-history.json", json(history(configuration.get())));
        }
        Map<String, String> all = new LinkedHashMap<>();
        all.put("README.txt", DiagnosticsReadme.text(now, at, entries.keySet()));
        all.putAll(entries);
        return all;
    }

    private static String json(Object document) {
        return WireJson.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(document) + "\n";
    }

    private String log() {
        return ring.after(0, LogLevel.TRACE).lines().stream()
                .map(line ->
                        "%d %s %s %s: %s%n".formatted(line.number(), line.at(), line.level(), line.from(), line.text()))
                .collect(Collectors.joining());
    }

    private static String text(ConfigStore store) {
        try {
            return SecretsMasked.of(store.text());
        } catch (IOException e) {
            return "# cannot be read: " + e + "\n";
        }
    }

    /// @param oldestWaitingSeconds age of the oldest fact that is to be delivered
    /// @param files what lies in the folder for data
    private record JournalShown(
            String journal,
            long oldest,
            long last,
            long confirmed,
            long waiting,
            long oldestWaitingSeconds,
            boolean recording,
            List<FileShown> files) {}

    private record FileShown(String name, long bytes) {}

    private JournalShown journal(ConsoleView now) {
        return new JournalShown(
                now.journal().toString(),
                now.oldest(),
                now.last(),
                now.confirmed(),
                now.last() - now.confirmed(),
                oldestWaiting.get().toSeconds(),
                now.recording(),
                files());
    }

    private List<FileShown> files() {
        try (Stream<Path> found = Files.list(data)) {
            return found.sorted().limit(MOST_FILES).map(DiagnosticsBundle::file).toList();
        } catch (IOException | java.io.UncheckedIOException e) {
            return List.of();
        }
    }

    private static FileShown file(Path file) {
        String name = String.valueOf(file.getFileName());
        try {
            return Files.isDirectory(file) ? new FileShown(name + "/", 0) : new FileShown(name, Files.size(file));
        } catch (IOException e) {
            return new FileShown(name + " (gone)", 0);
        }
    }

    /// @param trial whether what is in the file has not proved itself yet
    private record History(boolean trial, @Nullable RefusedShown refused, List<SnapshotShown> snapshots) {}

    private record RefusedShown(String hash, Instant at, String why) {}

    private record SnapshotShown(String hash, Instant at, String origin, boolean good) {}

    private static History history(ConfigStore store) {
        ConfigRecord record = store.remembered();
        ConfigRecord.Refused refused = record.refused();
        return new History(
                record.trial() != null,
                refused == null
                        ? null
                        : new RefusedShown(
                                brief(refused.hash()), refused.at(), SecretsMasked.told(refused.why(), content(store))),
                record.snapshots().stream()
                        .map(one -> new SnapshotShown(
                                brief(one.hash()),
                                one.at(),
                                one.origin().name(),
                                Objects.equals(one.hash(), record.good())))
                        .toList());
    }

    private static String content(ConfigStore store) {
        try {
            return store.text();
        } catch (IOException e) {
            return "";
        }
    }

    private static String brief(String hash) {
        return hash.substring(0, Math.min(8, hash.length()));
    }
}
