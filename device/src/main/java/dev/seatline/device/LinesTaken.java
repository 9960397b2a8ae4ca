package dev.seatline.device;

import dev.seatline.config.Entry;
import java.util.HashMap;
import java.util.Map;

/// Which lines the parts of one configuration have, so that none is named twice. Used by the one thread that reads the
/// file.
final class LinesTaken {
    /// The kernel numbers the lines of a chip from 0, and no chip that it knows has more than 512.
    private static final int MOST = 511;

    private static final int WRONG = -1;

    private final boolean raspberryPi;
    private final Map<Integer, String> owners = new HashMap<>();

    LinesTaken(boolean raspberryPi) {
        this.raspberryPi = raspberryPi;
    }

    /// A line for a part, as it stands in the file; after a mistake was told, one that no part gets.
    ///
    /// @param key where it stands, such as `pins.button.line`
    int line(Entry entry, String key) {
        int line = entry.number(0, MOST, WRONG);
        if (line == WRONG) {
            return line;
        }
        if (raspberryPi && (line < RaspberryPiLines.FIRST || line > RaspberryPiLines.LAST)) {
            entry.mistake(
                    "found %d, allowed on the header of a Raspberry Pi are the lines %d to %d, by their BCM numbers"
                            .formatted(line, RaspberryPiLines.FIRST, RaspberryPiLines.LAST));
            return WRONG;
        }
        String before = owners.putIfAbsent(line, key);
        if (before != null) {
            entry.mistake("found %d, which %s has already; each part has a line of its own".formatted(line, before));
        }
        return line;
    }

    /// Keeps the lines of a bus from the parts.
    ///
    /// @param key where the device stands
    void device(String device, String key) {
        if (raspberryPi) {
            RaspberryPiLines.of(device)
                    .forEach((line, use) -> owners.putIfAbsent(line, "%s (%s, %s)".formatted(key, device, use)));
        }
    }
}
