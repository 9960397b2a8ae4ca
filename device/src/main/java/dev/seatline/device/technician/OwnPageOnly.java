package dev.seatline.device.technician;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Keeps other pages in the same browser away from the console. Pure.
///
/// A foreign page can send requests to loopback, so a request that names another origin is refused. A foreign name can
/// be made to point to loopback (DNS rebinding), so a request for any other name than those of loopback is refused. The
/// port in `Host` is free: a technician may come through a forwarded one.
final class OwnPageOnly {
    private static final Pattern LOOPBACK =
            Pattern.compile("(?:localhost|127(?:\\.\\d{1,3}){3}|\\[::1])(?::\\d{1,5})?", Pattern.CASE_INSENSITIVE);

    private OwnPageOnly() {}

    /// Why the request is refused, or empty when it may go on.
    ///
    /// @param host header `Host`, or null without one
    /// @param origin header `Origin`, or null without one: then it is no page of a browser that changes something
    /// @param site header `Sec-Fetch-Site`, or null without one
    static Optional<Problem> refusal(@Nullable String host, @Nullable String origin, @Nullable String site) {
        if (host == null || !LOOPBACK.matcher(host).matches()) {
            return Optional.of(Problem.misdirected(
                    "this console answers to the names localhost, 127.0.0.1 and [::1] only; open it by one of them"));
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
