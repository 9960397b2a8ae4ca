package dev.seatline.wire;

import java.util.Locale;
import java.util.Optional;

/// One topic of the contract: `seatline/v1/{site}/{seat}/{channel}`.
public record Topic(SiteId site, SeatId seat, Channel channel) {
    private static final String ROOT = "seatline/v1/";
    private static final int LEVELS = 5;

    /// The last level of a topic, and who may write there.
    public enum Channel {
        STATUS(true, true),
        STATE(true, true),
        EVENT(true, false),
        OUTCOME(true, false),
        CONFIRM(false, false),
        SETTINGS(false, true),
        ORDER(false, false);

        private final boolean console;
        private final boolean retained;

        Channel(boolean console, boolean retained) {
            this.console = console;
            this.retained = retained;
        }

        /// True when the console writes here and the hub reads; false the other way round.
        public boolean writtenByConsole() {
            return console;
        }

        /// True when the broker keeps the last message for who comes later.
        public boolean retained() {
            return retained;
        }

        /// The level as it stands in a topic.
        public String level() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// The topic as MQTT wants it.
    public String text() {
        return ROOT + site + "/" + seat + "/" + channel.level();
    }

    /// Everything that consoles write on a channel at a site, as a subscription for the hub.
    public static String filter(SiteId site, Channel channel) {
        return ROOT + site + "/+/" + channel.level();
    }

    /// Reads a topic; empty when it is none of ours.
    public static Optional<Topic> parse(String text) {
        String[] level = text.split("/", -1);
        if (!text.startsWith(ROOT) || level.length != LEVELS || !Ids.valid(level[2]) || !Ids.valid(level[3])) {
            return Optional.empty();
        }
        for (Channel channel : Channel.values()) {
            if (channel.level().equals(level[4])) {
                return Optional.of(new Topic(new SiteId(level[2]), new SeatId(level[3]), channel));
            }
        }
        return Optional.empty();
    }

    @Override
    public String toString() {
        return text();
    }
}
