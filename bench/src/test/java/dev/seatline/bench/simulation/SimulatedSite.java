package dev.seatline.bench.simulation;

import dev.seatline.server.HubConfig;
import dev.seatline.wire.BreakType;
import dev.seatline.wire.CardCode;
import dev.seatline.wire.ConsoleId;
import dev.seatline.wire.PersonId;
import dev.seatline.wire.Reason;
import dev.seatline.wire.SeatId;
import dev.seatline.wire.SiteId;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The site of the simulation: who sits where and taps with what.
final class SimulatedSite {
    static final SiteId ID = new SiteId("sim");

    private SimulatedSite() {}

    /// @param agents how many people may sign in; one leader more
    /// @param notReadyLimit in seconds; what changes when somebody changes the configuration
    static HubConfig config(int consoleCount, int agents, int notReadyLimit) {
        List<HubConfig.ConsoleEntry> consoles = new ArrayList<>();
        for (int i = 0; i < consoleCount; i++) {
            consoles.add(new HubConfig.ConsoleEntry(console(i), seat(i), "T", "0".repeat(64)));
        }
        List<HubConfig.PersonEntry> people = new ArrayList<>();
        for (int i = 0; i <= agents; i++) {
            people.add(new HubConfig.PersonEntry(
                    new PersonId("p" + i), "Person " + i, "T", i < agents, i == agents, List.of(card(i))));
        }
        return new HubConfig(
                ID,
                "Simulated",
                ZoneOffset.UTC,
                Path.of("nowhere"),
                new HubConfig.Mqtt.Embedded("127.0.0.1", 0, Optional.empty()),
                new HubConfig.Http("127.0.0.1", 0, Optional.empty()),
                consoles,
                people,
                new HubConfig.SeatSettings(
                        List.of(Reason.OTHER), List.of(BreakType.REST), notReadyLimit, 10, List.of()));
    }

    static SeatId seat(int number) {
        return new SeatId("S%02d".formatted(number + 1));
    }

    static ConsoleId console(int number) {
        return new ConsoleId("C%02d".formatted(number + 1));
    }

    static CardCode card(int number) {
        return new CardCode("%064x".formatted(number + 1));
    }
}
