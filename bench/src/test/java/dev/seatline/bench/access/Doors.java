package dev.seatline.bench.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.hivemq.extension.sdk.api.services.Services;
import com.hivemq.extension.sdk.api.services.publish.RetainedPublish;
import dev.seatline.bench.whole.Eventually;
import dev.seatline.bench.whole.ShippedMosquitto;
import dev.seatline.config.Loaded;
import dev.seatline.server.HubConfig;
import dev.seatline.server.HubConfig.ConsoleEntry;
import dev.seatline.server.HubConfigFile;
import dev.seatline.server.MosquittoAccessCommand;
import dev.seatline.server.broker.EmbeddedBroker;
import dev.seatline.server.broker.ExternalBroker;
import dev.seatline.server.ingest.ConsoleTraffic;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import picocli.CommandLine;

/// Opens the doors that the matrix is tried at. One thread.
final class Doors {
    /// The hub's user at Mosquitto, and a witness that may read everything.
    static final String HUB = "hub";

    static final String WITNESS = "witness";
    static final String HUB_SECRET = "0f".repeat(32);

    private static final Path CONFIG = Path.of("..", "config");
    private static final long SEED = 20261122;

    private Doors() {}

    /// The hub's own broker, with consoles and seats whose ids nearly are one another's.
    static Door embedded(Path folder) throws IOException {
        HubConfig config = manyConsoles(folder);
        EmbeddedBroker broker = new EmbeddedBroker(
                new HubConfig.Mqtt.Embedded("127.0.0.1", 0, Optional.empty()),
                config.site(),
                config.consoles(),
                folder.resolve("work"));
        Mailbox heard = new Mailbox("the hub");
        broker.start(new Listening(heard));
        return new Door(
                "embedded",
                broker.port(),
                config,
                secrets(config),
                broker,
                heard,
                Door.Habits.SAYS_NO,
                false,
                Doors::retained,
                () -> {});
    }

    /// Mosquitto with exactly the files that we ship.
    static Door shipped(Path folder) throws IOException, InterruptedException {
        Path sample = CONFIG.resolve("hub.yaml");
        return mosquitto(
                "mosquitto, as shipped",
                folder,
                load(sample),
                Files.readString(CONFIG.resolve("mosquitto").resolve("access")),
                false);
    }

    /// Mosquitto with an access file that lets the first console do a little more than it may.
    ///
    /// @param more lines for the first console
    static Door widened(Path folder, String more) throws IOException, InterruptedException {
        String access = Files.readString(CONFIG.resolve("mosquitto").resolve("access"));
        return mosquitto(
                "mosquitto, widened on purpose",
                folder,
                load(CONFIG.resolve("hub.yaml")),
                access.replace("\nuser C01\n", "\nuser C01\n" + more),
                false);
    }

    /// Mosquitto with the access file that our command prints for the consoles of [#embedded], and one user more
    /// that may read everything: what he does not see has not passed.
    static Door generated(Path folder) throws IOException, InterruptedException {
        HubConfig config = manyConsoles(folder);
        StringWriter access = new StringWriter();
        int status = new CommandLine(new MosquittoAccessCommand())
                .setOut(new PrintWriter(access))
                .execute("--config", folder.resolve("hub.yaml").toString());
        assertThat(status).isZero();
        return mosquitto(
                "mosquitto, generated",
                folder,
                config,
                access + "\nuser " + WITNESS + "\ntopic read #\ntopic read $SYS/seatline/#\n",
                true);
    }

    /// What the embedded broker retains on a topic.
    private static Optional<String> retained(String topic) {
        return Services.retainedMessageStore()
                .getRetainedMessage(topic)
                .join()
                .flatMap(RetainedPublish::getPayload)
                .map(payload -> UTF_8.decode(payload).toString());
    }

    private static Door mosquitto(String name, Path folder, HubConfig config, String access, boolean watched)
            throws IOException, InterruptedException {
        Map<String, String> secrets = secrets(config);
        Map<String, String> users = new HashMap<>(secrets);
        users.put(HUB, HUB_SECRET);
        users.put(WITNESS, HUB_SECRET);
        ShippedMosquitto mosquitto = ShippedMosquitto.start(folder.resolve("mosquitto"), users, access);
        Mailbox heard = new Mailbox("the hub");
        ExternalBroker traffic = new ExternalBroker(
                new HubConfig.Mqtt.External(
                        URI.create("tcp://127.0.0.1:" + mosquitto.port()), HUB, HUB_SECRET, Optional.empty()),
                config.site(),
                new Random(SEED));
        traffic.start(new Listening(heard));
        Eventually.holds(() -> assertThat(traffic.health().ok()).isTrue());
        return new Door(
                name,
                mosquitto.port(),
                config,
                secrets,
                traffic,
                heard,
                Door.Habits.STAYS_SILENT,
                watched,
                _ -> Optional.empty(),
                mosquitto);
    }

    /// The sample configuration with more consoles: longer by a digit, in small letters, with the other signs.
    private static HubConfig manyConsoles(Path folder) throws IOException {
        StringBuilder consoles = new StringBuilder("consoles:\n");
        List.of("C01 S01", "C02 S02", "C011 S011", "c01 s01", "S01 C-_1").forEach(pair -> {
            String[] ids = pair.split(" ", -1);
            consoles.append("  - console: %s\n    seat: %s\n    secret-sha256: %s\n"
                    .formatted(ids[0], ids[1], sha256(secret(ids[0]))));
        });
        String sample = Files.readString(CONFIG.resolve("hub.yaml"));
        Path file = Files.writeString(
                folder.resolve("hub.yaml"),
                sample.replaceFirst("(?s)\nconsoles:\n.*?\n(?=# Everybody who may tap)", "\n" + consoles + "\n"));
        return load(file);
    }

    private static HubConfig load(Path file) {
        return switch (HubConfigFile.load(file)) {
            case Loaded.Right<HubConfig>(HubConfig config) -> config;
            case Loaded.Wrong<HubConfig> wrong -> throw new AssertionError(wrong.text());
        };
    }

    private static Map<String, String> secrets(HubConfig config) {
        Map<String, String> secrets = new HashMap<>();
        for (ConsoleEntry entry : config.consoles()) {
            secrets.put(entry.console().text(), secret(entry.console().text()));
        }
        return secrets;
    }

    /// A secret as good as any.
    private static String secret(String console) {
        return HexFormat.of().formatHex(digest(console.getBytes(UTF_8)));
    }

    static String sha256(String secret) {
        return HexFormat.of().formatHex(digest(HexFormat.of().parseHex(secret)));
    }

    private static byte[] digest(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /// A hub that takes everything.
    private record Listening(Mailbox heard) implements ConsoleTraffic.Receiver {
        @Override
        public CompletionStage<Void> received(String topic, byte[] payload) {
            heard.add(topic, new String(payload, UTF_8));
            return CompletableFuture.completedStage(null);
        }

        @Override
        public void reconnected() {
            // nothing is retained yet
        }
    }
}
