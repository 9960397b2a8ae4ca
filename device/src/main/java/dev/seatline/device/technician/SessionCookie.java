package dev.seatline.device.technician;

import dev.seatline.wire.ConsoleId;
import java.util.List;
import org.eclipse.jetty.http.HttpCookie;
import org.eclipse.jetty.server.Request;

/// The cookie that carries a session's token. Safe for any thread.
///
/// Browsers share cookies among the ports of a machine, so the name holds the console: two of them, forwarded to one
/// laptop, sign nobody out of each other. There is no `Secure`: the page has no TLS.
record SessionCookie(ConsoleId console) {
    /// More than one of a name can only come from somebody who wants to confuse.
    private static final int MOST = 4;

    private String name() {
        return "seatline-console-" + console;
    }

    /// The tokens that the request brings: one, as a rule.
    List<String> of(Request request) {
        return Request.getCookies(request).stream()
                .filter(cookie -> cookie.getName().equals(name()))
                .map(HttpCookie::getValue)
                .limit(MOST)
                .toList();
    }

    /// Gives the browser the token until it closes.
    String holding(String token) {
        return name() + "=" + token + "; Path=/; HttpOnly; SameSite=Strict";
    }

    String removed() {
        return holding("") + "; Max-Age=0";
    }
}
