package dev.seatline.bench.wiring;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The pins in use as a table in Markdown, and its place in a document between two comments. Stateless; any thread.
final class PinTable {
    private static final Pattern PLACE = Pattern.compile(
            "(<!-- pin table in (English|Chinese)[^>]*-->\n).*?(<!-- end of pin table -->)", Pattern.DOTALL);

    private PinTable() {}

    static String english(Wiring wiring) {
        return table(wiring, "| header pin | line (BCM) | part | terminal | colour |", true);
    }

    static String chinese(Wiring wiring) {
        return table(wiring, "| 排针脚号 | 线号（BCM） | 部件 | 端子 | 线色 |", false);
    }

    private static String table(Wiring wiring, String head, boolean english) {
        StringBuilder table = new StringBuilder(head).append("\n|---|---|---|---|---|\n");
        for (Wiring.Wire wire : wiring.wires()) {
            List<String> cells = List.of(
                    "**%d**".formatted(wire.pin()),
                    Header.name(wire.pin()),
                    in(wire.part(), english),
                    in(wire.terminal(), english),
                    in(wire.colour().words(), english));
            table.append("| ").append(String.join(" | ", cells)).append(" |\n");
        }
        return table.toString();
    }

    /// What has no name in Chinese has the same in both: `SDA`.
    private static String in(Words words, boolean english) {
        String text = english || words.chinese().isEmpty() ? words.english() : words.chinese();
        return text.isEmpty() ? "–" : text;
    }

    /// Whether a document has a place for the table.
    static boolean hasPlace(String document) {
        return PLACE.matcher(document).find();
    }

    /// The document with the table in each of its places.
    static String renewed(String document, Wiring wiring) {
        return PLACE.matcher(document)
                .replaceAll(place -> Matcher.quoteReplacement(place.group(1)
                        + (place.group(2).equals("English") ? english(wiring) : chinese(wiring))
                        + place.group(3)));
    }
}
