package dev.seatline.device.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seatline.device.Eventually;
import dev.seatline.device.loop.HandTime;
import dev.seatline.time.SystemTime;
import dev.seatline.wire.BootId;
import dev.seatline.wire.ClockTrust;
import dev.seatline.wire.ConsoleId;
import dev.seatline.wire.ConsoleStatus;
import dev.seatline.wire.Decoded;
import dev.seatline.wire.Envelope;
import dev.seatline.wire.EventBatch;
import dev.seatline.wire.Fact;
import dev.seatline.wire.JournalId;
import dev.seatline.wire.SeatReport;
import dev.seatline.wire.SeatState;
import dev.seatline.wire.Topic.Channel;
import dev.seatline.wire.WireJson;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The uploader over a link of memory and a backlog made of a list.
final class UploaderTest {
    private static final ConsoleId CONSOLE = new ConsoleId("C01");
    private static final BootId BOOT = new BootId("b1");
    private static final JournalId JOURNAL = new JournalId("j1");
    private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");
    private static final Duration NEVER = Duration.ofHours(1);

    private final MemoryHubLink link = new MemoryHubLink();
    private final List<Channel> channels = new CopyOnWriteArrayList<>();
    private final List<EventBatch> batches = new CopyOnWriteArrayList<>();
    private final List<Integer> sizes = new CopyOnWriteArrayList<>();
    private final List<Runnable> toStop = new ArrayList<>();

    @AfterEach
    void stop() {
        toStop.forEach(Runnable::run);
        link.stop();
    }

    @Test
    void fourBatchesAreUnderWayAndAConfirmLetsTheNextOneGo() {
        UploaderMail mail = uploader(facts(1_000, _ -> new Fact.HandRaised()), 0, 0, NEVER);
        mail.linkChanged(true);
        Eventually.until("four are sent", () -> batches.size() == 4);
        assertThat(batches.getLast().last()).isEqualTo(400);
        mail.confirmed(150);
        Eventually.until("one more is sent", () -> batches.size() == 5);
        assertThat(batches.getLast().last()).isEqualTo(500);
        mail.confirmed(500);
        Eventually.until("four more are sent", () -> batches.size() == 9);
        assertThat(batches).allMatch(batch -> batch.events().size() <= EventBatch.MOST && batch.oldest() == 1);
    }

    @Test
    void largeFactsTravelInSmallBatches() {
        String detail = "x".repeat(3_000);
        UploaderMail mail = uploader(facts(100, _ -> new Fact.PartFailed("reader", detail)), 0, 0, NEVER);
        mail.linkChanged(true);
        Eventually.until("four are sent", () -> batches.size() == 4);
        assertThat(sizes).allMatch(size -> size <= 48 * 1024);
        assertThat(batches.get(1).first()).isEqualTo(batches.get(0).last() + 1);
    }

    @Test
    void withoutProgressTheSameIsSentAgainOneBatchAtATime() {
        UploaderMail mail = uploader(facts(1_000, _ -> new Fact.HandRaised()), 0, 0, Duration.ofMillis(50));
        mail.linkChanged(true);
        Eventually.until("it is sent again twice", () -> batches.size() == 6);
        assertThat(batches.get(4).first()).isEqualTo(1);
        assertThat(batches.get(5).first()).isEqualTo(1);
        mail.confirmed(100);
        Eventually.until("it goes on", () -> batches.stream().anyMatch(batch -> batch.last() == 500));
    }

    /// A hub behind a broker of its own comes back, and the console's connection knows nothing of it.
    @Test
    void aWordOfAHubThatWasSilentIsAnsweredAtOnceWithWhatItMissed() {
        listen();
        link.start(() -> new byte[0], new HubLinkContract.Told());
        HandTime time = new HandTime(NOW);
        Duration patience = Duration.ofSeconds(5);
        Uploader uploader = new Uploader(
                link,
                new ListBacklog(facts(10, _ -> new Fact.HandRaised()), 0),
                UploaderTest::status,
                0,
                patience,
                time);
        uploader.begin();
        uploader.mail().linkChanged(true);
        uploader.turn(Duration.ZERO);
        for (int repeated = 2; repeated <= 4; repeated++) {
            time.pass(Duration.ofSeconds(60));
            uploader.turn(Duration.ZERO);
            int expected = repeated;
            Eventually.until("it is sent again", () -> batches.size() == expected);
        }
        uploader.turn(Duration.ZERO);
        uploader.mail().confirmed(0);
        uploader.turn(Duration.ZERO);
        Eventually.until("it is sent to the hub that is back, and only then", () -> batches.size() == 5);
        uploader.mail().confirmed(10);
        uploader.turn(Duration.ZERO);
        assertThat(batches).hasSize(5);
    }

    @Test
    void aNewConnectionBeginsAtTheCursor() {
        UploaderMail mail = uploader(facts(250, _ -> new Fact.HandRaised()), 0, 0, NEVER);
        mail.linkChanged(true);
        Eventually.until("all are sent", () -> batches.size() == 3);
        mail.confirmed(100);
        mail.linkChanged(true);
        Eventually.until("the rest is sent again", () -> batches.size() == 5);
        assertThat(batches.get(3).first()).isEqualTo(101);
    }

