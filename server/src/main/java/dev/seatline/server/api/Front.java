package dev.seatline.server.api;

import dev.seatline.server.people.Identity;
import dev.seatline.server.people.People;
import dev.seatline.server.store.StoreException;
import dev.seatline.wire.Texts;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/// Takes every request that no page answers: finds its route, sees who asks and whether he may, and writes the
/// answer. Runs on virtual threads.
final class Front extends Handler.Abstract {
    private static final Set<String> SAFE = Set.of("GET", "HEAD");
    private static final String BEARER = "bearer ";

    private final List<Route> routes;
    private final People people;
    private final SessionCookie cookie;
    private final LiveStream stream;

    Front(List<Route> routes, People people, SessionCookie cookie, LiveStream stream) {
        this.routes = routes;
        this.people = people;
        this.cookie = cookie;
        this.stream = stream;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        switch (answer(request)) {
            case Answer.Whole whole -> write(whole, response, callback);
            case Answer.Stream opened -> open(opened, request, response, callback);
        }
        return true;
    }

    static void write(Answer.Whole answer, Response response, Callback callback) {
        response.setStatus(answer.status());
        HttpFields.Mutable headers = response.getHeaders();
        if (!answer.type().isEmpty()) {
            headers.put(HttpHeader.CONTENT_TYPE, answer.type());
            headers.put(HttpHeader.CONTENT_LENGTH, answer.body().remaining());
        }
        headers.put(HttpHeader.CACHE_CONTROL, "no-store");
        answer.headers().forEach(headers::put);
        if (!drained(response.getRequest())) {
            headers.put(HttpHeader.CONNECTION, "close");
        }
        response.write(true, answer.body(), callback);
    }

    /// Reads what is left of a body that nobody wanted. Otherwise the connection would be cut while the client
    /// believes it can be used again, and its next request would be lost.
    ///
    /// @return false when it is too much or comes too slowly: then the client is told that the connection ends
    private static boolean drained(Request request) {
        if (request.getHeaders().contains(HttpHeader.EXPECT)) {
            return false;
        }
        try (InputStream in = new TimedBody(Content.Source.asInputStream(request), System::nanoTime)) {
            int next = in.read();
            for (int left = Exchange.LARGEST_BODY; next >= 0 && left > 0; left--) {
                next = in.read();
            }
            return next < 0;
        } catch (IOException e) {
            return false;
        }
    }

    private void open(Answer.Stream opened, Request request, Response response, Callback callback) {
        HttpFields.Mutable headers = response.getHeaders();
        headers.put(HttpHeader.CONTENT_TYPE, "text/event-stream");
        headers.put(HttpHeader.CACHE_CONTROL, "no-store");
        if (request.getMethod().equals("HEAD")) {
            callback.succeeded();
        } else if (!stream.open(opened.identity(), opened.lastEventId(), response, callback)) {
            write(
                    Answer.problem(Problem.of(
                                    Problem.Kind.TOO_MANY_STREAMS,
                                    "too many live streams are open, or the hub is stopping; try later"))
                            .with("Retry-After", "30"),
                    response,
                    callback);
        }
    }

    private Answer answer(Request request) {
        try {
            return switch (Route.find(routes, request.getMethod(), Request.getPathInContext(request))) {
                case Route.Found.At at ->
                    at.route()
                            .handling()
                            .answer(new Exchange(
                                    request, at.values(), admitted(at.route().access(), request)));
                case Route.Found.WrongMethod wrong -> wrongMethod(request, String.join(", ", wrong.allowed()));
                case Route.Found.Nothing _ -> nothingHere(request);
            };
        } catch (Refusal e) {
            return Answer.problem(e.problem());
        } catch (StoreException e) {
            Logger.error(e, "{} {} failed", request.getMethod(), Texts.shortened(Request.getPathInContext(request)));
            return Answer.problem(Problem.of(
                            Problem.Kind.STORE_UNAVAILABLE, "the hub's log and /readyz say why; try again soon"))
                    .with("Retry-After", "5");
        } catch (RuntimeException e) {
            if (e instanceof HttpException jetty && jetty.getCode() < 500) {
                return Answer.problem(Problem.of(Problem.Kind.BAD_REQUEST, "the query or a cookie cannot be read"));
            }
            Logger.error(e, "{} {} failed", request.getMethod(), Texts.shortened(Request.getPathInContext(request)));
            return Answer.problem(Problem.of(Problem.Kind.INTERNAL, "the hub's log says more"));
        }
    }

