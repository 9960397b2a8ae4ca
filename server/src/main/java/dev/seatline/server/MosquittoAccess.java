package dev.seatline.server;

import dev.seatline.server.HubConfig.ConsoleEntry;
import dev.seatline.server.HubConfig.HomeAssistant;
import dev.seatline.wire.SiteId;
import dev.seatline.wire.Topic;
import dev.seatline.wire.Topic.Channel;
import java.util.Optional;

/// Mosquitto's access file for one site: the rights of the contract, line by line. Pure; any thread.
final class MosquittoAccess {
    /// The hub's user where a configuration names none.
    static final String USUAL_HUB = "hub";

    private static final String HEAD = """
            # Who may read and write which topics: the same rights as the hub's own broker gives. What is not listed is refused.
            # Topics are seatline/v1/{site}/{seat}/{channel}. This file is what
            #   ./seatline mosquitto-access --config hub.yaml
            # prints: the hub, and one section for each console with the seat it serves. Make it anew when consoles change;
            # Mosquitto reads it again on SIGHUP.
            #
            # Mosquitto says yes to every subscription and checks the rights when it delivers: a console may ask for # and gets
            # nothing but its own three channels.
            """;

    private MosquittoAccess() {}

    /// What stands in the way of an access file for this configuration, and what to do; empty when nothing does.
    static Optional<String> obstacle(HubConfig config) {
        String hub = hubUser(config);
        if (!hub.equals(hub.strip()) || hub.contains(":")) {
            return Optional.of(
                    ("mqtt.user: found \"%s\", allowed at Mosquitto is a name without a colon and without blanks"
                                    + " at its ends")
                            .formatted(hub));
        }
        return config.consoles().stream()
                .filter(entry -> entry.console().text().equals(hub))
                .findFirst()
                .map(entry -> ("console \"%s\" has the name of the hub's own user at the broker, and would get its"
                                + " rights: give one of them another name")
                        .formatted(entry.console()));
    }

    /// The whole file.
    static String text(HubConfig config) {
        StringBuilder text = new StringBuilder(HEAD);
        text.append("\n# The hub reads what consoles write, and writes what consoles read.\n");
        text.append("user ").append(hubUser(config)).append('\n');
        for (Channel channel : Channel.values()) {
            right(text, channel.writtenByConsole() ? "read" : "write", Topic.filter(config.site(), channel));
        }
        config.homeAssistant().ifPresent(to -> homeAssistant(text, config.site(), to));
        for (ConsoleEntry entry : config.consoles()) {
            console(text, config.site(), entry);
        }
        return text.toString();
    }

    /// Follows the lines of the hub's user.
    private static void homeAssistant(StringBuilder text, SiteId site, HomeAssistant to) {
        right(text, "write", to.prefix() + "/device/+/config");
        right(text, "read", to.birth());
        text.append("\n# Home Assistant reads how the consoles are, never who is signed in.\n");
        text.append("user ").append(HomeAssistant.USER).append('\n');
        right(text, "read", Topic.filter(site, Channel.STATUS));
        right(text, "read", to.prefix() + "/#");
        right(text, "write", to.birth());
    }

    private static void console(StringBuilder text, SiteId site, ConsoleEntry entry) {
        text.append("\n# Console %s on seat %s.\n".formatted(entry.console(), entry.seat()));
        text.append("user ").append(entry.console()).append('\n');
        for (Channel channel : Channel.values()) {
            right(text, channel.writtenByConsole() ? "write" : "read", new Topic(site, entry.seat(), channel).text());
        }
    }

    private static void right(StringBuilder text, String verb, String topic) {
        text.append("topic ").append(verb).append(' ').append(topic).append('\n');
    }

    private static String hubUser(HubConfig config) {
        return switch (config.mqtt()) {
            case HubConfig.Mqtt.External external -> external.user();
            case HubConfig.Mqtt.Embedded _ -> USUAL_HUB;
        };
    }
}
