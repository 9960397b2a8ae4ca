package dev.seatline.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The payload of `status`, retained, and of the will: whether the console is there, and how it is.
///
/// @param online false in the will and at a clean stop
/// @param software version of the console program
/// @param uptimeSeconds since its start, at least 0
/// @param backlog facts recorded and not yet confirmed, at least 0
/// @param health one line per part
/// @param waitingSeconds age of the oldest fact not yet confirmed, null where there is none or it is not told
/// @param link what went over it, null where it is not told
/// @param machine how the machine is, null where it is not told: in a will it would be true no more
public record ConsoleStatus(
        ConsoleId console,
        boolean online,
        BootId boot,
        String software,
        long uptimeSeconds,
        long backlog,
        List<PartHealth> health,
        @Nullable Long waitingSeconds,
        @Nullable LinkHealth link,
        @Nullable MachineHealth machine) {
    public ConsoleStatus {
        Ranges.atLeast("uptimeSeconds", uptimeSeconds, 0);
        Ranges.atLeast("backlog", backlog, 0);
        if (waitingSeconds != null) {
            Ranges.atLeast("waitingSeconds", waitingSeconds, 0);
        }
        health = List.copyOf(health);
    }

    /// A status that tells nothing of link and machine.
    public ConsoleStatus(
            ConsoleId console,
            boolean online,
            BootId boot,
            String software,
            long uptimeSeconds,
            long backlog,
            List<PartHealth> health) {
        this(console, online, boot, software, uptimeSeconds, backlog, health, null, null, null);
    }

    /// The last word of a console that stops, or vanishes.
    public ConsoleStatus gone() {
        return new ConsoleStatus(console, false, boot, software, uptimeSeconds, backlog, health);
    }

    /// How one part of the console is.
    ///
    /// @param part `journal`, `clock`, or a part of the hardware as the configuration names it
    /// @param detail one line for a technician
    public record PartHealth(String part, boolean ok, String detail) {}

    /// What went over the link since the console started.
    ///
    /// @param connections how often it came to be, at least 0
    /// @param messages handed to it, at least 0
    public record LinkHealth(long connections, long messages) {
        public LinkHealth {
            Ranges.atLeast("connections", connections, 0);
            Ranges.atLeast("messages", messages, 0);
        }
    }

    /// How the machine is. Sizes in bytes, at least 0; null for what it does not tell.
    ///
    /// @param temperature of the processor, in °C
    /// @param load processes that want to run, average of a minute
    /// @param memoryFree what programs can still have
    /// @param ownMemory what the console has in memory
    /// @param diskFree what the console may still write
    /// @param lowVoltage whether the supply is too low now
    public record MachineHealth(
            @Nullable Double temperature,
            @Nullable Double load,
            @Nullable Long memory,
            @Nullable Long memoryFree,
            @Nullable Long ownMemory,
            @Nullable Long disk,
            @Nullable Long diskFree,
            @Nullable Boolean lowVoltage) {
        /// A machine that tells nothing.
        public static final MachineHealth UNKNOWN = new MachineHealth(null, null, null, null, null, null, null, null);
    }
}
