package dev.seatline.config;

import dev.seatline.wire.Texts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/// One value of a configuration file. Each reading method returns its fallback when the value is not there,
/// or when it is wrong after the mistake was told; so reading goes on and finds the other mistakes too.
/// Used by the one thread that reads the file.
public final class Entry {
    /// Characters of a path in a message: whole for every path of a person.
    private static final int LONGEST_PATH = 300;

    private final Mistakes mistakes;
    private final @Nullable Node node;
    private final String name;
    private final int line;
    private final boolean hidden;
    private final boolean single;

    /// @param single whether no other value of the file has this name
    Entry(Mistakes mistakes, @Nullable Node node, String name, int line, boolean hidden, boolean single) {
        this.mistakes = mistakes;
        this.node = node;
        this.name = name;
        this.line = line;
        this.hidden = hidden;
        this.single = single;
    }

    /// The same value, of which no message shows more than its length.
    public Entry secret() {
        return new Entry(mistakes, node, name, line, true, single);
    }

    /// Tells a mistake if the same text was seen before.
    ///
    /// @param seen texts with the line of their first appearance; this one is added
    public Entry unique(Map<String, Integer> seen) {
        if (node instanceof ScalarNode scalar) {
            Integer before = seen.putIfAbsent(scalar.getValue(), line);
            if (before != null) {
                mistake("%s stands already in line %d".formatted(found(scalar.getValue()), before));
            }
        }
        return this;
    }

    /// Tells a mistake about this value.
    public void mistake(String text) {
        mistakes.add(line, mistakes.called(name) + ": " + text);
    }

    /// A text of one line.
    ///
    /// @param most characters allowed
    public String text(int most, String fallback) {
        return as(
                "1 to " + most + " printable characters",
                text -> text,
                fallback,
                text -> text.length() <= most && !text.isBlank() && text.chars().noneMatch(Character::isISOControl));
    }

    /// A whole number.
    public int number(int least, int most, int fallback) {
        String allowed = least == most ? String.valueOf(least) : "a whole number from " + least + " to " + most;
        return as(allowed, Integer::valueOf, fallback, number -> number >= least && number <= most);
    }

    /// `true` or `false`.
    public boolean flag(boolean fallback) {
        return as(
                "true or false",
                text -> switch (text) {
                    case "true" -> true;
                    case "false" -> false;
                    default -> throw new IllegalArgumentException("neither true nor false");
                },
                fallback,
                _ -> true);
    }

    /// A duration such as `20m`.
    public Duration duration(Duration least, Duration most, Duration fallback) {
        String allowed = "%s, from %s to %s".formatted(Durations.SHAPE, Durations.text(least), Durations.text(most));
        return as(
                allowed,
                Durations::parse,
                fallback,
                duration -> duration.compareTo(least) >= 0 && duration.compareTo(most) <= 0);
    }

    /// One of the constants, written in lower case with `-` for `_`.
    public <E extends Enum<E>> E choice(Class<E> type, E fallback) {
        String allowed =
                Arrays.stream(type.getEnumConstants()).map(Entry::written).collect(Collectors.joining(", "));
        return as(
                allowed,
                text -> Arrays.stream(type.getEnumConstants())
                        .filter(constant -> written(constant).equals(text))
                        .findFirst()
                        .orElseThrow(IllegalArgumentException::new),
                fallback);
    }

    private static String written(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// A path as it stands: relative ones belong to the folder in which the program was started.
    public Path path(Path fallback) {
        return as("a path", Path::of, fallback);
    }

    /// A file that must exist, named relative to the configuration file.
    public Optional<Path> fileBeside() {
        Optional<Path> file = as("the name of a file", text -> Optional.of(mistakes.beside(text)), Optional.empty());
        // of a pipe or a device nobody knows when it ends
        if (file.isPresent() && !(Files.isRegularFile(file.get()) && Files.isReadable(file.get()))) {
            mistake("there is no readable file "
                    + Texts.oneLine(Texts.cut(file.get().toString(), LONGEST_PATH)));
            return Optional.empty();
        }
        return file;
    }

    /// Any value with a reader of its own.
    ///
    /// @param allowed what is allowed, for the message
    /// @param read throws [IllegalArgumentException] or [DateTimeException] for a text that is not allowed
    public <T> T as(String allowed, Function<String, ? extends T> read, T fallback) {
        return as(allowed, read, fallback, _ -> true);
    }

    private <T> T as(String allowed, Function<String, ? extends T> read, T fallback, Check<T> check) {
        if (node == null) {
            return fallback;
        }
        if (!(node instanceof ScalarNode scalar) || nothing()) {
            mistake("found %s, allowed is %s".formatted(kind(), allowed));
            return fallback;
        }
        try {
            T value = read.apply(scalar.getValue());
            if (check.holds(value)) {
                return value;
            }
        } catch (IllegalArgumentException | DateTimeException e) {
            // told below: the message of the reader does not know the key
        }
        mistake("found %s, allowed is %s".formatted(found(scalar.getValue()), allowed));
        return fallback;
    }

    /// The values of a list.
    public List<Entry> items(int least, int most) {
        List<Entry> items = new ArrayList<>();
        for (Node item : list(least, most)) {
            items.add(new Entry(mistakes, item, name, YamlNodes.line(item), hidden, false));
        }
        return items;
    }

    /// The mappings of a list.
    public List<Section> sections(int least, int most) {
        List<Section> sections = new ArrayList<>();
        for (Node item : list(least, most)) {
            if (item instanceof MappingNode) {
                sections.add(Section.of(item, name, mistakes, false));
            } else {
                mistakes.add(YamlNodes.line(item), name + ": each item is a group of \"key: value\" lines");
            }
        }
        return sections;
    }

    private List<Node> list(int least, int most) {
        if (node == null) {
            return List.of();
        }
        if (!(node instanceof SequenceNode sequence)) {
            mistake("found %s, allowed is a list".formatted(kind()));
            return List.of();
        }
        List<Node> items = sequence.getValue();
        if (items.size() < least || items.size() > most) {
            mistake("found %d items, allowed are %d to %d".formatted(items.size(), least, most));
        }
        return items.size() > most ? items.subList(0, most) : items;
    }

    /// Whether there is a value.
    public boolean isThere() {
        return node != null;
    }

    /// Whether it is a group of keys, and not one value or a list.
    public boolean isSection() {
        return node instanceof MappingNode;
    }

    /// The mapping below this key; one that is not present when there is none.
    public Section section() {
        if (node != null && !(node instanceof MappingNode)) {
            mistake("found %s, allowed is a group of \"key: value\" lines".formatted(kind()));
        }
        return Section.of(node instanceof MappingNode ? node : null, name, mistakes, single);
    }

    /// Whether the file says in so many words that there is nothing: `null`, `~` or an empty value.
    public boolean isNothing() {
        return nothing();
    }

    private boolean nothing() {
        return node instanceof ScalarNode scalar
                && scalar.isPlain()
                && scalar.getTag().equals(Tag.NULL);
    }

    private String kind() {
        return switch (node) {
            case MappingNode _ -> "a group of keys";
            case SequenceNode _ -> "a list";
            case ScalarNode scalar -> nothing() ? "nothing" : found(scalar.getValue());
            case null, default -> "nothing";
        };
    }

    private String found(String text) {
        return hidden ? "a text of " + text.length() + " characters" : "\"" + shown(text) + "\"";
    }

    static String shown(String text) {
        return Texts.shortened(text);
    }

    private interface Check<T> {
        boolean holds(T value);
    }
}
