package dev.seatline.device.technician;

import dev.seatline.device.hardware.bench.BenchHardware;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;
import org.tinylog.Logger;

/// Which path gives what. Called on virtual threads of the server, many at once.
final class TechnicianPaths extends Handler.Abstract {
    static final int LARGEST_BODY = 4096;

    private static final List<String> READ = List.of("GET", "HEAD");
    private static final String CONSOLE = "/api/v1/console";
    private static final String STREAM = "/api/v1/stream";
    private static final String HEALTH = "/healthz";

    private static final Map<String, String> PROTECTION = Map.of(
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
                    + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
            "X-Content-Type-Options",
            "nosniff",
            "X-Frame-Options",
            "DENY",
            "Referrer-Policy",
            "no-referrer",
            "Cross-Origin-Opener-Policy",
            "same-origin",
            "Cross-Origin-Resource-Policy",
            "same-origin");

    private final Supplier<ConsoleView> view;
    private final ViewStream stream;
    private final Optional<BenchDoor> bench;
    private final Map<String, Door> doors = new TreeMap<>();
    private final Map<String, PageFile> page;
    private final OwnNames names;
    private final Guard guard;
    private final SessionDoor session;

    TechnicianPaths(
            Supplier<ConsoleView> view,
            ViewStream stream,
            Optional<BenchHardware> bench,
            List<Door> doors,
            OwnNames names,
            Guard guard,
            SessionDoor session) {
        this.view = view;
        this.stream = stream;
        this.bench = bench.map(BenchDoor::new);
        for (Door door : doors) {
            door.ways().keySet().forEach(path -> this.doors.put(path, door));
        }
        this.page = PageFile.all(bench.isPresent());
        this.names = names;
        this.guard = guard;
        this.session = session;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        try {
            if (isStream(request)) {
                protect(response);
                if (!stream.listen(response, callback, guard.lease(request))) {
                    Answer full = Answer.of(Problem.crowded(ViewStream.MOST_LISTENERS));
                    write(full.with("Retry-After", "3"), false, response, callback);
                }
            } else {
                Answer answer = answer(request);
                // what is refused may bring a body that nobody reads: the next request must not come behind it
                boolean ends = answer.status() >= 400 && !READ.contains(request.getMethod());
                write(
                        ends ? answer.with("Connection", "close") : answer,
                        request.getMethod().equals("HEAD"),
                        response,
                        callback);
            }
        } catch (IOException e) {
            callback.failed(e);
        } catch (RuntimeException e) {
            Logger.error(e, "the technician page could not answer {}", request.getMethod());
            write(Answer.of(Problem.broken()), false, response, callback);
        }
        return true;
    }

    /// What the server itself refuses (bytes that are no HTTP, headers too long) looks like every other problem.
    static boolean refuse(Request request, Response response, Callback callback) {
        write(Answer.of(Problem.ofServer(response.getStatus())), false, response, callback);
        return true;
    }

    private Optional<Problem> refusal(Request request) {
        HttpFields headers = request.getHeaders();
        SocketAddress here = request.getConnectionMetaData().getLocalSocketAddress();
        return OwnPageOnly.refusal(
                names,
                here instanceof InetSocketAddress address ? address.getAddress() : null,
                headers.get(HttpHeader.HOST),
                headers.get(HttpHeader.ORIGIN),
                headers.get("Sec-Fetch-Site"));
    }

    /// An open stream is no use of a session: the page is merely open.
    private boolean isStream(Request request) {
        return path(request).equals(STREAM)
                && request.getMethod().equals("GET")
                && refusal(request).isEmpty()
                && guard.lease(request).over().isEmpty();
    }

    /// What a request asks of whoever comes: through a door whatever is no mere look needs [Need#CHANGING].
    private Need need(String path, Request request) {
        Door door = doors.get(path);
        if (door != null) {
            return READ.contains(request.getMethod()) ? way(door, path).get() : Need.CHANGING;
        }
        return path.equals(HEALTH) || path.equals(SessionDoor.PATH) || PageFile.OPEN.contains(path)
                ? Need.NOTHING
                : Need.LOOKING;
    }

    private boolean isWatched(String path) {
        Door door = doors.get(path);
        return door != null && way(door, path).watched();
    }

    private static Door.Way way(Door door, String path) {
        return Objects.requireNonNull(door.ways().get(path));
    }

    private static String path(Request request) {
        String path = request.getHttpURI().getCanonicalPath();
        return path == null ? "" : path;
    }

