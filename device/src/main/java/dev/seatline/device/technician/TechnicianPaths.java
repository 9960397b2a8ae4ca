package dev.seatline.device.technician;

import dev.seatline.device.hardware.bench.BenchHardware;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.tinylog.Logger;

/// Which path gives what. Called on virtual threads of the server, many at once.
final class TechnicianPaths extends Handler.Abstract {
    static final int LARGEST_BODY = 4096;

    private static final String READ = "GET, HEAD";
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
    private final Map<String, PageFile> page;

    TechnicianPaths(Supplier<ConsoleView> view, ViewStream stream, Optional<BenchHardware> bench) {
        this.view = view;
        this.stream = stream;
        this.bench = bench.map(BenchDoor::new);
        this.page = PageFile.all(bench.isPresent());
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        try {
            if (isStream(request)) {
                protect(response);
                if (!stream.listen(response, callback)) {
                    Answer full = Answer.of(Problem.crowded(ViewStream.MOST_LISTENERS));
                    write(full.with("Retry-After", "3"), response, callback);
                }
            } else {
                write(answer(request), response, callback);
            }
        } catch (IOException e) {
            callback.failed(e);
        } catch (RuntimeException e) {
            Logger.error(e, "the technician page could not answer {}", request.getMethod());
            write(Answer.of(Problem.broken()), response, callback);
        }
        return true;
    }

    /// What the server itself refuses (bytes that are no HTTP, headers too long) looks like every other problem.
    static boolean refuse(Request request, Response response, Callback callback) {
        write(Answer.of(Problem.ofServer(response.getStatus())), response, callback);
        return true;
    }

    private static Optional<Problem> refusal(Request request) {
        HttpFields headers = request.getHeaders();
        return OwnPageOnly.refusal(
                headers.get(HttpHeader.HOST), headers.get(HttpHeader.ORIGIN), headers.get("Sec-Fetch-Site"));
    }

    private static boolean isStream(Request request) {
        return path(request).equals(STREAM)
                && request.getMethod().equals("GET")
                && refusal(request).isEmpty();
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
        String allowed = allowed(path);
        if (allowed.isEmpty()) {
            return Answer.of(Problem.notFound(paths()));
        }
        if (!List.of(allowed.split(", ")).contains(request.getMethod())) {
            return Answer.of(Problem.wrongMethod(allowed)).with("Allow", allowed);
        }
        return switch (path) {
            case CONSOLE -> Answer.json(200, view.get());
            case HEALTH -> Answer.json(200, Map.of("status", "ok"));
            case BenchDoor.OUTPUTS -> bench.orElseThrow().outputs();
            default -> allowed.equals("POST") ? played(path, request) : file(path, request);
        };
    }

    private List<String> paths() {
        List<String> paths = new ArrayList<>(List.of("/", CONSOLE, STREAM, HEALTH));
        bench.ifPresent(door -> {
            paths.add(BenchDoor.OUTPUTS);
            paths.addAll(door.paths());
        });
        return paths;
    }

    /// The methods of a path, or empty for a path that is not there.
    private String allowed(String path) {
        if (path.equals(STREAM)) {
            return "GET";
        }
        if (page.containsKey(path) || path.equals(CONSOLE) || path.equals(HEALTH)) {
            return READ;
        }
        if (bench.isPresent() && path.equals(BenchDoor.OUTPUTS)) {
            return READ;
        }
        return bench.isPresent() && bench.get().paths().contains(path) ? "POST" : "";
    }

    private Answer file(String path, Request request) {
        PageFile file = page.get(path);
        if (file == null) {
            throw new IllegalStateException("no file at a path that was allowed");
        }
        String known = request.getHeaders().get(HttpHeader.IF_NONE_MATCH);
        return file.tag().equals(known) ? Answer.unchanged(file) : Answer.page(file);
    }

    private Answer played(String path, Request request) throws IOException {
        String type = request.getHeaders().get(HttpHeader.CONTENT_TYPE);
        if (type == null
                || !type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT).equals(Answer.JSON)) {
            return Answer.of(Problem.notJson());
        }
        byte[] body;
        try (InputStream in = Content.Source.asInputStream(request)) {
            body = in.readNBytes(LARGEST_BODY + 1);
        }
        return body.length > LARGEST_BODY
                ? Answer.of(Problem.tooLarge(LARGEST_BODY)).with("Connection", "close")
                : bench.orElseThrow().post(path, body);
    }

    private static void protect(Response response) {
        PROTECTION.forEach(response.getHeaders()::put);
    }

    private static void write(Answer answer, Response response, Callback callback) {
        protect(response);
        response.setStatus(answer.status());
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, answer.type());
        answer.headers().forEach(response.getHeaders()::put);
        response.write(true, ByteBuffer.wrap(answer.body()), callback);
    }
}
