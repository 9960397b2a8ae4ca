package dev.seatline.server.people;

import dev.seatline.server.people.AuditEntry.Deed;
import dev.seatline.server.people.PeopleStore.Change;
import dev.seatline.server.store.StoreException;
import dev.seatline.time.TimeSource;
import dev.seatline.wire.Ids;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.random.RandomGenerator;
import org.tinylog.Logger;

/// Who may come in: signs people, programs and wall screens in and out, and writes what they did to the audit
/// trail. Safe for any thread; blocks for the store and, at sign-in, for a slow hash. Accounts and tokens are
/// managed by [Registry].
public final class People {
    /// A session of a person ends when it was not used for so long …
    public static final Duration IDLE = Duration.ofHours(12);
    /// … and at the latest after so long.
    public static final Duration LONGEST = Duration.ofDays(7);
    /// A wall screen stays signed in: this is as long as browsers keep a cookie.
    public static final Duration BOARD = Duration.ofDays(400);
    /// The use of a session is noted in the store no more often than this.
    public static final Duration TOUCH = Duration.ofMinutes(5);

    private static final String UNKNOWN = "unknown";

    private final PeopleStore store;
    private final TimeSource time;
    private final Secrets secrets;
    private final Passwords passwords;
    private final SignInLimits limits;
    private final FailedSignIns failedSignIns;
    private final Registry registry;
    private final LongAdder failures = new LongAdder();

    /// @param random for passwords, tokens and salts: a `SecureRandom` in main; safe for any thread
    public People(PeopleStore store, TimeSource time, RandomGenerator random) {
        this(store, time, random, Passwords.Cost.USUAL);
    }

    People(PeopleStore store, TimeSource time, RandomGenerator random, Passwords.Cost cost) {
        this.store = store;
        this.time = time;
        this.secrets = new Secrets(random);
        this.passwords = new Passwords(secrets, cost);
        this.limits = new SignInLimits(time);
        this.failedSignIns = new FailedSignIns(time);
        this.registry = new Registry(store, time, secrets, passwords);
    }

    /// Accounts and tokens.
    public Registry registry() {
        return registry;
    }

    /// Signs in by name and password. Failures and unknown names cost the same time.
    ///
    /// @param address where the attempt comes from
    public SignIn signIn(String name, String password, String address) {
        String byAccount = "account:" + name;
        String byAddress = "address:" + Networks.of(address);
        Duration wait = limits.attempt(byAccount, byAddress);
        if (wait.isPositive()) {
            return new SignIn.TooMany(wait);
        }
        Optional<Account> found = Ids.valid(name) ? store.account(name) : Optional.empty();
        if (found.isEmpty()) {
            passwords.pretend(password);
            return failed(UNKNOWN, "password", address);
        }
        if (!proves(found.get(), password)) {
            return failed(name, "password", address);
        }
        limits.succeeded(byAccount, byAddress);
        Account account = found.get();
        return open(
                new Subject(Subject.Kind.ACCOUNT, name),
                account.role(),
                account.mustChange(),
                entry(name, Deed.SIGNED_IN, "", account.role().code(), address));
    }

    /// Signs in by an API token: the way of a wall screen's link.
    public SignIn signInByToken(String token, String address) {
        String byAddress = "address:" + Networks.of(address);
        Duration wait = limits.attempt(byAddress);
        if (wait.isPositive()) {
            return new SignIn.TooMany(wait);
        }
        Optional<ApiToken> found = living(token);
        if (found.isEmpty()) {
            return failed(UNKNOWN, "token", address);
        }
        limits.succeeded("", byAddress);
        Subject subject = new Subject(Subject.Kind.TOKEN, found.get().name());
        Role role = found.get().role();
        return open(subject, role, false, entry(subject.toString(), Deed.SIGNED_IN, "", role.code(), address));
    }

    /// Who the bearer of this API token is; empty when it is unknown or expired.
    public Optional<Identity> byToken(String token) {
        return living(token)
                .map(found -> new Identity(
                        new Subject(Subject.Kind.TOKEN, found.name()), found.role(), false, found.sha256(), ""));
    }

    /// Whose session this is, and notes its use; empty when there is none, or its time is over, or its account or
    /// token may no longer come in.
    public Optional<Identity> bySession(String secret) {
        String sha256 = Secrets.sha256(secret);
        Optional<Session> session = store.session(sha256);
        Instant now = time.now();
        Optional<Identity> identity = session.flatMap(found -> identity(found, Secrets.csrf(secret), now));
        if (identity.isPresent() && now.isAfter(session.orElseThrow().used().plus(TOUCH))) {
            touch(sha256, now);
        }
        return identity;
    }

    /// Looking must go on when nothing can be written, as on a full disk.
    private void touch(String sha256, Instant now) {
        try {
            store.write(List.of(new Change.TouchSession(sha256, now)));
        } catch (StoreException e) {
            Logger.warn(e, "cannot note the use of a session");
        }
    }

