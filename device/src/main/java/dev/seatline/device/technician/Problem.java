package dev.seatline.device.technician;

import java.util.List;

/// An error as RFC 9457 writes it: what was found, what is allowed, what to do.
///
/// @param type `about:blank`: the status says what kind of problem it is
record Problem(String type, String title, int status, String detail) {
    static final String TYPE = "application/problem+json";

    private Problem(int status, String title, String detail) {
        this("about:blank", title, status, detail);
    }

    static Problem badRequest(String detail) {
        return new Problem(400, "Bad Request", detail);
    }

    static Problem wrongValue(String detail) {
        return new Problem(422, "Unprocessable Content", detail);
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
