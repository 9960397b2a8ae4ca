package dev.seatline.server.loop;

import static dev.seatline.server.ingest.Await.until;
import static dev.seatline.server.loop.Consoles.J1;
import static dev.seatline.server.loop.Consoles.J2;
import static dev.seatline.server.loop.Consoles.batch;
import static dev.seatline.server.loop.Consoles.config;
import static dev.seatline.server.loop.Consoles.confirms;
import static dev.seatline.server.loop.Consoles.console;
import static dev.seatline.server.loop.Consoles.online;
import static dev.seatline.server.loop.Consoles.read;
import static dev.seatline.server.loop.Consoles.report;
import static dev.seatline.server.loop.Consoles.seat;
import static dev.seatline.server.loop.Consoles.send;
import static dev.seatline.server.loop.Consoles.stateAfter;
import static dev.seatline.server.loop.Consoles.topic;
import static org.assertj.core.api.Assertions.assertThat;

import dev.seatline.server.floor.FloorSnapshot;
import dev.seatline.server.floor.SeatView;
import dev.seatline.server.ingest.ConsoleTraffic;
import dev.seatline.server.store.EventStore.JournalKey;
import dev.seatline.server.store.EventStore.Loss;
import dev.seatline.server.store.StoredEvent;
import dev.seatline.wire.Confirm;
import dev.seatline.wire.Order;
import dev.seatline.wire.Outcome;
import dev.seatline.wire.Settings;
import dev.seatline.wire.ShownState;
import dev.seatline.wire.Topic.Channel;
import dev.seatline.wire.WireJson;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// The hub from a message to the ledger, the floor and back to the console.
final class HubLoopTest extends RunningHub {
    @Test
    void aFactIsInTheLedgerOnTheFloorAndConfirmed() throws Exception {
        done(online(traffic, 1, true));
        done(send(traffic, 1, batch(1, J1, 1, 2)));
        assertThat(sequences(1)).containsExactly(1L, 2L);
        assertThat(view(1).state()).isEqualTo(ShownState.NOT_READY);
        assertThat(view(1).reason()).isEqualTo("WARM_UP");
        assertThat(view(1).agentName()).isEqualTo("李雷");
        assertThat(view(1).raised()).isTrue();
        confirmed(1, new Confirm(J1, 2));
    }

    @Test
    void nothingIsConfirmedShownOrAcknowledgedBeforeTheCommit() throws Exception {
        done(online(traffic, 1, true));
        CountDownLatch gate = new CountDownLatch(1);
        store.blockOn(gate);
        long before = hub.floor().version();
        CompletionStage<Void> stage = send(traffic, 1, batch(1, J1, 1, 1));
        // the loop is inside the commit once it took the message
        until("the loop took the message", () -> store.begun() == 1);
        assertThat(stage.toCompletableFuture()).isNotDone();
        assertThat(confirms(traffic, 1)).isEmpty();
        assertThat(hub.floor().version()).isEqualTo(before);
        gate.countDown();
        done(stage);
        assertThat(view(1).agent()).isEqualTo("A1001");
        confirmed(1, new Confirm(J1, 1));
    }

    @Test
    void anIdleLoopTurnsWhenItIsWokenAndAStuckOneDoesNot() throws Exception {
        long idle = hub.turns();
        hub.wake();
        until("it turns", () -> hub.turns() > idle);

        CountDownLatch gate = new CountDownLatch(1);
        store.blockOn(gate);
        CompletionStage<Void> stage = send(traffic, 1, batch(1, J1, 1, 1));
        until("the loop is inside the commit", () -> store.begun() == 1);
        long stuck = hub.turns();
        hub.wake();
        assertThat(hub.turns()).isEqualTo(stuck);
        gate.countDown();
        done(stage);
        until("it goes on", () -> hub.turns() > stuck);
    }

