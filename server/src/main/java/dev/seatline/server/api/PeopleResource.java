package dev.seatline.server.api;

import dev.seatline.server.people.Account;
import dev.seatline.server.people.ApiToken;
import dev.seatline.server.people.AuditEntry;
import dev.seatline.server.people.Managed;
import dev.seatline.server.people.People;
import dev.seatline.server.people.Role;
import dev.seatline.server.people.Subject;
import dev.seatline.time.TimeSource;
import dev.seatline.wire.Ids;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Accounts, tokens and the audit trail. Safe for any thread.
final class PeopleResource {
    private static final int MOST_ENTRIES = 1_000;
    private static final int USUAL_ENTRIES = 100;

    private final People people;
    private final TimeSource time;
    private final ZoneId zone;

    PeopleResource(People people, TimeSource time, ZoneId zone) {
        this.people = people;
        this.time = time;
        this.zone = zone;
    }

    record AccountBody(String name, String role, boolean disabled, boolean mustChange, OffsetDateTime created) {}

    record Accounts(List<AccountBody> accounts) {}

    /// @param password to be handed over once; it must be changed at the first sign-in
    record AccountMade(String name, String password) {}

    record TokenBody(String name, String role, @Nullable OffsetDateTime expires, OffsetDateTime created) {}

    record Tokens(List<TokenBody> tokens) {}

    /// @param token shown this once
    record TokenMade(String name, String token) {}

    record Entry(long id, OffsetDateTime at, String who, String deed, String object, String detail, String address) {}

    record Audit(List<Entry> entries, long next, boolean more) {}

    Answer accounts(Exchange exchange) {
        exchange.query();
        return Answer.ok(new Accounts(
                people.registry().accounts().stream().map(this::body).toList()));
    }

    Answer createAccount(Exchange exchange) {
        Fields fields = new Fields(exchange.json(), "name", "role");
        String name = fields.parsed("name", "a name that matches " + Ids.SHAPE, PeopleResource::name);
        Role role = fields.parsed("role", "one of " + Role.CODES, Role::ofCode);
        fields.check();
        if (name == null || role == null) {
            throw new IllegalStateException("checked above");
        }
        if (role == Role.BOARD) {
            throw new Refusal(Problem.Kind.BAD_REQUEST, "a board signs in with a token, not with an account");
        }
        return done(
                people.registry().createAccount(name, role, by(exchange), exchange.address()),
                "account",
                name,
                password -> Answer.json(201, new AccountMade(name, password)));
    }

    Answer resetPassword(Exchange exchange) {
        String name = exchange.pathId("name", "account");
        return done(
                people.registry().resetPassword(name, by(exchange), exchange.address()),
                "account",
                name,
                password -> Answer.ok(new AccountMade(name, password)));
    }

    Answer disableAccount(Exchange exchange) {
        String name = exchange.pathId("name", "account");
        return done(
                people.registry().disableAccount(name, by(exchange), exchange.address()),
                "account",
                name,
                _ -> Answer.nothing());
    }

    Answer tokens(Exchange exchange) {
        exchange.query();
        return Answer.ok(
                new Tokens(people.registry().tokens().stream().map(this::body).toList()));
    }

    Answer createToken(Exchange exchange) {
        Fields fields = new Fields(exchange.json(), "name", "role", "expires");
        String name = fields.parsed("name", "a name that matches " + Ids.SHAPE, PeopleResource::name);
        Role role = fields.parsed("role", "one of " + Role.CODES, Role::ofCode);
        Instant expires = fields.has("expires")
                ? fields.parsed(
                        "expires", "a future time with an offset, as in 2027-01-31T18:00:00+08:00", this::future)
                : null;
        fields.check();
        if (name == null || role == null) {
            throw new IllegalStateException("checked above");
        }
        Duration life = expires == null ? null : Duration.between(time.now(), expires);
        return done(
                people.registry().createToken(name, role, life, by(exchange), exchange.address()),
                "token",
                name,
                token -> Answer.json(201, new TokenMade(name, token)));
    }

    Answer removeToken(Exchange exchange) {
        String name = exchange.pathId("name", "token");
        return done(
                people.registry().removeToken(name, by(exchange), exchange.address()),
                "token",
                name,
                _ -> Answer.nothing());
    }

    Answer audit(Exchange exchange) {
        Exchange.Query query = exchange.query("after", "limit");
        long after = query.number("after", 0, Long.MAX_VALUE, 0);
        int limit = (int) query.number("limit", 1, MOST_ENTRIES, USUAL_ENTRIES);
        List<AuditEntry> entries = people.audit(after, limit);
        long next = entries.isEmpty() ? after : entries.getLast().id();
        boolean more = entries.size() == limit && !people.audit(next, 1).isEmpty();
        return Answer.ok(new Audit(entries.stream().map(this::body).toList(), next, more));
    }

    private static Subject by(Exchange exchange) {
        return exchange.identity().subject();
    }

    private static Answer done(Managed outcome, String what, String name, Function<String, Answer> answer) {
        return switch (outcome) {
            case Managed.Done(String secret) -> answer.apply(secret);
            case Managed.Missing() ->
                Answer.problem(Problem.of(Problem.Kind.NOT_FOUND, "there is no %s \"%s\"".formatted(what, name)));
            case Managed.Conflict(String why) -> Answer.problem(Problem.of(Problem.Kind.CONFLICT, why));
        };
    }

    private static Optional<String> name(String text) {
        return Optional.of(text).filter(Ids::valid);
    }

    private Optional<Instant> future(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant())
                    .filter(found -> found.isAfter(time.now())
                            && found.isBefore(time.now().plus(Duration.ofDays(36_500))));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private AccountBody body(Account account) {
        return new AccountBody(
                account.name(),
                account.role().code(),
                account.disabled(),
                account.mustChange(),
                Bodies.at(account.created(), zone));
    }

    private TokenBody body(ApiToken token) {
        Instant expires = token.expires();
        return new TokenBody(
                token.name(),
                token.role().code(),
                expires == null ? null : Bodies.at(expires, zone),
                Bodies.at(token.created(), zone));
    }

    private Entry body(AuditEntry entry) {
        return new Entry(
                entry.id(),
                Bodies.at(entry.at(), zone),
                entry.who(),
                entry.deed().name(),
                entry.object(),
                entry.detail(),
                entry.address());
    }
}
