package dev.seatline.bench.lab.cuts;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What the hand at the button says on the serial line, and what the host has heard of it. A line that came
/// only in part, or with other words in it, is not counted. Immutable; any thread.
///
/// @param shown colour of the lamp when the console was ready, or null if it never was
/// @param made presses that had been begun
/// @param answers colours that the lamp answered with, one for each press from the first one
/// @param trouble why the hand gave up, or empty
record HandWords(@Nullable Colour shown, int made, List<Colour> answers, String trouble) {
    private static final Pattern READY = Pattern.compile("hand: ready, lamp (green|red)\\.");
    private static final Pattern PRESS = Pattern.compile("hand: press (\\d{1,6})\\.");
    private static final Pattern ANSWER = Pattern.compile("hand: press (\\d{1,6}) answered (green|red)\\.");
    private static final Pattern TROUBLE = Pattern.compile("hand: gives up: (.*)");

    HandWords {
        answers = List.copyOf(answers);
    }

    /// What the lamp shows to an agent who is ready, and to one who is not.
    enum Colour {
        GREEN,
        RED;

        Colour other() {
            return this == GREEN ? RED : GREEN;
        }

        private String text() {
            return this == GREEN ? "green" : "red";
        }

        private static Colour of(String text) {
            return text.equals("green") ? GREEN : RED;
        }
    }

    static String ready(Colour shown) {
        return "hand: ready, lamp " + shown.text() + ".";
    }

    static String press(int number) {
        return "hand: press " + number + ".";
    }

    static String answered(int number, Colour colour) {
        return "hand: press " + number + " answered " + colour.text() + ".";
    }

    static String givesUp(String why) {
        return "hand: gives up: " + why;
    }

    static boolean saysReady(String line) {
        return READY.matcher(line).matches();
    }

    /// What was heard in all.
    ///
    /// @param printed lines of the serial line, also those of others
    static HandWords heard(List<String> printed) {
        @Nullable Colour shown = null;
        int made = 0;
        List<Colour> answers = new java.util.ArrayList<>();
        String trouble = "";
        for (String line : printed) {
            Matcher ready = READY.matcher(line);
            Matcher press = PRESS.matcher(line);
            Matcher answer = ANSWER.matcher(line);
            Matcher gaveUp = TROUBLE.matcher(line);
            if (ready.matches()) {
                shown = Colour.of(ready.group(1));
            } else if (press.matches()) {
                made = Math.max(made, Integer.parseInt(press.group(1)));
            } else if (answer.matches() && Integer.parseInt(answer.group(1)) == answers.size() + 1) {
                answers.add(Colour.of(answer.group(2)));
            } else if (gaveUp.matches()) {
                trouble = gaveUp.group(1);
            }
        }
        // an answer that was heard tells of its press, should the word of the press itself have been garbled
        return new HandWords(shown, Math.max(made, answers.size()), answers, trouble);
    }
}
