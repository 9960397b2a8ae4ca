package dev.seatline.server.board;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/// Serves the pages and what they are made of, from the class path. They hold no data, so anybody may have them.
/// What it has no file for it leaves to the next handler. Runs on any number of threads.
public final class BoardPages extends Handler.Abstract {
    private static final Map<String, String> PAGES = Map.of("/", "board.html", "/sign-in", "sign-in.html");
    private static final String ASSETS = "/assets/";

    /// Names without any dot but the one of the ending: there is no way up or out.
    private static final Pattern ASSET = Pattern.compile("([a-z0-9][a-z0-9_-]{0,63}/){0,4}[a-z0-9][a-z0-9_-]{0,63}"
            + "\\.(css|html|ico|js|json|png|svg|webmanifest|woff2)");

    private static final Map<String, String> TYPES = Map.of(
            "css", "text/css; charset=utf-8",
            "html", "text/html; charset=utf-8",
            "ico", "image/x-icon",
            "js", "text/javascript; charset=utf-8",
            "json", "application/json",
            "png", "image/png",
            "svg", "image/svg+xml",
            "webmanifest", "application/manifest+json",
            "woff2", "font/woff2");

    private final Map<String, Page> known = new ConcurrentHashMap<>();

    private record Page(ByteBuffer bytes, String type, String tag) {}

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        Optional<Page> found = file(Request.getPathInContext(request)).flatMap(this::page);
        if (found.isEmpty()) {
            return false;
        }
        HttpFields.Mutable headers = response.getHeaders();
        if (!request.getMethod().equals("GET") && !request.getMethod().equals("HEAD")) {
            response.getHeaders().put(HttpHeader.ALLOW, "GET, HEAD");
            Response.writeError(request, response, callback, HttpStatus.METHOD_NOT_ALLOWED_405);
            return true;
        }
        Page page = found.get();
        headers.put(HttpHeader.ETAG, page.tag);
        headers.put(HttpHeader.CACHE_CONTROL, "no-cache");
        if (page.tag.equals(request.getHeaders().get(HttpHeader.IF_NONE_MATCH))) {
            response.setStatus(HttpStatus.NOT_MODIFIED_304);
            callback.succeeded();
            return true;
        }
        headers.put(HttpHeader.CONTENT_TYPE, page.type);
        headers.put(HttpHeader.CONTENT_LENGTH, page.bytes.remaining());
        response.write(true, page.bytes.slice(), callback);
        return true;
    }

    /// The file that answers a path, under the resources of this package.
    static Optional<String> file(String path) {
        String page = PAGES.get(path);
        if (page != null) {
            return Optional.of(page);
        }
        return Optional.of(path)
                .filter(asked -> asked.startsWith(ASSETS)
                        && ASSET.matcher(asked.substring(ASSETS.length())).matches())
                .map(asked -> asked.substring(1));
    }

    private Optional<Page> page(String file) {
        Page page = known.get(file);
        if (page == null) {
            page = read(file);
            if (page == null) {
                return Optional.empty();
            }
            known.put(file, page);
        }
        return Optional.of(page);
    }

    private static @Nullable Page read(String file) {
        try (InputStream in = BoardPages.class.getResourceAsStream(file)) {
            if (in == null) {
                return null;
            }
            byte[] bytes = in.readAllBytes();
            String ending = file.substring(file.lastIndexOf('.') + 1);
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return new Page(
                    ByteBuffer.wrap(bytes).asReadOnlyBuffer(),
                    TYPES.getOrDefault(ending, "application/octet-stream"),
                    "\"" + HexFormat.of().formatHex(digest, 0, 16) + "\"");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
