package dev.seatline.device.machine;

import dev.seatline.wire.ConsoleStatus.MachineHealth;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads what a machine says of itself. What cannot be read, or says what cannot be, is not known; nothing is ever
/// thrown for it. Any thread; some dozen small files each time.
public final class Machine {
    private static final int LARGEST = 16 * 1024;
    private static final int LONGEST = 200;
    private static final Pattern KIB = Pattern.compile("(\\d{1,15}) kB");
    private static final Pattern PRETTY = Pattern.compile("(?m)^PRETTY_NAME=\"?([^\"\\n]{1,200})\"?$");
    private static final Pattern PROCESSOR = Pattern.compile("cpu|soc|pkg|core");
    private static final String FIRMWARE = "sys/devices/platform/soc/soc:firmware/get_throttled";

    private final Path root;
    private final Room room;
    private final int processors;
    private final Supplier<List<String>> addresses;
    private final Map<String, String> versions;

    /// The disk that the data are on.
    public interface Room {
        /// Its size in bytes.
        long whole() throws IOException;

        /// What may still be written, in bytes.
        long free() throws IOException;

        /// The disk with this folder.
        static Room of(Path folder) {
            return new Room() {
                @Override
                public long whole() throws IOException {
                    return store().getTotalSpace();
                }

                @Override
                public long free() throws IOException {
                    return store().getUsableSpace();
                }

                private FileStore store() throws IOException {
                    return Files.getFileStore(folder);
                }
            };
        }
    }

    /// @param root `/`, or a folder that looks like it
    /// @param addresses of the machine, asked for each time
    /// @param versions of Java and libraries
    public Machine(
            Path root, Room room, int processors, Supplier<List<String>> addresses, Map<String, String> versions) {
        this.root = root;
        this.room = room;
        this.processors = processors;
        this.addresses = addresses;
        this.versions = Map.copyOf(versions);
    }

    /// What it says now.
    public MachineFacts read() {
        String memory = text("proc/meminfo").orElse("");
        return new MachineFacts(
                temperature(),
                power(),
                kib(memory, "MemTotal"),
                kib(memory, "MemAvailable"),
                kib(text("proc/self/status").orElse(""), "VmRSS"),
                size(room::whole),
                size(room::free),
                load(),
                processors,
                upSeconds(),
                name("proc/device-tree/model")
                        .or(() -> name("sys/class/dmi/id/product_name"))
                        .orElse(null),
                name("proc/sys/kernel/osrelease").orElse(null),
                text("etc/os-release")
                        .or(() -> text("usr/lib/os-release"))
                        .map(PRETTY::matcher)
                        .filter(Matcher::find)
                        .map(found -> found.group(1))
                        .orElse(null),
                timeService(),
                versions,
                name("proc/sys/kernel/hostname").orElse(null),
                addresses.get());
    }

    /// What a status tells of it: less than [#read], and quicker.
    public MachineHealth health() {
        String memory = text("proc/meminfo").orElse("");
        List<Double> load = load();
        MachineFacts.Power power = power();
        return new MachineHealth(
                temperature(),
                load == null ? null : load.getFirst(),
                kib(memory, "MemTotal"),
                kib(memory, "MemAvailable"),
                kib(text("proc/self/status").orElse(""), "VmRSS"),
                size(room::whole),
                size(room::free),
                power == null ? null : power.low());
    }

    /// Of the processor's sensors the hottest, where their names tell which those are; else of all.
    private @Nullable Double temperature() {
        Double processor = null;
        Double any = null;
        try (DirectoryStream<Path> zones =
                Files.newDirectoryStream(root.resolve("sys/class/thermal"), "thermal_zone*")) {
            for (Path zone : zones) {
                Double found = celsius(read(zone.resolve("temp")));
                if (found != null) {
                    any = any == null ? found : Math.max(any, found);
                    if (PROCESSOR.matcher(read(zone.resolve("type")).orElse("")).find()) {
                        processor = processor == null ? found : Math.max(processor, found);
                    }
                }
            }
        } catch (IOException | java.nio.file.DirectoryIteratorException e) {
            // a machine without sensors
        }
        return processor == null ? any : processor;
    }

