package dev.seatline.device.technician;

import dev.seatline.device.seat.Outputs;
import dev.seatline.wire.ClockTrust;
import dev.seatline.wire.ConsoleStatus.PartHealth;
import dev.seatline.wire.SeatState;
import dev.seatline.wire.ShownState;
import dev.seatline.wire.WireJson;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A [ConsoleView] for somebody far away: without persons and cards. A field that is added to the view is not in here
/// until somebody puts it in.
///
/// @param person what kind of person is here, and not who
record ShownConsole(
        String site,
        String seat,
        String console,
        String software,
        String boot,
        long uptimeSeconds,
        ShownState shown,
        @Nullable String reason,
        String person,
        String declaration,
        @Nullable String pending,
        String headset,
        String call,
        boolean handRaised,
        boolean faultReported,
        Map<String, String> failedParts,
        Instant since,
        Outputs outputs,
        boolean online,
        Instant linkSince,
        String linkDetail,
        Instant wall,
        ClockTrust clock,
        long settings,
        List<PartHealth> parts,
        List<InputView> inputs) {

    static ShownConsole of(ConsoleView view) {
        SeatState state = view.state();
        return new ShownConsole(
                view.site().toString(),
                view.seat().toString(),
                view.console().toString(),
                view.software(),
                view.boot().toString(),
                view.uptimeSeconds(),
                view.shown(),
                view.reason(),
                kind(state.person()),
                kind(state.declaration()),
                state.pending() == null ? null : kind(state.pending()),
                state.headset().name(),
                kind(state.call()),
                state.handRaised(),
                state.faultReported(),
                state.failedParts(),
                state.since(),
                view.outputs(),
                view.online(),
                view.linkSince(),
                view.linkDetail(),
                view.wall(),
                view.clock(),
                view.settings(),
                view.parts(),
                view.inputs().stream().map(ShownConsole::withoutCard).toList());
    }

    private static String kind(Object one) {
        return WireJson.kind(one.getClass());
    }

    private static InputView withoutCard(InputView input) {
        return new InputView(
                input.part(),
                input.high(),
                input.worked(),
                input.edges(),
                input.counted(),
                input.rejected(),
                input.bounces(),
                input.lastMillis(),
                "",
                input.bursts());
    }
}
