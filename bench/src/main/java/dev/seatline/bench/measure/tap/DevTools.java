package dev.seatline.bench.measure.tap;

import dev.seatline.wire.WireJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// One page of a browser, by the browser's own protocol for tools. Used by one thread.
final class DevTools implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int MOST_WAITING = 1_000;

    private final HttpClient http;
    private final WebSocket socket;
    private final BlockingQueue<String> answers;
    private int asked;

    private DevTools(HttpClient http, WebSocket socket, BlockingQueue<String> answers) {
        this.http = http;
        this.socket = socket;
        this.answers = answers;
    }

    /// Opens a page in a browser that listens for tools.
    ///
    /// @param port where it listens
    static DevTools open(int port) throws IOException, InterruptedException {
        HttpClient http = HttpClient.newHttpClient();
        HttpResponse<String> made = http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/json/new?about:blank".formatted(port)))
                        .timeout(LIMIT)
                        .PUT(HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        String address = WireJson.mapper()
                .readTree(made.body())
                .path("webSocketDebuggerUrl")
                .asString("");
        if (address.isEmpty()) {
            throw new IOException("the browser opens no page: " + made.statusCode() + " " + made.body());
        }
        BlockingQueue<String> answers = new ArrayBlockingQueue<>(MOST_WAITING);
        WebSocket socket = http.newWebSocketBuilder()
                .buildAsync(URI.create(address), new Listener(answers))
                .orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS)
                .join();
        return new DevTools(http, socket, answers);
    }

    /// Goes to an address.
    void go(String address) throws IOException, InterruptedException {
        ask("Page.navigate", WireJson.mapper().createObjectNode().put("url", address));
    }

    /// The value of an expression in the page.
    JsonNode value(String expression) throws IOException, InterruptedException {
        JsonNode answer = ask(
                "Runtime.evaluate",
                WireJson.mapper()
                        .createObjectNode()
                        .put("expression", expression)
                        .put("returnByValue", true));
        if (answer.has("exceptionDetails")) {
            throw new IOException("the page says: " + answer.path("exceptionDetails"));
        }
        return answer.path("result").path("value");
    }

    /// What the page's main thread has spent so far, in seconds, by the browser's own names: `ScriptDuration`,
    /// `RecalcStyleDuration`, `LayoutDuration`, `TaskDuration`.
    Map<String, Double> spent() throws IOException, InterruptedException {
        ask("Performance.enable", WireJson.mapper().createObjectNode());
        Map<String, Double> spent = new HashMap<>();
        for (JsonNode metric : ask("Performance.getMetrics", WireJson.mapper().createObjectNode())
                .path("metrics")) {
            spent.put(metric.path("name").stringValue(), metric.path("value").asDouble(0));
        }
        return spent;
    }

    private JsonNode ask(String method, ObjectNode parameters) throws IOException, InterruptedException {
        int id = ++asked;
        ObjectNode message = WireJson.mapper().createObjectNode().put("id", id).put("method", method);
        message.set("params", parameters);
        socket.sendText(message.toString(), true)
                .orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS)
                .join();
        while (true) {
            String text = answers.poll(LIMIT.toSeconds(), TimeUnit.SECONDS);
            if (text == null) {
                throw new IOException("the browser does not answer to " + method);
            }
            JsonNode answer = WireJson.mapper().readTree(text);
            if (answer.path("id").asInt(0) == id) {
                if (answer.has("error")) {
                    throw new IOException(method + ": " + answer.path("error"));
                }
                return answer.path("result");
            }
        }
    }

    @Override
    public void close() {
        socket.abort();
        http.shutdownNow();
        http.close();
    }

    /// Puts answers together from their parts. Called by the client's threads, one call at a time.
    private static final class Listener implements WebSocket.Listener {
        private final BlockingQueue<String> answers;
        private final StringBuilder part = new StringBuilder();

        Listener(BlockingQueue<String> answers) {
            this.answers = answers;
        }

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
            part.append(text);
            if (last) {
                // more than fit were not asked for
                boolean taken = answers.offer(part.toString());
                part.setLength(0);
                if (!taken) {
                    socket.abort();
                }
            }
            return WebSocket.Listener.super.onText(socket, text, last);
        }
    }
}
