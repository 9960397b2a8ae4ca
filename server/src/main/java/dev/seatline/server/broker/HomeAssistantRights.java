package dev.seatline.server.broker;

import dev.seatline.server.HubConfig.HomeAssistant;
import dev.seatline.wire.SiteId;
import dev.seatline.wire.Topic;
import dev.seatline.wire.Topic.Channel;

/// What Home Assistant may do at the embedded broker: read how the consoles of the site are and everything
/// below its own prefix, and say that it is there. Never `state`, which names the agent. Pure; any thread.
///
/// @param to its prefix is never the first level of the contract's topics
record HomeAssistantRights(SiteId site, HomeAssistant to) implements Rights {
    @Override
    public boolean mayPublish(String topic) {
        return topic.equals(to.birth());
    }

    @Override
    public boolean mayLeaveWill(String topic) {
        return topic.equals(to.birth());
    }

    @Override
    public boolean maySubscribe(String filter) {
        return filter.equals(Topic.filter(site, Channel.STATUS))
                || filter.startsWith(to.prefix() + "/")
                || Topic.parse(filter)
                        .filter(topic -> topic.site().equals(site) && topic.channel() == Channel.STATUS)
                        .isPresent();
    }

    @Override
    public String writes() {
        return to.birth();
    }
}
