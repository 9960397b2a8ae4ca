package dev.seatline.device;

import dev.seatline.device.backup.Progress;
import java.io.PrintWriter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Tells on a terminal how far a backup or restore is, in one line that is written over; elsewhere nothing.
/// Used by the thread that does the work.
final class StageLines implements Progress {
    private static final int MEGABYTE = 1_000_000;
    private static final int WIDTH = 60;

    private final PrintWriter out;
    private final boolean terminal;
    private @Nullable String last;

    StageLines(PrintWriter out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    @Override
    public void at(Stage stage, long done, long of) {
        if (!terminal) {
            return;
        }
        String line = "%s %d of %d MB".formatted(stage.name().toLowerCase(Locale.ROOT), done / MEGABYTE, of / MEGABYTE);
        if (!line.equals(last)) {
            out.print("\r" + line + " ".repeat(Math.max(0, WIDTH - line.length())));
            out.flush();
            last = line;
        }
    }

    void end() {
        if (last != null) {
            out.print("\r" + " ".repeat(WIDTH) + "\r");
            out.flush();
            last = null;
        }
    }
}
