package dev.seatline.device;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Where a secret is typed: at a terminal without showing it, else as the first line of standard input. Never
/// an argument, which would stay in the shell's history. Used by the main thread.
///
/// @param terminal asks with a prompt and shows nothing of the answer, null at the end; empty without a
/// terminal
/// @param in where it comes from without a terminal
record Typed(Optional<Function<String, char @Nullable []>> terminal, InputStream in) {
    private static final int LONGEST_LINE = 1024;

    /// Of this process.
    static Typed here() {
        return new Typed(
                Optional.ofNullable(System.console())
                        .filter(java.io.Console::isTerminal)
                        .map(console -> prompt -> console.readPassword("%s", prompt)),
                System.in);
    }

    /// Asks once. Without a terminal all answers are the one line.
    String ask(String prompt) throws IOException {
        if (terminal.isPresent()) {
            char[] typed = terminal.get().apply(prompt);
            return typed == null ? "" : new String(typed);
        }
        return line();
    }

    boolean isTerminal() {
        return terminal.isPresent();
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int read = in.read(); read >= 0 && read != '\n' && line.size() < LONGEST_LINE; read = in.read()) {
            line.write(read);
        }
        String text = line.toString(StandardCharsets.UTF_8);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }
}
