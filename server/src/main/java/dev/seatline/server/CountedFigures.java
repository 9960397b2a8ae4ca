package dev.seatline.server;

import dev.seatline.server.api.HubFigures;
import dev.seatline.server.loop.HubCounters;

/// Hands what the loop has counted to the metrics: the two do not know each other.
record CountedFigures(HubCounters counters) implements HubFigures {
    @Override
    public long facts() {
        return counters.facts();
    }

    @Override
    public long duplicates() {
        return counters.duplicates();
    }

    @Override
    public long gaps() {
        return counters.gapsAsked();
    }

    @Override
    public long losses() {
        return counters.lost();
    }

    @Override
    public long rejected() {
        return counters.rejected();
    }

    @Override
    public long commits() {
        return counters.commits();
    }

    @Override
    public double commitSeconds() {
        return counters.commitSeconds();
    }
}
