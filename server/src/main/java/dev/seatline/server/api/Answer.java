package dev.seatline.server.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.seatline.server.people.Identity;
import dev.seatline.wire.WireJson;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/// What goes back: a whole body, or a stream that stays open.
sealed interface Answer {
    /// Bodies say `null` where there is nothing, so that a field is never just missing.
    JsonMapper JSON = WireJson.mapper()
            .rebuild()
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.ALWAYS))
            .build();

    /// A whole body.
    ///
    /// @param headers besides those that every answer has
    record Whole(int status, String type, ByteBuffer body, Map<String, String> headers) implements Answer {
        Whole with(String header, String value) {
            Map<String, String> more = new LinkedHashMap<>(headers);
            more.put(header, value);
            return new Whole(status, type, body, more);
        }
    }

    /// The live stream.
    ///
    /// @param identity whose it is: it ends with his session
    /// @param lastEventId where the client left off, or empty
    record Stream(Identity identity, String lastEventId) implements Answer {}

    static Whole json(int status, Object body) {
        return new Whole(status, "application/json", ByteBuffer.wrap(JSON.writeValueAsBytes(body)), Map.of());
    }

    static Whole ok(Object body) {
        return json(200, body);
    }

    static Whole text(String type, String body) {
        return new Whole(200, type, ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8)), Map.of());
    }

    static Whole nothing() {
        return new Whole(204, "", ByteBuffer.allocate(0), Map.of());
    }

    static Whole problem(Problem problem) {
        Whole answer = new Whole(
                problem.status(),
                "application/problem+json",
                ByteBuffer.wrap(JSON.writeValueAsBytes(problem)),
                Map.of());
        return problem.status() == 401 ? answer.with("WWW-Authenticate", "Bearer") : answer;
    }
}
