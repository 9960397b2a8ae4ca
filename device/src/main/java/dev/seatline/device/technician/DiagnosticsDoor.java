package dev.seatline.device.technician;

import dev.seatline.time.TimeSource;
import dev.seatline.wire.SeatId;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.tinylog.Logger;

/// Everything that somebody far away needs to find out what is wrong with a console, in one file. Any thread.
public final class DiagnosticsDoor implements Door {
    private static final String PATH = "/api/v1/diagnostics";
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmm", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final SeatId seat;
    private final DiagnosticsBundle bundle;
    private final TimeSource time;

    /// @param time an ordinary clock
    public DiagnosticsDoor(SeatId seat, DiagnosticsBundle bundle, TimeSource time) {
        this.seat = seat;
        this.bundle = bundle;
        this.time = time;
    }

    @Override
    public Map<String, Way> ways() {
        return Map.of(PATH, new Way(List.of("GET"), Need.CHANGING, 0));
    }

    @Override
    public Answer answer(Asked asked) throws IOException {
        Instant now = time.now();
        byte[] zip = bundle.zip(now);
        Logger.info("diagnostics were fetched from the technician page, {} bytes", zip.length);
        return Answer.download("seatline-" + seat + "-" + STAMP.format(now) + ".zip", "application/zip", zip);
    }
}
