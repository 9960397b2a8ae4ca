package dev.seatline.device.technician.signin;

import org.jspecify.annotations.Nullable;

/// One signed-in browser. Changed by [Sessions] only, under its lock.
public final class Session {
    private final int number;
    private final String from;
    private final PinHash pin;
    private final @Nullable String account;
    private final long opened;
    private long used;
    private @Nullable Ending ending;

    Session(int number, String from, PinHash pin, @Nullable String account, long opened) {
        this.number = number;
        this.from = from;
        this.pin = pin;
        this.account = account;
        this.opened = opened;
        this.used = opened;
    }

    /// Tells sessions of one run of the console apart; no secret. From 1.
    public int number() {
        return number;
    }

    /// The address that signed in.
    String from() {
        return from;
    }

    /// The PIN that was in force.
    PinHash pin() {
        return pin;
    }

    /// The account of the hub by which he signed in, null for the PIN.
    @Nullable
    String account() {
        return account;
    }

    /// Monotonic nanoseconds.
    long opened() {
        return opened;
    }

    /// When it was last used, monotonic nanoseconds.
    long used() {
        return used;
    }

    void use(long now) {
        used = now;
    }

    /// Why it ended, null while it lives.
    @Nullable
    Ending ending() {
        return ending;
    }

    void end(Ending why) {
        if (ending == null) {
            ending = why;
        }
    }
}
