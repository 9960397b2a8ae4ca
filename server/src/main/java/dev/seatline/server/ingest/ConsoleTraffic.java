package dev.seatline.server.ingest;

import dev.seatline.wire.Topic;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/// How bytes travel between the hub and its consoles, whatever broker stands between. A constructor does nothing.
public interface ConsoleTraffic {
    /// Opens the way and returns once messages can flow.
    ///
    /// @throws IOException when that cannot be; the message names the port or address and what to do
    void start(Receiver receiver) throws IOException;

    /// Hands a message to the broker. Never blocks, never throws for a lost broker: the contract repairs losses.
    ///
    /// @param expiry after which the broker drops it undelivered; [Duration#ZERO] for never
    void publish(Topic topic, byte[] payload, boolean retained, Duration expiry);

    /// Whether consoles can reach the hub now, in one line for `/readyz`.
    Health health();

    /// Stops. Idempotent.
    void stop();

    /// Gets what the consoles write.
    interface Receiver {
        /// One message, on any thread; messages of one console come in order. Must not block: the stage completes
        /// when the message is committed (or will never be), and only then the sender is acknowledged.
        ///
        /// @param topic as sent; not yet checked
        CompletionStage<Void> received(String topic, byte[] payload);

        /// The way to the consoles was lost and is there again: whatever is retained must be published anew.
        void reconnected();
    }

    /// How the way is.
    record Health(boolean ok, String detail) {}
}
