package dev.seatline.server.api;

import static dev.seatline.server.api.ApiServerTest.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.seatline.server.people.Managed;
import dev.seatline.server.people.People;
import dev.seatline.server.people.Role;
import dev.seatline.server.people.SignIn;
import dev.seatline.server.people.Subject;
import dev.seatline.server.rules.VerdictKind;
import dev.seatline.wire.ShownState;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LiveStreamTest {
    private static final int KEPT = 50;
    private static final Subject BOSS = new Subject(Subject.Kind.ACCOUNT, "boss");

    @SuppressWarnings("NullAway.Init")
    private ApiBench api;

    private final List<Listener> listeners = new ArrayList<>();

    @BeforeEach
    void start() throws IOException {
        api = new ApiBench();
    }

    @AfterEach
    void stop() throws IOException {
        for (Listener listener : listeners) {
            listener.close();
        }
        api.close();
    }

    private record Event(String name, String id, String data) {}

    /// A browser's end of a stream.
    private static final class Listener implements AutoCloseable {
        private final HttpResponse<InputStream> response;
        private final BufferedReader lines;

        Listener(HttpResponse<InputStream> response) {
            this.response = response;
            this.lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
        }

        /// The next event that is no beat, or null when the stream has ended.
        @Nullable
        Event next() throws IOException {
            Event event = any();
            while (event != null && event.name().equals("beat")) {
                event = any();
            }
            return event;
        }

        @Nullable
        Event any() throws IOException {
            String name = "";
            String id = "";
            String data = "";
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.isEmpty()) {
                    return new Event(name, id, data);
                }
                String value = line.substring(line.indexOf(' ') + 1);
                switch (line.substring(0, line.indexOf(':'))) {
                    case "event" -> name = value;
                    case "id" -> id = value;
                    case "data" -> data = value;
                    default -> throw new AssertionError(line);
                }
            }
            return null;
        }

        Event must() throws IOException {
            Event event = next();
            if (event == null) {
                throw new AssertionError("the stream has ended");
            }
            return event;
        }

        @Override
        public void close() throws IOException {
            response.body().close();
        }
    }

    private Listener listen(String... headers) throws IOException, InterruptedException {
        return listenBy(api.token(Role.BOARD), headers);
    }

    private Listener listenBy(String token, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = api.request("GET", "/api/v1/stream", "Authorization", "Bearer " + token);
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        HttpResponse<InputStream> response = api.client.send(request.build(), BodyHandlers.ofInputStream());
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).contains("text/event-stream");
        Listener listener = new Listener(response);
        listeners.add(listener);
        return listener;
    }

    @Test
    void aSnapshotComesFirstThenEverySeatThatChanges() throws Exception {
        Listener listener = listen();
        Event snapshot = listener.must();
        assertThat(snapshot.name()).isEqualTo("snapshot");
        assertThat(snapshot.data()).contains("\"speed\":30.0", "\"seats\":[{\"seat\":\"S0\"");

        api.desk.change(1, ShownState.RINGING, 1);
        Event seat = listener.must();
        assertThat(seat.name()).isEqualTo("seat");
        assertThat(seat.data()).startsWith("{\"seat\":\"S1\"").contains("\"state\":\"RINGING\"", "\"rings\":1");
        assertThat(seat.id()).isNotEqualTo(snapshot.id()).contains("-");
    }

    @Test
    void whoComesBackGoesOnWhereHeLeftOff() throws Exception {
        Listener listener = listen();
        listener.must();
        api.desk.change(0, ShownState.NOT_READY, 0);
        String place = listener.must().id();
        listener.close();
        api.desk.change(1, ShownState.RINGING, 1);
        api.desk.change(2, ShownState.BREAK, 0);
        api.desk.change(1, ShownState.RINGING, 2);

        Listener again = listen("Last-Event-ID", place);
        List<Event> missed = new ArrayList<>(List.of(again.must()));
        while (!missed.toString().contains("\"rings\":2") || !missed.toString().contains("S2")) {
            missed.add(again.must());
        }
        assertThat(missed).extracting(Event::name).containsOnly("seat");
        assertThat(missed.toString()).contains("S1", "S2").doesNotContain("\"seat\":\"S0\"");
    }

    @Test
    void whoComesBackTooLateGetsASnapshot() throws Exception {
        Listener listener = listen();
        String place = listener.must().id();
        for (int i = 1; i <= 3 * KEPT; i++) {
            api.desk.change(0, ShownState.RINGING, i);
            listener.must();
        }
        assertThat(listen("Last-Event-ID", place).must().name()).isEqualTo("snapshot");
    }

    @Test
    void placesThatWereNeverGivenLeadToASnapshot() throws Exception {
        api.close();
        api = new ApiBench(3, new StreamLimits(Duration.ofMillis(100), 100, KEPT), new ApiBench.NoPages());
        String start = listen().must().id().replaceFirst("-.*", "");
        closeAll();
        for (String place : List.of("nonsense", "other-0", start + "-x", start + "-99", start + "--1", start + "-")) {
            assertThat(listen("Last-Event-ID", place).must().name()).as(place).isEqualTo("snapshot");
            closeAll();
        }
    }

    @Test
    void beatsTellTheHubsTimeWhenNothingElseHappens() throws Exception {
        Listener listener = listen();
        listener.must();
        Event beat = listener.any();
        if (beat == null) {
            throw new AssertionError("the stream has ended");
        }
        assertThat(beat.name()).isEqualTo("beat");
        assertThat(beat.id()).isEmpty();
        assertThat(beat.data()).isEqualTo("{\"now\":\"2026-11-22T12:00:00+08:00\"}");
        api.time.pass(Duration.ofSeconds(90));
        until(() -> {
            try {
                Event next = listener.any();
                return next != null && next.data().contains("12:01:30");
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
    }

    @Test
    void aStreamEndsWithItsSession() throws Exception {
        api.admin();
        ApiBench.Browser browser = api.signIn("admin", ApiBench.PASSWORD);
        HttpResponse<InputStream> response = api.client.send(
                api.request("GET", "/api/v1/stream", "Cookie", browser.cookie()).build(), BodyHandlers.ofInputStream());
        Listener listener = new Listener(response);
        listeners.add(listener);
        listener.must();
        api.time.pass(People.IDLE);
        assertThat(listener.next()).isNull();
    }

    @Test
    void aStreamEndsWithItsToken() throws Exception {
        String token = api.token(Role.BOARD);
        Listener listener = listenBy(token);
        listener.must();
        String name = api.people.registry().tokens().getFirst().name();
        Managed ignored = api.people.registry().removeToken(name, new Subject(Subject.Kind.ACCOUNT, "boss"), "");
        assertThat(listener.next()).isNull();
    }

    @Test
    void thereAreOnlySoManyStreams() throws Exception {
        for (int i = 0; i < 3; i++) {
            listen().must();
        }
        HttpResponse<String> fourth = api.get(Role.BOARD, "/api/v1/stream");
        assertProblem(fourth, 503, "too-many-streams");
        assertThat(api.get(Role.TECHNICIAN, "/metrics").body()).contains("seatline_streams 3");
        closeAll();
        until(() -> {
            try {
                return api.get(Role.TECHNICIAN, "/metrics").body().contains("seatline_streams 0");
            } catch (IOException | InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        listen().must();
    }

    @Test
    void aStoppedHubEndsItsStreams() throws Exception {
        Listener listener = listen();
        listener.must();
        api.close();
        try {
            assertThat(listener.next()).isNull();
        } catch (IOException e) {
            assertThat(e).as("cut off instead of ended: as good").isNotNull();
        }
    }

    @Test
    void whatTheRulesSayIsToldAsInTheList() throws Exception {
        Listener listener = listen();
        listener.must();
        api.rules.say(FakeRules.late("m", "A1", 1));
        Event verdict = listener.must();
        assertThat(verdict.name()).isEqualTo("verdict");
        String list = api.get(Role.BOARD, "/api/v1/verdicts").body();
        assertThat(list).contains(verdict.data());

        api.rules.takeBack("m");
        Event gone = listener.must();
        assertThat(gone.data()).contains("\"matter\":\"m\"", "\"withdrawn\":true", "\"replaces\":1");
    }

    @Test
    void whoComesBackGetsTheNewestOfEveryMatterAndSeat() throws Exception {
        Listener listener = listen();
        String place = listener.must().id();
        listener.close();
        api.rules.say(FakeRules.late("m", "A1", 1));
        api.desk.change(1, ShownState.RINGING, 1);
        api.rules.say(FakeRules.late("m", "A1", 2), FakeRules.late("S1", "A1", 3));
        Listener waiting = listen();
        waiting.must();
        until(() -> api.rules.listeners() == 1);

        Listener again = listen("Last-Event-ID", place);
        List<Event> all = List.of(again.must(), again.must(), again.must());
        assertThat(all).extracting(Event::name).containsExactlyInAnyOrder("seat", "verdict", "verdict");
        assertThat(all)
                .filteredOn(event -> event.data().contains("\"matter\":\"m\""))
                .singleElement()
                .satisfies(event -> assertThat(event.data()).contains("\"minutes\":1", "12:02:00"));
    }

    @Test
    void aWallScreenIsNotToldOfFinesAndAnAgentOnlyOfHimself() throws Exception {
        String first = ((Managed.Done) api.people.registry().createAccount("A1", Role.AGENT, BOSS, "")).secret();
        SignIn.SignedIn in = (SignIn.SignedIn) api.people.signIn("A1", first, "");
        SignIn ignored = api.people.changePassword(in.identity(), first, ApiBench.PASSWORD, "");
        String cookie = api.signIn("A1", ApiBench.PASSWORD).cookie();
        HttpResponse<InputStream> response = api.client.send(
                api.request("GET", "/api/v1/stream", "Cookie", cookie).build(), BodyHandlers.ofInputStream());
        Listener agent = new Listener(response);
        listeners.add(agent);
        assertThat(agent.must().data()).contains("\"seats\":[]");
        Listener wall = listen();
        wall.must();

        api.desk.change(1, ShownState.RINGING, 1);
        api.rules.say(
                FakeRules.verdict("fine", VerdictKind.FINE_PROPOSED, "A1", FakeDesk.NOON, false),
                FakeRules.late("his", "A2", 1),
                FakeRules.late("mine", "A1", 1));
        assertThat(agent.must().data()).contains("\"matter\":\"fine\"");
        assertThat(agent.must().data()).contains("\"matter\":\"mine\"");
        List<String> told =
                List.of(wall.must().data(), wall.must().data(), wall.must().data());
        assertThat(told).noneMatch(data -> data.contains("\"matter\":\"fine\""));
        assertThat(told).anyMatch(data -> data.contains("\"matter\":\"his\""));
    }

    @Test
    void aHubWithADefectEndsItsStreamsInsteadOfBeating() throws Exception {
        Listener listener = listen();
        listener.must();
        api.desk.failed().complete(new IllegalStateException("a defect"));
        assertThat(listener.next()).isNull();
        assertThat(api.get(Role.BOARD, "/api/v1/stream").statusCode()).isEqualTo(503);
    }

    @Test
    void whoDoesNotReadGetsTheNewestStateInsteadOfAllThatWas() throws Exception {
        api.close();
        api = new ApiBench(2_000, new StreamLimits(Duration.ofMillis(100), 3, KEPT), new ApiBench.NoPages());
        Listener quick = listen();
        quick.must();
        try (Socket socket = new Socket()) {
            socket.setReceiveBufferSize(4_096);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), api.port()));
            socket.setSoTimeout((int) ApiBench.LIMIT.toMillis());
            socket.getOutputStream()
                    .write(("GET /api/v1/stream HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                                    + api.token(Role.BOARD) + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            BufferedReader slow =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            assertThat(slow.readLine()).contains("200");

            int changes = 5_000;
            for (int i = 1; i <= changes; i++) {
                api.desk.change(i % 2_000, ShownState.RINGING, i % 9_000);
            }
            api.desk.change(0, ShownState.TALKING, 0);
            while (!quick.must().data().contains("TALKING")) {
                // the quick one is served all the time, whatever the slow one does
            }
            int seats = 0;
            int snapshots = 0;
            for (String line = slow.readLine(); ; line = slow.readLine()) {
                seats += line.equals("event: seat") ? 1 : 0;
                snapshots += line.equals("event: snapshot") ? 1 : 0;
                if (line.startsWith("data: ") && line.contains("TALKING")) {
                    break;
                }
            }
            assertThat(snapshots).as("a fresh one besides the first").isGreaterThanOrEqualTo(2);
            assertThat(seats).isLessThan(changes);
        }
    }

    private void closeAll() throws IOException {
        for (Listener listener : listeners) {
            listener.close();
        }
        listeners.clear();
    }

    private static void until(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + ApiBench.LIMIT.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(end);
            Thread.sleep(10);
        }
    }
}
