package dev.seatline.server.api;

import dev.seatline.wire.Texts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Takes the fields out of a JSON object, collecting everything that is wrong, so that all of it is told at once.
/// For one thread.
final class Fields {
    private final JsonNode body;
    private final List<String> errors = new ArrayList<>();

    /// @param allowed names of all fields there may be
    Fields(JsonNode body, String... allowed) {
        this.body = body;
        if (!body.isObject()) {
            throw new Refusal(Problem.Kind.BAD_REQUEST, "the body must be a JSON object with " + list(allowed));
        }
        Set<String> known = Set.of(allowed);
        for (Map.Entry<String, JsonNode> field : body.properties()) {
            if (!known.contains(field.getKey())) {
                errors.add(
                        "unknown field \"%s\"; allowed: %s".formatted(Texts.shortened(field.getKey()), list(allowed)));
            }
        }
    }

    boolean has(String name) {
        return !body.path(name).isMissingNode() && !body.path(name).isNull();
    }

    /// A text of 1 to `longest` characters.
    String text(String name, int longest) {
        JsonNode value = body.path(name);
        if (!value.isString()
                || value.stringValue().isEmpty()
                || value.stringValue().length() > longest) {
            errors.add("%s must be a text of 1 to %d characters, found %s".formatted(name, longest, kind(value)));
            return "";
        }
        return value.stringValue();
    }

    /// A text that `reader` makes something of.
    ///
    /// @param allowed what the reader takes, for the message
    <T> @Nullable T parsed(String name, String allowed, Function<String, Optional<T>> reader) {
        JsonNode value = body.path(name);
        Optional<T> read = value.isString() ? reader.apply(value.stringValue()) : Optional.empty();
        if (read.isEmpty()) {
            errors.add("%s must be %s, found %s"
                    .formatted(
                            name,
                            allowed,
                            value.isString() ? "\"" + Texts.shortened(value.stringValue()) + "\"" : kind(value)));
        }
        return read.orElse(null);
    }

    JsonNode object(String name) {
        JsonNode value = body.path(name);
        if (!value.isObject()) {
            errors.add("%s must be an object, found %s".formatted(name, kind(value)));
        }
        return value;
    }

    /// Leaves with everything that was wrong, if anything was.
    void check() {
        if (!errors.isEmpty()) {
            throw new Refusal(Problem.of(Problem.Kind.BAD_REQUEST, errors));
        }
    }

    /// What stands there, without repeating it: it may be a secret.
    private static String kind(JsonNode value) {
        return switch (value.getNodeType()) {
            case MISSING -> "nothing";
            case STRING -> "a text of " + value.stringValue().length() + " characters";
            case ARRAY, BINARY, BOOLEAN, NULL, NUMBER, OBJECT, POJO ->
                value.getNodeType().name().toLowerCase(Locale.ROOT);
        };
    }

    static String list(String... names) {
        return Arrays.stream(names).map(name -> "\"" + name + "\"").collect(Collectors.joining(", "));
    }
}
