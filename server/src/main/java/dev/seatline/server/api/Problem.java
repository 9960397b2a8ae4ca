package dev.seatline.server.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Locale;

/// Why a request was not answered as wished (RFC 9457, `application/problem+json`).
///
/// @param type `urn:seatline:problem:` and a code that never changes its meaning
/// @param title the same for every problem of the type
/// @param status of the answer
/// @param detail what was found, what is allowed, what to do; repeats no secret
/// @param errors one line each when there are several, else empty and left out
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> errors) {
    public Problem {
        errors = List.copyOf(errors);
    }

    static Problem of(Kind kind, String detail) {
        return new Problem(kind.type(), kind.title, kind.status, detail, List.of());
    }

    /// Several things are wrong at once: the first is the detail.
    static Problem of(Kind kind, List<String> errors) {
        String first = errors.getFirst();
        return errors.size() == 1
                ? of(kind, first)
                : new Problem(kind.type(), kind.title, kind.status, errors.size() + " errors: " + first, errors);
    }

    /// The detail is the first line; all lines are in `errors`, also when there is one.
    static Problem all(Kind kind, List<String> lines) {
        return new Problem(kind.type(), kind.title, kind.status, lines.getFirst(), lines);
    }

    /// What can go wrong.
    enum Kind {
        BAD_REQUEST(400, "The request cannot be understood"),
        UNFIT_VALUE(422, "A value is not allowed"),
        NOT_SIGNED_IN(401, "Sign in first"),
        SIGN_IN_REFUSED(401, "Sign-in refused"),
        TOO_MANY_ATTEMPTS(429, "Too many failed sign-ins"),
        TOO_MANY_STREAMS(503, "Too many open streams"),
        FORBIDDEN(403, "Not allowed for this role"),
        PASSWORD_TO_CHANGE(403, "Change the password first"),
        CSRF(403, "The request does not come from a page of this hub"),
        NOT_FOUND(404, "Not found"),
        METHOD_NOT_ALLOWED(405, "Method not allowed here"),
        CONFLICT(409, "It goes against what is there"),
        TOO_LARGE(413, "The body is too large"),
        NOT_JSON(415, "The body must be JSON"),
        MISDIRECTED(421, "This is not the host you asked for"),
        NOT_READY(503, "The hub is not ready"),
        STORE_UNAVAILABLE(503, "The ledger cannot be used now"),
        INTERNAL(500, "The hub made a mistake");

        private final int status;
        private final String title;

        Kind(int status, String title) {
            this.status = status;
            this.title = title;
        }

        private String type() {
            return "urn:seatline:problem:" + name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
