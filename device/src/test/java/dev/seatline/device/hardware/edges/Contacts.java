package dev.seatline.device.hardware.edges;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/// One input as its thread sees it: it wakes for edges and when something is due. Times are microseconds here.
final class Contacts {
    static final Duration BOUNCE = Duration.ofMillis(10);
    static final ContactSettings BUTTON = new ContactSettings(BOUNCE, true, ContactSettings.Contact.NORMALLY_OPEN);

    private static final long MICROSECOND = 1_000;

    /// Any beginning will do: the clock may be about to overflow.
    private static final long BOOT = Long.MAX_VALUE - 5_000_000 * MICROSECOND;

    private final Debounce debounce;
    private final boolean lateThread;
    private final List<Settled> told = new ArrayList<>();
    private boolean high = true;

    private Contacts(ContactSettings settings, boolean lateThread) {
        debounce = new Debounce(List.of(settings));
        this.lateThread = lateThread;
    }

    /// A button to ground, known to be at rest for long.
    static Contacts atRest() {
        return atRest(false);
    }

    /// @param lateThread whether the thread is held up and sees nothing but queued edges
    static Contacts atRest(boolean lateThread) {
        Contacts contacts = new Contacts(BUTTON, lateThread);
        contacts.debounce.asked(0, true, nanos(-1_000_000));
        contacts.debounce.passed(nanos(-500_000));
        return contacts;
    }

    static long nanos(long micros) {
        return BOOT + micros * MICROSECOND;
    }

    Debounce debounce() {
        return debounce;
    }

    List<Settled> told() {
        return told;
    }

    /// Edges at these moments, each to the other level.
    void edges(long... micros) {
        for (long at : micros) {
            high = !high;
            edge(high, at);
        }
    }

    void edge(boolean high, long at) {
        this.high = high;
        wakeUntil(at);
        told.addAll(debounce.edge(0, high, nanos(at)));
    }

    void missed() {
        debounce.missed(0);
    }

    void asked(boolean high, long at) {
        this.high = high;
        wakeUntil(at);
        told.addAll(debounce.asked(0, high, nanos(at)));
    }

    /// Everything that is due is looked at in time; a late thread looks once, at the end.
    void passUntil(long at) {
        wakeUntil(at);
        told.addAll(debounce.passed(nanos(at)));
    }

    private void wakeUntil(long at) {
        OptionalLong due = debounce.due();
        if (!lateThread && due.isPresent() && due.getAsLong() - nanos(at) < 0) {
            told.addAll(debounce.passed(due.getAsLong()));
            if (debounce.due().isPresent()) {
                throw new AssertionError("still due after the time that was due");
            }
        }
    }

    static Settled pressed(long micros) {
        return new Settled(0, true, nanos(micros), false);
    }

    static Settled released(long micros) {
        return new Settled(0, false, nanos(micros), false);
    }
}
