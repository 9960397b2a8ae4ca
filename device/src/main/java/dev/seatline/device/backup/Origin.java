package dev.seatline.device.backup;

import dev.seatline.wire.ConsoleId;
import dev.seatline.wire.SeatId;
import dev.seatline.wire.SiteId;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/// The console that is backed up. Immutable.
///
/// @param software its version
/// @param config its configuration file
/// @param named the other files that the configuration names
/// @param data its folder for data
public record Origin(
        SiteId site, SeatId seat, ConsoleId console, String software, Path config, List<Path> named, Path data) {
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmm", Locale.ROOT).withZone(ZoneOffset.UTC);

    public Origin {
        named = List.copyOf(named);
    }

    /// What a backup is called.
    public String fileName(Instant at, boolean sealed) {
        return "seatline-console-" + seat + "-" + STAMP.format(at) + (sealed ? ".zip.gpg" : ".zip");
    }
}
