package dev.seatline.config;

import java.net.URI;
import java.util.Set;
import java.util.regex.Pattern;

/// Whether an address stays on this machine. Names are not looked up: what a resolver says today it may not say
/// tomorrow.
public final class Loopback {
    private static final Pattern IPV4 = Pattern.compile("127(\\.\\d{1,3}){3}");
    private static final Set<String> NAMES = Set.of("localhost", "::1", "[::1]");

    private Loopback() {}

    /// True for `localhost`, `127.x.x.x` and `::1`.
    public static boolean is(String host) {
        return NAMES.contains(host) || IPV4.matcher(host).matches();
    }

    /// True when the host of the address is one of them.
    public static boolean is(URI uri) {
        return uri.getHost() != null && is(uri.getHost());
    }
}
