package dev.seatline.device.sync;

import dev.seatline.wire.Envelope;
import java.util.List;

/// What the [Uploader] must know of the journal. Any thread.
public interface Backlog {
    /// Up to `most` envelopes from this sequence on, or from the oldest kept.
    List<Envelope> read(long from, int most);

    /// Lowest sequence kept; last + 1 when nothing is kept.
    long oldest();

    /// Highest sequence, 0 when there was never a fact.
    long last();

    /// Highest sequence that the hub has confirmed, as far as is remembered.
    long confirmed();
}
