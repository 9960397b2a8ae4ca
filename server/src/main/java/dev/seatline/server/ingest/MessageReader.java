package dev.seatline.server.ingest;

import dev.seatline.wire.ConsoleId;
import dev.seatline.wire.ConsoleStatus;
import dev.seatline.wire.Decoded;
import dev.seatline.wire.EventBatch;
import dev.seatline.wire.Outcome;
import dev.seatline.wire.SeatId;
import dev.seatline.wire.SeatReport;
import dev.seatline.wire.SiteId;
import dev.seatline.wire.Texts;
import dev.seatline.wire.Topic;
import dev.seatline.wire.WireJson;
import java.util.Map;
import java.util.function.Function;

/// Makes sense of what consoles send, or says in one line why it makes none. Pure: it never throws for what a
/// message holds. Any thread.
///
/// @param consoles the one console of every seat of the site
public record MessageReader(SiteId site, Map<SeatId, ConsoleId> consoles) {
    public MessageReader {
        consoles = Map.copyOf(consoles);
    }

    /// Reads one message.
    ///
    /// @param topic as sent
    public Incoming read(String topic, byte[] payload) {
        Topic parsed = Topic.parse(topic).orElse(null);
        if (parsed == null) {
            return new Incoming.Rejected("topic \"%s\" is none of ours; allowed is seatline/v1/{site}/{seat}/{channel}"
                    .formatted(Texts.shortened(topic)));
        }
        if (!parsed.site().equals(site)) {
            return new Incoming.Rejected("site %s is not ours; allowed is %s".formatted(parsed.site(), site));
        }
        SeatId seat = parsed.seat();
        ConsoleId console = consoles.get(seat);
        if (console == null) {
            return new Incoming.Rejected("seat %s is not configured; add it with its console to the hub's configuration"
                    .formatted(parsed.seat()));
        }
        return switch (parsed.channel()) {
            case EVENT ->
                decoded(
                        payload,
                        EventBatch.class,
                        batch -> own(seat, console, batch.console(), new Incoming.Events(seat, batch)));
            case STATE ->
                decoded(
                        payload,
                        SeatReport.class,
                        report -> own(seat, console, report.console(), new Incoming.Report(seat, report)));
            case STATUS ->
                decoded(
                        payload,
                        ConsoleStatus.class,
                        status -> own(seat, console, status.console(), new Incoming.Status(seat, status)));
            case OUTCOME -> decoded(payload, Outcome.class, outcome -> new Incoming.OutcomeOf(seat, outcome));
            case CONFIRM, SETTINGS, ORDER ->
                new Incoming.Rejected("channel %s is written by the hub alone; a console writes status, state, event"
                                .formatted(parsed.channel().level())
                        + " and outcome");
        };
    }

    private static <T> Incoming decoded(byte[] payload, Class<T> type, Function<T, Incoming> checked) {
        return switch (WireJson.read(payload, type)) {
            case Decoded.Read<T>(T value) -> checked.apply(value);
            case Decoded.Unreadable<T>(String reason) -> new Incoming.Rejected(reason);
        };
    }

    private static Incoming own(SeatId seat, ConsoleId allowed, ConsoleId found, Incoming incoming) {
        return found.equals(allowed)
                ? incoming
                : new Incoming.Rejected(
                        "console %s may not speak for seat %s; allowed is %s".formatted(found, seat, allowed));
    }
}
