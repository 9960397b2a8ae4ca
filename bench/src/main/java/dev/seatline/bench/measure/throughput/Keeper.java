package dev.seatline.bench.measure.throughput;

import dev.seatline.bench.site.Site;
import java.io.IOException;

/// What takes facts from a broker and keeps them. Used by one thread.
interface Keeper extends AutoCloseable {
    /// In words, for the table.
    String what();

    /// Ports and secrets.
    Site site();

    /// Starts the broker, and itself when it is one.
    void startBroker() throws IOException, InterruptedException;

    /// Starts to listen; returns when it does. The consoles are connected already.
    void start() throws IOException, InterruptedException;

    /// Whether it tells the consoles what it has.
    boolean confirms();

    /// Something is about to be sent.
    ///
    /// @param messages how many
    /// @param bytes of their payloads
    default void expects(long messages, long bytes) {}

    /// Whether everything expected so far is kept, as far as it can be seen from outside; what confirms has told so
    /// before.
    default boolean hasAll() throws IOException {
        return true;
    }

    /// Ends it.
    ///
    /// @return facts that it keeps, each counted once
    long finish() throws IOException, InterruptedException;

    @Override
    void close() throws Exception;
}