    @Test
    void aFactThatComesAgainIsConfirmedAgainAndCountsOnce() throws Exception {
        done(send(traffic, 1, batch(1, J1, 1, 3)));
        confirmed(1, new Confirm(J1, 3));
        traffic.forget();
        done(send(traffic, 1, batch(1, J1, 1, 3)));
        confirmed(1, new Confirm(J1, 3));
        done(send(traffic, 1, batch(1, J1, 2, 5)));
        assertThat(sequences(1)).containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(hub.counters().duplicates()).isEqualTo(5);
        assertThat(hub.counters().facts()).isEqualTo(5);
    }

    /// What a console sent while the way was closed is lost; by the greeting it learns that the hub is back.
    @Test
    void whenTheWayIsOpenAgainEveryConsoleIsGreetedAgain() throws Exception {
        done(online(traffic, 1, true));
        done(send(traffic, 1, batch(1, J1, 1, 3)));
        confirmed(1, new Confirm(J1, 3));
        traffic.forget();
        traffic.reconnect();
        done(online(traffic, 1, true));
        confirmed(1, new Confirm(J1, 3));
    }

    @Test
    void aGapIsAskedForAndFilled() throws Exception {
        done(send(traffic, 1, batch(1, J1, 1, 2)));
        done(send(traffic, 1, batch(1, J1, 5, 6)));
        done(send(traffic, 1, batch(1, J1, 7, 7)));
        assertThat(sequences(1)).containsExactly(1L, 2L);
        until("the hub asks", () -> !traffic.texts(topic(1, Channel.ORDER)).isEmpty());
        assertThat(traffic.texts(topic(1, Channel.ORDER)))
                .singleElement()
                .satisfies(
                        text -> assertThat(read(text, Order.class).wish()).isEqualTo(new Order.Wish.ResendFrom(J1, 3)));
        done(send(traffic, 1, batch(1, J1, 3, 7)));
        assertThat(sequences(1)).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L);
        confirmed(1, new Confirm(J1, 7));
        assertThat(hub.counters().gaps()).isPositive();
        assertThat(store.losses()).isEmpty();
    }

    @Test
    void aGapThatCanNeverBeFilledIsALossAndTheLineGoesOn() throws Exception {
        done(send(traffic, 1, batch(1, J1, 1, 2)));
        done(send(traffic, 1, batch(1, J1, 6, 6, 7)));
        assertThat(sequences(1)).containsExactly(1L, 2L, 6L, 7L);
        assertThat(store.losses())
                .singleElement()
                .satisfies(loss -> assertThat(loss)
                        .isEqualTo(new Loss(seat(1), new JournalKey(console(1), J1), 3, 5, loss.noticed())));
        assertThat(view(1).lost()).isEqualTo(3);
        confirmed(1, new Confirm(J1, 7));
        done(send(traffic, 1, batch(1, J1, 6, 6, 7)));
        assertThat(store.losses()).hasSize(1);
    }

    @Test
    void aLossBeforeAGapIsRecordedAndTheRestIsAskedFor() throws Exception {
        done(send(traffic, 1, batch(1, J1, 4, 8, 9)));
        assertThat(store.losses()).extracting(Loss::last).containsExactly(3L);
        confirmed(1, new Confirm(J1, 3));
        done(send(traffic, 1, batch(1, J1, 4, 4, 9)));
        assertThat(sequences(1)).containsExactly(4L, 5L, 6L, 7L, 8L, 9L);
    }

    @Test
    void twoJournalsOfOneConsoleAreCountedApart() throws Exception {
        done(online(traffic, 1, true));
        done(send(traffic, 1, batch(1, J1, 1, 3)));
        done(report(traffic, 1, J2, 1, stateAfter(1)));
        done(send(traffic, 1, batch(1, J2, 1, 2)));
        done(send(traffic, 1, batch(1, J1, 4, 5)));
        assertThat(hub.events(0, seat(1), 100))
                .extracting(event ->
                        event.envelope().journal() + "/" + event.envelope().sequence())
                .containsExactly("J1/1", "J1/2", "J1/3", "J2/1", "J2/2", "J1/4", "J1/5");
        confirmed(1, new Confirm(J1, 5));
        confirmed(1, new Confirm(J2, 2));
        assertThat(view(1).raised())
                .as("J2/2 raised the hand; J1/5, a late fact of the old journal, does not lower it")
                .isTrue();
        assertThat(view(1).backlog()).isZero();
    }

    @Test
    void aRestartedHubKnowsWhatItKnew() throws Exception {
        done(online(traffic, 1, true));
        done(send(traffic, 1, batch(1, J1, 1, 4)));
        FloorSnapshot before = hub.floor();
        restart(config(3));
        assertThat(hub.floor().version()).isGreaterThan(before.version());
        assertThat(view(1).link()).isEqualTo(SeatView.Link.OFFLINE);
        assertThat(view(1).state()).isEqualTo(ShownState.OFFLINE);
        assertThat(view(1).agentName()).isEqualTo("李雷");
        assertThat(view(1).linkSince()).isNotNull();
        assertThat(view(2).link()).isEqualTo(SeatView.Link.NEVER_SEEN);
        done(online(traffic, 1, true));
        confirmed(1, new Confirm(J1, 4));
        done(send(traffic, 1, batch(1, J1, 3, 5)));
        assertThat(sequences(1)).containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(view(1).state()).isEqualTo(ShownState.NOT_READY);
        assertThat(view(1).raised()).isFalse();
    }

    @Test
    void theBoardLivesOnTheReportUntilTheFactsHaveCaughtUp() throws Exception {
        done(online(traffic, 1, true));
        done(report(traffic, 1, J1, 40, stateAfter(40)));
        assertThat(view(1).raised()).isTrue();
        assertThat(view(1).backlog()).isEqualTo(40);
        done(send(traffic, 1, batch(1, J1, 1, 39)));
        assertThat(view(1).raised())
                .as("fact 39 lowered the hand, but fact 40 raised it")
                .isTrue();
        assertThat(view(1).backlog()).isEqualTo(1);
        done(send(traffic, 1, batch(1, J1, 40, 41)));
        assertThat(view(1).raised()).isFalse();
        assertThat(view(1).backlog()).isZero();
    }

    @Test
    void theFirstReportOfAJournalIsAnsweredWithWhereToGoOn() throws Exception {
        done(report(traffic, 1, J1, 7, stateAfter(7)));
        confirmed(1, new Confirm(J1, 0));
        done(send(traffic, 1, batch(1, J1, 1, 7)));
        confirmed(1, new Confirm(J1, 7));
        traffic.forget();
        done(report(traffic, 1, J1, 7, stateAfter(7)));
        assertThat(confirms(traffic, 1)).isEmpty();
    }

    @Test
    void poisonNeverStopsTheLine() throws Exception {
        List<CompletionStage<Void>> stages = new ArrayList<>();
        String event = topic(1, Channel.EVENT).text();
        stages.add(traffic.deliver(event, new byte[] {(byte) 0xff, 0, 1}));
        stages.add(traffic.deliver(event, bytes("{}")));
        stages.add(traffic.deliver(event, bytes("null")));
        stages.add(traffic.deliver(event, new byte[WireJson.LARGEST + 1]));
        stages.add(traffic.deliver("a/b", bytes("{}")));
        stages.add(traffic.deliver("seatline/v1/other/S01/event", WireJson.write(batch(1, J1, 1, 1))));
        stages.add(traffic.deliver("seatline/v1/main/S99/event", WireJson.write(batch(1, J1, 1, 1))));
        stages.add(traffic.deliver(topic(2, Channel.EVENT).text(), WireJson.write(batch(1, J1, 1, 1))));
        stages.add(traffic.deliver(topic(1, Channel.CONFIRM).text(), bytes("{}")));
        stages.add(traffic.deliver(topic(1, Channel.STATE).text(), bytes("{\"console\":\"C01\"}")));
        stages.add(send(traffic, 1, batch(1, J1, 1, 1)));
        for (CompletionStage<Void> stage : stages) {
            done(stage);
        }
        assertThat(sequences(1)).containsExactly(1L);
        assertThat(store.rejected(100)).hasSize(10);
        assertThat(store.rejected(100).getLast().payload()).startsWith("base64:");
        assertThat(store.rejected(100))
                .allSatisfy(one -> assertThat(one.payload().length()).isLessThan(3_000));
        assertThat(hub.counters().rejected()).isEqualTo(10);
        assertThat(hub.notReady()).isEmpty();
    }

    @Test
    void anOrderCompletesWithTheConsolesOutcome() throws Exception {
        done(online(traffic, 1, true));
        var answer = hub.order(seat(1), new Order.Wish.Identify(), Duration.ofSeconds(20));
        until("the order is out", () -> !traffic.texts(topic(1, Channel.ORDER)).isEmpty());
        Order order = read(traffic.texts(topic(1, Channel.ORDER)).getFirst(), Order.class);
        Outcome outcome = new Outcome(order.id(), Outcome.Result.DONE, "");
        done(traffic.deliver(topic(2, Channel.OUTCOME).text(), WireJson.write(outcome)));
        assertThat(answer.toCompletableFuture())
                .as("another seat cannot answer")
                .isNotDone();
        done(traffic.deliver(topic(1, Channel.OUTCOME).text(), WireJson.write(outcome)));
        assertThat(answer.toCompletableFuture().get(20, TimeUnit.SECONDS)).isEqualTo(outcome);
    }

    @Test
    void anOrderWithoutAnAnswerExpires() throws Exception {
        done(online(traffic, 1, true));
        var answer = hub.order(seat(1), new Order.Wish.Identify(), Duration.ofMillis(50));
        assertThat(answer.toCompletableFuture().get(20, TimeUnit.SECONDS).result())
                .isEqualTo(Outcome.Result.EXPIRED);
    }

    @Test
    void anOrderToASeatThatIsAwayIsRefusedAtOnce() throws Exception {
        var never = hub.order(seat(2), new Order.Wish.Identify(), Duration.ofSeconds(20));
        assertThat(never.toCompletableFuture().get(20, TimeUnit.SECONDS).detail())
                .isEqualTo("seat S02 was never online");
        done(online(traffic, 1, true));
        done(online(traffic, 1, false));
        var away = hub.order(seat(1), new Order.Wish.Identify(), Duration.ofSeconds(20));
        assertThat(away.toCompletableFuture().get(20, TimeUnit.SECONDS))
                .satisfies(outcome -> assertThat(outcome.result()).isEqualTo(Outcome.Result.REFUSED))
                .satisfies(outcome -> assertThat(outcome.detail()).startsWith("seat S01 is offline since "));
    }

    @Test
    void everyConsoleFindsItsSettingsAndTheyGrowOnlyWhenTheyChange() throws Exception {
        until(
                "settings are out",
                () -> traffic.retained(topic(3, Channel.SETTINGS)).isPresent());
        Settings first = settings(3);
        assertThat(first.people()).hasSize(1);
        restart(config(3));
        until(
                "settings are out",
                () -> !traffic.texts(topic(3, Channel.SETTINGS)).isEmpty());
        assertThat(settings(3)).isEqualTo(first);
        restart(config(3, 600));
        until(
                "settings are out",
                () -> !traffic.texts(topic(3, Channel.SETTINGS)).isEmpty());
        assertThat(settings(3).version()).isGreaterThan(first.version());
        traffic.reconnect();
        until(
                "settings are out again",
                () -> traffic.retained(topic(3, Channel.SETTINGS)).isPresent());
        traffic.forget();
        done(online(traffic, 2, true));
        assertThat(traffic.texts(topic(2, Channel.SETTINGS))).hasSize(1);
    }

    private Settings settings(int seat) {
        return read(
                traffic.retained(topic(seat, Channel.SETTINGS)).orElseThrow().text(), Settings.class);
    }

    @Test
    void withoutAWayToTheConsolesNoSeatIsShownAsLive() throws Exception {
        done(online(traffic, 1, true));
        assertThat(view(1).link()).isEqualTo(SeatView.Link.ONLINE);
        traffic.becomes(new ConsoleTraffic.Health(false, "the broker is gone"));
        until("the seat is offline", () -> view(1).link() == SeatView.Link.OFFLINE);
        assertThat(hub.notReady()).containsExactly("the broker is gone");
        traffic.becomes(new ConsoleTraffic.Health(true, "ok"));
        until("the seat is back", () -> view(1).link() == SeatView.Link.ONLINE);
    }

    @Test
    void listenersHearEveryNewSnapshotUntilTheyLeave() throws Exception {
        List<FloorSnapshot> heard = new CopyOnWriteArrayList<>();
        Runnable leave = hub.onFloor(heard::add);
        Runnable fail = hub.onFloor(_ -> {
            throw new IllegalStateException("a listener that fails");
        });
        done(online(traffic, 1, true));
        assertThat(heard).hasSize(1);
        assertThat(heard.getFirst()).isEqualTo(hub.floor());
        done(online(traffic, 1, true));
        assertThat(heard).as("nothing changed").hasSize(1);
        leave.run();
        leave.run();
        fail.run();
        done(online(traffic, 1, false));
        assertThat(heard).hasSize(1);
    }

    @Test
    void aStoppedHubSaysSo() throws Exception {
        hub.stop();
        assertThat(hub.notReady()).containsExactly("the hub has stopped");
        assertThat(hub.order(seat(1), new Order.Wish.Identify(), Duration.ofSeconds(1))
                        .toCompletableFuture()
                        .get(20, TimeUnit.SECONDS)
                        .result())
                .isEqualTo(Outcome.Result.REFUSED);
    }

    @Test
    void tenThousandFactsInAnyInterleavingAreThereOnceAndInOrder() throws Exception {
        long seed = 20261122;
        int seats = 20;
        long facts = 500;
        restart(config(seats));
        SplittableRandom random = new SplittableRandom(seed);
        long[] next = new long[seats + 1];
        List<CompletionStage<Void>> stages = new ArrayList<>();
        // batches overlap, repeat, run ahead and come late; a seat that has come to its end starts again from the gap
        for (int turn = 0; turn < 4_000; turn++) {
            int seat = 1 + random.nextInt(seats);
            long from = Math.max(1, next[seat] + random.nextInt(-15, 8));
            long to = Math.min(facts, from + random.nextInt(30));
            if (from <= to) {
                stages.add(send(traffic, seat, batch(seat, J1, from, to)));
                next[seat] = from <= next[seat] + 1 ? Math.max(next[seat], to) : next[seat];
            }
        }
        for (int seat = 1; seat <= seats; seat++) {
            for (long from = Math.max(1, next[seat]); from <= facts; from += 50) {
                stages.add(send(traffic, seat, batch(seat, J1, from, Math.min(facts, from + 60))));
            }
        }
        for (CompletionStage<Void> stage : stages) {
            done(stage);
        }
        assertThat(store.count()).as("seed " + seed).isEqualTo(seats * facts);
        for (int seat = 1; seat <= seats; seat++) {
            List<StoredEvent> events = hub.events(0, seat(seat), 1_000);
            for (int i = 0; i < facts; i++) {
                assertThat(events.get(i).envelope().sequence())
                        .as("seed " + seed)
                        .isEqualTo(i + 1);
            }
            assertThat(view(seat).raised()).isEqualTo(stateAfter(facts).handRaised());
            confirmed(seat, new Confirm(J1, facts));
        }
        assertThat(store.losses()).isEmpty();
        assertThat(hub.counters().duplicates()).isPositive();
        assertThat(hub.counters().gaps()).isPositive();
    }
}
