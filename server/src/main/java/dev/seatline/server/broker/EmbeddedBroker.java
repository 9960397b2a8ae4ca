package dev.seatline.server.broker;

import com.hivemq.configuration.service.InternalConfigurations;
import com.hivemq.embedded.EmbeddedExtension;
import com.hivemq.embedded.EmbeddedHiveMQ;
import com.hivemq.extension.sdk.api.packets.general.Qos;
import com.hivemq.extension.sdk.api.services.Services;
import com.hivemq.extension.sdk.api.services.builder.Builders;
import com.hivemq.extension.sdk.api.services.builder.PublishBuilder;
import com.hivemq.extension.sdk.api.services.publish.PublishService;
import dev.seatline.server.HubConfig.ConsoleEntry;
import dev.seatline.server.HubConfig.HomeAssistant;
import dev.seatline.server.HubConfig.Mqtt.Embedded;
import dev.seatline.server.HubConfig.Tls;
import dev.seatline.server.ingest.ConsoleTraffic;
import dev.seatline.wire.SiteId;
import dev.seatline.wire.Topic;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/// The hub's own broker, in this process: HiveMQ CE with one listener, nothing on disk, and a door that only consoles
/// on the roll pass. A message reaches the hub before it is acknowledged, and is acknowledged after the hub's commit.
///
/// [#start] and [#stop] belong to one thread, the rest is for any.
public final class EmbeddedBroker implements ConsoleTraffic {
    private static final long START_LIMIT_SECONDS = 60;
    private static final long STOP_LIMIT_SECONDS = 20;
    private static final long LONGEST_EXPIRY_SECONDS = 0xFFFF_FFFEL;

    private record Running(EmbeddedHiveMQ hive, ConsoleExtension extension, PublishService publisher, int port) {}

    private final Embedded config;
    private final SiteId site;
    private final List<ConsoleEntry> consoles;
    private final Optional<HomeAssistant> homeAssistant;
    private final BrokerFolder folder;
    private volatile @Nullable Running running;

    /// @param workFolder where a private folder `broker` is made, and emptied at each start
    public EmbeddedBroker(Embedded config, SiteId site, List<ConsoleEntry> consoles, Path workFolder) {
        this(config, site, consoles, Optional.empty(), workFolder);
    }

    /// @param homeAssistant who comes in besides
    /// @param workFolder where a private folder `broker` is made, and emptied at each start
    public EmbeddedBroker(
            Embedded config,
            SiteId site,
            List<ConsoleEntry> consoles,
            Optional<HomeAssistant> homeAssistant,
            Path workFolder) {
        this.homeAssistant = homeAssistant;
        this.config = config;
        this.site = site;
        this.consoles = List.copyOf(consoles);
        this.folder = new BrokerFolder(workFolder.resolve("broker"));
    }

    @Override
    public void start(Receiver receiver) throws IOException {
        checkAddress();
        if (config.tls().isPresent()) {
            checkKey(config.tls().get());
        }
        folder.prepare(config, consoles.size());
        ConsoleExtension extension = new ConsoleExtension(new ConsoleRoll(site, consoles, homeAssistant), receiver);
        EmbeddedHiveMQ hive = EmbeddedHiveMQ.builder()
                .withConfigurationFolder(folder.configuration())
                .withDataFolder(folder.data())
                .withExtensionsFolder(folder.extensions())
                .withEmbeddedExtension(EmbeddedExtension.builder()
                        .withId("seatline")
                        .withName("Seatline")
                        .withVersion("1")
                        .withAuthor("Seatline")
                        .withExtensionMain(extension)
                        .build())
                .withoutLoggingBootstrap()
                .build();
        // embedded, it lets everybody in when no authenticator is there; and its grace is for files that we have not
        InternalConfigurations.AUTH_DENY_UNAUTHENTICATED_CONNECTIONS.set(true);
        InternalConfigurations.PERSISTENCE_SHUTDOWN_GRACE_PERIOD_MSEC.set(50);
        Thread.UncaughtExceptionHandler ours = Thread.getDefaultUncaughtExceptionHandler();
        try {
            wait(hive.start(), START_LIMIT_SECONDS);
            PublishService publisher = wait(extension.started(), START_LIMIT_SECONDS);
            int port = listeningPort();
            running = new Running(hive, extension, publisher, port);
            Logger.info("the broker listens on {}", address(port));
            receiver.reconnected();
        } catch (ExecutionException | TimeoutException failure) {
            abandon(hive);
            throw new IOException(
                    "the embedded broker did not start on %s: %s; its warnings above say more"
                            .formatted(address(config.port()), reason(failure)),
                    failure);
        } finally {
            // it puts its own there, for every thread of the process
            Thread.setDefaultUncaughtExceptionHandler(ours);
            folder.forgetConfiguration();
        }
    }

