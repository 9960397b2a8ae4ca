package dev.seatline.wire;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.InvalidNullException;
import tools.jackson.databind.exc.InvalidTypeIdException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.ValueInstantiationException;

/// Puts a complaint of the JSON library into one line for people: what was found, what is allowed, where. Stateless;
/// any thread.
final class JsonComplaint {
    private static final int LONGEST = 200;
    private static final int LONGEST_PLACE = 100;
    /// A complaint may repeat a whole message; the patterns below want a stack as deep as their text is long.
    private static final int LOOKED_AT = 1_000;

    private JsonComplaint() {}

    /// One line without class names of this program, safe to log.
    static String text(JacksonException e) {
        String place = place(e);
        return bounded(what(e), LONGEST) + (place.isEmpty() ? "" : " at " + bounded(place, LONGEST_PLACE));
    }

    private static String what(JacksonException e) {
        return switch (e) {
            case StreamConstraintsException limit -> "too large: " + limit.getOriginalMessage();
            case StreamReadException syntax -> "not JSON: " + syntax.getOriginalMessage();
            case InvalidNullException _ -> "missing or null";
            case InvalidTypeIdException kind ->
                "unknown kind \"%s\"".formatted(Texts.shortened(String.valueOf(kind.getTypeId())));
            case ValueInstantiationException refused
            when refused.getCause() != null -> String.valueOf(refused.getCause().getMessage());
            case InvalidFormatException format ->
                "found \"%s\", allowed is %s"
                        .formatted(Texts.shortened(String.valueOf(format.getValue())), allowed(format.getTargetType()));
            case MismatchedInputException mismatch
            when mismatch.getTargetType() != null ->
                "expected " + allowed(mismatch.getTargetType()) + ": " + mismatch.getOriginalMessage();
            case JacksonException other -> String.valueOf(other.getOriginalMessage());
        };
    }

    private static String allowed(@Nullable Class<?> type) {
        if (type == null) {
            return "something else";
        }
        if (type.isEnum()) {
            return "one of "
                    + Arrays.stream(type.getEnumConstants())
                            .map(String::valueOf)
                            .collect(Collectors.joining(", "));
        }
        if (type == int.class || type == long.class) {
            return "a whole number";
        }
        return type == boolean.class ? "true or false" : type.getSimpleName();
    }

    private static String place(JacksonException e) {
        StringBuilder place = new StringBuilder();
        for (JacksonException.Reference step : e.getPath()) {
            if (step.getPropertyName() == null) {
                place.append('[').append(step.getIndex()).append(']');
            } else {
                place.append(place.isEmpty() ? "" : ".").append(step.getPropertyName());
            }
        }
        return place.toString();
    }

    /// Without package names, control characters and excess.
    private static String bounded(String text, int most) {
        String clean = Texts.oneLine(Texts.cut(text, LOOKED_AT)
                .replaceAll(" \\(start marker at .*", "")
                .replaceAll("\\b(?:[a-z]\\w*\\.)+(?=[A-Z])", "")
                .replaceAll("\\s", " "));
        return clean.length() <= most ? clean : Texts.cut(clean, most) + "…";
    }
}