    /// Whether what proved this identity still holds; does not count as a use of the session.
    public boolean stillValid(Identity identity) {
        return identity.byCookie()
                ? store.session(identity.proof())
                        .flatMap(session -> identity(session, identity.csrf(), time.now()))
                        .isPresent()
                : store.tokenBySha256(identity.proof())
                        .filter(token -> !token.expired(time.now()))
                        .isPresent();
    }

    /// Ends the session that the identity came with.
    public void signOut(Identity identity, String address) {
        store.write(List.of(
                new Change.CloseSession(identity.proof()),
                new Change.Append(entry(identity.subject().toString(), Deed.SIGNED_OUT, "", "", address))));
    }

    /// Changes the own password. All sessions of the account end; the answer holds a new one.
    public SignIn changePassword(Identity identity, String old, String fresh, String address) {
        String name = identity.subject().name();
        String byAccount = "account:" + name;
        String byAddress = "address:" + Networks.of(address);
        Duration wait = limits.attempt(byAccount, byAddress);
        if (wait.isPositive()) {
            return new SignIn.TooMany(wait);
        }
        Optional<Account> found = store.account(name);
        if (found.isEmpty() || !proves(found.get(), old)) {
            return failed(name, "change of password", address);
        }
        limits.succeeded(byAccount, byAddress);
        List<String> faults = new ArrayList<>(Passwords.faults(fresh, name));
        if (fresh.equals(old)) {
            faults.add("the new password must differ from the old one");
        }
        if (!faults.isEmpty()) {
            return new SignIn.Unfit(faults);
        }
        if (!registry.replacePassword(found.get(), passwords.hash(fresh))) {
            return failed(name, "change of password", address);
        }
        return open(
                identity.subject(), found.get().role(), false, entry(name, Deed.PASSWORD_CHANGED, name, "", address));
    }

    /// Writes an order to the audit trail, before it is given.
    ///
    /// @param what kind of wish
    public void noteOrder(Identity by, String seat, String what, String address) {
        store.write(List.of(new Change.Append(entry(by.subject().toString(), Deed.ORDER_GIVEN, seat, what, address))));
    }

    /// The audit trail from after an entry on.
    ///
    /// @param limit 1 to 1,000
    public List<AuditEntry> audit(long after, int limit) {
        try {
            append(failedSignIns.due());
        } catch (StoreException e) {
            Logger.warn(e, "cannot note how often sign-ins failed");
        }
        return store.audit(after, limit);
    }

    /// Failed sign-ins since the start, those held back not counted.
    public long signInFailures() {
        return failures.sum();
    }

    private boolean proves(Account account, String password) {
        return passwords.matches(password, account.passwordHash()) && !account.disabled();
    }

    private SignIn failed(String who, String with, String address) {
        failures.increment();
        append(failedSignIns.failed(who, with, address));
        return new SignIn.Refused();
    }

    private void append(List<AuditEntry> entries) {
        if (!entries.isEmpty()) {
            store.write(entries.stream().<Change>map(Change.Append::new).toList());
        }
    }

    private Optional<ApiToken> living(String token) {
        return store.tokenBySha256(Secrets.sha256(token)).filter(found -> !found.expired(time.now()));
    }

    private Optional<Identity> identity(Session session, String csrf, Instant now) {
        Subject subject = session.subject();
        return switch (subject.kind()) {
            case ACCOUNT ->
                store.account(subject.name())
                        .filter(account -> !account.disabled() && lives(session, account.role(), now))
                        .map(account ->
                                new Identity(subject, account.role(), account.mustChange(), session.sha256(), csrf));
            case TOKEN ->
                store.token(subject.name())
                        .filter(token -> !token.expired(now) && lives(session, token.role(), now))
                        .map(token -> new Identity(subject, token.role(), false, session.sha256(), csrf));
        };
    }

    private static boolean lives(Session session, Role role, Instant now) {
        Duration idle = role == Role.BOARD ? BOARD : IDLE;
        return now.isBefore(session.ends()) && now.isBefore(session.used().plus(idle));
    }

    private SignIn open(Subject subject, Role role, boolean mustChange, AuditEntry entry) {
        Instant now = time.now();
        Duration life = role == Role.BOARD ? BOARD : LONGEST;
        String secret = secrets.token();
        String sha256 = Secrets.sha256(secret);
        store.write(List.of(
                new Change.CloseSessionsEndedBy(now),
                new Change.OpenSession(new Session(sha256, subject, now, now, now.plus(life))),
                new Change.Append(entry)));
        return new SignIn.SignedIn(secret, new Identity(subject, role, mustChange, sha256, Secrets.csrf(secret)), life);
    }

    private AuditEntry entry(String who, Deed deed, String object, String detail, String address) {
        return new AuditEntry(0, time.now(), who, deed, object, detail, address);
    }
}
