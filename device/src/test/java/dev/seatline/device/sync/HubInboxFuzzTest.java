package dev.seatline.device.sync;

import dev.seatline.device.StoredInputs;
import dev.seatline.device.seat.Action;
import dev.seatline.device.seat.Decision;
import dev.seatline.device.seat.Input;
import dev.seatline.device.seat.Moment;
import dev.seatline.device.seat.Seat;
import dev.seatline.device.seat.SeatRules;
import dev.seatline.time.SystemTime;
import dev.seatline.wire.ClockTrust;
import dev.seatline.wire.Confirm;
import dev.seatline.wire.ConsoleId;
import dev.seatline.wire.Decoded;
import dev.seatline.wire.Fact;
import dev.seatline.wire.Order;
import dev.seatline.wire.Outcome;
import dev.seatline.wire.PersonId;
import dev.seatline.wire.SeatState;
import dev.seatline.wire.Settings;
import dev.seatline.wire.Topic;
import dev.seatline.wire.WireJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Fuzz target: whatever the hub sends, the console reads and deals with, or counts as unreadable.
///
/// The input is a list of messages with a line `--` between, each a channel in capitals, an end of line and a payload.
public class HubInboxFuzzTest {
    private static final Instant NOON = Instant.parse("2026-11-22T04:00:00Z");
    private static final int MOST_MESSAGES = 8;
    private static final byte[] BETWEEN = "\n--\n".getBytes(StandardCharsets.US_ASCII);

    /// Before the time of single inputs is taken.
    public static void fuzzerInitialize() throws Throwable {
        StoredInputs.tried(HubInboxFuzzTest.class, HubInboxFuzzTest::fuzzerTestOneInput);
    }

    public static void fuzzerTestOneInput(byte[] input) {
        Console console = new Console();
        HubInbox inbox = new HubInbox(new ConsoleId("C01"), new SystemTime(), console);
        int from = 0;
        for (int message = 0; message < MOST_MESSAGES && from <= input.length; message++) {
            int to = indexOf(BETWEEN, input, from);
            byte[] one = Arrays.copyOfRange(input, from, to);
            int end = indexOf(new byte[] {'\n'}, one, 0);
            String name = new String(one, 0, end, StandardCharsets.ISO_8859_1);
            byte[] payload = Arrays.copyOfRange(one, Math.min(end + 1, one.length), one.length);
            for (Topic.Channel channel : Topic.Channel.values()) {
                if (channel.name().equals(name)) {
                    long before = console.taken + inbox.unreadable();
                    inbox.received(channel, payload);
                    check(console.taken + inbox.unreadable() == before + 1, "neither taken nor counted");
                }
            }
            from = to + BETWEEN.length;
        }
    }

    @TestFactory
    Stream<DynamicTest> storedInputsAreDealtWithOrCounted() throws IOException {
        return StoredInputs.each(HubInboxFuzzTest.class, HubInboxFuzzTest::fuzzerTestOneInput);
    }

    /// The pure part of a console: an agent is signed in and has asked for a break.
    private static final class Console implements HubInbox.Receiver {
        private Seat seat = Seat.started(SeatRules.DEFAULT, Settings.NONE, SeatState.vacant(NOON))
                .after(new Fact.SignedIn(new PersonId("P1001")), at(1));
        private long taken;

        @Override
        public void linkChanged(boolean online, String detail) {
            throw new AssertionError("no message changes the link");
        }

        @Override
        public void confirmed(Confirm confirm) {
            taken++;
        }

        @Override
        public void settings(Settings settings) {
            taken++;
            check(
                    new Decoded.Read<>(settings).equals(WireJson.readStored(WireJson.write(settings), Settings.class)),
                    "settings that cannot be kept");
            deal(new Input.SettingsArrived(settings));
        }

        @Override
        public void order(Order order) {
            taken++;
            deal(new Input.OrderArrived(order));
        }

        private void deal(Input input) {
            Moment now = at(taken + 1);
            Decision decision = seat.decide(input, now, now.elapsed());
            seat = decision.remembered();
            for (Fact fact : decision.facts()) {
                check(
                        new Decoded.Read<>(fact).equals(WireJson.readStored(WireJson.write(fact), Fact.class)),
                        "a fact that cannot be kept");
                seat = seat.after(fact, now);
            }
            for (Action action : decision.actions()) {
                if (action instanceof Action.Answer(Outcome outcome)) {
                    check(WireJson.write(outcome).length < 2_000, "an endless answer");
                }
            }
            check(seat.outputs(now).digits().length() <= 4, "more than the digits can show");
            check(
                    seat.nextDeadline().isEmpty() || !seat.nextDeadline().get().isNegative(),
                    "a deadline before the start");
        }

        private static Moment at(long seconds) {
            return new Moment(Duration.ofSeconds(seconds), NOON.plusSeconds(seconds), ClockTrust.UNTRUSTED);
        }
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }

    /// Where it begins, or the end.
    private static int indexOf(byte[] what, byte[] in, int from) {
        for (int i = from; i <= in.length - what.length; i++) {
            if (Arrays.equals(what, 0, what.length, in, i, i + what.length)) {
                return i;
            }
        }
        return in.length;
    }
}
