package dev.seatline.device.technician;

import dev.seatline.wire.WireJson;
import java.util.Map;

/// One finished HTTP answer, short enough to be written at once. Immutable.
final class Answer {
    static final String JSON = "application/json";

    private final int status;
    private final String type;
    private final byte[] body;
    private final Map<String, String> headers;

    private Answer(int status, String type, byte[] body, Map<String, String> headers) {
        this.status = status;
        this.type = type;
        this.body = body;
        this.headers = headers;
    }

    /// A JSON document that nobody may keep: it is true for a moment only.
    static Answer json(int status, Object document) {
        return new Answer(status, JSON, WireJson.write(document), Map.of("Cache-Control", "no-store"));
    }

    static Answer of(Problem problem) {
        return new Answer(problem.status(), Problem.TYPE, WireJson.write(problem), Map.of("Cache-Control", "no-store"));
    }

    static Answer page(PageFile file) {
        return new Answer(200, file.type(), file.bytes(), Map.of("Cache-Control", "no-cache", "ETag", file.tag()));
    }

    /// The browser has it already.
    static Answer unchanged(PageFile file) {
        return new Answer(304, file.type(), new byte[0], Map.of("Cache-Control", "no-cache", "ETag", file.tag()));
    }

    /// The same answer with one header more.
    Answer with(String name, String value) {
        Map<String, String> more = new java.util.TreeMap<>(headers);
        more.put(name, value);
        return new Answer(status, type, body, more);
    }

    int status() {
        return status;
    }

    String type() {
        return type;
    }

    byte[] body() {
        return body.clone();
    }

    Map<String, String> headers() {
        return headers;
    }
}
