package dev.seatline.server.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.seatline.wire.SeatId;
import dev.seatline.wire.SiteId;
import dev.seatline.wire.Topic;
import dev.seatline.wire.Topic.Channel;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// What every way between hub and consoles keeps. The way is opened once for all tests of a class; every test uses
/// texts of its own.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class ConsoleTrafficContract {
    public static final SiteId SITE = new SiteId("demo");
    /// First level of topics that are none of the contract's, below which the hub may have something kept.
    public static final String OTHERS = "homeassistant";

    public static final SeatId S01 = new SeatId("S01");
    public static final SeatId S02 = new SeatId("S02");

    /// A console at its door.
    protected interface ConsoleSide extends AutoCloseable {
        /// Writes, and waits until it is acknowledged.
        ///
        /// @return the reason code: below 0x80 for taken
        int publish(String topic, byte[] payload, boolean retained) throws Exception;

        /// Writes without waiting.
        void begin(String topic, byte[] payload) throws Exception;

        /// Asks for a topic.
        void subscribe(String filter) throws Exception;

        /// What came so far.
        List<String> texts();

        @Override
        void close() throws Exception;
    }

    protected final RecordingReceiver hub = new RecordingReceiver();
    protected ConsoleTraffic traffic = new MemoryTraffic();

    /// A way that is not yet open.
    protected abstract ConsoleTraffic prepare() throws Exception;

    /// The console of a seat, connected with a fresh session.
    protected abstract ConsoleSide console(SeatId seat) throws Exception;

    @BeforeAll
    final void open() throws Exception {
        traffic = prepare();
        traffic.start(hub);
        Await.until("the way is open", () -> traffic.health().ok());
    }

    @AfterAll
    final void close() {
        traffic.stop();
        assertThat(traffic.health().ok()).isFalse();
        traffic.stop();
    }

    @Test
    void openingTellsTheHubToPublishWhatIsRetained() {
        Await.until("the hub was told", () -> hub.reconnections() > 0);
    }

    @Test
    void aMessageArrivesWithTopicAndPayload() throws Exception {
        String text = "a tap 签入 " + fresh();
        try (ConsoleSide console = console(S01)) {
            assertThat(console.publish(topic(S01, Channel.EVENT), text.getBytes(UTF_8), false))
                    .isLessThan(0x80);
        }
        hub.await(topic(S01, Channel.EVENT), text);
    }

    @Test
    void everyChannelAConsoleWritesReachesTheHub() throws Exception {
        try (ConsoleSide console = console(S02)) {
            for (Channel channel : Channel.values()) {
                if (channel.writtenByConsole()) {
                    String text = channel + fresh();
                    console.publish(topic(S02, channel), text.getBytes(UTF_8), false);
                    hub.await(topic(S02, channel), text);
                }
            }
        }
    }

    @Test
    void bytesAreNotTouched() throws Exception {
        byte[] all = new byte[256];
        IntStream.range(0, 256).forEach(i -> all[i] = (byte) i);
        try (ConsoleSide console = console(S01)) {
            console.publish(topic(S01, Channel.OUTCOME), all, false);
        }
        hub.await(topic(S01, Channel.OUTCOME), new String(all, UTF_8));
        assertThat(hub.lastPayload()).isEqualTo(all);
    }

    @Test
    void messagesOfOneConsoleComeInOrder() throws Exception {
        String prefix = fresh();
        try (ConsoleSide console = console(S01)) {
            for (int i = 0; i < 300; i++) {
                console.begin(topic(S01, Channel.EVENT), (prefix + i).getBytes(UTF_8));
            }
            hub.await(topic(S01, Channel.EVENT), prefix + 299);
        }
        assertThat(hub.texts(prefix))
                .isEqualTo(IntStream.range(0, 300).mapToObj(i -> prefix + i).toList());
    }

    @Test
    void whatTheHubPublishesReachesTheRightConsoleOnlyAndInOrder() throws Exception {
        String prefix = fresh();
        try (ConsoleSide first = console(S01);
                ConsoleSide second = console(S02)) {
            for (Channel channel : Channel.values()) {
                if (!channel.writtenByConsole()) {
                    first.subscribe(topic(S01, channel));
                    second.subscribe(topic(S02, channel));
                }
            }
            for (int i = 0; i < 100; i++) {
                publish(S01, Channel.CONFIRM, prefix + "one-" + i, false);
                publish(S02, Channel.ORDER, prefix + "two-" + i, false);
            }
            Await.until(
                    "all came",
                    () -> texts(first, prefix).size() >= 100
                            && texts(second, prefix).size() >= 100);
            assertThat(texts(first, prefix))
                    .isEqualTo(IntStream.range(0, 100)
                            .mapToObj(i -> prefix + "one-" + i)
                            .toList());
            assertThat(texts(second, prefix))
                    .isEqualTo(IntStream.range(0, 100)
                            .mapToObj(i -> prefix + "two-" + i)
                            .toList());
        }
    }

    @Test
    void whatIsRetainedIsThereForALaterSubscriber() throws Exception {
        String old = fresh();
        String text = fresh();
        String passing = fresh();
        publish(S01, Channel.SETTINGS, old, true);
        publish(S01, Channel.SETTINGS, text, true);
        publish(S01, Channel.ORDER, passing, false);
        try (ConsoleSide witness = console(S02)) {
            // a message through the same broker afterwards: what was published before is settled
            witness.subscribe(topic(S02, Channel.CONFIRM));
            publish(S02, Channel.CONFIRM, text, false);
            Await.until("the witness heard", () -> witness.texts().contains(text));
        }
        try (ConsoleSide late = console(S01)) {
            late.subscribe(topic(S01, Channel.ORDER));
            late.subscribe(topic(S01, Channel.SETTINGS));
            Await.until("the retained one came", () -> late.texts().contains(text));
            assertThat(late.texts()).doesNotContain(passing, old);
        }
    }

    /// What somebody who is no console finds on a topic that is none of the contract's; empty for nothing.
    protected abstract Optional<String> found(String topic) throws Exception;

    @Test
    void whatIsKeptForOthersIsThereUntilItIsTakenBack() throws Exception {
        String topic = OTHERS + "/device/seatline_demo_S01/config";
        String text = fresh();
        traffic.retain(topic, fresh().getBytes(UTF_8));
        traffic.retain(topic, text.getBytes(UTF_8));
        Await.until("it is there", () -> found(topic).equals(Optional.of(text)));
        traffic.retain(topic, new byte[0]);
        Await.until("it is there no more", () -> found(topic).isEmpty());
    }

    @Test
    void aMessageThatCannotBeCommittedDoesNotStopTheLine() throws Exception {
        String refused = fresh();
        String thrown = fresh();
        String good = fresh();
        hub.answer(refused, () -> CompletableFuture.failedStage(new IllegalStateException("not committed")));
        hub.answer(thrown, () -> {
            throw new IllegalStateException("broken");
        });
        try (ConsoleSide console = console(S01)) {
            console.begin(topic(S01, Channel.EVENT), refused.getBytes(UTF_8));
            console.begin(topic(S01, Channel.EVENT), thrown.getBytes(UTF_8));
            console.begin(topic(S01, Channel.EVENT), good.getBytes(UTF_8));
            hub.await(topic(S01, Channel.EVENT), good);
        }
    }

    /// Publishes as the hub, never expiring.
    protected final void publish(SeatId seat, Channel channel, String text, boolean retained) {
        traffic.publish(new Topic(SITE, seat, channel), text.getBytes(UTF_8), retained, Duration.ZERO);
    }

    public static String topic(SeatId seat, Channel channel) {
        return new Topic(SITE, seat, channel).text();
    }

    /// A text nobody used before.
    protected static String fresh() {
        return UUID.randomUUID() + ":";
    }

    private static List<String> texts(ConsoleSide console, String prefix) {
        return console.texts().stream().filter(text -> text.startsWith(prefix)).toList();
    }
}
