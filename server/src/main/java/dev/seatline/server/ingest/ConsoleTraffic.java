package dev.seatline.server.ingest;

import dev.seatline.wire.Topic;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/// How bytes travel between the hub and its consoles, whatever broker stands between. A constructor does nothing.
public interface ConsoleTraffic {
    /// Opens the way. A broker in this process is open on return; one elsewhere may be away when the hub starts, so
    /// there it only begins trying, and [#health] tells.
    ///
    /// @throws IOException when that can never be; the message names the port or address and what to do
    void start(Receiver receiver) throws IOException;

    /// Hands a message to the broker. Never blocks, never throws for a lost broker: the contract repairs losses.
    ///
    /// @param expiry after which the broker drops it undelivered; [Duration#ZERO] for never
    void publish(Topic topic, byte[] payload, boolean retained, Duration expiry);

    /// Has the broker keep a message on a topic that is none of the contract's, for a program that is no console. Else
    /// as [#publish].
    ///
    /// @param payload empty to have forgotten what is kept there
    void retain(String topic, byte[] payload);

    /// Whether consoles can reach the hub now, in one line for `/readyz`.
    Health health();

    /// Stops. Idempotent.
    void stop();

    /// Gets what the consoles write.
    interface Receiver {
        /// One message, on any thread; messages of one console come in order. Must not block: the stage
        /// completes when the message is committed, or its commit has failed, and only then the sender is
        /// acknowledged. So that proves nothing; what is not committed is never confirmed, and comes again.
        ///
        /// @param topic as sent; not yet checked
        CompletionStage<Void> received(String topic, byte[] payload);

        /// A broker in this process has turned a message away that its console may not send or that is too large:
        /// for the count. On any thread; must not block.
        default void refused() {}

        /// The way to the consoles is open, for the first time or again after a loss: whatever is retained must be
        /// published now. On any thread; must not block.
        void reconnected();
    }

    /// How the way is.
    record Health(boolean ok, String detail) {}
}
