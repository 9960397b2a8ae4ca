package dev.seatline.server.people;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Accounts in memory, for tests and simulations. Safe for any thread.
public final class MemoryPeopleStore implements PeopleStore {
    private final Map<String, Account> accounts = new TreeMap<>();
    private final Map<String, ApiToken> tokens = new TreeMap<>();
    private final Map<String, Session> sessions = new HashMap<>();
    private final List<AuditEntry> audit = new ArrayList<>();

    @Override
    public synchronized Optional<Account> account(String name) {
        return Optional.ofNullable(accounts.get(name));
    }

    @Override
    public synchronized List<Account> accounts() {
        return List.copyOf(accounts.values());
    }

    @Override
    public synchronized Optional<ApiToken> token(String name) {
        return Optional.ofNullable(tokens.get(name));
    }

    @Override
    public synchronized Optional<ApiToken> tokenBySha256(String sha256) {
        return tokens.values().stream()
                .filter(token -> token.sha256().equals(sha256))
                .findFirst();
    }

    @Override
    public synchronized List<ApiToken> tokens() {
        return List.copyOf(tokens.values());
    }

    @Override
    public synchronized Optional<Session> session(String sha256) {
        return Optional.ofNullable(sessions.get(sha256));
    }

    @Override
    public synchronized List<AuditEntry> audit(long after, int limit) {
        return audit.stream().filter(entry -> entry.id() > after).limit(limit).toList();
    }

    @Override
    public synchronized void write(List<Change> changes) {
        changes.forEach(this::apply);
    }

    private void apply(Change change) {
        switch (change) {
            case Change.PutAccount(Account account) -> accounts.put(account.name(), account);
            case Change.PutToken(ApiToken token) -> tokens.put(token.name(), token);
            case Change.RemoveToken(String name) -> tokens.remove(name);
            case Change.OpenSession(Session session) -> {
                sessions.put(session.sha256(), session);
                sessions.values().stream()
                        .filter(other -> other.subject().equals(session.subject()))
                        .sorted(Comparator.comparing(Session::used).reversed())
                        .skip(MOST_SESSIONS)
                        .toList()
                        .forEach(old -> sessions.remove(old.sha256()));
            }
            case Change.TouchSession touch ->
                sessions.computeIfPresent(
                        touch.sha256(),
                        (key, old) -> new Session(key, old.subject(), old.created(), touch.used(), old.ends()));
            case Change.CloseSession(String sha256) -> sessions.remove(sha256);
            case Change.CloseSessionsOf(Subject subject) ->
                sessions.values().removeIf(session -> session.subject().equals(subject));
            case Change.CloseSessionsEndedBy ended ->
                sessions.values().removeIf(session -> !session.ends().isAfter(ended.now()));
            case Change.Append(AuditEntry e) ->
                audit.add(new AuditEntry(
                        audit.size() + 1L, e.at(), e.who(), e.deed(), e.object(), e.detail(), e.address()));
        }
    }
}
