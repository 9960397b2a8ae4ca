package dev.seatline.device.machine;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What a machine said of itself at one moment; null for what it did not tell. Immutable. Sizes in bytes.
///
/// @param temperature of the processor, in °C
/// @param memory of the machine
/// @param memoryFree what programs can still have, caches given back
/// @param ownMemory what this process has in memory
/// @param disk size of the disk with the data folder
/// @param diskFree what this process may still write there
/// @param load processes that want to run, average of 1, 5 and 15 minutes
/// @param processors that this process may use
/// @param upSeconds since the machine was switched on
/// @param model of the machine
/// @param kernel its version
/// @param system name and version of the operating system
/// @param timeService which program sets the clock
/// @param versions of Java and libraries, by name
/// @param host its name in the network
/// @param addresses its addresses in the network
public record MachineFacts(
        @Nullable Double temperature,
        @Nullable Power power,
        @Nullable Long memory,
        @Nullable Long memoryFree,
        @Nullable Long ownMemory,
        @Nullable Long disk,
        @Nullable Long diskFree,
        @Nullable List<Double> load,
        int processors,
        @Nullable Long upSeconds,
        @Nullable String model,
        @Nullable String kernel,
        @Nullable String system,
        @Nullable String timeService,
        Map<String, String> versions,
        @Nullable String host,
        List<String> addresses) {
    public MachineFacts {
        load = load == null ? null : List.copyOf(load);
        versions = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(versions));
        addresses = List.copyOf(addresses);
    }

    /// What a Raspberry Pi says of its power supply and of what it does without.
    ///
    /// @param low the voltage is too low now
    /// @param wasLow it has been since the machine was switched on, null when not told
    /// @param slowed the processor is slowed down now, null when not told
    /// @param wasSlowed it has been, null when not told
    public record Power(
            boolean low,
            @Nullable Boolean wasLow,
            @Nullable Boolean slowed,
            @Nullable Boolean wasSlowed) {}
}
