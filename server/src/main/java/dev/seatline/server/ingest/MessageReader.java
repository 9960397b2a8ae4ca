package dev.seatline.server.ingest;

import dev.seatline.wire.ConsoleId;
import dev.seatline.wire.ConsoleStatus;
import dev.seatline.wire.Decoded;
import dev.seatline.wire.Envelope;
import dev.seatline.wire.EventBatch;
import dev.seatline.wire.Outcome;
import dev.seatline.wire.SeatId;
import dev.seatline.wire.SeatReport;
import dev.seatline.wire.SeatState;
import dev.seatline.wire.SiteId;
import dev.seatline.wire.Texts;
import dev.seatline.wire.Topic;
import dev.seatline.wire.WireJson;
import java.time.Instant;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Makes sense of what consoles send, or says in one line why it makes none. Pure: it never throws for what a
/// message holds. Any thread.
///
/// @param consoles the one console of every seat of the site
public record MessageReader(SiteId site, Map<SeatId, ConsoleId> consoles) {
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

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
        ConsoleId console = consoles.get(parsed.seat());
        if (console == null) {
            return new Incoming.Rejected("seat %s is not configured; add it with its console to the hub's configuration"
                    .formatted(parsed.seat()));
        }
        return switch (parsed.channel()) {
            case EVENT -> decoded(payload, EventBatch.class, batch -> events(parsed.seat(), console, batch));
            case STATE -> decoded(payload, SeatReport.class, report -> report(parsed.seat(), console, report));
            case STATUS -> decoded(payload, ConsoleStatus.class, status -> status(parsed.seat(), console, status));
            case OUTCOME -> decoded(payload, Outcome.class, outcome -> outcome(parsed.seat(), outcome));
            case CONFIRM, SETTINGS, ORDER ->
                new Incoming.Rejected("channel %s is written by the hub alone; a console writes status, state, event"
                                .formatted(parsed.channel().level())
                        + " and outcome");
        };
    }

    private static <T> Incoming decoded(byte[] payload, Class<T> type, Function<T, Incoming> checked) {
        try {
            return switch (WireJson.read(payload, type)) {
                case Decoded.Read<T>(T value) -> checked.apply(value);
                case Decoded.Unreadable<T>(String reason) -> new Incoming.Rejected(reason);
            };
        } catch (RuntimeException e) {
            // the reader of the contract lets pass what misses a part; looking at the parts finds it out
            return new Incoming.Rejected("an incomplete %s: %s"
                    .formatted(type.getSimpleName(), Texts.shortened(String.valueOf(e.getMessage()))));
        }
    }

    private static Incoming events(SeatId seat, ConsoleId console, EventBatch batch) {
        if (!batch.console().equals(console)) {
            return wrongConsole(seat, console, batch.console());
        }
        SeatState probe = SeatState.vacant(Instant.EPOCH);
        for (Envelope envelope : batch.events()) {
            boolean missing = missing(envelope.boot(), envelope.wall(), envelope.clock(), envelope.fact());
            if (missing) {
                return new Incoming.Rejected(
                        "fact %d lacks its boot, wall, clock or fact".formatted(envelope.sequence()));
            }
            probe = probe.after(envelope.fact(), envelope.wall());
        }
        return new Incoming.Events(seat, batch);
    }

    private static Incoming report(SeatId seat, ConsoleId console, SeatReport report) {
        if (!report.console().equals(console)) {
            return wrongConsole(seat, console, report.console());
        }
        SeatState state = report.state();
        boolean missing = missing(
                report.journal(),
                report.boot(),
                report.wall(),
                report.clock(),
                state.person(),
                state.declaration(),
                state.call(),
                state.headset(),
                state.since());
        if (missing || report.sequence() < 0) {
            return new Incoming.Rejected(
                    "a state needs journal, a sequence of at least 0, boot, wall, clock and a whole"
                            + " state, found sequence " + report.sequence());
        }
        if (beyond(report.wall()) || beyond(state.since())) {
            return new Incoming.Rejected(
                    "a state has times between 1970 and 9999, found %s and %s".formatted(report.wall(), state.since()));
        }
        // both look at everything that the board will look at
        state.shown();
        state.shownReason();
        return new Incoming.Report(seat, report);
    }

    /// Times that no calendar of ours can calculate with. A fact with such a time is kept and bounded, see
    /// [FactTimes].
    private static boolean beyond(Instant time) {
        return time.isBefore(Instant.EPOCH) || time.isAfter(LATEST);
    }

    private static Incoming status(SeatId seat, ConsoleId console, ConsoleStatus status) {
        if (!status.console().equals(console)) {
            return wrongConsole(seat, console, status.console());
        }
        return !missing(status.boot())
                ? new Incoming.Status(seat, status)
                : new Incoming.Rejected("a status needs a boot");
    }

    private static Incoming outcome(SeatId seat, Outcome outcome) {
        return !missing(outcome.order(), outcome.result())
                ? new Incoming.OutcomeOf(seat, outcome)
                : new Incoming.Rejected("an outcome needs an order and a result");
    }

    private static Incoming wrongConsole(SeatId seat, ConsoleId allowed, ConsoleId found) {
        return new Incoming.Rejected(
                "console %s may not speak for seat %s; allowed is %s".formatted(found, seat, allowed));
    }

    private static boolean missing(@Nullable Object... parts) {
        for (Object part : parts) {
            if (part == null) {
                return true;
            }
        }
        return false;
    }
}
