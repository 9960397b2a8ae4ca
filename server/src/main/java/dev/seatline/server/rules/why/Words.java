package dev.seatline.server.rules.why;

import java.util.List;
import java.util.stream.Collectors;

/// The same in both languages of the screens.
record Words(String zh, String en) {
    static final Words NOTHING = new Words("", "");

    /// What is written alike in both.
    static Words same(String text) {
        return new Words(text, text);
    }

    boolean empty() {
        return zh.isEmpty() && en.isEmpty();
    }

    Words then(Words more) {
        return new Words(zh + more.zh, en + more.en);
    }

    Words then(String moreZh, String moreEn) {
        return new Words(zh + moreZh, en + moreEn);
    }

    /// Those that are not empty, side by side.
    static Words joined(List<Words> parts, String zhBetween, String enBetween) {
        List<Words> said = parts.stream().filter(part -> !part.empty()).toList();
        return new Words(
                said.stream().map(Words::zh).collect(Collectors.joining(zhBetween)),
                said.stream().map(Words::en).collect(Collectors.joining(enBetween)));
    }

    /// A number with its unit: `1 minute`, `2 minutes`.
    static Words number(long number, String zhUnit, String one, String many) {
        return new Words(number + " " + zhUnit, number + " " + (Math.abs(number) == 1 ? one : many));
    }
}