    private static @Nullable Double celsius(Optional<String> thousandths) {
        Double found = number(thousandths.orElse("")).map(value -> value / 1000).orElse(null);
        // a broken sensor says -274 or 0 or 65535
        return found != null && found > -40 && found < 150 ? found : null;
    }

    private MachineFacts.@Nullable Power power() {
        Optional<MachineFacts.Power> told = text(FIRMWARE).map(String::strip).map(Machine::bits);
        return told.isPresent() ? told.get() : alarm();
    }

    private static MachineFacts.@Nullable Power bits(String hex) {
        try {
            int bits = Integer.parseUnsignedInt(hex.startsWith("0x") ? hex.substring(2) : hex, 16);
            // as vcgencmd get_throttled: low voltage, frequency capped, throttled, soft limit; the same 16 higher for
            // "was"
            return new MachineFacts.Power(
                    (bits & 1) != 0, (bits & 1 << 16) != 0, (bits & 0b1110) != 0, (bits & 0b1110 << 16) != 0);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private MachineFacts.@Nullable Power alarm() {
        try (DirectoryStream<Path> sensors = Files.newDirectoryStream(root.resolve("sys/class/hwmon"))) {
            for (Path sensor : sensors) {
                if (read(sensor.resolve("name")).orElse("").strip().equals("rpi_volt")) {
                    String alarm =
                            read(sensor.resolve("in0_lcrit_alarm")).orElse("").strip();
                    return switch (alarm) {
                        case "0", "1" -> new MachineFacts.Power(alarm.equals("1"), null, null, null);
                        default -> null;
                    };
                }
            }
        } catch (IOException | java.nio.file.DirectoryIteratorException e) {
            // no Raspberry Pi, or an old kernel
        }
        return null;
    }

    private @Nullable List<Double> load() {
        String[] words = text("proc/loadavg").orElse("").split("\\s+", 4);
        List<Double> load = new ArrayList<>();
        for (int i = 0; i < Math.min(3, words.length); i++) {
            number(words[i]).ifPresent(load::add);
        }
        return load.size() == 3 ? load : null;
    }

    private @Nullable Long upSeconds() {
        return number(text("proc/uptime").orElse("").split("\\s+", 2)[0])
                .map(Double::longValue)
                .orElse(null);
    }

    /// The marks that the two usual programs leave.
    private @Nullable String timeService() {
        if (Files.exists(root.resolve("run/systemd/timesync/synchronized"))) {
            return "systemd-timesyncd";
        }
        return Files.exists(root.resolve("run/chrony/chronyd.pid")) ? "chrony" : null;
    }

    private static @Nullable Long kib(String text, String key) {
        Matcher found =
                Pattern.compile("(?m)^" + key + ":\\s+" + KIB.pattern() + "$").matcher(text);
        return found.find() ? Long.parseLong(found.group(1)) * 1024 : null;
    }

    private static Optional<Double> number(String text) {
        try {
            return Optional.of(Double.valueOf(text.strip())).filter(found -> Double.isFinite(found));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /// A size in bytes.
    private interface Size {
        long bytes() throws IOException;
    }

    private static @Nullable Long size(Size size) {
        try {
            long found = size.bytes();
            return found < 0 ? null : found;
        } catch (IOException | SecurityException e) {
            return null;
        }
    }

    /// One line; the device tree ends its texts with a zero.
    private Optional<String> name(String path) {
        return text(path)
                .map(found -> found.replaceAll("\\p{Cntrl}", " ").strip())
                .filter(found -> !found.isEmpty())
                .map(found -> found.length() <= LONGEST ? found : found.substring(0, LONGEST));
    }

    private Optional<String> text(String path) {
        return read(root.resolve(path));
    }

    private static Optional<String> read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return Optional.of(new String(in.readNBytes(LARGEST), StandardCharsets.UTF_8));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
