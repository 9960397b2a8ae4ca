package dev.seatline.device;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// What this machine is called in its network. Any thread.
final class MachineName {
    private static final Path KERNEL = Path.of("/proc/sys/kernel/hostname");
    private static final int LONGEST = 253;
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9.-]*");

    private MachineName() {}

    /// Its host name, whole and up to the first dot, and the latter as mDNS says it; empty where the kernel does not
    /// tell. No resolver is asked: it could be slow, or lie.
    static List<String> all() {
        try (InputStream in = Files.newInputStream(KERNEL)) {
            return of(new String(in.readNBytes(LONGEST), StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            return List.of();
        }
    }

    /// @param hostname as the kernel tells it
    static List<String> of(String hostname) {
        String name = hostname.strip().toLowerCase(Locale.ROOT);
        if (!NAME.matcher(name).matches()) {
            return List.of();
        }
        String label = name.split("\\.", 2)[0];
        Set<String> names = new LinkedHashSet<>();
        names.add(name);
        names.add(label);
        names.add(label + ".local");
        return List.copyOf(names);
    }
}
