package dev.seatline.server.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seatline.server.Hub;
import dev.seatline.server.people.Managed;
import dev.seatline.server.people.Role;
import dev.seatline.server.people.Subject;
import dev.seatline.server.rules.Form;
import dev.seatline.wire.WireJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Tells a live hub by its API what no console tells. Used by one thread.
final class HttpOffice implements LiveDay.Office, AutoCloseable {
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private @Nullable String token;

    @Override
    public void tell(Hub hub, Step step) {
        if (step.deed() instanceof Step.Noted) {
            return;
        }
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("at", step.at().toString());
        switch (step.deed()) {
            case Step.Call call -> {
                body.put("call", call.step().name().toLowerCase(Locale.ROOT));
                body.put("seat", call.seat().text());
                put(body, "released-by", call.releasedBy());
                put(body, "tag", call.tag());
                put(body, "pause", call.pause());
                body.put("private", call.personal());
            }
            case Step.Login login -> {
                body.put(login.in() ? "login" : "logout", login.agent().text());
                body.put("seat", login.seat().text());
            }
            case Step.Incident incident -> {
                body.put("incident", incident.open() ? "open" : "closed");
                body.put("id", incident.id());
            }
            case Step.Decide decide -> {
                body.put(decide.decision().name().toLowerCase(Locale.ROOT), decide.form());
                put(body, "agent", decide.agent());
                put(body, "seat", decide.seat());
                body.put("by", decide.by().text());
            }
            case Step.HandIn(Form form) -> paper(form, body);
            case Step.Tap _,
                    Step.Declare _,
                    Step.HeadsetTo _,
                    Step.Ring _,
                    Step.Raise _,
                    Step.Link _,
                    Step.Arrive _,
                    Step.Leave _,
                    Step.Noted _ -> throw new AssertionError("a console tells that: " + step);
        }
        send(hub, new String(WireJson.write(body), StandardCharsets.UTF_8));
    }

    private static void put(Map<String, Object> body, String key, @Nullable Object value) {
        if (value != null) {
            body.put(key, value instanceof Number ? value : value.toString());
        }
    }

    private static void paper(Form form, Map<String, Object> body) {
        body.put("form", form.name());
        put(body, "agent", form.agent());
        switch (form) {
            case Form.Leave leave -> {
                body.put("type", leave.type());
                body.put("from", leave.from().toString());
                body.put("to", leave.to().toString());
                body.put("days", leave.days());
            }
            case Form.Swap swap -> {
                body.put("with", swap.with().text());
                body.put("date", swap.date().toString());
                put(body, "back", swap.back());
            }
            case Form.Handover handover -> {
                put(body, "seat", handover.seat());
                put(body, "to", handover.to());
            }
            case Form.Entry entry -> {
                body.put("rule", entry.rule());
                body.put("by", entry.by().text());
            }
            case Form.Correction _,
                    Form.Waiver _,
                    Form.Proof _,
                    Form.Notice _,
                    Form.RosterFiled _,
                    Form.Plan _,
                    Form.Inspection _ -> throw new AssertionError("no day of these has one: " + form);
        }
    }

    private void send(Hub hub, String body) {
        if (token == null) {
            Subject boss = new Subject(Subject.Kind.ACCOUNT, "boss");
            token = ((Managed.Done) hub.people().registry().createToken("office", Role.SUPERVISOR, null, boss, ""))
                    .secret();
        }
        try {
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + hub.httpPort() + "/api/v1/reports"))
                            .timeout(Duration.ofSeconds(20))
                            .header("Authorization", "Bearer " + token)
                            .header("Content-Type", "application/json")
                            .POST(BodyPublishers.ofString(body))
                            .build(),
                    BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(body + " → " + answer.body()).isEqualTo(201);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
