package dev.seatline.bench.measure.throughput;

import dev.seatline.bench.load.LoadClient;
import dev.seatline.bench.site.Patience;
import dev.seatline.bench.site.Site;
import dev.seatline.wire.ConsoleId;
import dev.seatline.wire.PersonId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/// All consoles of a site, played by one thread of this process. The same load for whatever keeps the facts. Used by
/// one thread.
final class PlayedFleet implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration ROUND_LIMIT = Duration.ofMinutes(10);
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(1);

    private final LoadClient client;
    private final List<PlayedConsole> consoles = new ArrayList<>();
    private CountDownLatch left = new CountDownLatch(0);

    private PlayedFleet(LoadClient client) {
        this.client = client;
    }

    /// Connects all consoles of a site, whose broker listens already.
    static PlayedFleet connect(Site site, RandomGenerator random) throws IOException, InterruptedException {
        LoadClient client =
                new LoadClient(new InetSocketAddress(InetAddress.getLoopbackAddress(), site.mqttPort()), random);
        PlayedFleet fleet = new PlayedFleet(client);
        Instant began = Instant.now().minus(Duration.ofDays(30));
        for (int i = 1; i <= site.seats(); i++) {
            PlayedJournal journal = new PlayedJournal(
                    new ConsoleId(Site.console(i)), new PersonId("P%04d".formatted(i)), random, began);
            fleet.consoles.add(new PlayedConsole(i, journal, fleet::oneIsDone));
        }
        client.start();
        client.execute(() -> {
            for (int i = 1; i <= site.seats(); i++) {
                fleet.consoles.get(i - 1).connect(client, i, site.consoleSecret(i));
            }
            fleet.look();
        });
        Patience.until(
                "all consoles are connected",
                LIMIT,
                () -> fleet.ask(() -> fleet.consoles.stream().allMatch(PlayedConsole::connected)),
                client::lastSurprise);
        return fleet;
    }

    private interface Question<T> {
        T answer();
    }

    private <T> T ask(Question<T> question) throws InterruptedException {
        CompletableFuture<T> answer = new CompletableFuture<>();
        client.execute(() -> answer.complete(question.answer()));
        try {
            return answer.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
            throw new IllegalStateException("the load does not answer: " + client.lastSurprise(), e);
        }
    }

    private void look() {
        long now = System.nanoTime();
        consoles.forEach(console -> console.look(now));
        client.after(LOOK, this::look);
    }

    private void oneIsDone() {
        left.countDown();
    }

    /// What a round came to.
    ///
    /// @param bytes of the payloads
    record Round(long facts, long messages, long bytes, double seconds) {
        double factsPerSecond() {
            return facts / seconds;
        }
    }

    /// Sends facts and waits until the keeper has them.
    ///
    /// @param facts of each console
    /// @param batch how many in one message
    Round round(Keeper keeper, int facts, int batch) throws IOException, InterruptedException {
        List<List<PlayedJournal.Message>> given = new ArrayList<>();
        long bytes = 0;
        long messages = 0;
        for (PlayedConsole console : consoles) {
            List<PlayedJournal.Message> own = console.journal().next(facts, batch);
            given.add(own);
            messages += own.size();
            bytes += own.stream().mapToLong(message -> message.payload().length).sum();
        }
        keeper.expects(messages, bytes);
        CountDownLatch now = new CountDownLatch(consoles.size());
        long began = System.nanoTime();
        client.execute(() -> {
            left = now;
            for (int i = 0; i < given.size(); i++) {
                consoles.get(i).send(given.get(i), keeper.confirms());
            }
        });
        if (!now.await(ROUND_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
            throw new IOException("%s has not taken everything within %d minutes; %s"
                    .formatted(keeper.what(), ROUND_LIMIT.toMinutes(), client.lastSurprise()));
        }
        while (!keeper.hasAll()) {
            if (System.nanoTime() - began > ROUND_LIMIT.toNanos()) {
                throw new IOException("%s has not kept everything within %d minutes"
                        .formatted(keeper.what(), ROUND_LIMIT.toMinutes()));
            }
            Thread.sleep(BETWEEN_LOOKS);
        }
        return new Round((long) facts * consoles.size(), messages, bytes, (System.nanoTime() - began) / 1e9);
    }

    /// Messages that were sent once more.
    long resent() throws InterruptedException {
        return ask(() -> consoles.stream().mapToLong(PlayedConsole::resent).sum());
    }

    @Override
    public void close() {
        client.close();
    }
}
