package dev.seatline.server.loop;

import static dev.seatline.server.ingest.Await.until;
import static dev.seatline.server.loop.Consoles.J1;
import static dev.seatline.server.loop.Consoles.batch;
import static dev.seatline.server.loop.Consoles.config;
import static dev.seatline.server.loop.Consoles.confirms;
import static dev.seatline.server.loop.Consoles.online;
import static dev.seatline.server.loop.Consoles.read;
import static dev.seatline.server.loop.Consoles.report;
import static dev.seatline.server.loop.Consoles.seat;
import static dev.seatline.server.loop.Consoles.send;
import static dev.seatline.server.loop.Consoles.stateAfter;
import static dev.seatline.server.loop.Consoles.topic;
import static org.assertj.core.api.Assertions.assertThat;

import dev.seatline.wire.Confirm;
import dev.seatline.wire.Order;
import dev.seatline.wire.Topic.Channel;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// What the hub does while its ledger fails, and what it does with a defect of its own.
final class FailingLedgerTest extends RunningHub {
    @Test
    void aFullDiskIsSaidKeepsNobodyWaitingAndConfirmsNothing() throws Exception {
        done(online(traffic, 1, true));
        store.becomes(BreakableStore.Mode.FULL);
        for (int i = 1; i <= 100; i++) {
            done(send(traffic, 1, batch(1, J1, i, i)));
        }
        done(report(traffic, 1, J1, 2, stateAfter(2)));
        assertThat(view(1).raised()).as("the present is shown all the same").isTrue();
        until("the ledger was tried again", () -> store.refused() >= 3);
        assertThat(confirms(traffic, 1)).allMatch(new Confirm(J1, 0)::equals);
        assertThat(hub.notReady()).singleElement().asString().contains("ledger", "disk is full");
    }

    @Test
    void whatCameWhileTheDiskWasFullIsAskedForOnceItHasRoom() throws Exception {
        done(online(traffic, 1, true));
        done(send(traffic, 1, batch(1, J1, 1, 2)));
        confirmed(1, new Confirm(J1, 2));
        store.becomes(BreakableStore.Mode.FULL);
        done(send(traffic, 1, batch(1, J1, 3, 4)));
        done(send(traffic, 1, batch(1, J1, 5, 6)));
        traffic.forget();
        store.becomes(BreakableStore.Mode.WORKING);
        until("the hub asks", () -> !traffic.texts(topic(1, Channel.ORDER)).isEmpty());
        assertThat(read(traffic.texts(topic(1, Channel.ORDER)).getFirst(), Order.class)
                        .wish())
                .isEqualTo(new Order.Wish.ResendFrom(J1, 3));
        confirmed(1, new Confirm(J1, 2));
        done(send(traffic, 1, batch(1, J1, 3, 6)));
        assertThat(sequences(1)).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
        confirmed(1, new Confirm(J1, 6));
        assertThat(hub.notReady()).isEmpty();
        assertThat(hub.counters().failedCommits()).isPositive();
    }

    @Test
    void aLedgerThatIsWellAgainIsReadyThoughNobodySends() throws Exception {
        store.becomes(BreakableStore.Mode.FULL);
        done(traffic.deliver("a/b", bytes("{}")));
        assertThat(hub.notReady()).isNotEmpty();
        store.becomes(BreakableStore.Mode.WORKING);
        until("the hub is ready", () -> hub.notReady().isEmpty());
    }

    @Test
    void aCommitWhoseAnswerWasLostCountsOnce() throws Exception {
        done(online(traffic, 1, true));
        store.becomes(BreakableStore.Mode.ANSWER_LOST);
        done(send(traffic, 1, batch(1, J1, 1, 2)));
        confirmed(1, new Confirm(J1, 2));
        assertThat(sequences(1)).containsExactly(1L, 2L);
        assertThat(view(1).raised()).isTrue();
        assertThat(traffic.texts(topic(1, Channel.ORDER)))
                .as("nothing is missing")
                .isEmpty();
    }

