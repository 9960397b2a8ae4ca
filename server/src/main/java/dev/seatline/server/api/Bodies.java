package dev.seatline.server.api;

import dev.seatline.server.floor.FloorSnapshot;
import dev.seatline.server.floor.SeatView;
import dev.seatline.server.people.Identity;
import dev.seatline.server.people.Role;
import dev.seatline.server.store.StoredEvent;
import dev.seatline.wire.BootId;
import dev.seatline.wire.ClockTrust;
import dev.seatline.wire.ConsoleId;
import dev.seatline.wire.Envelope;
import dev.seatline.wire.Headset;
import dev.seatline.wire.JournalId;
import dev.seatline.wire.SeatId;
import dev.seatline.wire.ShownState;
import dev.seatline.wire.SiteId;
import dev.seatline.wire.WireJson;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/// What the API answers, as records; `openapi.json` says the same and a test compares the two. Times carry the
/// offset of the site.
final class Bodies {
    private static final Pattern CARD_CODE = Pattern.compile("[0-9a-f]{64}");
    private static final int CARD_DIGITS = 8;

    /// Who sees card codes whole: to find a card is their work.
    private static final Set<Role> SEE_CARDS = EnumSet.of(Role.ADMINISTRATOR, Role.TECHNICIAN, Role.AUDITOR);

    private Bodies() {}

    record Site(SiteId id, String name) {}

    /// All seats, or some.
    ///
    /// @param now the hub's time; a page counts on from here at `speed`
    /// @param speed seconds of the hub's time per real second
    record Seats(Site site, OffsetDateTime now, double speed, Limits limits, long version, List<Seat> seats) {}

    /// From when on a page calls for attention.
    ///
    /// @param notReadySeconds how long a seat may be not ready; 0 for ever
    record Limits(int notReadySeconds) {}

    record Seat(
            SeatId seat,
            String team,
            ShownState state,
            @Nullable String reason,
            @Nullable String agent,
            @Nullable String agentName,
            @Nullable String relief,
            OffsetDateTime since,
            int rings,
            Headset headset,
            SeatView.Link link,
            @Nullable OffsetDateTime linkSince,
            ClockTrust clock,
            boolean raised,
            @Nullable OffsetDateTime raisedSince,
            @Nullable String pending,
            @Nullable Integer breakMinutes,
            boolean faultReported,
            long backlog,
            long lost) {}

    record Event(
            long id,
            SeatId seat,
            ConsoleId console,
            JournalId journal,
            long sequence,
            BootId boot,
            long elapsedMillis,
            OffsetDateTime wall,
            ClockTrust clock,
            OffsetDateTime received,
            OffsetDateTime at,
            StoredEvent.TimeQuality time,
            JsonNode fact) {}

    record Events(List<Event> events, long next, boolean more) {}

    record Session(String user, String role, String csrf, boolean mustChange) {}

    record Beat(OffsetDateTime now) {}

    static OffsetDateTime at(Instant instant, ZoneId zone) {
        return instant.atZone(zone).toOffsetDateTime();
    }

    static Session session(Identity identity) {
        return new Session(identity.subject().name(), identity.role().code(), identity.csrf(), identity.mustChange());
    }

    static Seats seats(
            Site site,
            Limits limits,
            FloorSnapshot floor,
            List<SeatView> views,
            Instant now,
            double speed,
            ZoneId zone) {
        return new Seats(
                site,
                at(now, zone),
                speed,
                limits,
                floor.version(),
                views.stream().map(view -> seat(view, zone)).toList());
    }

    static Seat seat(SeatView view, ZoneId zone) {
        Instant linkSince = view.linkSince();
        Instant raisedSince = view.raisedSince();
        return new Seat(
                view.seat(),
                view.team(),
                view.state(),
                view.reason(),
                view.agent(),
                view.agentName(),
                view.relief(),
                at(view.since(), zone),
                view.rings(),
                view.headset(),
                view.link(),
                linkSince == null ? null : at(linkSince, zone),
                view.clock(),
                view.raised(),
                raisedSince == null ? null : at(raisedSince, zone),
                view.pending(),
                view.breakMinutes(),
                view.faultReported(),
                view.backlog(),
                view.lost());
    }

    /// @param reader card codes are cut to their first eight digits for most roles
    static Event event(StoredEvent event, ZoneId zone, Role reader) {
        Envelope envelope = event.envelope();
        JsonNode fact = WireJson.mapper().valueToTree(envelope.fact());
        return new Event(
                event.id(),
                event.seat(),
                envelope.console(),
                envelope.journal(),
                envelope.sequence(),
                envelope.boot(),
                envelope.elapsedMillis(),
                at(envelope.wall(), zone),
                envelope.clock(),
                at(event.received(), zone),
                at(event.at(), zone),
                event.time(),
                SEE_CARDS.contains(reader) ? fact : withoutCards(fact));
    }

    /// Whatever looks like a card code is cut, wherever it stands: facts of newer consoles are not known here.
    private static JsonNode withoutCards(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.properties().forEach(field -> field.setValue(withoutCards(field.getValue())));
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, withoutCards(array.get(i)));
            }
        } else if (node.isString() && CARD_CODE.matcher(node.stringValue()).matches()) {
            return StringNode.valueOf(node.stringValue().substring(0, CARD_DIGITS));
        }
        return node;
    }
}
