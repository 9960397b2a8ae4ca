package dev.seatline.server.loop;

import dev.seatline.server.HubConfig;
import dev.seatline.server.ingest.MemoryTraffic;
import dev.seatline.wire.BootId;
import dev.seatline.wire.BreakType;
import dev.seatline.wire.ClockTrust;
import dev.seatline.wire.Confirm;
import dev.seatline.wire.ConsoleId;
import dev.seatline.wire.ConsoleStatus;
import dev.seatline.wire.Decoded;
import dev.seatline.wire.Envelope;
import dev.seatline.wire.EventBatch;
import dev.seatline.wire.Fact;
import dev.seatline.wire.JournalId;
import dev.seatline.wire.PersonId;
import dev.seatline.wire.Reason;
import dev.seatline.wire.SeatId;
import dev.seatline.wire.SeatReport;
import dev.seatline.wire.SeatState;
import dev.seatline.wire.SiteId;
import dev.seatline.wire.Topic;
import dev.seatline.wire.WireJson;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/// What the tests of the loop say as consoles, and what they heard. Seats are S01, S02 …, their consoles C01,
/// C02 …
final class Consoles {
    static final SiteId SITE = new SiteId("main");
    static final Instant DAWN = Instant.parse("2026-11-22T08:00:00Z");
    static final BootId BOOT = new BootId("B1");
    static final JournalId J1 = new JournalId("J1");
    static final JournalId J2 = new JournalId("J2");
    static final PersonId LI = new PersonId("A1001");

    private Consoles() {}

    static HubConfig config(int seats) {
        return config(seats, 300);
    }

    static HubConfig config(int seats, int notReadyLimitSeconds) {
        List<HubConfig.ConsoleEntry> consoles = new ArrayList<>();
        for (int i = 1; i <= seats; i++) {
            consoles.add(new HubConfig.ConsoleEntry(console(i), seat(i), "T1", "0".repeat(64)));
        }
        return new HubConfig(
                SITE,
                "Main",
                ZoneId.of("Asia/Shanghai"),
                Path.of("data"),
                new HubConfig.Mqtt.Embedded("127.0.0.1", 0, Optional.empty()),
                new HubConfig.Http("127.0.0.1", 0, Optional.empty()),
                consoles,
                List.of(new HubConfig.PersonEntry(LI, "李雷", "T1", true, false, List.of())),
                new HubConfig.SeatSettings(
                        List.of(Reason.OTHER), List.of(BreakType.REST), notReadyLimitSeconds, 30, List.of()));
    }

    static SeatId seat(int number) {
        return new SeatId("S%02d".formatted(number));
    }

    static ConsoleId console(int number) {
        return new ConsoleId("C%02d".formatted(number));
    }

    static Topic topic(int seat, Topic.Channel channel) {
        return new Topic(SITE, seat(seat), channel);
    }

    static Envelope envelope(int seat, JournalId journal, long sequence, Fact fact) {
        return new Envelope(
                console(seat),
                journal,
                sequence,
                BOOT,
                sequence * 1_000,
                DAWN.plusSeconds(sequence),
                ClockTrust.TRUSTED,
                fact);
    }

    /// Facts `first` to `last` of a journal: a sign-in, then the hand up and down.
    static EventBatch batch(int seat, JournalId journal, long first, long last) {
        return batch(seat, journal, 1, first, last);
    }

    static EventBatch batch(int seat, JournalId journal, long oldest, long first, long last) {
        List<Envelope> events = new ArrayList<>();
        for (long sequence = first; sequence <= last; sequence++) {
            events.add(envelope(seat, journal, sequence, fact(sequence)));
        }
        return new EventBatch(oldest, events);
    }

    static Fact fact(long sequence) {
        return sequence == 1
                ? new Fact.SignedIn(LI)
                : sequence % 2 == 0 ? new Fact.HandRaised() : new Fact.HandLowered(Fact.Cause.PRESS);
    }

    static CompletionStage<Void> send(MemoryTraffic traffic, int seat, EventBatch batch) {
        return traffic.deliver(topic(seat, Topic.Channel.EVENT).text(), WireJson.write(batch));
    }

    static CompletionStage<Void> online(MemoryTraffic traffic, int seat, boolean online) {
        ConsoleStatus status = new ConsoleStatus(console(seat), online, BOOT, "1", 1, 0, List.of());
        return traffic.deliver(topic(seat, Topic.Channel.STATUS).text(), WireJson.write(status));
    }

    static CompletionStage<Void> report(
            MemoryTraffic traffic, int seat, JournalId journal, long sequence, SeatState state) {
        SeatReport report = new SeatReport(
                console(seat),
                journal,
                sequence,
                BOOT,
                DAWN.plusSeconds(sequence),
                ClockTrust.TRUSTED,
                state.shown(),
                state.shownReason(),
                state,
                0);
        return traffic.deliver(topic(seat, Topic.Channel.STATE).text(), WireJson.write(report));
    }

    /// The state that facts 1 to `sequence` lead to.
    static SeatState stateAfter(long sequence) {
        SeatState state = SeatState.vacant(DAWN);
        for (long i = 1; i <= sequence; i++) {
            state = state.after(fact(i), DAWN.plusSeconds(i));
        }
        return state;
    }

    /// What was confirmed to a seat, in order.
    static List<Confirm> confirms(MemoryTraffic traffic, int seat) {
        return traffic.texts(topic(seat, Topic.Channel.CONFIRM)).stream()
                .map(text -> read(text, Confirm.class))
                .toList();
    }

    static <T> T read(String text, Class<T> type) {
        return switch (WireJson.read(text.getBytes(StandardCharsets.UTF_8), type)) {
            case Decoded.Read<T>(T value) -> value;
            case Decoded.Unreadable<T>(String reason) -> throw new AssertionError(reason);
        };
    }
}
