package dev.seatline.device.technician;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Keeps other pages in the same browser away from the console. Pure.
///
/// A foreign page can send requests to the console, so a request that names another origin is refused. A foreign name
/// can be made to point to it (DNS rebinding), so a request for any other name than its own ones is refused. The port
/// in `Host` is free: a technician may come through a forwarded one.
final class OwnPageOnly {
    private OwnPageOnly() {}

    /// Why the request is refused, or empty when it may go on.
    ///
    /// @param names what the console is called
    /// @param here the address of this machine that the connection came in by, null when unknown
    /// @param host header `Host`, or null without one
    /// @param origin header `Origin`, or null without one: then it is no page of a browser that changes something
    /// @param site header `Sec-Fetch-Site`, or null without one
    static Optional<Problem> refusal(
            OwnNames names,
            @Nullable InetAddress here,
            @Nullable String host,
            @Nullable String origin,
            @Nullable String site) {
        if (host == null || !names.has(host, here)) {
            return Optional.of(Problem.misdirected(
                    "this console answers to the names localhost, 127.0.0.1 and [::1], the address of this machine"
                            + " that was called, and names of its own only; open it by one of them, or list the name"
                            + " under http.names in its configuration"));
        }
        if (origin != null && !authority(origin).equalsIgnoreCase(host)) {
            return Optional.of(Problem.forbidden("only the console's own page may ask; this came from another origin"));
        }
        if (origin == null && site != null && site.equalsIgnoreCase("cross-site")) {
            return Optional.of(Problem.forbidden("only the console's own page may ask; this came from another site"));
        }
        return Optional.empty();
    }

    private static String authority(String origin) {
        try {
            URI uri = new URI(origin);
            return "http".equals(uri.getScheme()) && uri.getRawAuthority() != null ? uri.getRawAuthority() : "";
        } catch (URISyntaxException e) {
            return "";
        }
    }
}
