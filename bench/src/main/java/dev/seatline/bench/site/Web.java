package dev.seatline.bench.site;

import dev.seatline.wire.WireJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A small HTTP client for JSON. Used by one thread.
public final class Web implements AutoCloseable {
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final String root;
    private @Nullable String token;

    /// @param root such as `http://127.0.0.1:8080`
    public Web(String root) {
        this.root = root;
    }

    /// From now on signs requests with this token.
    public void use(String bearer) {
        token = bearer;
    }

    /// @throws IOException when there is no answer, or one of 300 or above
    public JsonNode get(String path) throws IOException, InterruptedException {
        return json(send("GET", path, null));
    }

    /// @throws IOException when there is no answer, or one of 300 or above
    public JsonNode post(String path, String body) throws IOException, InterruptedException {
        return json(send("POST", path, body));
    }

    /// Any request; an answer of any status is returned.
    public HttpResponse<String> send(String method, String path, @Nullable String body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(root + path))
                .timeout(Duration.ofSeconds(10))
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /// The JSON of an answer.
    ///
    /// @throws IOException when its status is 300 or above
    public static JsonNode json(HttpResponse<String> answer) throws IOException {
        if (answer.statusCode() >= 300) {
            throw new IOException(
                    answer.request().method() + " " + answer.uri() + " → " + answer.statusCode() + " " + answer.body());
        }
        return answer.body().isEmpty()
                ? WireJson.mapper().createObjectNode()
                : WireJson.mapper().readTree(answer.body());
    }

    @Override
    public void close() {
        client.shutdownNow();
        client.close();
    }
}
