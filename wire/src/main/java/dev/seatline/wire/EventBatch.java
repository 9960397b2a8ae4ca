package dev.seatline.wire;

import java.util.List;

/// The payload of `event`: 1 to 100 envelopes of one console and journal with consecutive sequences.
///
/// @param oldest the lowest sequence that the console still keeps of this journal: what lies below it and was never
/// delivered is lost, and the hub says so instead of asking for ever
public record EventBatch(long oldest, List<Envelope> events) {
    public static final int MOST = 100;

    public EventBatch {
        events = List.copyOf(events);
        if (events.isEmpty() || events.size() > MOST) {
            throw new IllegalArgumentException("a batch has 1 to 100 events, found " + events.size());
        }
        Envelope first = events.getFirst();
        for (int i = 0; i < events.size(); i++) {
            Envelope event = events.get(i);
            if (!event.console().equals(first.console()) || !event.journal().equals(first.journal())) {
                throw new IllegalArgumentException("a batch has one console and one journal, found " + first.console()
                        + "/" + first.journal() + " and " + event.console() + "/" + event.journal());
            }
            if (event.sequence() != first.sequence() + i) {
                throw new IllegalArgumentException("a batch has consecutive sequences, found " + event.sequence()
                        + " where " + (first.sequence() + i) + " belongs");
            }
        }
        if (oldest < 1 || oldest > first.sequence()) {
            throw new IllegalArgumentException(
                    "oldest must be 1 to the first sequence " + first.sequence() + ", found " + oldest);
        }
    }

    public ConsoleId console() {
        return events.getFirst().console();
    }

    public JournalId journal() {
        return events.getFirst().journal();
    }

    public long first() {
        return events.getFirst().sequence();
    }

    public long last() {
        return events.getLast().sequence();
    }
}
