package dev.seatline.bench.access;

import dev.seatline.bench.access.Packets.Entry;
import dev.seatline.bench.access.Packets.Will;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Somebody at the broker, over all of his connections. One thread.
final class Party implements AutoCloseable {
    private static final byte[] NOTHING = new byte[0];

    private final String name;
    private final String group;
    private final int port;
    private final int version;
    private final Entry entry;
    private final Role role;
    private final List<String> usual;
    private final Mailbox mail;
    private @Nullable RawMqtt line;

    /// @param group under which his cells are counted
    /// @param version 5, or 4 for MQTT 3.1.1
    /// @param usual what he listens to
    Party(String name, String group, int port, int version, Entry entry, Role role, List<String> usual, Mailbox mail) {
        this.name = name;
        this.group = group;
        this.port = port;
        this.version = version;
        this.entry = entry;
        this.role = role;
        this.usual = List.copyOf(usual);
        this.mail = mail;
    }

    String name() {
        return name;
    }

    String group() {
        return group;
    }

    int version() {
        return version;
    }

    Role role() {
        return role;
    }

    Mailbox mail() {
        return mail;
    }

    /// His connection, a new one that listens to nothing when there is none.
    RawMqtt line() throws IOException, InterruptedException {
        RawMqtt now = line;
        if (now != null && now.open()) {
            return now;
        }
        leave();
        RawMqtt fresh = knock(Optional.empty(), NOTHING);
        if (!fresh.letIn()) {
            fresh.close();
            throw new IOException("%s is not let in: %s".formatted(name, fresh.welcome()));
        }
        line = fresh;
        return fresh;
    }

    /// Listens to the usual, once more if he does already: what is retained comes again.
    void listen() throws IOException, InterruptedException {
        for (String filter : usual) {
            if (!line().subscribe(filter).taken()) {
                throw new IOException("%s may not listen to %s".formatted(name, filter));
            }
        }
    }

    /// A connection of its own, which the caller closes. The broker ends the other one for it.
    RawMqtt knock(Optional<Will> will, byte[] more) throws IOException, InterruptedException {
        return RawMqtt.knock(port, version, entry, will, mail::add, more);
    }

    /// Hangs up.
    void leave() throws IOException, InterruptedException {
        if (line != null) {
            line.close();
            line = null;
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        leave();
    }
}
