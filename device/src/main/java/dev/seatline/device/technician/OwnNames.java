package dev.seatline.device.technician;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The names by which a browser may call this console: those of loopback, the address that the connection came in
/// by, and the names it was given. Immutable.
///
/// A name that somebody else has made to point here (DNS rebinding) is none of them; an address cannot be made to.
final class OwnNames {
    private static final Pattern LOOPBACK =
            Pattern.compile("localhost|127(?:\\.\\d{1,3}){3}|\\[::1]", Pattern.CASE_INSENSITIVE);
    private static final Pattern PORT = Pattern.compile(":\\d{1,5}$");

    private final Set<String> names;

    private OwnNames(Set<String> names) {
        this.names = names;
    }

    /// @param names of this machine, besides those of loopback
    static OwnNames of(Collection<String> names) {
        return new OwnNames(
                names.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet()));
    }

    /// @param host header `Host`, with or without a port
    /// @param here the address of this machine that the connection came in by, null when unknown
    boolean has(String host, @Nullable InetAddress here) {
        String name = PORT.matcher(host).replaceFirst("").toLowerCase(Locale.ROOT);
        return LOOPBACK.matcher(name).matches() || names.contains(name) || (here != null && isAddress(name, here));
    }

    private static boolean isAddress(String name, InetAddress here) {
        if (!(here instanceof Inet6Address)) {
            return name.equals(here.getHostAddress());
        }
        boolean bracketed = name.startsWith("[") && name.endsWith("]") && name.indexOf('%') < 0;
        if (!bracketed) {
            return false;
        }
        try {
            // one address of IPv6 is written in many ways
            byte[] asked =
                    InetAddress.ofLiteral(name.substring(1, name.length() - 1)).getAddress();
            return Arrays.equals(asked, here.getAddress());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
