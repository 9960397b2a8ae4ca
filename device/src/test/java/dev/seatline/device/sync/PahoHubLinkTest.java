package dev.seatline.device.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seatline.device.Eventually;
import dev.seatline.wire.ConsoleId;
import dev.seatline.wire.SeatId;
import dev.seatline.wire.SiteId;
import dev.seatline.wire.Topic.Channel;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What the link makes of a broker that refuses, and of failures that are none of the broker's.
final class PahoHubLinkTest {
    @SuppressWarnings("NullAway.Init")
    private RefusingBroker broker;

    @SuppressWarnings("NullAway.Init")
    private PahoHubLink link;

    private final HubLinkContract.Told told = new HubLinkContract.Told();

    @BeforeEach
    void connect() throws IOException {
        broker = new RefusingBroker();
        HubAccount account = new HubAccount(
                new SiteId("demo"),
                new SeatId("S01"),
                new ConsoleId("C01"),
                URI.create("tcp://127.0.0.1:" + broker.port()),
                "ab".repeat(32),
                Optional.empty());
        link = new PahoHubLink(
                account,
                new Backoff(new SplittableRandom(3), Duration.ofMillis(200)),
                Thread.ofVirtual().name("test-link-", 0).factory());
    }

    @AfterEach
    void disconnect() {
        link.stop();
        broker.close();
    }

    @Test
    void aHubThatIsFullOrStumblesKeepsTheLinkAndOnlyOneThatForbidsLosesIt() {
        link.start(() -> new byte[0], told);
        told.untilUp();
        for (int code : new int[] {0x80, 0x83, 0x97, 0x00}) {
            broker.reason(code);
            int before = broker.messages();
            assertThat(link.publish(Channel.EVENT, new byte[1])).isTrue();
            Eventually.until("it is acknowledged", () -> broker.messages() > before);
        }
        // acknowledgements come in order: had an earlier one cost the link, this would be refused or unsaid
        broker.reason(0x87);
        assertThat(link.publish(Channel.EVENT, new byte[1])).isTrue();
        Eventually.until("it is lost", () -> told.words().contains("down"));
        assertThat(told.detail()).contains("0x87");
    }

    @Test
    void anErrorOnTheLinksThreadDoesNotEndTheLink() {
        AtomicInteger asked = new AtomicInteger();
        link.start(
                () -> {
                    if (asked.incrementAndGet() == 1) {
                        throw new NoClassDefFoundError("for the test");
                    }
                    return new byte[0];
                },
                told);
        told.untilUp();
        assertThat(asked).hasValue(2);
    }
}
