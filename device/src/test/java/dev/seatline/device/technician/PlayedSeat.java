package dev.seatline.device.technician;

import dev.seatline.device.hardware.bench.BenchHardware;
import dev.seatline.device.loop.SelfReport;
import dev.seatline.device.seat.Input;
import dev.seatline.device.seat.Outputs;
import dev.seatline.time.TimeSource;
import dev.seatline.wire.BootId;
import dev.seatline.wire.Call;
import dev.seatline.wire.ClockTrust;
import dev.seatline.wire.ConsoleId;
import dev.seatline.wire.ConsoleStatus.PartHealth;
import dev.seatline.wire.Declaration;
import dev.seatline.wire.Headset;
import dev.seatline.wire.JournalId;
import dev.seatline.wire.Person;
import dev.seatline.wire.PersonId;
import dev.seatline.wire.Reason;
import dev.seatline.wire.SeatId;
import dev.seatline.wire.SeatState;
import dev.seatline.wire.SiteId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// A crude seat for looking at the page and for testing the server: it answers the bench somehow, by no rules of the
/// real seat. Any thread.
final class PlayedSeat {
    private final TimeSource time;
    private final BenchHardware bench;
    private final Instant began;
    private final long start;
    private SeatState state;
    private boolean online = true;
    private ClockTrust clock = ClockTrust.TRUSTED;
    private boolean recording = true;
    private long settings = 17;
    private long last = 1204;
    private long confirmed = 1204;

    PlayedSeat(TimeSource time, BenchHardware bench) {
        this.time = time;
        this.bench = bench;
        this.began = time.now();
        this.start = time.nanoTime();
        this.state = SeatState.vacant(began);
    }

    /// Cut off, and nothing is well.
    synchronized PlayedSeat inTrouble() {
        online = false;
        clock = ClockTrust.UNTRUSTED;
        recording = false;
        settings = 0;
        confirmed = 1100;
        return this;
    }

    synchronized PlayedSeat offline() {
        online = false;
        confirmed = last - 37;
        return this;
    }

    synchronized void sensed(Input input) {
        state = after(input);
        last++;
        if (online) {
            confirmed = last;
        }
        bench.show(outputs());
    }

    synchronized ConsoleView view() {
        List<PartHealth> parts = new ArrayList<>(bench.health());
        parts.add(new PartHealth(
                "journal", recording, recording ? "writes, 1.2 MB, 11.4 GB free" : "disk is full: 0 bytes free"));
        return new ConsoleView(
                new SiteId("nanjing"),
                new SeatId("A-017"),
                new ConsoleId("c-7f3a"),
                "0.1.0",
                new BootId("b-20261122-1"),
                java.time.Duration.between(began, time.now()).toSeconds(),
                state.shown(),
                state.shownReason(),
                state.agent() == null ? null : "李静",
                state,
                outputs(),
                new JournalId("j-5d0c81"),
                205,
                last,
                confirmed,
                recording,
                online,
                began,
                online ? "connected to ssl://hub.example:8883" : "connection refused by hub.example:8883",
                time.now(),
                clock,
                settings,
                parts,
                SelfReport.inputs(bench, start));
    }

    private Outputs outputs() {
        Outputs.Colour colour = switch (state.shown()) {
            case SIGNED_OUT, OFFLINE -> Outputs.Colour.OFF;
            case READY, RINGING -> Outputs.Colour.GREEN;
            case TALKING -> Outputs.Colour.BLUE;
            case NOT_READY -> Outputs.Colour.RED;
            case WRAP_UP, BREAK_REQUESTED, BREAK, UNATTENDED, UNKNOWN -> Outputs.Colour.AMBER;
        };
        Outputs.Pattern pattern = switch (state.shown()) {
            case RINGING -> Outputs.Pattern.FAST_BLINK;
            case BREAK_REQUESTED -> Outputs.Pattern.SLOW_BLINK;
            case UNKNOWN -> Outputs.Pattern.DOUBLE_BLINK;
            case SIGNED_OUT, READY, TALKING, WRAP_UP, NOT_READY, BREAK, UNATTENDED, OFFLINE -> Outputs.Pattern.STEADY;
        };
        String digits = state.rings() > 0 ? "" + state.rings() : state.handRaised() ? "HELP" : "";
        return new Outputs(new Outputs.Lamp(colour, pattern, !online), digits, Outputs.Buzzer.SILENT);
    }

    private SeatState after(Input input) {
        return switch (input) {
            case Input.CardRead _ ->
                with(
                        state.agent() == null ? new Person.Agent(new PersonId("8001"), null) : new Person.Nobody(),
                        new Declaration.NotReady(Reason.WARM_UP),
                        state.call(),
                        state.headset());
            case Input.ButtonPressed pressed ->
                with(
                        state.person(),
                        state.declaration() instanceof Declaration.Ready
                                ? new Declaration.NotReady(Reason.OTHER)
                                : new Declaration.Ready(),
                        state.call(),
                        state.headset(),
                        pressed.press() == Input.Press.LONG);
            case Input.HookMoved moved ->
                with(
                        state.person(),
                        state.declaration(),
                        moved.lifted() && state.rings() > 0 ? new Call.InCall() : new Call.Quiet(),
                        moved.lifted() ? Headset.LIFTED : Headset.RESTING);
            case Input.BellRang _ ->
                with(state.person(), state.declaration(), new Call.Ringing(state.rings() + 1), state.headset());
            case Input.PartReported part -> withPart(part);
            case Input.LinkChanged _,
                    Input.ClockBecameTrusted _,
                    Input.SettingsArrived _,
                    Input.OrderArrived _,
                    Input.TimePassed _ -> state;
        };
    }

    private SeatState withPart(Input.PartReported part) {
        SortedMap<String, String> failed = new TreeMap<>(state.failedParts());
        if (part.ok()) {
            failed.remove(part.part());
        } else {
            failed.put(part.part(), part.detail());
        }
        Headset headset = part.part().equals(BenchHardware.HOOK) ? Headset.UNKNOWN : state.headset();
        return new SeatState(
                state.person(), state.declaration(), null, headset, state.call(), false, false, failed, time.now());
    }

    private SeatState with(Person person, Declaration declaration, Call call, Headset headset) {
        return with(person, declaration, call, headset, state.handRaised());
    }

    private SeatState with(Person person, Declaration declaration, Call call, Headset headset, boolean hand) {
        return new SeatState(person, declaration, null, headset, call, hand, false, state.failedParts(), time.now());
    }
}
