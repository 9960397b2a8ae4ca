package dev.seatline.bench.access;

import dev.seatline.bench.access.Packets.Entry;
import dev.seatline.server.HubConfig;
import dev.seatline.server.ingest.ConsoleTraffic;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// A broker with a hub behind it, and what is peculiar to it. One thread opens and closes it.
///
/// @param secrets of every console, by its id
/// @param traffic the hub's own way to its consoles
/// @param heard what the hub got
/// @param habits how this broker says no
/// @param retained what is retained on a topic, where one can look inside the broker
/// @param watched whether the witness may come in and see everything
record Door(
        String name,
        int port,
        HubConfig config,
        Map<String, String> secrets,
        ConsoleTraffic traffic,
        Mailbox heard,
        Habits habits,
        boolean watched,
        Function<String, Optional<String>> retained,
        AutoCloseable broker)
        implements AutoCloseable {
    /// How brokers differ where MQTT leaves it to them; none of it lets anything pass that may not.
    enum Habits {
        /// HiveMQ in the hub: says no at once. A refused subscription is answered so, a last will may only go to
        /// the own `status`, and MQTT 3.1.1, which cannot say no, is cut off.
        SAYS_NO,
        /// Mosquitto: lets everybody ask and leave wills, and looks at the rights when it delivers. A client id
        /// that is not the user is replaced by the user.
        STAYS_SILENT
    }

    /// How a console comes in.
    Entry entry(String console) {
        return Entry.of(console, secret(console));
    }

    String secret(String console) {
        String secret = secrets.get(console);
        if (secret == null) {
            throw new IllegalArgumentException("no console " + console);
        }
        return secret;
    }

    @Override
    public void close() throws Exception {
        traffic.stop();
        broker.close();
    }
}
