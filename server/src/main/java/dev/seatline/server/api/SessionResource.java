package dev.seatline.server.api;

import dev.seatline.server.people.People;
import dev.seatline.server.people.SignIn;
import dev.seatline.server.people.Subject;
import tools.jackson.databind.JsonNode;

/// The own session: in, out, who am I, new password. Safe for any thread.
final class SessionResource {
    private static final int LONGEST_NAME = 64;
    private static final int LONGEST_SECRET = 256;

    private final People people;
    private final SessionCookie cookie;

    SessionResource(People people, SessionCookie cookie) {
        this.people = people;
        this.cookie = cookie;
    }

    Answer signIn(Exchange exchange) {
        JsonNode body = exchange.json();
        if (body.has("token")) {
            Fields fields = new Fields(body, "token");
            String token = fields.text("token", LONGEST_SECRET);
            fields.check();
            return signedIn(people.signInByToken(token, exchange.address()));
        }
        Fields fields = new Fields(body, "user", "password");
        String user = fields.text("user", LONGEST_NAME);
        String password = fields.text("password", LONGEST_SECRET);
        fields.check();
        return signedIn(people.signIn(user, password, exchange.address()));
    }

    Answer show(Exchange exchange) {
        exchange.query();
        return Answer.ok(Bodies.session(exchange.identity()));
    }

    Answer signOut(Exchange exchange) {
        if (exchange.identity().byCookie()) {
            people.signOut(exchange.identity(), exchange.address());
        }
        return Answer.nothing().with("Set-Cookie", cookie.removed());
    }

    Answer changePassword(Exchange exchange) {
        if (exchange.identity().subject().kind() != Subject.Kind.ACCOUNT) {
            throw new Refusal(Problem.Kind.FORBIDDEN, "a token has no password; sign in by name to change one");
        }
        Fields fields = new Fields(exchange.json(), "old", "new");
        String old = fields.text("old", LONGEST_SECRET);
        String fresh = fields.text("new", LONGEST_SECRET);
        fields.check();
        return signedIn(people.changePassword(exchange.identity(), old, fresh, exchange.address()));
    }

    private Answer signedIn(SignIn outcome) {
        return switch (outcome) {
            case SignIn.SignedIn in ->
                Answer.ok(Bodies.session(in.identity()))
                        .with(
                                "Set-Cookie",
                                cookie.holding(in.secret(), in.identity().role(), in.life()));
            case SignIn.Refused() ->
                Answer.problem(Problem.of(
                        Problem.Kind.SIGN_IN_REFUSED,
                        "the name, password or token is wrong, or may not sign in; ask an administrator"));
            case SignIn.TooMany held -> {
                long seconds = held.pause().plusMillis(999).toSeconds();
                yield Answer.problem(Problem.of(
                                Problem.Kind.TOO_MANY_ATTEMPTS,
                                "sign-in failed too often; the next attempt is looked at in %d s".formatted(seconds)))
                        .with("Retry-After", Long.toString(seconds));
            }
            case SignIn.Unfit unfit -> Answer.problem(Problem.of(Problem.Kind.UNFIT_VALUE, unfit.faults()));
        };
    }
}
