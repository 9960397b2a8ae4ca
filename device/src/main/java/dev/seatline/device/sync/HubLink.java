package dev.seatline.device.sync;

import dev.seatline.wire.Topic;
import java.util.function.Supplier;

/// The way to the hub, below any protocol of ours: named channels that carry bytes. Delivery is not promised.
public interface HubLink {
    /// Starts to connect and goes on trying for ever, with growing pauses and jitter, until [#stop].
    ///
    /// @param will the offline status that the hub finds (retained) when the link ends without good-bye;
    /// asked for at every connect
    void start(Supplier<byte[]> will, Listener listener);

    /// Hands bytes to the network, retained where the channel is (`status`, `state`). Never blocks.
    ///
    /// @return false when there is no link or its window is full; then nothing was sent
    boolean publish(Topic.Channel channel, byte[] payload);

    /// Says good-bye (a retained offline status is the caller's business) and stops. Idempotent.
    void stop();

    /// Called on a thread of the link, one call at a time; must not block.
    interface Listener {
        /// The link is there, subscriptions included, or it is lost.
        ///
        /// @param detail one line that says why, for a technician
        void linkChanged(boolean online, String detail);

        /// A message of the hub: `confirm`, `settings` or `order`.
        void received(Topic.Channel channel, byte[] payload);
    }
}
