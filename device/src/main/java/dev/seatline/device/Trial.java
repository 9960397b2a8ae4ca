package dev.seatline.device;

import dev.seatline.config.Entry;
import dev.seatline.config.Section;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// One value of several that a constructor holds to its bounds: tried together with those before it, so that a refusal
/// is
/// told at the key that it is about, in the words of the constructor. Used by the one thread that reads the file.
///
/// @param key of the value that this trial adds
/// @param make throws [IllegalArgumentException], with a message for people, when the value is not allowed
/// @param before what is said before that message
record Trial<T>(String key, Supplier<T> make, String before) {
    /// Beyond any bound of ours: what is shorter is for the constructors to judge.
    private static final Duration LONGEST = Duration.ofHours(1);

    /// As Java writes durations.
    private static final Pattern DURATION = Pattern.compile("PT[0-9HMS.]+");

    Trial(String key, Supplier<T> make) {
        this(key, make, "");
    }

    /// What the last trial made, or the usual after the first refusal was told.
    static <T> T all(Section section, T usual, List<Trial<T>> trials) {
        T made = usual;
        for (Trial<T> trial : trials) {
            try {
                made = trial.make.get();
            } catch (IllegalArgumentException e) {
                section.mistake(trial.key, trial.before + inMilliseconds(String.valueOf(e.getMessage())));
                return usual;
            }
        }
        return made;
    }

    /// A duration whose bounds a trial tells.
    static Duration duration(Entry entry, Duration usual) {
        return entry.duration(Duration.ZERO, LONGEST, usual);
    }

    private static String inMilliseconds(String message) {
        return DURATION.matcher(message).replaceAll(Trial::milliseconds);
    }

    private static String milliseconds(MatchResult found) {
        return Duration.parse(found.group()).toMillis() + " ms";
    }
}
