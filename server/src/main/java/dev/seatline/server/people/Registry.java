package dev.seatline.server.people;

import dev.seatline.server.people.AuditEntry.Deed;
import dev.seatline.server.people.PeopleStore.Change;
import dev.seatline.time.TimeSource;
import dev.seatline.wire.Ids;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The accounts and tokens, and the changes an administrator makes to them; each change and its audit entry are
/// one transaction. Safe for any thread; blocks for the store and for a slow hash.
public final class Registry {
    /// The account of the first start.
    public static final String FIRST = "admin";

    private final PeopleStore store;
    private final TimeSource time;
    private final Secrets secrets;
    private final Passwords passwords;

    /// Held from looking to writing, so that two changes cannot both find the last administrator but one.
    private final ReentrantLock changing = new ReentrantLock();

    Registry(PeopleStore store, TimeSource time, Secrets secrets, Passwords passwords) {
        this.store = store;
        this.time = time;
        this.secrets = secrets;
        this.passwords = passwords;
    }

    /// Makes the account `admin` when there is no account at all, and returns its one-time password for main to
    /// print.
    public Optional<String> firstStart() {
        changing.lock();
        try {
            return store.accounts().isEmpty()
                    ? Optional.of(putAccount(FIRST, Role.ADMINISTRATOR, "hub", Deed.FIRST_START, ""))
                    : Optional.empty();
        } finally {
            changing.unlock();
        }
    }

    /// All accounts by name.
    public List<Account> accounts() {
        return store.accounts();
    }

    /// Makes an account with a one-time password.
    ///
    /// @param name matches [Ids#SHAPE]
    public Managed createAccount(String name, Role role, Subject by, String address) {
        requireName(name);
        changing.lock();
        try {
            if (store.account(name).isPresent()) {
                return new Managed.Conflict(
                        "an account \"%s\" exists; choose another name, or give it a new password".formatted(name));
            }
            return new Managed.Done(putAccount(name, role, by.toString(), Deed.ACCOUNT_CREATED, address));
        } finally {
            changing.unlock();
        }
    }

    /// Gives the account a one-time password, ends its sessions, and lets it in again if it was disabled.
    public Managed resetPassword(String name, Subject by, String address) {
        changing.lock();
        try {
            Optional<Account> found = store.account(name);
            return found.isEmpty()
                    ? new Managed.Missing()
                    : new Managed.Done(
                            putAccount(name, found.get().role(), by.toString(), Deed.PASSWORD_RESET, address));
        } finally {
            changing.unlock();
        }
    }

    /// Disables the account and ends its sessions. Disabling it twice changes nothing.
    public Managed disableAccount(String name, Subject by, String address) {
        changing.lock();
        try {
            Optional<Account> found = store.account(name);
            if (found.isEmpty()) {
                return new Managed.Missing();
            }
            Account account = found.get();
            if (account.disabled()) {
                return new Managed.Done("");
            }
            if (account.role() == Role.ADMINISTRATOR && administrators() == 1) {
                return new Managed.Conflict("\"%s\" is the last administrator; make another one first".formatted(name));
            }
            store.write(List.of(
                    new Change.PutAccount(account.withDisabled()),
                    new Change.CloseSessionsOf(new Subject(Subject.Kind.ACCOUNT, name)),
                    new Change.Append(entry(by.toString(), Deed.ACCOUNT_DISABLED, name, "", address))));
            return new Managed.Done("");
        } finally {
            changing.unlock();
        }
    }

    /// All tokens by name.
    public List<ApiToken> tokens() {
        return store.tokens();
    }

    /// Makes a token for a program or a wall screen.
    ///
    /// @param name matches [Ids#SHAPE]
    /// @param life how long it is good for, or null for ever
    public Managed createToken(String name, Role role, @Nullable Duration life, Subject by, String address) {
        requireName(name);
        changing.lock();
        try {
            if (store.token(name).isPresent()) {
                return new Managed.Conflict(
                        "a token \"%s\" exists; choose another name, or remove it first".formatted(name));
            }
            String secret = secrets.token();
            ApiToken token = new ApiToken(
                    name,
                    role,
                    Secrets.sha256(secret),
                    life == null ? null : time.now().plus(life),
                    time.now());
            store.write(List.of(
                    new Change.PutToken(token),
                    new Change.Append(entry(by.toString(), Deed.TOKEN_CREATED, name, role.code(), address))));
            return new Managed.Done(secret);
        } finally {
            changing.unlock();
        }
    }

    /// Removes the token and ends the sessions that were opened with it.
    public Managed removeToken(String name, Subject by, String address) {
        changing.lock();
        try {
            if (store.token(name).isEmpty()) {
                return new Managed.Missing();
            }
            store.write(List.of(
                    new Change.RemoveToken(name),
                    new Change.CloseSessionsOf(new Subject(Subject.Kind.TOKEN, name)),
                    new Change.Append(entry(by.toString(), Deed.TOKEN_REMOVED, name, "", address))));
            return new Managed.Done("");
        } finally {
            changing.unlock();
        }
    }

    /// Puts the owner's new password and ends all sessions of the account.
    ///
    /// @param proved the account as it was when the old password was proved
    /// @return false when the account has been changed since: then nothing is done
    boolean replacePassword(Account proved, String hash) {
        changing.lock();
        try {
            if (!store.account(proved.name()).equals(Optional.of(proved))) {
                return false;
            }
            store.write(List.of(
                    new Change.PutAccount(proved.withPassword(hash, false)),
                    new Change.CloseSessionsOf(new Subject(Subject.Kind.ACCOUNT, proved.name()))));
            return true;
        } finally {
            changing.unlock();
        }
    }

    private String putAccount(String name, Role role, String by, Deed deed, String address) {
        String password = secrets.oneTimePassword();
        String hash = passwords.hash(password);
        Account account = store.account(name)
                .map(old -> old.withPassword(hash, true))
                .orElseGet(() -> new Account(name, role, hash, false, true, time.now()));
        store.write(List.of(
                new Change.PutAccount(account),
                new Change.CloseSessionsOf(new Subject(Subject.Kind.ACCOUNT, name)),
                new Change.Append(entry(by, deed, name, role.code(), address))));
        return password;
    }

    private long administrators() {
        return store.accounts().stream()
                .filter(account -> account.role() == Role.ADMINISTRATOR && !account.disabled())
                .count();
    }

    private AuditEntry entry(String who, Deed deed, String object, String detail, String address) {
        return new AuditEntry(0, time.now(), who, deed, object, detail, address);
    }

    private static void requireName(String name) {
        if (!Ids.valid(name)) {
            throw new IllegalArgumentException("a name must match " + Ids.SHAPE);
        }
    }
}
