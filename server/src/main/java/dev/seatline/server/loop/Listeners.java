package dev.seatline.server.loop;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.tinylog.Logger;

/// Who wants to hear of something. Any thread comes and goes; the loop tells.
final class Listeners<T> {
    private final List<Subscription<T>> all = new CopyOnWriteArrayList<>();

    /// Not a record: the same listener may be there twice, and each subscription ends by itself.
    private static final class Subscription<T> {
        private final Consumer<T> listener;

        Subscription(Consumer<T> listener) {
            this.listener = listener;
        }
    }

    /// @return ends the subscription
    Runnable add(Consumer<T> listener) {
        Subscription<T> one = new Subscription<>(listener);
        all.add(one);
        return () -> all.remove(one);
    }

    /// One that fails does not keep it from the others.
    void tell(T news) {
        for (Subscription<T> one : all) {
            try {
                one.listener.accept(news);
            } catch (RuntimeException e) {
                Logger.error(e, "a listener of the hub's loop failed");
            }
        }
    }
}
