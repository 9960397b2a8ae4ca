package dev.seatline.device.technician;

import dev.seatline.device.technician.signin.Attempt;
import dev.seatline.device.technician.signin.PinRules;
import dev.seatline.device.technician.signin.PinState;
import dev.seatline.device.technician.signin.Present;
import dev.seatline.device.technician.signin.Session;
import dev.seatline.device.technician.signin.SignIn;
import dev.seatline.wire.SeatId;
import dev.seatline.wire.WireJson;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The own session over HTTP: in, out, who else is here. Any thread. No answer repeats what was sent.
final class SessionDoor {
    static final String PATH = "/api/v1/session";
    private static final int LARGEST_PIN_BODY = 256;
    /// a password may have letters of three bytes
    private static final int LARGEST_ACCOUNT_BODY = 2048;

    private static final String FIELDS =
            "send one JSON object with exactly the field pin, or exactly the fields account and password, all texts";

    private final SeatId seat;
    private final SignIn signIn;
    private final SessionCookie cookie;
    private final Guard guard;

    SessionDoor(SeatId seat, SignIn signIn, SessionCookie cookie, Guard guard) {
        this.seat = seat;
        this.signIn = signIn;
        this.cookie = cookie;
        this.guard = guard;
    }

    /// Who asks, and what he can do. To ask is a use of the session.
    Answer show(Request request) {
        Optional<Session> session = guard.session(request, true);
        PinState pin = signIn.pin();
        String word = switch (pin) {
            case PinState.Set _ -> "set";
            case PinState.Absent _ -> "absent";
            case PinState.Unreadable _ -> "unreadable";
        };
        boolean needed = guard.lease(request).over().isPresent();
        long pause = seconds(from(request).map(signIn::pause).orElse(Duration.ZERO));
        return Answer.json(
                200,
                new Shown(
                        seat,
                        word,
                        session.isPresent(),
                        !needed,
                        session.map(Session::number).orElse(null),
                        pause,
                        signIn.takesAccounts(),
                        session.isPresent() ? signIn.present() : List.of()));
    }

    /// Bytes of JSON that signing in may take.
    int largestBody() {
        return signIn.takesAccounts() ? LARGEST_ACCOUNT_BODY : LARGEST_PIN_BODY;
    }

    /// Signs in. Whoever was signed in from the same browser is signed out.
    Answer open(Request request, byte[] body) {
        Map<String, String> sent = texts(body);
        Optional<InetAddress> from = from(request);
        String pin = sent.get("pin");
        String account = sent.get("account");
        String password = sent.get("password");
        boolean byPin = pin != null && sent.size() == 1;
        boolean byAccount = account != null && password != null && sent.size() == 2;
        if (from.isEmpty() || !(byPin || byAccount)) {
            return Answer.of(Problem.badRequest(FIELDS));
        }
        Attempt attempt = pin != null
                ? signIn.attempt(pin, from.get())
                : signIn.attempt(String.valueOf(account), String.valueOf(password), from.get());
        return switch (attempt) {
            case Attempt.SignedIn in -> {
                cookie.of(request).forEach(signIn::signOut);
                yield Answer.json(200, new In(in.session().number())).with("Set-Cookie", cookie.holding(in.token()));
            }
            case Attempt.Wrong(Duration pause) ->
                later(Answer.of(pin != null ? Problem.wrongPin() : Problem.wrongAccount()), pause);
            case Attempt.Held(Duration pause) -> later(Answer.of(Problem.held(seconds(pause))), pause);
            case Attempt.Shapeless() ->
                Answer.of(Problem.wrongValue(
                        pin != null
                                ? "\"pin\" must be " + PinRules.SHAPE
                                : "\"account\" and \"password\" must be as the hub knows them"));
            case Attempt.NotAllowed(String why) -> Answer.of(Problem.forbidden(why));
            case Attempt.Unreachable(String why) ->
                Answer.of(Problem.noHub(why + "; the technician PIN works without it"));
            case Attempt.Impossible(String why) -> Answer.of(Problem.noPin(why));
        };
    }

    /// Signs out, whoever it was.
    Answer close(Request request) {
        cookie.of(request).forEach(signIn::signOut);
        return Answer.nothing().with("Set-Cookie", cookie.removed());
    }

    private static Answer later(Answer answer, Duration pause) {
        return pause.isZero() ? answer : answer.with("Retry-After", Long.toString(seconds(pause)));
    }

    private static long seconds(Duration pause) {
        return pause.plusMillis(999).toSeconds();
    }

    private static Optional<InetAddress> from(Request request) {
        return request.getConnectionMetaData().getRemoteSocketAddress() instanceof InetSocketAddress address
                ? Optional.ofNullable(address.getAddress())
                : Optional.empty();
    }

    /// All fields, if they are texts and few; else none.
    private static Map<String, String> texts(byte[] body) {
        try {
            if (!(WireJson.mapper().readTree(body) instanceof ObjectNode object) || object.size() > 2) {
                return Map.of();
            }
            Map<String, String> texts = new HashMap<>();
            for (Map.Entry<String, JsonNode> field : object.properties()) {
                if (!field.getValue().isString()) {
                    return Map.of();
                }
                texts.put(field.getKey(), field.getValue().stringValue());
            }
            return texts;
        } catch (JacksonException | NumberFormatException e) {
            // its message would repeat what was sent
            return Map.of();
        }
    }

    /// The answer of [#show].
    ///
    /// @param pin `set`, `absent` or `unreadable`
    /// @param mayLook whether the page can be opened as it is
    /// @param number of the own session
    /// @param pauseSeconds until a PIN from here is looked at
    /// @param accounts whether one may sign in by an account of the hub, too
    /// @param present everybody who is signed in; empty for whoever is not
    private record Shown(
            SeatId seat,
            String pin,
            boolean signedIn,
            boolean mayLook,
            @Nullable Integer number,
            long pauseSeconds,
            boolean accounts,
            List<Present> present) {}

    private record In(int number) {}
}
