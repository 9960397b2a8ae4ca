package dev.seatline.config;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/// Values that replace those of a file while it is read. Used by the one thread that reads the file.
final class Options {
    static final Options NONE = new Options();

    private static final int MOST = 100;
    private static final int LONGEST = 1000;

    private final Map<String, Node> values = new HashMap<>();
    private final Set<String> used = new TreeSet<>();

    private Options() {}

    Options(Map<String, String> texts, Mistakes mistakes) {
        if (texts.size() > MOST) {
            mistakes.add(0, "found %d options, allowed are %d".formatted(texts.size(), MOST));
            return;
        }
        texts.forEach((name, text) -> {
            if (text.length() > LONGEST) {
                mistakes.add(0, "option %s: longer than %d characters".formatted(Entry.shown(name), LONGEST));
                return;
            }
            Node value = YamlNodes.value(Entry.shown(name), text, mistakes);
            if (value != null) {
                values.put(name, value);
            }
        });
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    /// The value for a key that is asked for, or null.
    @Nullable
    Node value(String name) {
        Node value = values.get(name);
        if (value != null) {
            used.add(name);
        }
        return value;
    }

    /// Tells a mistake for each that nobody asked for.
    ///
    /// @param keys all that were asked for
    void tellUnused(Set<String> keys, Mistakes mistakes) {
        for (String name : new TreeSet<>(values.keySet())) {
            if (!used.contains(name)) {
                mistakes.add(0, "option %s: %s".formatted(Entry.shown(name), why(name, keys)));
            }
        }
    }

    private static String why(String name, Set<String> keys) {
        String group = name.contains(".") ? name.substring(0, name.lastIndexOf('.')) : "";
        if (keys.contains(name)) {
            return "the file has no \"%s\" with keys of its own".formatted(Entry.shown(group));
        }
        String known = keys.contains(group) ? group + "." : "";
        Set<String> allowed = new TreeSet<>(keys);
        allowed.removeIf(key -> !key.startsWith(known) || key.indexOf('.', known.length()) >= 0);
        return "unknown key; "
                + Closest.to(name, keys)
                        .map("did you mean \"%s\"?"::formatted)
                        .orElseGet(() -> "allowed are " + String.join(", ", allowed));
    }
}
