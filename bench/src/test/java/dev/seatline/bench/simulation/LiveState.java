package dev.seatline.bench.simulation;

import dev.seatline.server.floor.SeatView;
import dev.seatline.server.store.EventStore.JournalKey;
import dev.seatline.wire.SeatReport;
import dev.seatline.wire.SeatState;
import dev.seatline.wire.WireJson;
import java.util.List;
import java.util.Optional;

/// What the hub is to show of the present: what the newest word of a console says, and never an older one. For the
/// simulation's one thread.
final class LiveState {
    private final SimulatedHub hub;
    private final Truth truth;

    LiveState(SimulatedHub hub, Truth truth) {
        this.hub = hub;
        this.truth = truth;
    }

    /// @param consoles in the order of the configuration
    void check(List<SimulatedConsole> consoles) {
        if (hub.unknown()) {
            return;
        }
        List<SeatView> views = hub.views();
        for (int i = 0; i < views.size(); i++) {
            SeatView view = views.get(i);
            if (view.link() == SeatView.Link.ONLINE) {
                expected(consoles.get(i)).ifPresent(state -> same(view, state, "live state"));
            }
        }
    }

    /// What is to be shown of a console, where that can be told.
    private Optional<SeatState> expected(SimulatedConsole console) {
        Optional<JournalKey> delivered = hub.newestJournal(console.id());
        Optional<SeatReport> told = hub.report(console.seat());
        if (told.isEmpty()) {
            return Optional.empty();
        }
        SeatReport report = told.get();
        JournalKey key = new JournalKey(report.console(), report.journal());
        if (delivered.isPresent() && truth.age(delivered.get()) > truth.age(key)) {
            return Optional.empty();
        }
        long held = hub.held(key);
        int recorded = truth.boot(key, held).map(truth::age).orElse(-1);
        if (held > report.sequence() && recorded < truth.age(report.boot())) {
            return Optional.empty();
        }
        boolean undone = recorded > truth.age(report.boot())
                && truth.boot(key, held).filter(hub::knows).isPresent();
        return held > report.sequence() || undone ? truth.state(key, held) : Optional.of(report.state());
    }

    static void same(SeatView view, SeatState state, String what) {
        String found = view.state() + " " + view.reason() + " " + view.agent() + " " + view.raised() + " "
                + view.faultReported() + " " + view.pending() + " " + view.headset() + " " + view.rings();
        String expected = state.shown() + " " + state.shownReason() + " " + state.agent() + " " + state.handRaised()
                + " " + state.faultReported() + " "
                + (state.pending() == null
                        ? null
                        : WireJson.kind(state.pending().getClass())) + " " + state.headset()
                + " " + state.rings();
        if (!found.equals(expected)) {
            throw new AssertionError("%s of seat %s is %s, should be %s".formatted(what, view.seat(), found, expected));
        }
    }
}
