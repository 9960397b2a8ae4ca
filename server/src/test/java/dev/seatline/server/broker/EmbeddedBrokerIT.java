package dev.seatline.server.broker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.seatline.server.HubConfig.HomeAssistant;
import dev.seatline.server.HubConfig.Mqtt.Embedded;
import dev.seatline.server.broker.PahoConsole.Entry;
import dev.seatline.server.ingest.Await;
import dev.seatline.server.ingest.ConsoleTraffic;
import dev.seatline.wire.BootId;
import dev.seatline.wire.ConsoleId;
import dev.seatline.wire.ConsoleStatus;
import dev.seatline.wire.Topic.Channel;
import dev.seatline.wire.WireJson;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EmbeddedBrokerIT extends HomeAssistantContract {
    @TempDir
    static Path work = Path.of("");

    private EmbeddedBroker broker =
            new EmbeddedBroker(new Embedded("127.0.0.1", 0, Optional.empty()), SITE, ENTRIES, HOME_ASSISTANT, work);

    @Override
    protected ConsoleTraffic prepare() {
        broker =
                new EmbeddedBroker(new Embedded("127.0.0.1", 0, Optional.empty()), SITE, ENTRIES, HOME_ASSISTANT, work);
        return broker;
    }

    @Override
    protected String address() {
        return "tcp://127.0.0.1:" + broker.port();
    }

    @Override
    protected boolean refusesSubscriptions() {
        return true;
    }

    @Test
    void homeAssistantIsNoConsoleThatIsCounted() throws Exception {
        try (PahoConsole other = PahoConsole.connect(address(), Entry.of(HomeAssistant.USER, "4a".repeat(32)));
                PahoConsole console = PahoConsole.connect(address(), own(S01))) {
            Await.until("it counts one", () -> broker.health().detail().contains("1 of 2 consoles"));
            assertThat(other.lost() || console.lost()).isFalse();
        }
    }

    @Test
    void aConsoleIsAcknowledgedAfterTheHubHasCommitted() throws Exception {
        String text = fresh();
        CompletableFuture<Void> commit = new CompletableFuture<>();
        hub.answer(text, () -> commit);
        try (PahoConsole console = PahoConsole.connect(address(), own(S01));
                PahoConsole other = PahoConsole.connect(address(), own(S02))) {
            IMqttToken token = console.begin(topic(S01, Channel.EVENT), text.getBytes(UTF_8), false);
            hub.await(topic(S01, Channel.EVENT), text);
            // another console is acknowledged meanwhile
            assertThat(other.publish(topic(S02, Channel.EVENT), fresh().getBytes(UTF_8), false))
                    .isZero();
            assertThat(token.isComplete()).isFalse();
            commit.complete(null);
            token.waitForCompletion(20_000);
            assertThat(token.getReasonCodes()).containsExactly(0);
        }
    }

    @Test
    void whatTheHubCouldNotCommitIsAnsweredAsNotTaken() throws Exception {
        String text = fresh();
        hub.answer(text, () -> CompletableFuture.failedStage(new IllegalStateException("disk full")));
        try (PahoConsole console = PahoConsole.connect(address(), own(S01))) {
            assertThat(console.publish(topic(S01, Channel.EVENT), text.getBytes(UTF_8), false))
                    .isEqualTo(0x80);
            assertThat(console.lost()).isFalse();
        }
    }

    @Test
    void aConsoleThatComesInTwiceIsNotCalledLost() throws Exception {
        String will = fresh();
        String later = fresh();
        try (PahoConsole first = leaving(S01, will, 0);
                PahoConsole second = PahoConsole.connect(address(), own(S01));
                PahoConsole witness = leaving(S02, later, 1)) {
            Await.until("the first was sent away", first::lost);
            witness.vanish();
            hub.await(topic(S02, Channel.STATUS), later);
            assertThat(second.lost()).isFalse();
        }
        assertThat(hub.texts(will)).isEmpty();
    }

    @Test
    void aConsoleWhosePlaceWasTakenIsCalledOfflineOnceNobodyIsThere() throws Exception {
        BootId boot = boot();
        try (PahoConsole console = leaving(S02, fresh(), 2)) {
            console.publish(topic(S02, Channel.STATUS), status(boot, true), true);
            try (PahoConsole other = PahoConsole.connect(address(), own(S02))) {
                Await.until("the first was sent away", console::lost);
                assertThat(calledOffline(boot)).isFalse();
                other.goodbye();
            }
            Await.until("the hub is told", () -> calledOffline(boot));
        }
    }

    @Test
    void aConsoleThatLeavesWithoutAWordIsCalledOffline() throws Exception {
        BootId boot = boot();
        try (PahoConsole console = PahoConsole.connect(address(), own(S02))) {
            console.publish(topic(S02, Channel.STATUS), status(boot, true), true);
            console.goodbye();
        }
        Await.until("the hub is told", () -> calledOffline(boot));
    }

    @Test
    void whoCalledItselfOfflineOrIsBackIsNotCalledOfflineAgain() throws Exception {
        BootId gone = boot();
        BootId back = boot();
        String later = fresh();
        try (PahoConsole console = PahoConsole.connect(address(), own(S02))) {
            console.publish(topic(S02, Channel.STATUS), status(gone, true), true);
            console.publish(topic(S02, Channel.STATUS), status(gone, false), true);
            console.goodbye();
        }
        long said = offline(gone);
        try (PahoConsole console = PahoConsole.connect(address(), own(S01))) {
            console.publish(topic(S01, Channel.STATUS), status(back, true), true);
            console.vanish();
        }
        try (PahoConsole again = PahoConsole.connect(address(), own(S01));
                PahoConsole witness = leaving(S02, later, 4)) {
            witness.vanish();
            hub.await(topic(S02, Channel.STATUS), later);
            assertThat(again.lost()).isFalse();
            assertThat(calledOffline(back)).isFalse();
            again.publish(topic(S01, Channel.STATUS), status(back, false), true);
        }
        assertThat(offline(gone)).isEqualTo(said).isEqualTo(1);
    }

    private static BootId boot() {
        return new BootId(fresh().substring(0, 8));
    }

    private static byte[] status(BootId boot, boolean online) {
        return WireJson.write(new ConsoleStatus(new ConsoleId("C"), online, boot, "1", 7, 0, List.of()));
    }

    private boolean calledOffline(BootId boot) {
        return offline(boot) > 0;
    }

    private long offline(BootId boot) {
        String text = new String(status(boot, false), UTF_8);
        return hub.texts(text).size();
    }

    @Test
    void itsHealthCountsTheConsoles() throws Exception {
        try (PahoConsole console = PahoConsole.connect(address(), own(S01))) {
            Await.until("it counts one", () -> broker.health().detail().contains("1 of 2 consoles"));
            console.goodbye();
        }
        Await.until("it counts none", () -> broker.health().detail().contains("0 of 2 consoles"));
    }

    @Test
    void itsFolderIsPrivateAndKeepsNoConfiguration() throws Exception {
        Path folder = work.resolve("broker");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                .isEqualTo("rwx------");
        assertThat(folder.resolve("conf")).isEmptyDirectory();
    }
}
