package dev.seatline.server.api;

import dev.seatline.wire.Texts;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// Stands before pages and API alike: gives every answer its security headers, counts it, and on a loopback
/// address answers only those who asked for this host by name, so that a page from elsewhere cannot reach the hub
/// by turning its own name to 127.0.0.1. Runs on virtual threads.
final class Gate extends Handler.Wrapper {
    private final Set<String> names;
    private final boolean loopback;
    private final boolean secure;
    private final Metrics metrics;

    /// @param host as configured
    /// @param secure whether the hub speaks TLS
    Gate(String host, boolean loopback, boolean secure, Metrics metrics, Handler inside) {
        super(inside);
        this.names = new HashSet<>(Set.of("localhost", "127.0.0.1", "[::1]"));
        this.names.add(host.toLowerCase(Locale.ROOT));
        this.loopback = loopback;
        this.secure = secure;
        this.metrics = metrics;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        protect(response.getHeaders(), secure);
        Request.addCompletionListener(request, _ -> metrics.answered(response.getStatus()));
        String host = request.getHeaders().get(HttpHeader.HOST);
        String name = host == null ? "" : host.replaceFirst(":\\d*$", "").toLowerCase(Locale.ROOT);
        if (loopback && !names.contains(name)) {
            Front.write(
                    Answer.problem(Problem.of(
                            Problem.Kind.MISDIRECTED,
                            "Host must be localhost, 127.0.0.1, [::1] or the configured host, found \"%s\""
                                    .formatted(Texts.shortened(name)))),
                    response,
                    callback);
            return true;
        }
        return super.handle(request, response, callback);
    }

    /// Puts the headers that every answer has.
    static void protect(HttpFields.Mutable headers, boolean secure) {
        headers.put(
                "Content-Security-Policy",
                "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'");
        headers.put("X-Content-Type-Options", "nosniff");
        headers.put("X-Frame-Options", "DENY");
        headers.put("Referrer-Policy", "no-referrer");
        headers.put("Cross-Origin-Opener-Policy", "same-origin");
        headers.put("Cross-Origin-Resource-Policy", "same-origin");
        if (secure) {
            headers.put(HttpHeader.STRICT_TRANSPORT_SECURITY, "max-age=31536000");
        }
    }
}
