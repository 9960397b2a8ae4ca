package dev.seatline.device.technician.signin;

import dev.seatline.time.TimeSource;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/// Signs technicians in and out by the PIN of the console, or by an account of the hub. Any thread; [#attempt]
/// blocks for the slow hash, or for the hub.
public final class SignIn {
    private static final long LOOKS_AGAIN_NANOS = Duration.ofSeconds(1).toNanos();

    private static final int LONGEST_ACCOUNT = 64;
    private static final int LONGEST_PASSWORD = 256;

    private final PinFile file;
    private final Optional<AccountCheck> accounts;
    private final TimeSource time;
    private final AttemptLimits limits = new AttemptLimits();
    private final Sessions sessions;
    /// one hash at a time, so that guesses take one processor at most
    private final ReentrantLock hashing = new ReentrantLock(true);

    private volatile @Nullable Seen seen;

    /// @param time an ordinary clock
    /// @param random a `SecureRandom`, safe for any thread
    public SignIn(PinFile file, TimeSource time, RandomGenerator random) {
        this(file, Optional.empty(), time, random);
    }

    /// @param accounts who knows accounts besides the PIN, or empty
    /// @param time an ordinary clock
    /// @param random a `SecureRandom`, safe for any thread
    public SignIn(PinFile file, Optional<AccountCheck> accounts, TimeSource time, RandomGenerator random) {
        this.file = file;
        this.accounts = accounts;
        this.time = time;
        this.sessions = new Sessions(random);
    }

    /// What was set a second ago at the earliest.
    public PinState pin() {
        Seen last = seen;
        long now = time.nanoTime();
        return last != null && now - last.at() < LOOKS_AGAIN_NANOS ? last.state() : look();
    }

    private PinState look() {
        long now = time.nanoTime();
        PinState state = file.read();
        Seen last = seen;
        if (state instanceof PinState.Unreadable unreadable
                && (last == null || !last.state().equals(state))) {
            Logger.error("nobody can sign in to the technician page: {}", unreadable.why());
        }
        seen = new Seen(state, now);
        return state;
    }

    /// Tries a PIN.
    public Attempt attempt(String pin, InetAddress from) {
        if (!PinRules.isShaped(pin)) {
            return new Attempt.Shapeless();
        }
        return switch (look()) {
            case PinState.Absent() -> new Attempt.Impossible("no technician PIN is set; " + PinFile.ADVICE);
            case PinState.Unreadable(String why) -> new Attempt.Impossible(why);
            case PinState.Set(PinHash hash) -> attempt(pin, hash, from);
        };
    }

    private Attempt attempt(String pin, PinHash hash, InetAddress from) {
        Optional<AttemptLimits.Admitted> admitted = limits.attempt(from, time.nanoTime());
        if (admitted.isEmpty()) {
            return new Attempt.Held(pause(from));
        }
        if (!matches(pin, hash)) {
            Duration pause = pause(from);
            Logger.warn(
                    "a wrong PIN came to the technician page from {}; the next one is looked at in {} s",
                    from.getHostAddress(),
                    pause.plusMillis(999).toSeconds());
            return new Attempt.Wrong(pause);
        }
        limits.succeeded(admitted.get());
        return signedIn(hash, null, from);
    }

    private Attempt signedIn(PinHash hash, @Nullable String account, InetAddress from) {
        Sessions.Opened opened = sessions.open(from.getHostAddress(), hash, account, time.nanoTime());
        Logger.info(
                "technician {} signed in from {}{}",
                opened.session().number(),
                from.getHostAddress(),
                account == null ? "" : " by an account of the hub");
        return new Attempt.SignedIn(opened.token(), opened.session());
    }

    /// Whether accounts of the hub may sign in.
    public boolean takesAccounts() {
        return accounts.isPresent();
    }

    /// Tries a name and a password of the hub's. The pauses are those of the PIN.
    public Attempt attempt(String account, String password, InetAddress from) {
        if (account.isBlank()
                || account.length() > LONGEST_ACCOUNT
                || account.chars().anyMatch(Character::isISOControl)
                || password.isEmpty()
                || password.length() > LONGEST_PASSWORD) {
            return new Attempt.Shapeless();
        }
        if (accounts.isEmpty()) {
            return new Attempt.Impossible("this console takes no accounts of the hub; http.hub-accounts in its"
                    + " configuration names the hub that knows them");
        }
        return switch (look()) {
            case PinState.Absent() -> new Attempt.Impossible("no technician PIN is set; " + PinFile.ADVICE);
            case PinState.Unreadable(String why) -> new Attempt.Impossible(why);
            case PinState.Set(PinHash hash) -> asked(accounts.get(), account, password, hash, from);
        };
    }

    private Attempt asked(AccountCheck hub, String account, String password, PinHash hash, InetAddress from) {
        Optional<AttemptLimits.Admitted> admitted = limits.attempt(from, time.nanoTime());
        if (admitted.isEmpty()) {
            return new Attempt.Held(pause(from));
        }
        return switch (hub.ask(account, password)) {
            case AccountCheck.Verdict.Technician() -> {
                limits.succeeded(admitted.get());
                yield signedIn(hash, account, from);
            }
            case AccountCheck.Verdict.Wrong() -> {
                Duration pause = pause(from);
                Logger.warn(
                        "a wrong account or password came to the technician page from {}; the next one is looked at in"
                                + " {} s",
                        from.getHostAddress(),
                        pause.plusMillis(999).toSeconds());
                yield new Attempt.Wrong(pause);
            }
            case AccountCheck.Verdict.NotAllowed(String why) -> new Attempt.NotAllowed(why);
            case AccountCheck.Verdict.Held(Duration pause) -> {
                limits.undecided(admitted.get());
                yield new Attempt.Held(pause);
            }
            case AccountCheck.Verdict.Unreachable(String why) -> {
                limits.undecided(admitted.get());
                Logger.warn("no account could be checked: {}", why);
                yield new Attempt.Unreachable(why);
            }
        };
    }

    /// On a thread of its own: virtual threads share their processors without being interrupted, and the
    /// console's own work must go on beside a hash.
    private boolean matches(String pin, PinHash hash) {
        hashing.lock();
        try {
            return CompletableFuture.supplyAsync(
                            () -> hash.matches(pin),
                            task -> Thread.ofPlatform()
                                    .daemon()
                                    .name("technician-pin")
                                    .start(task))
                    .join();
        } finally {
            hashing.unlock();
        }
    }

    /// How long an attempt from there would have to wait now; zero for not at all.
    public Duration pause(InetAddress from) {
        return limits.pause(from, time.nanoTime());
    }

    /// Whose token this is, empty for nobody's.
    ///
    /// @param use whether somebody does something: a page that is merely open is not used
    public Optional<Session> session(String token, boolean use) {
        return sessions.find(token, hash(), time.nanoTime(), use);
    }

    /// Why a session has ended, or empty while it lives.
    public Optional<Ending> ending(Session session) {
        return sessions.ending(session, hash(), time.nanoTime());
    }

    /// Ends a session; nothing happens for a token of none.
    public void signOut(String token) {
        sessions.close(token);
    }

    /// Who is signed in now.
    public List<Present> present() {
        return sessions.present(hash(), time.nanoTime());
    }

    private @Nullable PinHash hash() {
        return pin() instanceof PinState.Set(PinHash hash) ? hash : null;
    }

    /// @param at when the file was read, monotonic nanoseconds
    private record Seen(PinState state, long at) {}
}
