package dev.seatline.server.api;

import dev.seatline.server.HubConfig;
import dev.seatline.server.StoredInputs;
import dev.seatline.server.people.CheapPeople;
import dev.seatline.server.people.HandTime;
import dev.seatline.server.people.Identity;
import dev.seatline.server.people.Managed;
import dev.seatline.server.people.MemoryPeopleStore;
import dev.seatline.server.people.People;
import dev.seatline.server.people.Role;
import dev.seatline.server.people.Subject;
import dev.seatline.server.store.StoredEvent;
import dev.seatline.wire.BootId;
import dev.seatline.wire.ClockTrust;
import dev.seatline.wire.ConsoleId;
import dev.seatline.wire.Envelope;
import dev.seatline.wire.Fact;
import dev.seatline.wire.JournalId;
import dev.seatline.wire.SeatId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.LocalConnector;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Fuzz target: any request to the API, through the same handlers as in a hub. It is answered, and never with the word
/// that the hub made a mistake.
///
/// The first byte says who asks (a token of the role `A` to `M`, `!` for a request that is sent as it is, else nobody);
/// then
/// come method and path, further lines of the head, an empty line and the body.
public class ApiFuzzTest {
    private static final String EVENT_ID = "Last-Event-ID:";
    private static final StreamLimits NO_STREAMS = new StreamLimits(Duration.ofSeconds(10), 0, 50);
    private static final List<Role> ROLES = List.copyOf(EnumSet.allOf(Role.class));
    private static final Identity SOMEBODY =
            new Identity(new Subject(Subject.Kind.ACCOUNT, "boss"), Role.ADMINISTRATOR, false, "", "");
    private static final Whole SERVER = new Whole();

    /// The hub of one input. Others must not find its accounts.
    private static final class Hub {
        private final HandTime time = new HandTime(FakeDesk.NOON);
        private final FakeDesk desk = new FakeDesk(3);
        private final People people = CheapPeople.of(new MemoryPeopleStore(), time);
        private final HubConfig config = ApiBench.config(new HubConfig.Http("127.0.0.1", 0, Optional.empty()));
        private final FloorResource floor = new FloorResource(config, desk, time);
        private final FakeRules rules = new FakeRules();
        private final VerdictResource verdicts = new VerdictResource(config, rules, time);
        private final LiveStream stream =
                new LiveStream(floor, verdicts, people, NO_STREAMS, "5e8f", Runnable::run, Runnable::run, desk.floor());
        private final Handler front = front();

        private Handler front() {
            rules.say(FakeRules.late("m1", "A1", 1));
            desk.events.add(new StoredEvent(
                    1,
                    new SeatId("S0"),
                    new Envelope(
                            new ConsoleId("C0"),
                            new JournalId("J0"),
                            1,
                            new BootId("B0"),
                            0,
                            FakeDesk.NOON,
                            ClockTrust.TRUSTED,
                            new Fact.HandRaised()),
                    FakeDesk.NOON,
                    FakeDesk.NOON,
                    StoredEvent.TimeQuality.TRUSTED));
            SessionCookie cookie = new SessionCookie(false);
            Metrics metrics = ApiBench.metrics(desk, people);
            Routes routes = new Routes(
                    new ServiceResource(desk, metrics),
                    new SessionResource(people, cookie),
                    floor,
                    verdicts,
                    new ReportResource(config, new FakeRules(), time),
                    new OrderResource(desk, people),
                    new PeopleResource(people, time, config.zone()));
            return new Gate("127.0.0.1", true, false, metrics, new Front(routes.all(), people, cookie, stream));
        }

        private String token(Role role) {
            Subject boss = new Subject(Subject.Kind.ACCOUNT, "boss");
            return ((Managed.Done) people.registry().createToken("t", role, null, boss, "")).secret();
        }
    }

    /// A server without a network, that hands every request to the hub of the moment.
    private static final class Whole extends Handler.Abstract {
        private final LocalConnector connector;
        private volatile Hub hub = new Hub();

