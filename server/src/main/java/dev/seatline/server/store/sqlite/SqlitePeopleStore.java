package dev.seatline.server.store.sqlite;

import dev.seatline.server.people.Account;
import dev.seatline.server.people.ApiToken;
import dev.seatline.server.people.AuditEntry;
import dev.seatline.server.people.PeopleStore;
import dev.seatline.server.people.Role;
import dev.seatline.server.people.Session;
import dev.seatline.server.people.Subject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Accounts, tokens, sessions and audit trail in the hub's SQLite file. Safe for any thread.
public final class SqlitePeopleStore implements PeopleStore {
    private final SqliteDatabase database;

    /// @param database opened before the first use, and closed by whoever opened it
    public SqlitePeopleStore(SqliteDatabase database) {
        this.database = database;
    }

    @Override
    public Optional<Account> account(String name) {
        return rows(SqlitePeopleStore::account, "SELECT * FROM account WHERE name = ?", name).stream()
                .findFirst();
    }

    @Override
    public List<Account> accounts() {
        return rows(SqlitePeopleStore::account, "SELECT * FROM account ORDER BY name");
    }

    @Override
    public Optional<ApiToken> token(String name) {
        return rows(SqlitePeopleStore::token, "SELECT * FROM token WHERE name = ?", name).stream()
                .findFirst();
    }

    @Override
    public Optional<ApiToken> tokenBySha256(String sha256) {
        return rows(SqlitePeopleStore::token, "SELECT * FROM token WHERE sha256 = ?", sha256).stream()
                .findFirst();
    }

    @Override
    public List<ApiToken> tokens() {
        return rows(SqlitePeopleStore::token, "SELECT * FROM token ORDER BY name");
    }

    @Override
    public Optional<Session> session(String sha256) {
        return rows(SqlitePeopleStore::session, "SELECT * FROM session WHERE sha256 = ?", sha256).stream()
                .findFirst();
    }

    @Override
    public List<AuditEntry> audit(long after, int limit) {
        return rows(SqlitePeopleStore::entry, "SELECT * FROM audit WHERE id > ? ORDER BY id LIMIT ?", after, limit);
    }

    @Override
    public void write(List<Change> changes) {
        database.<@Nullable Void>write(connection -> {
            for (Change change : changes) {
                apply(connection, change);
            }
            return null;
        });
    }

    private static void apply(Connection connection, Change change) throws SQLException {
        switch (change) {
            case Change.PutAccount(Account account) ->
                run(
                        connection,
                        "INSERT OR REPLACE INTO account (name, role, password_hash, disabled, must_change, created)"
                                + " VALUES (?, ?, ?, ?, ?, ?)",
                        account.name(),
                        account.role().code(),
                        account.passwordHash(),
                        account.disabled(),
                        account.mustChange(),
                        account.created().toEpochMilli());
            case Change.PutToken(ApiToken token) ->
                run(
                        connection,
                        "INSERT OR REPLACE INTO token (name, role, sha256, expires, created) VALUES (?, ?, ?, ?, ?)",
                        token.name(),
                        token.role().code(),
                        token.sha256(),
                        token.expires() == null ? null : token.expires().toEpochMilli(),
                        token.created().toEpochMilli());
            case Change.RemoveToken(String name) -> run(connection, "DELETE FROM token WHERE name = ?", name);
            case Change.OpenSession(Session session) -> open(connection, session);
            case Change.TouchSession touch ->
                run(
                        connection,
                        "UPDATE session SET used = ? WHERE sha256 = ?",
                        touch.used().toEpochMilli(),
                        touch.sha256());
            case Change.CloseSession(String sha256) -> run(connection, "DELETE FROM session WHERE sha256 = ?", sha256);
            case Change.CloseSessionsOf(Subject subject) ->
                run(
                        connection,
                        "DELETE FROM session WHERE subject_kind = ? AND subject_name = ?",
                        subject.kind().name(),
                        subject.name());
            case Change.CloseSessionsEndedBy(Instant now) ->
                run(connection, "DELETE FROM session WHERE ends <= ?", now.toEpochMilli());
            case Change.Append(AuditEntry entry) ->
                run(
                        connection,
                        "INSERT INTO audit (at, who, deed, object, detail, address) VALUES (?, ?, ?, ?, ?, ?)",
                        entry.at().toEpochMilli(),
                        entry.who(),
                        entry.deed().name(),
                        entry.object(),
                        entry.detail(),
                        entry.address());
        }
    }

    private static void open(Connection connection, Session session) throws SQLException {
        String kind = session.subject().kind().name();
        String name = session.subject().name();
        run(
                connection,
                "INSERT INTO session (sha256, subject_kind, subject_name, created, used, ends)"
                        + " VALUES (?, ?, ?, ?, ?, ?)",
                session.sha256(),
                kind,
                name,
                session.created().toEpochMilli(),
                session.used().toEpochMilli(),
                session.ends().toEpochMilli());
        run(
                connection,
                "DELETE FROM session WHERE subject_kind = ? AND subject_name = ? AND sha256 NOT IN (SELECT sha256"
                        + " FROM session WHERE subject_kind = ? AND subject_name = ? ORDER BY used DESC LIMIT ?)",
                kind,
                name,
                kind,
                name,
                MOST_SESSIONS);
    }

    private static Account account(ResultSet row) throws SQLException {
        return new Account(
                row.getString("name"),
                role(row),
                row.getString("password_hash"),
                row.getBoolean("disabled"),
                row.getBoolean("must_change"),
                time(row, "created"));
    }

    private static ApiToken token(ResultSet row) throws SQLException {
        long expires = row.getLong("expires");
        boolean never = row.wasNull();
        return new ApiToken(
                row.getString("name"),
                role(row),
                row.getString("sha256"),
                never ? null : Instant.ofEpochMilli(expires),
                time(row, "created"));
    }

    private static Session session(ResultSet row) throws SQLException {
        return new Session(
                row.getString("sha256"),
                new Subject(Subject.Kind.valueOf(row.getString("subject_kind")), row.getString("subject_name")),
                time(row, "created"),
                time(row, "used"),
                time(row, "ends"));
    }

    private static AuditEntry entry(ResultSet row) throws SQLException {
        return new AuditEntry(
                row.getLong("id"),
                time(row, "at"),
                row.getString("who"),
                AuditEntry.Deed.valueOf(row.getString("deed")),
                row.getString("object"),
                row.getString("detail"),
                row.getString("address"));
    }

    private static Role role(ResultSet row) throws SQLException {
        String code = row.getString("role");
        return Role.ofCode(code)
                .orElseThrow(
                        () -> new SQLException("role must be one of %s, found \"%s\"".formatted(Role.CODES, code)));
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        return Instant.ofEpochMilli(row.getLong(column));
    }

    private interface Row<T> {
        T of(ResultSet row) throws SQLException;
    }

    private <T> List<T> rows(Row<T> reader, String sql, Object... parameters) {
        return database.read(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                bind(statement, parameters);
                try (ResultSet found = statement.executeQuery()) {
                    List<T> rows = new ArrayList<>();
                    while (found.next()) {
                        rows.add(reader.of(found));
                    }
                    return rows;
                }
            }
        });
    }

    private static void run(Connection connection, String sql, @Nullable Object... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, parameters);
            int ignored = statement.executeUpdate();
        }
    }

    private static void bind(PreparedStatement statement, @Nullable Object... parameters) throws SQLException {
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
    }
}
