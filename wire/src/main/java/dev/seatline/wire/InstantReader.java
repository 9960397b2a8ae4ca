package dev.seatline.wire;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;
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
    /// `0` stands for any digit.
    private static final String USUAL = "0000-00-00T00:00:00.000Z";

    @Override
    public Instant deserialize(JsonParser in, DeserializationContext context) {
        if (in.currentToken() != JsonToken.VALUE_STRING) {
            return context.reportInputMismatch(
                    this, "a time is a text such as \"2026-11-22T08:30:00.250Z\", found %s", in.currentToken());
        }
        String text = in.getString();
        try {
            Instant usual = usual(text);
            if (usual != null) {
                return usual;
            }
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

    /// The form that consoles write, with milliseconds, read by hand: a hub reads one per fact, and the general reader
    /// takes many times as long.
    ///
    /// @return null for any other form, right or wrong
    private static @Nullable Instant usual(String text) {
        if (text.length() != USUAL.length()) {
            return null;
        }
        for (int i = 0; i < USUAL.length(); i++) {
            char c = text.charAt(i);
            boolean fits = USUAL.charAt(i) == '0' ? c >= '0' && c <= '9' : c == USUAL.charAt(i);
            if (!fits) {
                return null;
            }
        }
        int month = number(text, 5, 7);
        int day = number(text, 8, 10);
        int hour = number(text, 11, 13);
        int minute = number(text, 14, 16);
        int second = number(text, 17, 19);
        // whatever is unusual about a day, such as a leap second, is left to the general reader
        if (month < 1 || month > 12 || day < 1 || (day > 28 && !longEnough(text, month, day))) {
            return null;
        }
        if (hour > 23 || minute > 59 || second > 59) {
            return null;
        }
        long days = LocalDate.of(number(text, 0, 4), month, day).toEpochDay();
        long seconds = days * 86_400 + hour * 3_600L + minute * 60L + second;
        return Instant.ofEpochSecond(seconds, number(text, 20, 23) * 1_000_000L);
    }

    private static boolean longEnough(String text, int month, int day) {
        return day <= YearMonth.of(number(text, 0, 4), month).lengthOfMonth();
    }

    private static int number(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            number = number * 10 + text.charAt(i) - '0';
        }
        return number;
    }
}