        private Whole() {
            Server server = new Server();
            HttpConfiguration settings = new HttpConfiguration();
            settings.setRequestHeaderSize(8 * 1024);
            settings.setUriCompliance(UriCompliance.RFC3986);
            connector = new LocalConnector(server, new HttpConnectionFactory(settings));
            server.addConnector(connector);
            server.setErrorHandler(new ErrorAnswers(false));
            server.setHandler(this);
            try {
                server.start();
            } catch (Exception e) {
                throw new ExceptionInInitializerError(e);
            }
        }

        @Override
        public boolean handle(Request request, Response response, Callback callback) throws Exception {
            hub.front.setServer(getServer());
            return hub.front.handle(request, response, callback);
        }

        private String answer(Hub to, byte[] request) throws Exception {
            hub = to;
            LocalConnector.LocalEndPoint end = connector.connect();
            try {
                end.addInput(ByteBuffer.wrap(request));
                end.addInputEOF();
                ByteBuffer answer = end.waitForResponse(false, 50, TimeUnit.SECONDS);
                return answer == null
                        ? ""
                        : StandardCharsets.UTF_8.decode(answer).toString();
            } finally {
                end.close();
            }
        }
    }

    /// Before the time of single inputs is taken.
    public static void fuzzerInitialize() throws Throwable {
        StoredInputs.tried(ApiFuzzTest.class, ApiFuzzTest::fuzzerTestOneInput);
    }

    public static void fuzzerTestOneInput(byte[] input) throws Exception {
        if (input.length == 0) {
            return;
        }
        Hub hub = new Hub();
        boolean raw = input[0] == '!';
        byte[] request = raw ? Arrays.copyOfRange(input, 1, input.length) : request(hub, input);
        String answer = SERVER.answer(hub, request);
        if (answer.startsWith("HTTP/1.1 500")
                || (answer.startsWith("HTTP/1.1 503") && !answer.contains("urn:seatline:problem:too-many-streams"))) {
            throw new AssertionError(answer);
        }
        if (!raw && answer.isEmpty()) {
            throw new AssertionError("no answer");
        }
        String text = new String(request, StandardCharsets.ISO_8859_1);
        int place = text.indexOf(EVENT_ID);
        if (place >= 0) {
            String id = text.substring(place + EVENT_ID.length())
                    .lines()
                    .findFirst()
                    .orElse("")
                    .strip();
            LiveStream.News ignored = hub.stream.since(hub.stream.placeOf(id), SOMEBODY);
        }
    }

    @TestFactory
    Stream<DynamicTest> storedRequestsAreAnswered() throws Exception {
        return StoredInputs.each(ApiFuzzTest.class, ApiFuzzTest::fuzzerTestOneInput);
    }

    private static byte[] request(Hub hub, byte[] input) {
        int split = 1;
        while (split < input.length && !(input[split - 1] == '\n' && input[split] == '\n')) {
            split++;
        }
        List<String> head = new String(input, 1, split - 1, StandardCharsets.ISO_8859_1)
                .lines()
                .filter(line -> !line.isBlank())
                .toList();
        byte[] body = Arrays.copyOfRange(input, Math.min(split + 1, input.length), input.length);
        StringBuilder text = new StringBuilder();
        text.append(head.isEmpty() ? "GET /" : head.getFirst()).append(" HTTP/1.1\r\nHost: localhost\r\n");
        head.stream().skip(1).forEach(line -> text.append(line).append("\r\n"));
        String given = text.toString().toLowerCase(Locale.ROOT);
        int role = input[0] - 'A';
        if (role >= 0 && role < ROLES.size() && !given.contains("\nauthorization:")) {
            text.append("Authorization: Bearer ")
                    .append(hub.token(ROLES.get(role)))
                    .append("\r\n");
        }
        if (body.length > 0 && !given.contains("\ncontent-type:")) {
            text.append("Content-Type: application/json\r\n");
        }
        text.append("Content-Length: ").append(body.length).append("\r\nConnection: close\r\n\r\n");
        byte[] start = text.toString().getBytes(StandardCharsets.ISO_8859_1);
        byte[] request = Arrays.copyOf(start, start.length + body.length);
        System.arraycopy(body, 0, request, start.length, body.length);
        return request;
    }
}
