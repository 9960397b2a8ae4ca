package dev.seatline.server.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/// What the machinery around the hub asks: alive, ready, figures, the description of the API. Safe for any thread.
final class ServiceResource {
    private final HubDesk desk;
    private final Metrics metrics;

    ServiceResource(HubDesk desk, Metrics metrics) {
        this.desk = desk;
        this.metrics = metrics;
    }

    Answer alive(Exchange exchange) {
        return Answer.ok(Map.of("status", "alive"));
    }

    Answer ready(Exchange exchange) {
        List<String> lines = desk.notReady();
        return lines.isEmpty()
                ? Answer.ok(Map.of("status", "ready"))
                : Answer.problem(Problem.all(Problem.Kind.NOT_READY, lines));
    }

    Answer metrics(Exchange exchange) {
        return Answer.text(Metrics.TYPE, metrics.text());
    }

    Answer openApi(Exchange exchange) {
        try (InputStream in = ServiceResource.class.getResourceAsStream("openapi.json")) {
            if (in == null) {
                throw new IllegalStateException("openapi.json is missing from the program");
            }
            return Answer.text("application/json", new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
