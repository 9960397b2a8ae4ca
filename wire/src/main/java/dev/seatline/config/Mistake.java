package dev.seatline.config;

/// One thing that is wrong with a configuration file.
///
/// @param file as the caller named it
/// @param line from 1; 0 when the file as a whole is meant
/// @param text what was found and what is allowed, in one line; never holds a secret or a badge number
public record Mistake(String file, int line, String text) {
    @Override
    public String toString() {
        return line == 0 ? file + ": " + text : file + ":" + line + ": " + text;
    }
}
