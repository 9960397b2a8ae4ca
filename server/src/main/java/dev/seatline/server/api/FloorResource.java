package dev.seatline.server.api;

import dev.seatline.server.HubConfig;
import dev.seatline.server.floor.FloorSnapshot;
import dev.seatline.server.floor.SeatView;
import dev.seatline.server.store.StoredEvent;
import dev.seatline.time.TimeSource;
import dev.seatline.wire.Ids;
import dev.seatline.wire.SeatId;
import dev.seatline.wire.ShownState;
import dev.seatline.wire.Texts;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Seats as they are, and what happened at them. Safe for any thread.
final class FloorResource {
    private static final int MOST_EVENTS = 1_000;
    private static final int USUAL_EVENTS = 100;

    private final Bodies.Site site;
    private final Bodies.Limits limits;
    private final ZoneId zone;
    private final HubDesk desk;
    private final TimeSource time;

    FloorResource(HubConfig config, HubDesk desk, TimeSource time) {
        this.site = new Bodies.Site(config.site(), config.siteName());
        this.limits = new Bodies.Limits(config.seats().notReadyLimitSeconds());
        this.zone = config.zone();
        this.desk = desk;
        this.time = time;
    }

    Answer seats(Exchange exchange) {
        Exchange.Query query = exchange.query("team", "state");
        Optional<String> team = query.text("team");
        Optional<ShownState> state = query.text("state").map(FloorResource::state);
        FloorSnapshot floor = desk.floor();
        return Answer.ok(body(
                floor,
                floor.seats().stream()
                        .filter(view -> team.isEmpty() || view.team().equals(team.get()))
                        .filter(view -> state.isEmpty() || view.state() == state.get())
                        .toList()));
    }

    /// The body of `/seats`, for the stream too.
    Bodies.Seats body(FloorSnapshot floor, List<SeatView> views) {
        return Bodies.seats(site, limits, floor, views, time.now(), time.speed(), zone);
    }

    Bodies.Seat body(SeatView view) {
        return Bodies.seat(view, zone);
    }

    Bodies.Beat beat() {
        return new Bodies.Beat(Bodies.at(time.now(), zone));
    }

    Answer seat(Exchange exchange) {
        exchange.query();
        return Answer.ok(body(view(desk, exchange.pathSeat())));
    }

    Answer events(Exchange exchange) {
        Exchange.Query query = exchange.query("after", "seat", "limit");
        long after = query.number("after", 0, Long.MAX_VALUE, 0);
        int limit = (int) query.number("limit", 1, MOST_EVENTS, USUAL_EVENTS);
        SeatId seat = query.text("seat").map(FloorResource::seatId).orElse(null);
        List<StoredEvent> events = desk.events(after, seat, limit);
        long next = events.isEmpty() ? after : events.getLast().id();
        boolean more = events.size() == limit && !desk.events(next, seat, 1).isEmpty();
        return Answer.ok(new Bodies.Events(
                events.stream()
                        .map(event ->
                                Bodies.event(event, zone, exchange.identity().role()))
                        .toList(),
                next,
                more));
    }

    Answer stream(Exchange exchange) {
        exchange.query();
        return new Answer.Stream(exchange.identity(), exchange.header("Last-Event-ID"));
    }

    static SeatView view(HubDesk desk, SeatId seat) {
        return desk.floor().seats().stream()
                .filter(view -> view.seat().equals(seat))
                .findFirst()
                .orElseThrow(() -> new Refusal(
                        Problem.Kind.NOT_FOUND,
                        "there is no seat \"%s\"; /api/v1/seats lists all of them".formatted(seat)));
    }

    private static SeatId seatId(String text) {
        if (!Ids.valid(text)) {
            throw new Refusal(
                    Problem.Kind.BAD_REQUEST,
                    "seat must match %s, found \"%s\"".formatted(Ids.SHAPE, Texts.shortened(text)));
        }
        return new SeatId(text);
    }

    private static ShownState state(String text) {
        return Arrays.stream(ShownState.values())
                .filter(state -> state.name().equals(text))
                .findFirst()
                .orElseThrow(() -> new Refusal(
                        Problem.Kind.BAD_REQUEST,
                        "state must be one of %s, found \"%s\""
                                .formatted(
                                        Arrays.stream(ShownState.values())
                                                .map(Enum::name)
                                                .collect(Collectors.joining(", ")),
                                        Texts.shortened(text))));
    }
}
