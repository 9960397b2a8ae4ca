package dev.seatline.wire;

/// The payload of `confirm`: the hub has committed everything of this journal up to here, without a gap. Sent only
/// after the commit.
///
/// @param upTo highest committed sequence, 0 when nothing of this journal is committed yet
public record Confirm(JournalId journal, long upTo) {
    public Confirm {
        if (upTo < 0) {
            throw new IllegalArgumentException("upTo must be at least 0, found " + upTo);
        }
    }
}
