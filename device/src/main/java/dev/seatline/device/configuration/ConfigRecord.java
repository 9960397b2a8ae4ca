package dev.seatline.device.configuration;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What is remembered of the configurations of a console, by the hash of their content. Immutable; its
/// methods are the whole life of a configuration: saved, tried, proved, or taken back.
///
/// @param good the newest content that has proved itself, null before the first was saved
/// @param trial what was saved on the page and has not proved itself yet
/// @param refused the last one that was taken back, until somebody has seen it
/// @param snapshots newest first
public record ConfigRecord(
        @Nullable String good,
        @Nullable Trial trial,
        @Nullable Refused refused,
        List<Snapshot> snapshots) {
    /// How many snapshots are kept.
    public static final int MOST = 50;

    static final ConfigRecord EMPTY = new ConfigRecord(null, null, null, List.of());

    public ConfigRecord {
        snapshots = List.copyOf(snapshots);
    }

    /// A content that has not proved itself.
    ///
    /// @param starts how often a start with it began and did not end well or cleanly
    public record Trial(String hash, int starts) {}

    /// A content that was taken back.
    ///
    /// @param why one line or more, without secrets
    public record Refused(String hash, Instant at, String why) {}

    /// A content that once was in the file, or was meant to be.
    ///
    /// @param at when it came
    public record Snapshot(String hash, Instant at, Origin origin) {}

    /// How a content came.
    public enum Origin {
        /// it was in the file when another one was saved on the page
        FILE,
        /// it was saved on the page
        PAGE
    }

    /// One content is about to replace another.
    ///
    /// @param before what is in the file
    /// @param running what the console works with now
    ConfigRecord saved(String before, String running, String hash, Instant at) {
        // what is on trial itself is nothing to go back to
        String back = good != null && trial != null && trial.hash().equals(running) ? good : running;
        Map<String, Snapshot> kept = new LinkedHashMap<>();
        kept.put(hash, new Snapshot(hash, at, Origin.PAGE));
        for (String needed : List.of(back, before)) {
            Snapshot known = snapshots.stream()
                    .filter(one -> one.hash().equals(needed))
                    .findFirst()
                    .orElse(new Snapshot(needed, at, Origin.FILE));
            kept.putIfAbsent(needed, known);
        }
        snapshots.forEach(one -> kept.putIfAbsent(one.hash(), one));
        return new ConfigRecord(
                back,
                new Trial(hash, 0),
                null,
                kept.values().stream().limit(MOST).toList());
    }

    /// A start with the content on trial begins.
    ConfigRecord begun() {
        return trial == null ? this : tried(new Trial(trial.hash(), trial.starts() + 1));
    }

    /// The console was asked to stop before the content proved itself: that is nobody's fault.
    ConfigRecord stopped() {
        return trial == null ? this : tried(new Trial(trial.hash(), 0));
    }

    /// The content on trial has proved itself.
    ConfigRecord proved() {
        return trial == null ? this : new ConfigRecord(trial.hash(), null, refused, snapshots);
    }

    /// What is in the file is neither on trial nor refused: it came by hand, and is its writer's.
    ConfigRecord overtaken() {
        return tried(null);
    }

    /// The content on trial is taken back.
    ConfigRecord refused(Instant at, String why) {
        return trial == null ? this : new ConfigRecord(good, null, new Refused(trial.hash(), at, why), snapshots);
    }

    /// Somebody has seen what was taken back.
    ConfigRecord seen() {
        return new ConfigRecord(good, trial, null, snapshots);
    }

    private ConfigRecord tried(@Nullable Trial now) {
        return new ConfigRecord(good, now, refused, snapshots);
    }

    /// What a start does with the content that is in the file.
    ///
    /// @param inFile its hash
    /// @param mistakes what is wrong with it, empty when nothing is
    Beginning beginning(String inFile, String mistakes) {
        if (trial == null || good == null) {
            return new Beginning.AsItIs();
        }
        if (inFile.equals(trial.hash())) {
            if (!mistakes.isEmpty()) {
                return new Beginning.GoBack(mistakes);
            }
            return trial.starts() > 0
                    ? new Beginning.GoBack("the console did not come up with it: it crashed or hung")
                    : new Beginning.OnTrial();
        }
        boolean known = Objects.equals(inFile, good)
                || snapshots.stream().anyMatch(one -> one.hash().equals(inFile));
        return known || mistakes.isEmpty()
                ? new Beginning.AsItIs()
                : new Beginning.GoBack("it was not written whole: the plug was pulled while it was saved");
    }

    /// What a start does.
    sealed interface Beginning {
        /// takes the file as it is, come what may
        record AsItIs() implements Beginning {}

        /// takes the file, and watches whether the console comes up
        record OnTrial() implements Beginning {}

        /// puts the good content back
        record GoBack(String why) implements Beginning {}
    }
}
