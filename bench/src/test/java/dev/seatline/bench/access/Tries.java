package dev.seatline.bench.access;

import dev.seatline.wire.SeatId;
import dev.seatline.wire.SiteId;
import dev.seatline.wire.Topic;
import dev.seatline.wire.Topic.Channel;
import java.util.ArrayList;
import java.util.List;

/// The topics that everybody tries, to write to and to read from. Pure.
final class Tries {
    private static final SiteId ELSEWHERE = new SiteId("elsewhere");
    /// Of the site, but in no configuration.
    private static final SeatId UNUSED = new SeatId("S99");

    private Tries() {}

    /// Topics and filters, well-formed and not.
    ///
    /// @param own the seat of who tries; for the hub any one
    /// @param seats all seats
    static List<String> of(SiteId site, SeatId own, List<SeatId> seats) {
        List<String> tries = new ArrayList<>();
        List<SeatId> everySeat = new ArrayList<>(seats);
        everySeat.add(UNUSED);
        for (Channel channel : Channel.values()) {
            everySeat.forEach(seat -> tries.add(new Topic(site, seat, channel).text()));
            tries.add(new Topic(ELSEWHERE, own, channel).text());
        }
        String seat = "seatline/v1/%s/%s".formatted(site, own);
        tries.addAll(List.of(
                // one level too many, too few, empty
                seat + "/event/x",
                seat + "/order/",
                "/" + seat + "/event",
                seat,
                seat + "/",
                "seatline/v1/%s/order".formatted(site),
                "seatline/v1/%s//event".formatted(site),
                "seatline/v1//%s/event".formatted(own),
                "/",
                // alike, but not the same
                "seatline/v1/%s/%s/EVENT".formatted(site, own),
                "seatline/v1/%s/%s/event ".formatted(site, own),
                "seatline/v1/%s/%s/events".formatted(site, own),
                "seatline/v1/%s/%s/event".formatted(site, own.text() + "1"),
                "seatline/v1/%s/%s/order".formatted(site, own.text().substring(0, 2)),
                "SEATLINE/v1/%s/%s/event".formatted(site, own),
                "seatline/v2/%s/%s/event".formatted(site, own),
                "seatline/%s/%s/event".formatted(site, own),
                "seatline/v1/%s/%%u/event".formatted(site),
                // outside
                "other/topic",
                "seatline",
                "$SYS/broker/version",
                "$SYS/" + seat + "/event",
                "$share/g/" + seat + "/order",
                "$share/g/" + seat + "/event",
                // filters; nobody can write to such
                "#",
                "+",
                "/#",
                "+/+/+/+/+",
                "seatline/#",
                "seatline/v1/+/+/event",
                "seatline/v1/+/+/order",
                "seatline/v1/%s/#".formatted(site),
                "seatline/v1/%s/+/order".formatted(site),
                "seatline/v1/%s/+/settings".formatted(site),
                "seatline/v1/%s/+/event".formatted(site),
                "+/v1/%s/%s/settings".formatted(site, own),
                seat + "/+",
                seat + "/#",
                seat + "/order/#",
                seat + "/event/#",
                "$SYS/#",
                "$share/g/#",
                "$share/g/seatline/v1/%s/+/order".formatted(site),
                "$share/g/seatline/v1/%s/+/event".formatted(site),
                // not even filters
                "",
                "seatline/v1/%s/%s+/order".formatted(site, own),
                "seatline/#/order",
                "$share/+/" + seat + "/order"));
        return tries;
    }

    /// Whether MQTT lets anybody write to it at all.
    static boolean writable(String topic) {
        return !topic.isEmpty() && !topic.contains("+") && !topic.contains("#");
    }

    /// Whether MQTT lets anybody ask for it at all.
    static boolean readable(String filter) {
        if (filter.isEmpty() || filter.startsWith("$share/+/")) {
            return false;
        }
        String[] levels = filter.split("/", -1);
        for (int i = 0; i < levels.length; i++) {
            boolean alone = levels[i].length() == 1;
            if ((levels[i].contains("+") && !alone) || (levels[i].contains("#") && (!alone || i < levels.length - 1))) {
                return false;
            }
        }
        return true;
    }
}
