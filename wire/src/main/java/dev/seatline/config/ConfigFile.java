package dev.seatline.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/// Loads one configuration file. Whatever the file holds, nothing is thrown: all its mistakes come back
/// together. Stateless; any thread.
public final class ConfigFile {
    /// The largest configuration file, in bytes: 10,000 consoles need more than a third of it, and the
    /// reader of YAML itself takes no more.
    public static final int LARGEST = 3 * 1024 * 1024;

    /// The version of the files that this program reads; each begins with `version: 1`.
    public static final int VERSION = 1;

    private ConfigFile() {}

    /// Reads the file with the program's own reader. Values that the reader gets for keys with a mistake
    /// are stand-ins: its result counts only when there was no mistake.
    public static <T> Loaded<T> load(Path file, Function<Section, T> reader) {
        Mistakes mistakes = new Mistakes(file);
        return loaded(nodes(file, mistakes), mistakes, reader);
    }

    /// Reads a content as if it were in the file.
    public static <T> Loaded<T> load(Path file, byte[] content, Function<Section, T> reader) {
        Mistakes mistakes = new Mistakes(file);
        return loaded(nodes(content, mistakes), mistakes, reader);
    }

    /// Reads the file with some values changed: each option names a key with the keys around it
    /// (`ring.max`) and replaces its value, or stands for it when it is left out. An option that nobody
    /// asks for, or that belongs to a group of keys that the file does not have, is a mistake. Values
    /// inside of lists have no name; a list is changed as a whole.
    ///
    /// @param options value by name, as it would stand in the file: `4`, `[a, b]`; see [Section#values]
    public static <T> Loaded<T> load(Path file, Map<String, String> options, Function<Section, T> reader) {
        Mistakes mistakes = new Mistakes(file);
        Options changed = new Options(options, mistakes);
        mistakes.change(changed);
        return loaded(nodes(file, mistakes), mistakes, reader);
    }

    /// Reads a file that is no configuration of a program and has no version: a scenario.
    public static <T> Loaded<T> loadUnversioned(Path file, Function<Section, T> reader) {
        Mistakes mistakes = new Mistakes(file);
        return unversioned(nodes(file, mistakes), mistakes, reader);
    }

    /// The same of a content as if it were in the file: one that somebody sent.
    public static <T> Loaded<T> loadUnversioned(Path file, byte[] content, Function<Section, T> reader) {
        Mistakes mistakes = new Mistakes(file);
        return unversioned(nodes(content, mistakes), mistakes, reader);
    }

    private static <T> Loaded<T> unversioned(
            @Nullable MappingNode root, Mistakes mistakes, Function<Section, T> reader) {
        T read = root == null ? null : reader.apply(Section.root(root, mistakes));
        List<Mistake> all = mistakes.all();
        return read != null && all.isEmpty() ? new Loaded.Right<>(read) : new Loaded.Wrong<>(all);
    }

    private static <T> Loaded<T> loaded(@Nullable MappingNode root, Mistakes mistakes, Function<Section, T> reader) {
        if (root == null) {
            return new Loaded.Wrong<>(mistakes.all());
        }
        T config = read(root, mistakes, reader);
        List<Mistake> all = mistakes.all();
        return all.isEmpty() ? new Loaded.Right<>(config) : new Loaded.Wrong<>(all);
    }

    /// The keys at the left margin, by which the kind of a file is told; empty for a file that cannot be
    /// read.
    public static Set<String> topKeys(Path file) {
        MappingNode root = nodes(file, new Mistakes(file));
        Set<String> keys = new TreeSet<>();
        if (root != null) {
            for (NodeTuple tuple : root.getValue()) {
                if (tuple.getKeyNode() instanceof ScalarNode key) {
                    keys.add(key.getValue());
                }
            }
        }
        return keys;
    }

    /// Every key that the reader asks for while it reads this file, with the keys around it
    /// (`consoles.seat`): what a sample file has to explain.
    public static Set<String> keysAsked(Path file, Function<Section, ?> reader) {
        Mistakes mistakes = new Mistakes(file);
        MappingNode root = nodes(file, mistakes);
        if (root != null) {
            read(root, mistakes, reader);
        }
        return mistakes.keys();
    }

    /// Every other file that this one names (secrets, certificates), whether it is there or not: without
    /// them it is not whole.
    public static Set<Path> filesNamed(Path file, Function<Section, ?> reader) {
        Mistakes mistakes = new Mistakes(file);
        MappingNode root = nodes(file, mistakes);
        if (root != null) {
            read(root, mistakes, reader);
        }
        return mistakes.files();
    }

    private static <T> T read(MappingNode root, Mistakes mistakes, Function<Section, T> reader) {
        Section section = Section.root(root, mistakes);
        section.required("version").number(VERSION, VERSION, VERSION);
        return reader.apply(section);
    }

    private static @Nullable MappingNode nodes(Path file, Mistakes mistakes) {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(LARGEST + 1);
        } catch (NoSuchFileException e) {
            mistakes.add(0, "no such file");
            return null;
        } catch (IOException e) {
            mistakes.add(0, "cannot be read: " + e.getMessage());
            return null;
        }
        return nodes(bytes, mistakes);
    }

    private static @Nullable MappingNode nodes(byte[] bytes, Mistakes mistakes) {
        if (bytes.length > LARGEST) {
            mistakes.add(0, "a configuration file has at most " + LARGEST + " bytes, found more");
            return null;
        }
        return YamlNodes.read(bytes, mistakes);
    }
}
