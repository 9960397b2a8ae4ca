package dev.seatline.server.loop;

import static dev.seatline.server.loop.Consoles.J1;
import static dev.seatline.server.loop.Consoles.J2;
import static dev.seatline.server.loop.Consoles.config;
import static dev.seatline.server.loop.Consoles.console;
import static dev.seatline.server.loop.Consoles.seat;
import static dev.seatline.server.loop.Consoles.topic;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.seatline.server.ingest.ConsoleTraffic;
import dev.seatline.server.ingest.MemoryTraffic;
import dev.seatline.server.store.EventStore.JournalKey;
import dev.seatline.time.TimeSource;
import dev.seatline.wire.BreakType;
import dev.seatline.wire.CardCode;
import dev.seatline.wire.Order;
import dev.seatline.wire.PersonId;
import dev.seatline.wire.Reason;
import dev.seatline.wire.Settings;
import dev.seatline.wire.Topic.Channel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What the hub writes to its consoles, on a clock that the test moves.
final class ConsolePostTest {
    private final MemoryTraffic traffic = new MemoryTraffic();
    private final HandTime time = new HandTime();
    private final HubCounters counters = new HubCounters();
    private final ConsolePost post = new ConsolePost(config(2), traffic, time, new SplittableRandom(1), counters);

    private static final class HandTime implements TimeSource {
        private long nanos;

        @Override
        public Instant now() {
            return Consoles.DAWN.plusNanos(nanos);
        }

        @Override
        public long nanoTime() {
            return nanos;
        }

        @Override
        public Duration realWait(Duration span) {
            return span;
        }

        @Override
        public double speed() {
            return 1;
        }
    }

    @BeforeEach
    void start() {
        traffic.start(new ConsoleTraffic.Receiver() {
            @Override
            public CompletionStage<Void> received(String topic, byte[] payload) {
                return CompletableFuture.completedStage(null);
            }

            @Override
            public void reconnected() {}
        });
    }

    @Test
    void everythingIsKeptAndExpiresAsTheContractSays() throws IOException {
        Matcher seconds = Pattern.compile("messageExpiryInterval: (\\d+)")
                .matcher(Files.readString(Path.of("../docs/wire/asyncapi.yaml")));
        assertThat(seconds.find()).isTrue();
        post.confirm(seat(1), J1, 7);
        post.send(seat(1), post.order(new Order.Wish.Identify(), Duration.ofSeconds(30)), Duration.ofSeconds(30));
        assertThat(traffic.sent())
                .extracting(sent -> sent.topic().channel(), MemoryTraffic.Sent::retained, MemoryTraffic.Sent::expiry)
                .containsExactly(
                        tuple(Channel.CONFIRM, false, Duration.ofSeconds(Long.parseLong(seconds.group(1)))),
                        tuple(Channel.ORDER, false, Duration.ofSeconds(30)));
    }

    @Test
    void aJournalIsAskedForAtMostOnceASecond() {
        JournalKey first = new JournalKey(console(1), J1);
        JournalKey second = new JournalKey(console(1), J2);
        CommitPlan.Gap gap = new CommitPlan.Gap(seat(1), 3);
        post.askAgain(first, gap);
        post.askAgain(first, gap);
        post.askAgain(second, gap);
        assertThat(counters.gaps()).isEqualTo(2);
        time.nanos = 999_999_999;
        post.askAgain(first, gap);
        assertThat(counters.gaps()).isEqualTo(2);
        time.nanos = 1_000_000_000;
        post.askAgain(first, gap);
        assertThat(counters.gaps()).isEqualTo(3);
        assertThat(traffic.texts(topic(1, Channel.ORDER))).hasSize(3);
    }

    @Test
    void settingsThatNoConsoleCouldReadAreHeldBackAndSaid() {
        List<Settings.KnownPerson> people = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            people.add(new Settings.KnownPerson(
                    new PersonId("A" + i), "Li Lei", true, false, List.of(new CardCode("%064x".formatted(i)))));
        }
        post.begin(new Settings(1, people, List.of(), List.of(Reason.OTHER), List.of(BreakType.REST), 0, 0));
        post.settingsToAll();
        assertThat(traffic.sent()).isEmpty();
        assertThat(post.trouble()).contains("65536").contains("1000");
    }
}
