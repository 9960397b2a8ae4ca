package dev.seatline.wire;

import java.time.DateTimeException;
import java.time.Instant;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;

/// Reads an instant as RFC 3339 text in the years 0 to 9999. Numbers are refused: nobody can tell their unit, and huge
/// ones have no milliseconds.
final class InstantReader extends ValueDeserializer<Instant> {
    private static final Instant EARLIEST = Instant.parse("0000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999999Z");
    private static final int LONGEST = 40;

    @Override
    public Instant deserialize(JsonParser in, DeserializationContext context) {
        if (in.currentToken() != JsonToken.VALUE_STRING) {
            return context.reportInputMismatch(
                    this, "a time is a text such as \"2026-11-22T08:30:00.250Z\", found %s", in.currentToken());
        }
        String text = in.getString();
        try {
            Instant instant = text.length() > LONGEST ? Instant.MAX : Instant.parse(text);
            if (!instant.isBefore(EARLIEST) && !instant.isAfter(LATEST)) {
                return instant;
            }
        } catch (DateTimeException e) {
            // told below, in our own words
        }
        return context.reportInputMismatch(
                this,
                "a time is a text such as \"2026-11-22T08:30:00.250Z\" of the years 0 to 9999, found \"%s\"",
                Texts.shortened(text));
    }
}
