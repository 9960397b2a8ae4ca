package dev.seatline.server.homeassistant;

import dev.seatline.wire.WireJson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.tinylog.Logger;
import tools.jackson.core.JacksonException;

/// The topics on which devices were announced and not yet taken back, in a file that outlives the hub and its
/// configuration. Without it nobody would know what to take back. One thread at a time.
///
/// Nothing else waits for it: a file that cannot be read or written is told, and the hub goes on.
public record AnnouncedTopics(Path file) {
    /// Twice 10,000 seats with the longest ids.
    private static final int LARGEST = 4 << 20;

    private record Document(int version, List<String> topics) {}

    /// The topics; none when there is no file, or none that can be read.
    Set<String> read() {
        try (InputStream in = Files.newInputStream(file)) {
            return parse(in.readNBytes(LARGEST + 1));
        } catch (NoSuchFileException none) {
            return Set.of();
        } catch (IOException | IllegalArgumentException unreadable) {
            Logger.warn(
                    "{} cannot be read ({}): Home Assistant may keep devices of seats that are no more; remove them there",
                    file,
                    unreadable.getMessage());
            return Set.of();
        }
    }

    /// What a file holds.
    ///
    /// @throws IllegalArgumentException when it is none of ours
    static Set<String> parse(byte[] bytes) {
        if (bytes.length > LARGEST) {
            throw new IllegalArgumentException("more than %d bytes".formatted(LARGEST));
        }
        try {
            Document document = WireJson.mapper().readValue(bytes, Document.class);
            if (document == null || document.version() != 1) {
                throw new IllegalArgumentException("not of version 1");
            }
            Set<String> topics = new HashSet<>(document.topics());
            if (!topics.stream().allMatch(topic -> topic != null && Discovery.isTopic(topic))) {
                throw new IllegalArgumentException("it names a topic that is not one of Seatline's devices");
            }
            return topics;
        } catch (JacksonException | NumberFormatException broken) {
            throw new IllegalArgumentException("not proper JSON of its kind", broken);
        }
    }

    /// Replaces them; without any there is no file.
    void write(Collection<String> topics) {
        try {
            if (topics.isEmpty()) {
                Files.deleteIfExists(file);
                return;
            }
            Path next = file.resolveSibling(file.getFileName() + ".next");
            Files.write(
                    next,
                    WireJson.write(new Document(1, topics.stream().sorted().toList())));
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failure) {
            Logger.warn(
                    "{} cannot be written ({}): Home Assistant may keep devices of seats that are no more",
                    file,
                    failure);
        }
    }
}
