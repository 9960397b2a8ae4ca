package dev.seatline.bench.access;

import dev.seatline.wire.SeatId;
import dev.seatline.wire.SiteId;
import dev.seatline.wire.Topic;
import dev.seatline.wire.Topic.Channel;
import java.util.Arrays;
import java.util.stream.Stream;

/// What somebody may do by the contract, worked out from it alone: no broker and no access file is asked. Pure.
sealed interface Role {
    /// A console, on its seat.
    record Console(SiteId site, SeatId seat) implements Role {}

    /// The hub's own user at a broker elsewhere.
    record Hub(SiteId site) implements Role {}

    /// Who is let in nowhere.
    record Nobody() implements Role {}

    /// Whether a message of this one may pass.
    default boolean mayWrite(String topic) {
        return filters(true).anyMatch(filter -> matches(filter, topic));
    }

    /// Whether a message may be delivered to this one.
    default boolean mayRead(String topic) {
        return filters(false).anyMatch(filter -> matches(filter, topic));
    }

    /// Whether a topic may be the one of its last will where that has a rule of its own.
    default boolean mayLeaveWill(String topic) {
        return switch (this) {
            case Console(SiteId site, SeatId seat) -> topic.equals(new Topic(site, seat, Channel.STATUS).text());
            case Hub _, Nobody _ -> false;
        };
    }

    /// The channels that it writes, or reads, as filters.
    private Stream<String> filters(boolean writes) {
        Stream<Channel> channels = Arrays.stream(Channel.values());
        return switch (this) {
            case Console(SiteId site, SeatId seat) ->
                channels.filter(channel -> channel.writtenByConsole() == writes)
                        .map(channel -> new Topic(site, seat, channel).text());
            case Hub(SiteId site) ->
                channels.filter(channel -> channel.writtenByConsole() != writes)
                        .map(channel -> Topic.filter(site, channel));
            case Nobody _ -> Stream.empty();
        };
    }

    /// Whether a subscription of MQTT matches a topic; shared subscriptions match as their own filter does.
    static boolean matches(String filter, String topic) {
        String[] wanted = shared(filter).split("/", -1);
        String[] found = topic.split("/", -1);
        if (topic.startsWith("$") && (wanted[0].equals("#") || wanted[0].equals("+"))) {
            return false;
        }
        for (int level = 0; level < wanted.length; level++) {
            if (wanted[level].equals("#")) {
                return true;
            }
            if (level >= found.length || (!wanted[level].equals("+") && !wanted[level].equals(found[level]))) {
                return false;
            }
        }
        return wanted.length == found.length;
    }

    private static String shared(String filter) {
        return filter.startsWith("$share/") ? filter.split("/", 3)[2] : filter;
    }
}
