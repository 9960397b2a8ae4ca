package dev.seatline.server.broker;

import dev.seatline.wire.SeatId;
import dev.seatline.wire.SiteId;
import dev.seatline.wire.Topic;
import dev.seatline.wire.Topic.Channel;

/// What one console may do at the embedded broker: write and read the channels of its own seat, each in its one
/// direction, and nothing else. A filter must be one whole topic of ours, so that wildcards, shared subscriptions and
/// `$SYS` are refused by their shape. Pure; any thread.
record ConsoleRights(SiteId site, SeatId seat) {
    /// Whether a message may go to the topic.
    boolean mayPublish(String topic) {
        return own(topic, true);
    }

    /// Whether the topic may be the one of its last will.
    boolean mayLeaveWill(String topic) {
        return topic.equals(new Topic(site, seat, Channel.STATUS).text());
    }

    /// Whether it may subscribe.
    boolean maySubscribe(String filter) {
        return own(filter, false);
    }

    private boolean own(String text, boolean writtenByConsole) {
        return Topic.parse(text)
                .filter(topic -> topic.site().equals(site)
                        && topic.seat().equals(seat)
                        && topic.channel().writtenByConsole() == writtenByConsole)
                .isPresent();
    }
}
