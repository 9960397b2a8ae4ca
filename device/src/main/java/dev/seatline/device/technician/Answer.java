package dev.seatline.device.technician;

import dev.seatline.wire.WireJson;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One HTTP answer: short enough to be written at once, or a [Flow]. Immutable.
public final class Answer {
    static final String JSON = "application/json";

    private static final Pattern FILE_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,120}");

    private final int status;
    private final String type;
    private final byte[] body;
    private final Map<String, String> headers;
    private final @Nullable Flow flow;

    private Answer(int status, String type, byte[] body, Map<String, String> headers) {
        this(status, type, body, headers, null);
    }

    private Answer(int status, String type, byte[] body, Map<String, String> headers, @Nullable Flow flow) {
        this.status = status;
        this.type = type;
        this.body = body;
        this.headers = headers;
        this.flow = flow;
    }

    /// Writes a body that is too large for the memory. What it throws cuts the connection: whoever asked sees that
    /// it is not whole.
    public interface Flow {
        void to(OutputStream out) throws IOException;
    }

    /// A JSON document that nobody may keep: it is true for a moment only.
    public static Answer json(int status, Object document) {
        return new Answer(status, JSON, WireJson.write(document), Map.of("Cache-Control", "no-store"));
    }

    /// A text that nobody may keep: it is true for a moment only.
    public static Answer text(String type, String text) {
        return new Answer(200, type, text.getBytes(StandardCharsets.UTF_8), Map.of("Cache-Control", "no-store"));
    }

    public static Answer of(Problem problem) {
        return new Answer(problem.status(), Problem.TYPE, WireJson.write(problem), Map.of("Cache-Control", "no-store"));
    }

    /// A file to keep.
    ///
    /// @param name letters, digits, dots and dashes
    public static Answer download(String name, String type, byte[] content) {
        return new Answer(200, type, content, kept(name));
    }

    /// A file to keep that is written while it is sent.
    ///
    /// @param name letters, digits, dots and dashes
    public static Answer stream(String name, String type, Flow flow) {
        return new Answer(200, type, new byte[0], kept(name), flow);
    }

    private static Map<String, String> kept(String name) {
        if (!FILE_NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("letters, digits, dots and dashes, found " + name);
        }
        return Map.of("Cache-Control", "no-store", "Content-Disposition", "attachment; filename=\"" + name + '"');
    }

    /// Done, and nothing to say.
    public static Answer nothing() {
        return new Answer(204, "", new byte[0], Map.of("Cache-Control", "no-store"));
    }

    /// What was asked for is elsewhere now.
    static Answer elsewhere(String path) {
        return new Answer(303, "", new byte[0], Map.of("Cache-Control", "no-store", "Location", path));
    }

    static Answer page(PageFile file) {
        return new Answer(200, file.type(), file.bytes(), Map.of("Cache-Control", "no-cache", "ETag", file.tag()));
    }

    /// The browser has it already.
    static Answer unchanged(PageFile file) {
        return new Answer(304, file.type(), new byte[0], Map.of("Cache-Control", "no-cache", "ETag", file.tag()));
    }

    /// The same answer with one header more.
    public Answer with(String name, String value) {
        Map<String, String> more = new TreeMap<>(headers);
        more.put(name, value);
        return new Answer(status, type, body, more, flow);
    }

    int status() {
        return status;
    }

    /// What writes the body, or null when [#body] is all of it.
    @Nullable
    Flow flow() {
        return flow;
    }

    /// Empty when there is no body.
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
