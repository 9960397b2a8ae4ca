package dev.seatline.bench.simulation;

import dev.seatline.server.ingest.ConsoleTraffic;
import dev.seatline.wire.SeatId;
import dev.seatline.wire.Topic;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Keeps what is retained and passes everything else on over the network, to whoever is connected when it arrives.
final class SimulatedBroker {
    private final SimulatedNetwork network;
    private final Map<Topic, byte[]> retained = new LinkedHashMap<>();
    private final Map<Topic, SimulatedConsole> readers = new HashMap<>();
    /// When the last status of every seat arrives. Nothing overtakes it that tells which start of its console is
    /// there, as MQTT keeps the order.
    private final Map<SeatId, Long> statuses = new HashMap<>();
    private ConsoleTraffic.@Nullable Receiver hub;

    SimulatedBroker(SimulatedNetwork network) {
        this.network = network;
    }

    /// A console reads what the hub writes for its seat, for ever: it is the console that is connected or not.
    void reads(Topic topic, SimulatedConsole console) {
        readers.put(topic, console);
    }

    void hubConnected(ConsoleTraffic.Receiver receiver) {
        hub = receiver;
        receiver.reconnected();
        // before anything else, as MQTT keeps the order of a topic: the sequence tells old reports from new ones in one
        // journal only
        retained.forEach((topic, payload) -> {
            if (topic.channel().writtenByConsole()) {
                var _ = receiver.received(topic.text(), payload);
            }
        });
    }

    void hubGone() {
        hub = null;
    }

    void consoleConnected(Topic settings) {
        byte[] kept = retained.get(settings);
        if (kept != null) {
            toConsole(settings, kept);
        }
    }

    /// Forgets everything, as a broker does that lives in the hub's process.
    void died() {
        hub = null;
        retained.clear();
        network.forget();
    }

    /// A broker of its own has started again.
    ///
    /// @param forgets whether it has lost what it retained
    void restarted(boolean forgets) {
        network.forget();
        if (forgets) {
            retained.clear();
        }
        ConsoleTraffic.Receiver there = hub;
        if (there != null) {
            hubConnected(there);
        }
    }

    void fromConsole(Topic topic, byte[] payload) {
        keep(topic, payload, topic.channel() == Topic.Channel.STATE || topic.channel() == Topic.Channel.STATUS);
        toHub(topic, payload);
    }

    void fromHub(Topic topic, byte[] payload, boolean retain) {
        keep(topic, payload, retain);
        toConsole(topic, payload);
    }

    private void keep(Topic topic, byte[] payload, boolean retain) {
        if (retain) {
            retained.put(topic, payload);
        }
    }

    private void toHub(Topic topic, byte[] payload) {
        ConsoleTraffic.Receiver to = hub;
        if (to != null) {
            Runnable delivery = () -> {
                if (to.equals(hub)) {
                    // the promise completes by the commit; nobody here waits for it
                    var _ = to.received(topic.text(), payload);
                }
            };
            long before = statuses.getOrDefault(topic.seat(), 0L);
            switch (topic.channel()) {
                case STATUS -> statuses.put(topic.seat(), network.sendBehind(before, delivery));
                case STATE -> network.sendBehind(before, delivery);
                case EVENT, OUTCOME, CONFIRM, SETTINGS, ORDER -> network.send(delivery);
            }
        }
    }

    private void toConsole(Topic topic, byte[] payload) {
        SimulatedConsole reader = readers.get(topic);
        if (reader != null) {
            int connection = reader.connection();
            Runnable delivery = () -> {
                if (reader.connection() == connection) {
                    reader.received(topic.channel(), payload);
                }
            };
            network.send(delivery);
            if (topic.channel() == Topic.Channel.ORDER) {
                // more often than by chance: a wish that is fulfilled still may do no harm
                network.sendLate(delivery);
            }
        }
    }
}
