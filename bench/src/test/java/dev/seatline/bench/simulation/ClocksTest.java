package dev.seatline.bench.simulation;

import static dev.seatline.server.store.StoredEvent.TimeQuality.REPAIRED;
import static dev.seatline.server.store.StoredEvent.TimeQuality.TRUSTED;
import static dev.seatline.server.store.StoredEvent.TimeQuality.UNTRUSTED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.seatline.device.seat.Input;
import dev.seatline.server.floor.SeatView;
import dev.seatline.server.store.StoredEvent;
import dev.seatline.wire.BootId;
import dev.seatline.wire.Fact;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// One real console with a wrong clock and a real hub with a right one: what the ledger says about the time of
/// every fact, held against the time at which it really happened.
final class ClocksTest {
    private static final Instant LONG_AGO = Instant.parse("1970-01-01T00:00:40Z");
    private static final Instant FUTURE = Instant.parse("2040-05-06T07:08:09Z");
    /// Of a message on a good network, and of the steps of this test.
    private static final Duration NEARLY = Duration.ofSeconds(1);

    private final SplittableRandom random = new SplittableRandom(5);
    private final SimulatedNetwork network = new SimulatedNetwork(random, () -> this.nanos);
    private final SimulatedBroker broker = new SimulatedBroker(network);
    private final Truth truth = new Truth(this::now);
    private final SimulatedClock clock = new SimulatedClock(() -> this.nanos);
    private final SimulatedHub hub = new SimulatedHub(
            _ -> SimulatedSite.config(1, 3, 300),
            broker,
            truth,
            new SimulatedClock(() -> this.nanos),
            random,
            Flaw.NONE);
    private final SimulatedConsole console = new SimulatedConsole(
            SimulatedSite.ID,
            SimulatedSite.seat(0),
            SimulatedSite.console(0),
            random,
            broker,
            truth,
            hub::held,
            clock,
            Flaw.NONE);
    /// When the console was really started, in order.
    private final List<Instant> starts = new ArrayList<>();

    private boolean lifted;
    private long nanos;

    @BeforeEach
    void begin() {
        network.good(true);
        hub.start();
    }

    @Test
    void aClockThatStartsIn1970AndIsSetLaterIsRepairedFromTheStartOn() {
        clock.set(LONG_AGO);
        start(false);
        console.connect();
        moves(5, Duration.ofMinutes(7));
        assertThat(qualities()).containsOnly(UNTRUSTED);
        seesNothingOddOnTheBoard();
        clock.correct();
        moves(5, Duration.ofMinutes(7));
        assertThat(qualities()).contains(REPAIRED, TRUSTED).doesNotContain(UNTRUSTED);
        assertThat(worst()).isLessThan(NEARLY);
        seesNothingOddOnTheBoard();
    }

    @Test
    void factsOfTimeWithoutHubAreRepairedToo() {
        clock.set(LONG_AGO);
        start(false);
        moves(5, Duration.ofMinutes(20));
        clock.correct();
        moves(5, Duration.ofMinutes(20));
        console.connect();
        pass(Duration.ofMinutes(1));
        assertThat(qualities()).contains(REPAIRED, TRUSTED).doesNotContain(UNTRUSTED);
        assertThat(worst()).isLessThan(NEARLY);
    }

    @Test
    void aClockThatIsNeverSetIsMarkedAndStillPlacedToTheSecondOnceTheConsoleIsConnected() {
        clock.set(LONG_AGO);
        start(false);
        moves(5, Duration.ofMinutes(20));
        console.connect();
        moves(5, Duration.ofMinutes(20));
        assertThat(qualities()).containsOnly(UNTRUSTED);
        assertThat(events().getLast().at()).isBetween(now().minus(Duration.ofMinutes(21)), now());
        inOrderAndNeverAfterReception();
        // what came at once is right; what waited is placed as late as it can have been, all of it by the same span
        List<Duration> errors = events().stream().map(this::error).toList();
        assertThat(errors.subList(errors.size() - 5, errors.size())).allMatch(error -> error.compareTo(NEARLY) < 0);
        List<Duration> waited = errors.subList(0, errors.size() - 5);
        assertThat(waited)
                .hasSizeGreaterThanOrEqualTo(6)
                .allSatisfy(error ->
                        assertThat(error.minus(waited.getFirst()).abs()).isLessThan(NEARLY));
        seesNothingOddOnTheBoard();
    }

    @Test
    void aClockInTheFutureIsNotBelievedWhateverItSaysOfItself() {
        clock.set(FUTURE);
        start(true);
        console.connect();
        moves(5, Duration.ofMinutes(7));
        assertThat(qualities()).containsOnly(UNTRUSTED);
        inOrderAndNeverAfterReception();
        seesNothingOddOnTheBoard();
        clock.correct();
        moves(5, Duration.ofMinutes(7));
        assertThat(qualities()).contains(REPAIRED, TRUSTED).doesNotContain(UNTRUSTED);
        assertThat(worst()).isLessThan(NEARLY);
    }

    @Test
    void aTrustedClockThatIsSetBackAndForthIsFoundOut() {
        start(true);
        console.connect();
        moves(2, Duration.ofMinutes(7));
        console.disconnect();
        clock.step(Duration.ofHours(-1));
        moves(3, Duration.ofMinutes(7));
        clock.step(Duration.ofHours(3));
        moves(3, Duration.ofMinutes(7));
        clock.correct();
        moves(3, Duration.ofMinutes(7));
        console.connect();
        moves(1, Duration.ofMinutes(1));
        assertThat(qualities()).contains(REPAIRED, TRUSTED).doesNotContain(UNTRUSTED);
        assertThat(worst()).isLessThan(NEARLY);
    }

