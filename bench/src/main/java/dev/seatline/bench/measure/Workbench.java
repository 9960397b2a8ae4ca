package dev.seatline.bench.measure;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Where a benchmark works, and tells how far it is and what it found. Used by one thread.
public final class Workbench {
    private final Path root;
    private final Path folder;
    private final boolean brief;
    private final PrintWriter err;
    private final boolean terminal;
    private final List<Figure> figures = new ArrayList<>();
    private String name = "";

    /// @param root of the project: where the launcher is
    /// @param folder on a real disk, exists and is empty
    /// @param brief a quick look with small numbers, whose figures decide nothing
    /// @param terminal whether the progress line may be overwritten
    public Workbench(Path root, Path folder, boolean brief, PrintWriter err, boolean terminal) {
        this.root = root;
        this.folder = folder;
        this.brief = brief;
        this.err = err;
        this.terminal = terminal;
    }

    void begin(Benchmark benchmark) {
        figures.clear();
        name = benchmark.name();
        progress(benchmark.question());
    }

    /// Where the project is.
    public Path root() {
        return root;
    }

    /// An empty folder of the benchmark's own on a real disk.
    public Path folder() {
        return folder;
    }

    /// Whether small numbers are enough.
    public boolean brief() {
        return brief;
    }

    /// The number to work with: the whole one, or the small one of a quick look.
    public int count(int whole, int small) {
        return brief ? small : whole;
    }

    /// Tells how far it is, in one line.
    public void progress(String line) {
        String text = name + ": " + line;
        if (terminal) {
            err.print("\r[2K" + text);
        } else {
            err.println(text);
        }
        err.flush();
    }

    /// Tells something that must not be overlooked, such as what is left out.
    public void note(String line) {
        endProgress();
        err.println("seatline: " + name + ": " + line);
        err.flush();
    }

    /// Tells a figure.
    public void found(Figure figure) {
        figures.add(figure);
    }

    /// What was found since [#begin].
    List<Figure> figures() {
        return List.copyOf(figures);
    }

    void endProgress() {
        if (terminal) {
            err.print("\r[2K");
            err.flush();
        }
    }
}
