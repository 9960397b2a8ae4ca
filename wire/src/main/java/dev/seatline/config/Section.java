package dev.seatline.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/// One mapping of a configuration file, read key by key. A section that is not in the file can be read all
/// the same and then tells no missing keys. Used by the one thread that reads the file.
public final class Section {
    private static final int LARGEST_SECRET = 4096;

    private final Mistakes mistakes;
    private final @Nullable Node node;
    private final String path;
    /// Whether its keys have a name of their own; in a list many have the same.
    private final boolean single;
    private final Map<String, Node> values = new LinkedHashMap<>();
    private final Map<String, Integer> lines = new LinkedHashMap<>();
    private final Set<String> asked = new TreeSet<>();

    private Section(Mistakes mistakes, @Nullable Node node, String path, boolean single) {
        this.mistakes = mistakes;
        this.node = node;
        this.path = path;
        this.single = single;
    }

    static Section root(MappingNode node, Mistakes mistakes) {
        return of(node, "", mistakes, true);
    }

    static Section of(@Nullable Node node, String path, Mistakes mistakes, boolean single) {
        Section section = new Section(mistakes, node, path, single);
        mistakes.opened(section);
        if (node instanceof MappingNode mapping) {
            for (NodeTuple tuple : mapping.getValue()) {
                section.take(tuple);
            }
        }
        return section;
    }

    private void take(NodeTuple tuple) {
        int line = YamlNodes.line(tuple.getKeyNode());
        if (!(tuple.getKeyNode() instanceof ScalarNode scalar)) {
            mistakes.add(line, "a key is one word, found a list or a mapping");
            return;
        }
        String key = scalar.getValue();
        Integer before = lines.putIfAbsent(key, line);
        if (before == null) {
            values.put(key, tuple.getValueNode());
        } else {
            mistakes.add(line, "\"%s\" stands twice, the first time in line %d".formatted(Entry.shown(key), before));
        }
    }

    /// Whether the section stands in the file.
    public boolean present() {
        return node != null;
    }

    /// Whether the key stands in the section, or an option for it; does not count as asking for it.
    public boolean has(String key) {
        return values.containsKey(key) || changed(key) != null;
    }

    /// The line in which the section begins, from 1; 0 when it is not there.
    public int line() {
        return node == null ? 0 : YamlNodes.line(node);
    }

    /// The keys that stand in the section, in the order of the file; does not count as asking for them. For sections
    /// whose keys are names that the file gives.
    public Set<String> keys() {
        return Collections.unmodifiableSet(values.keySet());
    }

    /// The value of a key that must be there; tells a mistake when it is not.
    public Entry required(String key) {
        Entry entry = optional(key);
        if (node != null && !has(key)) {
            mistakes.add(YamlNodes.line(node), "\"%s\" is missing".formatted(name(key)));
        }
        return entry;
    }

    /// The value of a key that may be left out.
    public Entry optional(String key) {
        ask(key);
        Node changed = changed(key);
        return changed != null
                ? new Entry(mistakes, changed, name(key), 0, false, single)
                : new Entry(mistakes, values.get(key), name(key), lines.getOrDefault(key, 0), false, single);
    }

    private @Nullable Node changed(String key) {
        return single && node != null ? mistakes.options().value(name(key)) : null;
    }

    /// Every value of the section by its key, as [ConfigFile#load(Path, Map, java.util.function.Function)]
    /// takes them to change another file: one value, or a list of them. For sections whose keys are not
    /// this file's.
    ///
    /// @param most keys allowed
    public Map<String, String> values(int most) {
        Map<String, String> texts = new LinkedHashMap<>();
        values.forEach((key, value) -> {
            ask(key);
            String text = YamlNodes.text(value);
            if (text == null) {
                mistake(key, "found a group of keys, allowed are one value or a list of values");
            } else if (texts.size() < most) {
                texts.put(key, text);
            } else if (texts.size() == most) {
                mistake(key, "more than %d of them".formatted(most));
            }
        });
        return texts;
    }

    /// A secret: under the key itself, or in a file of its own under `key-file`, named relative to the
    /// configuration file. No message repeats it.
    public Entry secret(String key) {
        String fileKey = key + "-file";
        ask(key);
        ask(fileKey);
        if (has(key) && has(fileKey)) {
            mistakes.add(line(fileKey), "\"%s\" and \"%s\" exclude each other".formatted(name(key), name(fileKey)));
        }
        if (has(fileKey)) {
            Node content = optional(fileKey)
                    .fileBeside()
                    .map(file -> content(file, fileKey))
                    .orElse(null);
            return new Entry(mistakes, content, name(fileKey), line(fileKey), true, single);
        }
        if (node != null && !has(key)) {
            mistakes.add(
                    YamlNodes.line(node), "\"%s\" is missing, and so is \"%s\"".formatted(name(key), name(fileKey)));
        }
        return new Entry(mistakes, values.get(key), name(key), line(key), true, single);
    }

    private @Nullable Node content(Path file, String fileKey) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(LARGEST_SECRET + 1);
            if (bytes.length <= LARGEST_SECRET) {
                String text = new String(bytes, StandardCharsets.UTF_8).strip();
                return new ScalarNode(Tag.STR, text, ScalarStyle.DOUBLE_QUOTED);
            }
            mistakes.add(
                    line(fileKey),
                    "%s: a secret file has at most %d bytes, found more in %s"
                            .formatted(name(fileKey), LARGEST_SECRET, file));
        } catch (IOException e) {
            mistakes.add(line(fileKey), "%s: cannot be read: %s".formatted(name(fileKey), e.getMessage()));
        }
        return null;
    }

    /// Tells a mistake about a key, or about the section when the key is not there.
    public void mistake(String key, String text) {
        if (changed(key) != null) {
            mistakes.add(0, mistakes.called(name(key)) + ": " + text);
        } else {
            mistakes.add(line(key), name(key) + ": " + text);
        }
    }

    private int line(String key) {
        Integer line = lines.get(key);
        return line != null ? line : node == null ? 0 : YamlNodes.line(node);
    }

    private void ask(String key) {
        asked.add(key);
        mistakes.asked(name(key));
    }

    private String name(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    void tellUnknownKeys() {
        lines.forEach((key, line) -> {
            if (!asked.contains(key)) {
                String advice = Closest.to(key, asked)
                        .map("did you mean \"%s\"?"::formatted)
                        .orElseGet(() -> "allowed are " + String.join(", ", asked));
                mistakes.add(line, "unknown key \"%s\"; %s".formatted(Entry.shown(name(key)), advice));
            }
        });
    }
}