    @Test
    void whatIsKnownOfAStartOutlivesTheHub() {
        clock.set(LONG_AGO);
        start(false);
        console.connect();
        moves(3, Duration.ofMinutes(7));
        hub.powerOff();
        console.disconnect();
        clock.correct();
        hub.start();
        console.connect();
        moves(1, Duration.ofMinutes(7));
        hub.powerOff();
        console.disconnect();
        hub.start();
        console.connect();
        moves(1, Duration.ofMinutes(7));
        assertThat(qualities()).contains(REPAIRED, TRUSTED).doesNotContain(UNTRUSTED);
        assertThat(worst()).isLessThan(NEARLY);
    }

    @Test
    void aStartThatIsOverBeforeItsClockWasSetIsBoundedByItsNeighbours() {
        start(true);
        moves(2, Duration.ofMinutes(10));
        console.powerOff();
        pass(Duration.ofMinutes(5));
        clock.set(LONG_AGO);
        start(false);
        moves(2, Duration.ofMinutes(10));
        console.powerOff();
        pass(Duration.ofMinutes(5));
        clock.correct();
        start(true);
        moves(2, Duration.ofMinutes(10));
        console.connect();
        moves(1, Duration.ofMinutes(1));
        assertThat(qualities()).contains(UNTRUSTED, TRUSTED);
        assertThat(events().stream().filter(event -> event.time() == TRUSTED).map(this::error))
                .allMatch(error -> error.compareTo(NEARLY) < 0);
        assertThat(events()).noneMatch(event -> event.at().isAfter(event.received()));
    }

    /// Times are instants; a zone is only for reading. In the autumn night half past two comes twice.
    @Test
    void anHourThatComesTwiceInTheSiteZoneIsTwoHoursInTheLedger() {
        Instant once = Instant.parse("2026-10-25T00:30:00Z");
        Instant again = Instant.parse("2026-10-25T01:30:00Z");
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        assertThat(once.atZone(berlin).toLocalTime())
                .isEqualTo(again.atZone(berlin).toLocalTime());
        nanos = Duration.between(SimulatedClock.BEGINNING, Instant.parse("2027-10-31T00:30:00Z"))
                .toNanos();
        start(true);
        console.connect();
        moves(4, Duration.ofMinutes(30));
        assertThat(qualities()).containsOnly(TRUSTED);
        assertThat(worst()).isLessThan(NEARLY);
        List<Instant> moves = events().stream()
                .filter(event -> event.envelope().fact() instanceof Fact.HeadsetMoved)
                .map(StoredEvent::at)
                .toList();
        assertThat(moves).hasSizeGreaterThanOrEqualTo(3).isSorted();
        assertThat(moves.getFirst().atZone(berlin).getOffset())
                .isNotEqualTo(moves.getLast().atZone(berlin).getOffset());
    }

    private Instant now() {
        return SimulatedClock.BEGINNING.plusNanos(nanos);
    }

    private void start(boolean trustClock) {
        starts.add(now());
        console.powerOn(trustClock);
        pass(Duration.ofSeconds(2));
    }

    private void moves(int count, Duration apart) {
        for (int i = 0; i < count; i++) {
            lifted = !lifted;
            console.sense(new Input.HookMoved(lifted));
            pass(apart);
        }
    }

    /// In steps: short ones while something is on its way, long ones in between.
    private void pass(Duration span) {
        long end = nanos + span.toNanos();
        while (nanos < end) {
            boolean busy = !network.empty();
            nanos = Math.min(end, nanos + Duration.ofMillis(busy ? 50 : 400).toNanos());
            network.deliver();
            if (console.on()) {
                console.work();
            }
            hub.work();
        }
    }

    private List<StoredEvent> events() {
        return hub.events();
    }

    private List<StoredEvent.TimeQuality> qualities() {
        return events().stream().map(StoredEvent::time).toList();
    }

    private Duration error(StoredEvent event) {
        Map<BootId, Instant> began = new HashMap<>();
        for (StoredEvent one : events()) {
            if (!began.containsKey(one.envelope().boot())) {
                began.put(one.envelope().boot(), starts.get(began.size()));
            }
        }
        Instant right = Objects.requireNonNull(began.get(event.envelope().boot()))
                .plusMillis(event.envelope().elapsedMillis());
        return Duration.between(right, event.at()).abs();
    }

    private Duration worst() {
        assertThat(events()).hasSizeGreaterThan(5);
        return events().stream().map(this::error).max(Duration::compareTo).orElseThrow();
    }

    private void inOrderAndNeverAfterReception() {
        assertThat(events()).noneMatch(event -> event.at().isAfter(event.received()));
        assertThat(events().stream().map(StoredEvent::at)).isSorted();
    }

    /// What a leader sees is no later than now and no older than the console.
    private void seesNothingOddOnTheBoard() {
        SeatView view = hub.views().getFirst();
        assertThat(view.link()).isEqualTo(SeatView.Link.ONLINE);
        assertThat(view.since()).isBetween(starts.getFirst().minus(NEARLY), now());
    }
}
