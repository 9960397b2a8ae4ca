package dev.seatline.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// What is gathered while one file is read: its mistakes, its sections and the keys that were asked for.
/// Used by the one thread that reads the file.
final class Mistakes {
    private static final int MOST = 100;

    private final Path file;
    private final List<Mistake> found = new ArrayList<>();
    private final List<Section> sections = new ArrayList<>();
    private final Set<String> keys = new TreeSet<>();
    private final Set<Path> files = new LinkedHashSet<>();

    private Options options = Options.NONE;

    Mistakes(Path file) {
        this.file = file;
    }

    void change(Options changed) {
        options = changed;
    }

    Options options() {
        return options;
    }

    /// How a value is called in a message.
    String called(String name) {
        return options.has(name) ? "option " + name : name;
    }

    void add(int line, String text) {
        found.add(new Mistake(file.toString(), line, text));
    }

    void opened(Section section) {
        sections.add(section);
    }

    void asked(String path) {
        keys.add(path);
    }

    /// Every key that was asked for, with the keys around it: `consoles.seat`.
    Set<String> keys() {
        return keys;
    }

    Path beside(String name) {
        Path named = file.resolveSibling(name);
        files.add(named);
        return named;
    }

    /// Every file that was named, in the order of the file.
    Set<Path> files() {
        return files;
    }

    /// All mistakes by line, unknown keys included; a hopeless file is cut short.
    List<Mistake> all() {
        sections.forEach(Section::tellUnknownKeys);
        if (!sections.isEmpty()) {
            options.tellUnused(keys, this);
        }
        sections.clear();
        List<Mistake> sorted = new ArrayList<>(found);
        sorted.sort(Comparator.comparingInt(Mistake::line));
        if (sorted.size() > MOST) {
            int more = sorted.size() - MOST;
            sorted.subList(MOST, sorted.size()).clear();
            sorted.add(new Mistake(file.toString(), 0, "and " + more + " more mistakes"));
        }
        return sorted;
    }
}
