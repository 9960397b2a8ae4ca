package dev.seatline.device.check;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// What is to be done later, done by hand. Used by one thread.
public final class HandLater implements Later {
    private final List<Due> waiting = new ArrayList<>();

    private record Due(Duration span, Runnable then) {}

    @Override
    public void after(Duration wait, Runnable then) {
        waiting.add(new Due(wait, then));
    }

    /// Does what was to be done after no longer than this.
    public void pass(Duration most) {
        List<Due> due =
                waiting.stream().filter(one -> one.span().compareTo(most) <= 0).toList();
        waiting.removeAll(due);
        due.forEach(one -> one.then().run());
    }
}
