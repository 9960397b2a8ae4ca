package dev.seatline.device.check;

import java.time.Duration;

/// Does something after a while, on a thread of its own. Any thread.
public interface Later {
    void after(Duration wait, Runnable then);

    /// By threads that sleep: for what is rare.
    static Later byVirtualThreads() {
        return (wait, then) -> Thread.ofVirtual().name("later").start(() -> {
            try {
                Thread.sleep(wait);
                then.run();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }
}
