package dev.seatline.server.api;

import dev.seatline.server.people.Identity;
import dev.seatline.wire.Ids;
import dev.seatline.wire.SeatId;
import dev.seatline.wire.Texts;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Fields.Field;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;

/// One request on its way through a route. For the thread of the request.
final class Exchange {
    /// The largest body, in bytes.
    static final int LARGEST_BODY = 64 * 1024;

    private static final ObjectReader TREE = Answer.JSON
            .reader()
            .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS, DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .forType(JsonNode.class);

    private final Request request;
    private final Map<String, String> path;
    private final @Nullable Identity identity;

    /// @param path values of the route's names
    /// @param identity who asks; null on routes that are open to everybody
    Exchange(Request request, Map<String, String> path, @Nullable Identity identity) {
        this.request = request;
        this.path = path;
        this.identity = identity;
    }

    Identity identity() {
        if (identity == null) {
            throw new IllegalStateException("an open route has no identity");
        }
        return identity;
    }

    /// Where the request comes from; proxies are not believed.
    String address() {
        return Request.getRemoteAddr(request);
    }

    String header(String name) {
        String value = request.getHeaders().get(name);
        return value == null ? "" : value;
    }

    /// The value of `{name}` in the path, an identifier.
    String pathId(String name, String what) {
        String value = path.getOrDefault(name, "");
        if (!Ids.valid(value)) {
            throw new Refusal(
                    Problem.Kind.NOT_FOUND,
                    "there is no %s \"%s\"; its name matches %s".formatted(what, Texts.shortened(value), Ids.SHAPE));
        }
        return value;
    }

    SeatId pathSeat() {
        return new SeatId(pathId("seat", "seat"));
    }

    /// The query, of which only these parameters are allowed, each once.
    Query query(String... allowed) {
        List<Field> fields = Request.extractQueryParameters(request).stream().toList();
        for (Field field : fields) {
            if (!Arrays.asList(allowed).contains(field.getName())) {
                throw new Refusal(
                        Problem.Kind.BAD_REQUEST,
                        "unknown parameter \"%s\"; allowed: %s"
                                .formatted(
                                        Texts.shortened(field.getName()),
                                        allowed.length == 0 ? "none" : Fields.list(allowed)));
            }
            if (field.getValues().size() > 1) {
                throw new Refusal(
                        Problem.Kind.BAD_REQUEST,
                        "parameter \"%s\" may be given once, found %d times"
                                .formatted(field.getName(), field.getValues().size()));
            }
        }
        return new Query(fields);
    }

    /// The body as JSON, at most [#LARGEST_BODY] long.
    JsonNode json() {
        HttpField type = request.getHeaders().getField(HttpHeader.CONTENT_TYPE);
        String found =
                type == null ? "" : type.getValue().split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        if (!found.equals("application/json")) {
            throw new Refusal(
                    Problem.Kind.NOT_JSON,
                    "Content-Type must be application/json, found "
                            + (found.isEmpty() ? "none" : "\"" + Texts.shortened(found) + "\""));
        }
        try {
            return TREE.readValue(body());
        } catch (JacksonException e) {
            String where = e.getLocation() == null
                    ? ""
                    : " at line %d, column %d"
                            .formatted(
                                    e.getLocation().getLineNr(), e.getLocation().getColumnNr());
            throw new Refusal(Problem.Kind.BAD_REQUEST, "the body is not proper JSON" + where);
        } catch (NumberFormatException e) {
            // the library's own kind of saying that the exponent of a number has more than 32 bits
            throw new Refusal(Problem.Kind.BAD_REQUEST, "the body holds a number that is beyond all bounds");
        }
    }

    private byte[] body() {
        try (InputStream in = new TimedBody(Content.Source.asInputStream(request), System::nanoTime)) {
            byte[] bytes = request.getLength() > LARGEST_BODY ? null : in.readNBytes(LARGEST_BODY + 1);
            if (bytes == null || bytes.length > LARGEST_BODY) {
                throw new Refusal(
                        Problem.Kind.TOO_LARGE, "a body has at most %d bytes, found more".formatted(LARGEST_BODY));
            }
            return bytes;
        } catch (IOException e) {
            throw new Refusal(Problem.Kind.BAD_REQUEST, "the body ended before it was complete, or came too slowly");
        }
    }

    /// The parameters of a query.
    record Query(List<Field> fields) {
        Optional<String> text(String name) {
            return fields.stream()
                    .filter(field -> field.getName().equals(name))
                    .map(Field::getValue)
                    .filter(value -> !value.isEmpty())
                    .findFirst();
        }

        long number(String name, long least, long most, long usual) {
            Optional<String> text = text(name);
            if (text.isEmpty()) {
                return usual;
            }
            try {
                long number = Long.parseLong(text.get());
                if (number >= least && number <= most) {
                    return number;
                }
            } catch (NumberFormatException e) {
                // told below with everything else that is no such number
            }
            throw new Refusal(
                    Problem.Kind.BAD_REQUEST,
                    "%s must be a whole number of %d to %d, found \"%s\""
                            .formatted(name, least, most, Texts.shortened(text.get())));
        }
    }
}
