package dev.seatline.server.loop;

import static dev.seatline.server.ingest.Await.until;
import static dev.seatline.server.loop.Consoles.config;
import static dev.seatline.server.loop.Consoles.confirms;
import static dev.seatline.server.loop.Consoles.seat;

import dev.seatline.server.HubConfig;
import dev.seatline.server.floor.SeatView;
import dev.seatline.server.ingest.MemoryTraffic;
import dev.seatline.server.store.memory.MemoryEventStore;
import dev.seatline.time.SystemTime;
import dev.seatline.wire.Confirm;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// A hub that runs over a broker and a ledger in memory; what its tests share.
abstract class RunningHub {
    final MemoryTraffic traffic = new MemoryTraffic();
    final BreakableStore store = new BreakableStore(new MemoryEventStore());
    HubLoop hub = hub(config(3));

    @BeforeEach
    final void start() throws IOException {
        hub.start();
    }

    @AfterEach
    final void stop() {
        hub.stop();
    }

    HubLoop hub(HubConfig config) {
        return new HubLoop(config, store, traffic, new SystemTime(), new SplittableRandom(1));
    }

    void restart(HubConfig config) throws IOException {
        hub.stop();
        traffic.forget();
        hub = hub(config);
        hub.start();
    }

    static void done(CompletionStage<Void> stage) throws Exception {
        stage.toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    SeatView view(int seat) {
        return hub.floor().seats().get(seat - 1);
    }

    List<Long> sequences(int seat) {
        return hub.events(0, seat(seat), 1_000).stream()
                .map(event -> event.envelope().sequence())
                .toList();
    }

    void confirmed(int seat, Confirm confirm) {
        until(
                "seat " + seat + " hears " + confirm,
                () -> confirms(traffic, seat).contains(confirm));
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