    /// The port it listens on, once started.
    public int port() {
        Running now = running;
        if (now == null) {
            throw new IllegalStateException("the broker is not running");
        }
        return now.port();
    }

    @Override
    public void publish(Topic topic, byte[] payload, boolean retained, Duration expiry) {
        publish(topic.text(), payload, retained, expiry);
    }

    @Override
    public void retain(String topic, byte[] payload) {
        publish(topic, payload, true, Duration.ZERO);
    }

    private void publish(String topic, byte[] payload, boolean retained, Duration expiry) {
        Running now = running;
        if (now == null) {
            return;
        }
        PublishBuilder message = Builders.publish()
                .topic(topic)
                .payload(ByteBuffer.wrap(payload.clone()))
                .qos(Qos.AT_LEAST_ONCE)
                .retain(retained);
        if (expiry.isPositive()) {
            long seconds = Math.max(1, expiry.plusMillis(999).toSeconds());
            message.messageExpiryInterval(Math.min(seconds, LONGEST_EXPIRY_SECONDS));
        }
        CompletionStage<Void> taken = now.publisher().publish(message.build());
        taken.whenComplete((_, failure) -> {
            if (failure != null && running != null) {
                Logger.warn(failure, "the broker did not take a message for {}", topic);
            }
        });
    }

    @Override
    public Health health() {
        Running now = running;
        return now == null
                ? new Health(false, "the broker is not running")
                : new Health(
                        true,
                        "broker on %s, %d of %d consoles connected"
                                .formatted(address(now.port()), now.extension().present(), consoles.size()));
    }

    @Override
    public void stop() {
        Running was = running;
        running = null;
        if (was == null) {
            return;
        }
        was.extension().stopping();
        try {
            wait(was.hive().stop(), STOP_LIMIT_SECONDS);
            was.hive().close();
        } catch (IOException | ExecutionException | TimeoutException failure) {
            Logger.warn("the broker did not stop cleanly: {}", reason(failure));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private String address(int port) {
        return "%s://%s:%d".formatted(config.tls().isPresent() ? "ssl" : "tcp", config.host(), port);
    }

    /// The broker itself would hang on a port that is taken, so it is tried first.
    private void checkAddress() throws IOException {
        InetAddress host = InetAddress.getByName(config.host());
        if (config.tls().isEmpty() && !host.isLoopbackAddress()) {
            throw new IOException(
                    "the broker's host is %s without tls: plain connections are for loopback only (127.0.0.1); set mqtt.tls"
                            .formatted(config.host()));
        }
        try (ServerSocket trial = new ServerSocket()) {
            trial.setReuseAddress(true);
            trial.bind(new InetSocketAddress(host, config.port()));
        } catch (IOException taken) {
            throw new IOException(
                    "the broker cannot listen on %s port %d (%s): stop the program that does, or choose another mqtt.port"
                            .formatted(config.host(), config.port(), taken.getMessage()),
                    taken);
        }
    }

    private static void checkKey(Tls tls) throws IOException {
        try (InputStream in = Files.newInputStream(tls.keystore())) {
            KeyStore.getInstance("PKCS12").load(in, tls.password().toCharArray());
        } catch (IOException | GeneralSecurityException failure) {
            throw new IOException(
                    "the broker's key %s cannot be read as PKCS #12 with the password given: %s"
                            .formatted(tls.keystore(), failure.getMessage()),
                    failure);
        }
    }

    private static int listeningPort() throws IOException {
        return Services.adminService().getServerInformation().getListener().stream()
                .map(listener -> listener.getPort())
                .filter(port -> port > 0)
                .findFirst()
                .orElseThrow(() -> new IOException("the embedded broker started without a listener"));
    }

    private static <T> T wait(CompletableFuture<T> future, long seconds)
            throws IOException, ExecutionException, TimeoutException {
        try {
            return future.get(seconds, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the broker started or stopped");
        }
    }

    /// Asks a broker that did not start to end, without waiting: one that hangs would never answer.
    private static void abandon(EmbeddedHiveMQ hive) {
        Thread.ofVirtual().name("broker-abandoned").start(() -> {
            try {
                hive.close();
            } catch (ExecutionException | InterruptedException | RuntimeException _) {
                Logger.debug("the broker that did not start did not end either");
            }
        });
    }

    private static String reason(Exception failure) {
        Throwable cause = Optional.ofNullable(failure.getCause()).orElse(failure);
        return failure instanceof TimeoutException ? "no answer in time" : String.valueOf(cause.getMessage());
    }
}
