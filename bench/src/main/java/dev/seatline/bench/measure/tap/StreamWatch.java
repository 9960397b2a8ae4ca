package dev.seatline.bench.measure.tap;

import dev.seatline.wire.WireJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Iterator;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// Reads the hub's stream as a browser does, and tells when a seat is another. A thread of its own.
final class StreamWatch implements AutoCloseable {
    private static final String EVENT = "event: ";
    private static final String DATA = "data: ";

    private final HttpClient client = HttpClient.newHttpClient();
    private final Set<String> watched;
    private final Seen seen;
    private final Stream<String> lines;
    private final Thread thread = Thread.ofPlatform().name("stream-watch").unstarted(this::run);

    /// Who is told, on the watch's thread.
    interface Seen {
        /// @param nanos when it was read, as [System#nanoTime] says
        void seen(String seat, String state, long nanos);
    }

    /// @param watched seats to be told of
    StreamWatch(String hub, String token, Set<String> watched, Seen seen) throws IOException, InterruptedException {
        this.watched = Set.copyOf(watched);
        this.seen = seen;
        HttpResponse<Stream<String>> answer = client.send(
                HttpRequest.newBuilder(URI.create(hub + "/api/v1/stream"))
                        .header("Authorization", "Bearer " + token)
                        .build(),
                HttpResponse.BodyHandlers.ofLines());
        if (answer.statusCode() != 200) {
            throw new IOException("the hub's stream answers " + answer.statusCode());
        }
        lines = answer.body();
    }

    void start() {
        thread.start();
    }

    private void run() {
        String event = "";
        try {
            Iterator<String> all = lines.iterator();
            while (all.hasNext()) {
                String line = all.next();
                if (line.startsWith(EVENT)) {
                    event = line.substring(EVENT.length());
                } else if (line.startsWith(DATA) && event.equals("seat")) {
                    long now = System.nanoTime();
                    JsonNode seat = WireJson.mapper().readTree(line.substring(DATA.length()));
                    String id = seat.path("seat").asString("");
                    if (watched.contains(id)) {
                        seen.seen(id, seat.path("state").asString(""), now);
                    }
                }
            }
        } catch (java.io.UncheckedIOException e) {
            // the benchmark ends, or the hub does, which shows in what is missing
        }
    }

    @Override
    public void close() throws InterruptedException {
        client.shutdownNow();
        lines.close();
        thread.join();
        client.close();
    }
}
