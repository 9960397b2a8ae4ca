package dev.seatline.device.technician;

import dev.seatline.device.technician.signin.Session;
import dev.seatline.wire.WireJson;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// One request to a [Door]. Immutable.
///
/// @param query the first value of each parameter behind the question mark
/// @param body the JSON that came, or an empty text
/// @param session of whoever asks, if he is signed in
public record Asked(String path, String method, Map<String, String> query, String body, Optional<Session> session) {
    /// The body, if it is one JSON object with exactly these fields.
    public Optional<ObjectNode> object(String... fields) {
        try {
            JsonNode tree = WireJson.mapper().readTree(body);
            return tree instanceof ObjectNode object
                            && object.size() == fields.length
                            && object.propertyNames().containsAll(List.of(fields))
                    ? Optional.of(object)
                    : Optional.empty();
        } catch (JacksonException | NumberFormatException e) {
            // its message would repeat what was sent; the latter for an exponent of more than 32 bits
            return Optional.empty();
        }
    }

    /// What to say when [#object] is empty.
    public static Answer wrongFields(String... fields) {
        return Answer.of(Problem.badRequest(
                "send one JSON object with exactly the fields " + String.join(", ", fields) + ", and nothing else"));
    }
}
