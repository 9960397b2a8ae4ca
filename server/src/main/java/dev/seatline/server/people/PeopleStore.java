package dev.seatline.server.people;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Where accounts, tokens, sessions and the audit trail are kept. Safe for any thread. Every method throws
/// [dev.seatline.server.store.StoreException] when the store cannot be used.
public interface PeopleStore {
    /// How many sessions one subject can have; the least recently used go first.
    int MOST_SESSIONS = 100;

    Optional<Account> account(String name);

    /// All accounts by name, disabled ones included.
    List<Account> accounts();

    Optional<ApiToken> token(String name);

    Optional<ApiToken> tokenBySha256(String sha256);

    /// All tokens by name, expired ones included.
    List<ApiToken> tokens();

    Optional<Session> session(String sha256);

    /// Entries with an id above `after`, ascending.
    ///
    /// @param limit 1 to 1,000
    List<AuditEntry> audit(long after, int limit);

    /// Makes all of the changes in one transaction, in order, or none.
    void write(List<Change> changes);

    /// One change. There is none that alters or removes an audit entry.
    sealed interface Change {
        /// Adds the account, or replaces the one of this name.
        record PutAccount(Account account) implements Change {}

        /// Adds the token, or replaces the one of this name.
        record PutToken(ApiToken token) implements Change {}

        record RemoveToken(String name) implements Change {}

        /// Adds the session; beyond [#MOST_SESSIONS] of its subject the least recently used are removed.
        record OpenSession(Session session) implements Change {}

        /// Notes the use of a session; nothing happens when it is gone.
        record TouchSession(String sha256, Instant used) implements Change {}

        record CloseSession(String sha256) implements Change {}

        record CloseSessionsOf(Subject subject) implements Change {}

        /// Removes sessions whose end has passed.
        record CloseSessionsEndedBy(Instant now) implements Change {}

        /// Appends to the audit trail; the id is given by the store.
        record Append(AuditEntry entry) implements Change {}
    }
}
