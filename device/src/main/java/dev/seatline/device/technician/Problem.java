package dev.seatline.device.technician;

import java.util.List;

/// An error as RFC 9457 writes it: what was found, what is allowed, what to do.
///
/// @param type `about:blank`: the status says what kind of problem it is
public record Problem(String type, String title, int status, String detail) {
    static final String TYPE = "application/problem+json";

    private Problem(int status, String title, String detail) {
        this("about:blank", title, status, detail);
    }

    /// The request cannot be understood.
    public static Problem badRequest(String detail) {
        return new Problem(400, "Bad Request", detail);
    }

    /// A value is not one of those that are allowed.
    public static Problem wrongValue(String detail) {
        return new Problem(422, "Unprocessable Content", detail);
    }

    /// What is asked for does not go together with how things are now.
    public static Problem conflict(String detail) {
        return new Problem(409, "Conflict", detail);
    }

    static Problem notSignedIn(String detail) {
        return new Problem(401, "Unauthorized", detail);
    }

    static Problem wrongPin() {
        return new Problem(401, "Unauthorized", "the PIN is wrong");
    }

    static Problem wrongAccount() {
        return new Problem(401, "Unauthorized", "the account or its password is wrong");
    }

    static Problem noHub(String detail) {
        return new Problem(503, "Service Unavailable", detail);
    }

    static Problem held(long seconds) {
        return new Problem(
                429, "Too Many Requests", "too many wrong ones came; the next one is looked at in " + seconds + " s");
    }

    static Problem noPin(String detail) {
        return new Problem(409, "Conflict", detail);
    }

    /// There is no such thing as a whole path, or the key in it, names.
    public static Problem unknown(String detail) {
        return new Problem(404, "Not Found", detail);
    }

    static Problem forbidden(String detail) {
        return new Problem(403, "Forbidden", detail);
    }

    static Problem misdirected(String detail) {
        return new Problem(421, "Misdirected Request", detail);
    }

    static Problem notFound(List<String> paths) {
        return new Problem(404, "Not Found", "nothing is here; there is " + String.join(", ", paths));
    }

    static Problem wrongMethod(String allowed) {
        return new Problem(405, "Method Not Allowed", "allowed here: " + allowed);
    }

    static Problem notSensed(String part) {
        return new Problem(
                409,
                "Conflict",
                "the part " + part
                        + " does not answer, so nothing was sensed; repair it with POST /bench/part {\"part\":\"" + part
                        + "\",\"ok\":true}");
    }

    static Problem tooLarge(int most) {
        return new Problem(413, "Content Too Large", "a body has at most " + most + " bytes");
    }

    static Problem notJson() {
        return new Problem(415, "Unsupported Media Type", "send Content-Type: application/json");
    }

    static Problem broken() {
        return new Problem(500, "Internal Server Error", "the console could not answer; its log says why");
    }

    static Problem crowded(int most) {
        return new Problem(
                503, "Service Unavailable", "at most " + most + " pages can listen; close one, or try again");
    }

    /// What the server itself refused before any path was looked at.
    static Problem ofServer(int status) {
        return new Problem(status, "Refused", "this request could not be read or dealt with");
    }
}
