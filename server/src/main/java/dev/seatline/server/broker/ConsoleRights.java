package dev.seatline.server.broker;

import dev.seatline.wire.SeatId;
import dev.seatline.wire.SiteId;
import dev.seatline.wire.Topic;
import dev.seatline.wire.Topic.Channel;

/// What one console may do at the embedded broker: write and read the channels of its own seat, each in its one
/// direction, and nothing else. A filter must be one whole topic of ours, so that wildcards, shared subscriptions and
/// `$SYS` are refused by their shape. Pure; any thread.
record ConsoleRights(SiteId site, SeatId seat) implements Rights {
    @Override
    public boolean mayPublish(String topic) {
        return own(topic, true);
    }

    @Override
    public boolean mayLeaveWill(String topic) {
        return topic.equals(new Topic(site, seat, Channel.STATUS).text());
    }

    @Override
    public boolean maySubscribe(String filter) {
        return own(filter, false);
    }

    @Override
    public String writes() {
        return "status, state, event and outcome of seat %s at site %s".formatted(seat, site);
    }

    private boolean own(String text, boolean writtenByConsole) {
        return Topic.parse(text)
                .filter(topic -> topic.site().equals(site)
                        && topic.seat().equals(seat)
                        && topic.channel().writtenByConsole() == writtenByConsole)
                .isPresent();
    }
}
