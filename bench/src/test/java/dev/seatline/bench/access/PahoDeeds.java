package dev.seatline.bench.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.seatline.bench.access.Packets.Entry;
import dev.seatline.bench.access.RawMqtt.Answer;
import java.util.concurrent.TimeUnit;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;

/// The client of our consoles at the same door. It calls a refused message delivered: only its token knows better.
/// Used by one thread.
final class PahoDeeds implements AutoCloseable {
    private static final long PATIENCE_MILLIS = TimeUnit.SECONDS.toMillis(20);

    private final MqttAsyncClient client;

    private PahoDeeds(MqttAsyncClient client) {
        this.client = client;
    }

    static PahoDeeds connect(int port, Entry entry) throws MqttException {
        MqttAsyncClient client =
                new MqttAsyncClient("tcp://127.0.0.1:" + port, entry.clientId(), new MemoryPersistence());
        MqttConnectionOptions options = new MqttConnectionOptions();
        entry.user().ifPresent(options::setUserName);
        entry.password().ifPresent(password -> options.setPassword(password.getBytes(UTF_8)));
        options.setAutomaticReconnect(false);
        client.connect(options).waitForCompletion(PATIENCE_MILLIS);
        return new PahoDeeds(client);
    }

    /// Publishes with QoS 1; Paho throws for no refusal.
    Answer publish(String topic, String text) throws MqttException {
        IMqttToken token = client.publish(topic, text.getBytes(UTF_8), 1, false);
        token.waitForCompletion(PATIENCE_MILLIS);
        return new Answer(Answer.Kind.ANSWERED, token.getReasonCodes()[0]);
    }

    @Override
    public void close() throws MqttException {
        client.disconnectForcibly(0, 0, false);
        client.close(true);
    }
}
