package dev.seatline.wire;

/// The payload of `confirm`: the hub has committed everything of this journal up to here, without a gap. Sent only
/// after the commit.
///
/// @param upTo highest committed sequence, 0 when nothing of this journal is committed yet
public record Confirm(JournalId journal, long upTo) {
    public Confirm {
        Ranges.atLeast("upTo", upTo, 0);
    }
}