    @Test
    void aCommitWhoseAnswerWasLostIsShownThoughTheNextOneFails() throws Exception {
        done(online(traffic, 1, true));
        store.becomes(BreakableStore.Mode.ANSWER_LOST);
        done(send(traffic, 1, batch(1, J1, 1, 2)));
        store.becomes(BreakableStore.Mode.NEARLY_FULL);
        confirmed(1, new Confirm(J1, 2));
        until("another commit failed", () -> {
            send(traffic, 1, batch(1, J1, 3, 3));
            return store.refused() >= 2;
        });
        assertThat(confirms(traffic, 1)).doesNotContain(new Confirm(J1, 3));
        store.becomes(BreakableStore.Mode.WORKING);
        until("the hub is ready", () -> hub.notReady().isEmpty());
        done(send(traffic, 1, batch(1, J1, 3, 3)));
        assertThat(sequences(1)).containsExactly(1L, 2L, 3L);
        assertThat(view(1).agent()).as("fact 1 signed him in").isEqualTo("A1001");
    }

    @Test
    void aLedgerThatKeepsFailingLosesDoublesAndDisordersNothing() throws Exception {
        long seed = 20261123;
        List<BreakableStore.Mode> modes = List.of(BreakableStore.Mode.values());
        int seats = 4;
        long facts = 300;
        restart(config(seats));
        SplittableRandom random = new SplittableRandom(seed);
        for (int turn = 0; turn < 300; turn++) {
            store.becomes(modes.get(random.nextInt(modes.size())));
            int seat = 1 + random.nextInt(seats);
            long from = held(seat) + 1;
            if (from <= facts) {
                done(send(traffic, seat, batch(seat, J1, from, Math.min(facts, from + random.nextInt(20)))));
            }
            if (turn % 10 == 0) {
                Thread.sleep(random.nextInt(60));
            }
        }
        store.becomes(BreakableStore.Mode.WORKING);
        for (int seat = 1; seat <= seats; seat++) {
            int sender = seat;
            until("seat " + seat + " is held, seed " + seed, () -> {
                long from = held(sender) + 1;
                if (from <= facts) {
                    send(traffic, sender, batch(sender, J1, from, Math.min(facts, from + 99)));
                }
                return from > facts;
            });
            assertThat(sequences(seat))
                    .as("seed " + seed)
                    .isEqualTo(LongStream.rangeClosed(1, facts).boxed().toList());
            assertThat(view(seat).raised()).isEqualTo(stateAfter(facts).handRaised());
        }
        assertThat(store.refused()).isPositive();
        assertThat(store.losses()).isEmpty();
        until("the hub is ready", () -> hub.notReady().isEmpty());
    }

    /// As its console knows it.
    private long held(int seat) {
        return confirms(traffic, seat).stream().mapToLong(Confirm::upTo).max().orElse(0);
    }

    @Test
    void aDefectEndsTheLoopAndIsTold() throws Exception {
        traffic.subscribe(topic(1, Channel.CONFIRM), _ -> {
            throw new IllegalStateException("a defect");
        });
        done(send(traffic, 1, batch(1, J1, 1, 1)));
        assertThat(hub.failed().get(20, TimeUnit.SECONDS)).hasMessage("a defect");
        assertThat(hub.notReady()).singleElement().asString().contains("a defect");
        done(send(traffic, 1, batch(1, J1, 2, 2)));
        hub.stop();
    }

    @Test
    void aHubWhoseInboxIsFullStopsItsWayToTheConsoles() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        store.blockOn(gate);
        send(traffic, 1, batch(1, J1, 1, 1));
        until("the loop is inside the commit", () -> store.begun() == 1);
        Thread sender = Thread.ofPlatform().start(() -> {
            for (int i = 0; i < 50_001; i++) {
                traffic.deliver("a/b", new byte[1]);
            }
        });
        until("the sender waits for room", () -> sender.getState() == Thread.State.WAITING);
        // as a broker does, which waits for its threads
        traffic.beforeStop(() -> {
            try {
                sender.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        Thread stopping = Thread.ofPlatform().start(hub::stop);
        // before the store loses its patience with the gate, which would free the sender, too
        assertThat(sender.join(Duration.ofSeconds(10))).isTrue();
        gate.countDown();
        assertThat(stopping.join(Duration.ofSeconds(40))).isTrue();
    }
}