    @Test
    void aHubThatWasRestoredGetsConfirmedFactsAgain() {
        UploaderMail mail = uploader(facts(250, _ -> new Fact.HandRaised()), 250, 0, NEVER);
        mail.linkChanged(true);
        mail.resendFrom(201);
        Eventually.until("they are sent", () -> batches.size() == 1);
        assertThat(batches.getFirst().first()).isEqualTo(201);
        mail.confirmed(250);
        mail.resendFrom(1);
        Eventually.until("everything is sent", () -> batches.size() == 4);
        assertThat(batches.get(1).first()).isEqualTo(1);
    }

    @Test
    void aHubThatAsksForFactsBeyondTheLastGetsTheNextOne() {
        List<Envelope> all = facts(251, _ -> new Fact.HandRaised());
        List<Envelope> facts = new CopyOnWriteArrayList<>(all.subList(0, 250));
        UploaderMail mail = uploader(facts, 250, 0, NEVER);
        mail.resendFrom(5_000);
        mail.linkChanged(true);
        Eventually.until("it was dealt with", () -> channels.contains(Channel.STATUS));
        facts.add(all.getLast());
        mail.appended();
        Eventually.until("it is sent", () -> !batches.isEmpty());
        assertThat(batches.getFirst().first()).isEqualTo(251);
    }

    @Test
    void factsOfThisStartWaitUntilTheHubHasSaidWhereItStands() {
        UploaderMail mail = uploader(facts(30, _ -> new Fact.HandRaised()), 20, 20, Duration.ofMillis(50));
        mail.linkChanged(true);
        Eventually.until("it asks twice", () -> batches.size() == 2);
        assertThat(batches).allMatch(batch -> batch.first() == 20 && batch.last() == 20);
        mail.confirmed(20);
        Eventually.until("they are sent", () -> batches.getLast().last() == 30);
        assertThat(batches.getLast().first()).isEqualTo(21);
    }

    @Test
    void thePresentStateGoesBeforeTheBacklogAndOnlyTheNewestCounts() {
        UploaderMail mail = uploader(facts(1_000, _ -> new Fact.HandRaised()), 0, 0, NEVER);
        mail.report(report(1));
        mail.report(report(2));
        mail.linkChanged(true);
        Eventually.until("four batches are sent", () -> batches.size() == 4);
        assertThat(channels.subList(0, 3)).containsExactly(Channel.STATE, Channel.STATUS, Channel.EVENT);
        assertThat(read(link.retained(Channel.STATE), SeatReport.class).sequence())
                .isEqualTo(2);
    }

    @Test
    void atTheEndTheHubIsToldThatTheConsoleHasGone() {
        UploaderMail mail = uploader(List.of(), 0, 0, NEVER);
        mail.linkChanged(true);
        Eventually.until("it is online", () -> channels.contains(Channel.STATUS));
        toStop.forEach(Runnable::run);
        assertThat(read(link.retained(Channel.STATUS), ConsoleStatus.class).online())
                .isFalse();
    }

    // ---- what the tests are made of

    private void listen() {
        link.hub((channel, payload) -> {
            channels.add(channel);
            if (channel == Channel.EVENT) {
                sizes.add(payload.length);
                batches.add(read(payload, EventBatch.class));
            }
        });
    }

    private UploaderMail uploader(List<Envelope> facts, long confirmed, long recordedBefore, Duration patience) {
        listen();
        link.start(() -> new byte[0], new HubLinkContract.Told());
        Uploader uploader = new Uploader(
                link,
                new ListBacklog(facts, confirmed),
                UploaderTest::status,
                recordedBefore,
                patience,
                new SystemTime());
        Thread thread = Thread.ofVirtual().name("uploader").start(uploader);
        toStop.add(() -> {
            uploader.mail().end();
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        return uploader.mail();
    }

    private record ListBacklog(List<Envelope> facts, long confirmed) implements Backlog {
        @Override
        public List<Envelope> read(long from, int most) {
            return facts.stream()
                    .filter(fact -> fact.sequence() >= from)
                    .limit(most)
                    .toList();
        }

        @Override
        public long oldest() {
            return 1;
        }

        @Override
        public long last() {
            return facts.size();
        }
    }

    private static List<Envelope> facts(int count, IntFunction<Fact> fact) {
        List<Envelope> facts = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            facts.add(new Envelope(CONSOLE, JOURNAL, i, BOOT, i, NOW, ClockTrust.TRUSTED, fact.apply(i)));
        }
        return facts;
    }

    private static ConsoleStatus status() {
        return new ConsoleStatus(CONSOLE, true, BOOT, "0", 1, 0, List.of());
    }

    private static SeatReport report(long sequence) {
        SeatState state = SeatState.vacant(NOW);
        return new SeatReport(CONSOLE, JOURNAL, sequence, BOOT, NOW, ClockTrust.TRUSTED, state.shown(), null, state, 0);
    }

    private static <T> T read(byte @org.jspecify.annotations.Nullable [] payload, Class<T> type) {
        if (payload == null) {
            throw new AssertionError("nothing was published");
        }
        return switch (WireJson.read(payload, type)) {
            case Decoded.Read<T>(T value) -> value;
            case Decoded.Unreadable<T>(String reason) -> throw new AssertionError(reason);
        };
    }
}
