package dev.seatline.wire;

import java.util.List;

/// The payload of `status`, retained, and of the will: whether the console is there, and how it is.
///
/// @param online false in the will and at a clean stop
/// @param software version of the console program
/// @param uptimeSeconds since its start, at least 0
/// @param backlog facts recorded and not yet confirmed, at least 0
/// @param health one line per part
public record ConsoleStatus(
        ConsoleId console,
        boolean online,
        BootId boot,
        String software,
        long uptimeSeconds,
        long backlog,
        List<PartHealth> health) {
    public ConsoleStatus {
        Ranges.atLeast("uptimeSeconds", uptimeSeconds, 0);
        Ranges.atLeast("backlog", backlog, 0);
        health = List.copyOf(health);
    }

    /// How one part of the console is.
    ///
    /// @param part `journal`, `clock`, or a part of the hardware as the configuration names it
    /// @param detail one line for a technician
    public record PartHealth(String part, boolean ok, String detail) {}
}