    private static Answer wrongMethod(Request request, String allowed) {
        return Answer.problem(Problem.of(
                        Problem.Kind.METHOD_NOT_ALLOWED,
                        "allowed: %s; found %s".formatted(allowed, Texts.shortened(request.getMethod()))))
                .with("Allow", allowed);
    }

    private static Answer nothingHere(Request request) {
        return Answer.problem(Problem.of(
                Problem.Kind.NOT_FOUND,
                "there is nothing at \"%s\"; /api/v1/openapi.json lists what there is"
                        .formatted(Texts.shortened(Request.getPathInContext(request)))));
    }

    private @Nullable Identity admitted(Access access, Request request) {
        boolean unsafe = !SAFE.contains(request.getMethod());
        Optional<String> bearer = bearer(request);
        if (unsafe && bearer.isEmpty()) {
            refuseForeignOrigin(request);
        }
        if (access.open()) {
            return null;
        }
        Identity identity = bearer.isPresent()
                ? people.byToken(bearer.get())
                        .orElseThrow(() -> new Refusal(
                                Problem.Kind.NOT_SIGNED_IN, "the bearer token is unknown, removed or expired"))
                : cookie.of(request)
                        .flatMap(people::bySession)
                        .orElseThrow(() -> new Refusal(
                                Problem.Kind.NOT_SIGNED_IN,
                                "there is no session, or it is over; POST /api/v1/session, or send a bearer token"));
        if (unsafe
                && identity.byCookie()
                && !identity.csrf().equals(request.getHeaders().get("X-CSRF-Token"))) {
            throw new Refusal(
                    Problem.Kind.CSRF,
                    "X-CSRF-Token must be the \"csrf\" that GET /api/v1/session gives; found another");
        }
        if (identity.mustChange() && !access.beforePasswordChange()) {
            throw new Refusal(
                    Problem.Kind.PASSWORD_TO_CHANGE,
                    "the password was given by somebody else; POST /api/v1/session/password first");
        }
        if (!access.roles().contains(identity.role())) {
            throw new Refusal(Problem.Kind.FORBIDDEN, notFor(identity, access));
        }
        return identity;
    }

    private static String notFor(Identity identity, Access access) {
        return "the role %s may not use this; it is for %s"
                .formatted(
                        identity.role().code(),
                        access.roles().stream()
                                .sorted()
                                .map(role -> role.code())
                                .reduce((a, b) -> a + ", " + b)
                                .orElse("nobody"));
    }

    private static Optional<String> bearer(Request request) {
        String value = request.getHeaders().get(HttpHeader.AUTHORIZATION);
        return value != null && value.toLowerCase(Locale.ROOT).startsWith(BEARER)
                ? Optional.of(value.substring(BEARER.length()).strip())
                : Optional.empty();
    }

    private static void refuseForeignOrigin(Request request) {
        String origin = request.getHeaders().get("Origin");
        String host = request.getHeaders().get(HttpHeader.HOST);
        if (origin == null) {
            return;
        }
        String authority = origin.replaceFirst("^https?://", "");
        if (host == null || authority.equals(origin) || !authority.equalsIgnoreCase(host)) {
            throw new Refusal(
                    Problem.Kind.CSRF,
                    "Origin must be this hub's own \"%s\", found \"%s\""
                            .formatted(Texts.shortened(String.valueOf(host)), Texts.shortened(origin)));
        }
    }
}
