package dev.seatline.server.broker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seatline.server.HubConfig.Mqtt.External;
import dev.seatline.server.ingest.Await;
import dev.seatline.server.ingest.ConsoleTraffic;
import dev.seatline.server.ingest.RecordingReceiver;
import dev.seatline.wire.Topic.Channel;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ExternalBrokerIT extends HomeAssistantContract {
    private static final String HUB_SECRET = "0f".repeat(32);
    private static final long SEED = 20261122;

    @TempDir
    static Path work = Path.of("");

    private @Nullable Mosquitto mosquitto;

    @AfterAll
    void stopMosquitto() throws IOException {
        if (mosquitto != null) {
            mosquitto.close();
        }
    }

    private static Map<String, String> users() {
        Map<String, String> users = new HashMap<>(SECRETS);
        users.put("hub", HUB_SECRET);
        return users;
    }

    private static ExternalBroker broker(String uri, String secret, Optional<Path> trust) {
        return new ExternalBroker(
                new External(URI.create(uri), "hub", secret, trust), SITE, HOME_ASSISTANT, new Random(SEED));
    }

    @Override
    protected ConsoleTraffic prepare() throws IOException {
        mosquitto = Mosquitto.prepare(work, users(), Optional.empty()).start();
        return broker(address(), HUB_SECRET, Optional.empty());
    }

    @Override
    protected String address() {
        return "tcp://127.0.0.1:" + Optional.ofNullable(mosquitto).orElseThrow().port();
    }

    @Override
    protected boolean refusesSubscriptions() {
        return false;
    }

    @Test
    void theHubStartsBeforeItsBrokerAndComesBackAfterEachLoss(@TempDir Path folder) throws Exception {
        RecordingReceiver receiver = new RecordingReceiver();
        try (Mosquitto own = Mosquitto.prepare(folder, users(), Optional.empty())) {
            String uri = "tcp://127.0.0.1:" + own.port();
            ExternalBroker broker = broker(uri, HUB_SECRET, Optional.empty());
            try {
                broker.start(receiver);
                Await.until("it says why", () -> broker.health().detail().contains("cannot connect to " + uri));
                assertThat(broker.health().ok()).isFalse();
                for (int times = 1; times <= 2; times++) {
                    own.start();
                    int expected = times;
                    Await.until("the hub was told", () -> receiver.reconnections() == expected);
                    assertThat(broker.health().ok()).isTrue();
                    String text = fresh();
                    try (PahoConsole console = PahoConsole.connect(uri, own(S01))) {
                        console.publish(topic(S01, Channel.EVENT), text.getBytes(UTF_8), false);
                    }
                    receiver.await(topic(S01, Channel.EVENT), text);
                    own.close();
                    Await.until("it sees the loss", () -> !broker.health().ok());
                }
            } finally {
                broker.stop();
            }
        }
    }

    /// Nobody would send it a second time. (Facts are sent until they are confirmed, whatever a broker keeps.)
    @Test
    void anOutcomeThatWasNotTakenComesAgainAfterTheHubIsBack() throws Exception {
        String text = fresh();
        RecordingReceiver slow = new RecordingReceiver();
        slow.answer(text, CompletableFuture::new);
        Path folder = Files.createTempDirectory(work, "again");
        try (Mosquitto own =
                Mosquitto.prepare(folder, users(), Optional.empty()).start()) {
            String uri = "tcp://127.0.0.1:" + own.port();
            ExternalBroker first = broker(uri, HUB_SECRET, Optional.empty());
            first.start(slow);
            Await.until("the first is there", () -> first.health().ok());
            try (PahoConsole console = PahoConsole.connect(uri, own(S01))) {
                console.publish(topic(S01, Channel.OUTCOME), text.getBytes(UTF_8), false);
                slow.await(topic(S01, Channel.OUTCOME), text);
            } finally {
                first.stop();
            }
            RecordingReceiver quick = new RecordingReceiver();
            ExternalBroker second = broker(uri, HUB_SECRET, Optional.empty());
            second.start(quick);
            try {
                quick.await(topic(S01, Channel.OUTCOME), text);
            } finally {
                second.stop();
            }
        }
    }

    @Test
    void aWrongSecretIsTold() throws Exception {
        ExternalBroker broker = broker(address(), "wrong", Optional.empty());
        broker.start(new RecordingReceiver());
        try {
            Await.until("it says why", () -> broker.health().detail().contains("refused user or secret"));
        } finally {
            broker.stop();
        }
        assertThat(broker.health().ok()).isFalse();
    }

    @Test
    void anAddressThatIsNotAllowedIsRefusedAtOnce() {
        for (String uri : new String[] {"tcp://192.0.2.1:1883", "http://127.0.0.1", "mqtt", "ws://127.0.0.1:1"}) {
            assertThatThrownBy(() -> broker(uri, "", Optional.empty()).start(new RecordingReceiver()))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(uri)
                    .hasMessageContaining("ssl://");
        }
    }

    @Test
    void certificatesThatCannotBeReadAreToldAtOnce() throws Exception {
        Path empty = Files.writeString(work.resolve("empty.pem"), "");
        assertThatThrownBy(() ->
                        broker("ssl://localhost:8883", "", Optional.of(empty)).start(new RecordingReceiver()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("empty.pem");
    }

    @Test
    void overTlsItComesToTheBrokerItTrustsAndToNoOther(@TempDir Path folder) throws Exception {
        TestKeys keys = TestKeys.make(folder);
        try (Mosquitto own =
                Mosquitto.prepare(folder, users(), Optional.of(keys.pem())).start()) {
            String uri = "ssl://localhost:" + own.port();
            RecordingReceiver receiver = new RecordingReceiver();
            ExternalBroker trusting =
                    broker(uri, HUB_SECRET, Optional.of(keys.pem().certificate()));
            ExternalBroker distrusting = broker(uri, HUB_SECRET, Optional.empty());
            trusting.start(receiver);
            distrusting.start(receiver);
            try {
                Await.until("it is connected", () -> trusting.health().ok());
                Await.until("the hub was told", () -> receiver.reconnections() == 1);
                Await.until(
                        "the other is not", () -> distrusting.health().detail().contains("cannot connect"));
                assertThat(receiver.reconnections()).isEqualTo(1);
            } finally {
                trusting.stop();
                distrusting.stop();
            }
        }
    }

    @Test
    void pausesGrowAndNeverFallInStep() {
        Random random = new Random(SEED);
        assertThat(ExternalBroker.pauseMillis(1, random)).isBetween(250L, 500L);
        assertThat(ExternalBroker.pauseMillis(4, random)).isBetween(2_000L, 4_000L);
        assertThat(ExternalBroker.pauseMillis(30, random)).isBetween(2_500L, 5_000L);
    }
}
