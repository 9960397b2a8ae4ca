package dev.seatline.config;

import java.util.List;
import java.util.stream.Collectors;

/// What became of a configuration file: a configuration, or everything that is wrong with it.
public sealed interface Loaded<T> {
    /// The file is right.
    record Right<T>(T config) implements Loaded<T> {}

    /// The file is wrong.
    ///
    /// @param mistakes at least one, by line
    record Wrong<T>(List<Mistake> mistakes) implements Loaded<T> {
        public Wrong {
            mistakes = List.copyOf(mistakes);
        }

        /// All mistakes, one a line, to be printed before the program gives up.
        public String text() {
            return mistakes.stream().map(Mistake::toString).collect(Collectors.joining("\n"));
        }
    }
}