    private Answer answer(Request request) throws IOException {
        Optional<Problem> refusal = refusal(request);
        if (refusal.isPresent()) {
            return Answer.of(refusal.get());
        }
        String path = path(request);
        Optional<Problem> unknown = guard.refusal(need(path, request), request, !isWatched(path));
        if (unknown.isPresent()) {
            // the page itself leads to where one signs in
            return path.equals("/") && READ.contains(request.getMethod())
                    ? Answer.elsewhere(Guard.PAGE)
                    : Answer.of(unknown.get());
        }
        List<String> allowed = allowed(path);
        if (allowed.isEmpty()) {
            return Answer.of(Problem.notFound(paths()));
        }
        if (!allowed.contains(request.getMethod())) {
            String methods = String.join(", ", allowed);
            return Answer.of(Problem.wrongMethod(methods)).with("Allow", methods);
        }
        Door door = doors.get(path);
        if (door != null) {
            return through(door, path, request);
        }
        return switch (path) {
            case CONSOLE -> Answer.json(200, view.get());
            case HEALTH -> Answer.json(200, Map.of("status", "ok"));
            case BenchDoor.OUTPUTS -> bench.orElseThrow().outputs();
            case SessionDoor.PATH -> session(request);
            default ->
                allowed.contains("POST")
                        ? posted(
                                request,
                                LARGEST_BODY,
                                body -> bench.orElseThrow().post(path, body))
                        : file(path, request);
        };
    }

    private Answer through(Door door, String path, Request request) throws IOException {
        Function<byte[], Answer> answered = body -> {
            try {
                return door.answer(new Asked(
                        path,
                        request.getMethod(),
                        query(request),
                        new String(body, StandardCharsets.UTF_8),
                        guard.session(request, false)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
        return READ.contains(request.getMethod())
                ? answered.apply(new byte[0])
                : posted(request, way(door, path).largestBody(), answered);
    }

    private static Map<String, String> query(Request request) {
        Map<String, String> query = new HashMap<>();
        for (Fields.Field field : Request.extractQueryParameters(request)) {
            query.put(field.getName(), field.getValue());
        }
        return query;
    }

    private Answer session(Request request) throws IOException {
        return switch (request.getMethod()) {
            case "POST" -> posted(request, session.largestBody(), body -> session.open(request, body));
            case "DELETE" -> session.close(request);
            default -> session.show(request);
        };
    }

    private List<String> paths() {
        List<String> paths = new ArrayList<>(List.of("/", Guard.PAGE, CONSOLE, STREAM, SessionDoor.PATH, HEALTH));
        paths.addAll(doors.keySet());
        bench.ifPresent(door -> {
            paths.add(BenchDoor.OUTPUTS);
            paths.addAll(door.paths());
        });
        return paths;
    }

    /// The methods of a path, or empty for a path that is not there.
    private List<String> allowed(String path) {
        Door door = doors.get(path);
        if (door != null) {
            return Stream.concat(
                            Stream.of("HEAD")
                                    .filter(_ -> way(door, path).methods().contains("GET")),
                            way(door, path).methods().stream())
                    .toList();
        }
        if (path.equals(STREAM)) {
            return List.of("GET");
        }
        if (path.equals(SessionDoor.PATH)) {
            return List.of("GET", "HEAD", "POST", "DELETE");
        }
        if (page.containsKey(path) || path.equals(CONSOLE) || path.equals(HEALTH)) {
            return READ;
        }
        if (bench.isPresent() && path.equals(BenchDoor.OUTPUTS)) {
            return READ;
        }
        return bench.isPresent() && bench.get().paths().contains(path) ? List.of("POST") : List.of();
    }

    private Answer file(String path, Request request) {
        PageFile file = page.get(path);
        if (file == null) {
            throw new IllegalStateException("no file at a path that was allowed");
        }
        String known = request.getHeaders().get(HttpHeader.IF_NONE_MATCH);
        return file.tag().equals(known) ? Answer.unchanged(file) : Answer.page(file);
    }

    private static Answer posted(Request request, int most, Function<byte[], Answer> taken) throws IOException {
        String type = request.getHeaders().get(HttpHeader.CONTENT_TYPE);
        if (type == null
                || !type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT).equals(Answer.JSON)) {
            return Answer.of(Problem.notJson());
        }
        byte[] body;
        try (InputStream in = Content.Source.asInputStream(request)) {
            body = in.readNBytes(most + 1);
        }
        return body.length > most ? Answer.of(Problem.tooLarge(most)).with("Connection", "close") : taken.apply(body);
    }

    private static void protect(Response response) {
        PROTECTION.forEach(response.getHeaders()::put);
    }

    private static void write(Answer answer, boolean head, Response response, Callback callback) {
        protect(response);
        response.setStatus(answer.status());
        if (!answer.type().isEmpty()) {
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, answer.type());
        }
        answer.headers().forEach(response.getHeaders()::put);
        Answer.Flow flow = answer.flow();
        if (flow == null) {
            response.write(true, ByteBuffer.wrap(answer.body()), callback);
        } else if (head) {
            callback.succeeded();
        } else {
            flow(flow, response, callback);
        }
    }

    private static void flow(Answer.Flow flow, Response response, Callback callback) {
        // not closed when it fails: an end would make a part of a file look whole
        OutputStream out = Content.Sink.asOutputStream(response);
        try {
            flow.to(out);
            out.close();
            callback.succeeded();
        } catch (IOException | RuntimeException e) {
            Logger.warn("what was sent is not whole: {}", e.getMessage());
            callback.failed(e);
        }
    }
}
