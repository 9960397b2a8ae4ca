package dev.seatline.server.api;

import dev.seatline.server.people.Role;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.jetty.http.HttpCookie;
import org.eclipse.jetty.server.Request;

/// The cookie that carries a session's secret. Safe for any thread.
///
/// @param secure whether the hub speaks TLS: then the name binds the cookie to this very host
record SessionCookie(boolean secure) {
    private String name() {
        return secure ? "__Host-seatline" : "seatline";
    }

    /// The secret that the request brings.
    Optional<String> of(Request request) {
        return Request.getCookies(request).stream()
                .filter(cookie -> cookie.getName().equals(name()))
                .map(HttpCookie::getValue)
                .findFirst();
    }

    /// Gives the browser the secret: to a wall screen for as long as it lasts, to people until the browser closes.
    String holding(String secret, Role role, Duration life) {
        return cookie(secret) + (role == Role.BOARD ? "; Max-Age=" + life.toSeconds() : "");
    }

    String removed() {
        return cookie("") + "; Max-Age=0";
    }

    private String cookie(String value) {
        return name() + "=" + value + "; Path=/; HttpOnly; SameSite=Lax" + (secure ? "; Secure" : "");
    }
}
