package dev.seatline.bench.whole;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seatline.bench.site.Program;
import dev.seatline.bench.site.Web;
import dev.seatline.wire.SiteKey;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Badge numbers in the clear are found nowhere: not on the disks of console and hub, not on the wire, not in what the
/// programs print, not in what they answer. The numbers are this test's own and stand in no document.
class PrivacyIT {
    private static final String AGENT = "04E7B35A91C86D";
    private static final String LEADER = "0459D2F7A36B1E";
    private static final String BLOCKED = "04B8619CE54F37";
    private static final String UNKNOWN = "04237FD8BA95E6";
    private static final String MISTAKEN = "04C6148D7BF2A9";
    private static final List<String> NUMBERS = List.of(AGENT, LEADER, BLOCKED, UNKNOWN, MISTAKEN);

    /// The sample key of config/console.yaml.
    private static final SiteKey KEY =
            SiteKey.ofHex("00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff");

    private static final String SAMPLE_AGENT_CODE =
            KEY.code(TwoSeatSite.AGENT_1).hex();
    private static final String SAMPLE_LEADER_CODE = KEY.code("04FFEE01").hex();
    private static final String SAMPLE_BLOCKED_CODE = KEY.code("04DEAD00").hex();
    private static final Pattern LINK = Pattern.compile("(?:src|href|from|import)[ =(]*[\"']([\\w./-]+)[\"']");

    @TempDir
    Path folder = Path.of("");

    private final ClearNumber search = new ClearNumber(NUMBERS);
    private final List<AutoCloseable> opened = new ArrayList<>();
    private final List<Program> programs = new ArrayList<>();
    private final List<WireTap> taps = new ArrayList<>();
    private final List<String> answers = new CopyOnWriteArrayList<>();

    @AfterEach
    void stopsEverything() throws Exception {
        for (AutoCloseable one : opened.reversed()) {
            one.close();
        }
    }

    @Test
    void withTheHubsOwnBroker() throws Exception {
        TwoSeatSite site = keep(new TwoSeatSite(folder));
        site.write("hub.yaml", ownCards(TwoSeatSite.sample("hub.yaml")));
        tapEverythingAndSearch(site, true);
    }

    @Test
    void withMosquittoBetweenThem() throws Exception {
        TwoSeatSite site = keep(new TwoSeatSite(folder));
        keep(ShippedMosquitto.start(
                folder.resolve("mosquitto"),
                site.mqttPort(),
                Map.of("hub", "0123456789abcdef", "C01", "1".repeat(64), "C02", "2".repeat(64))));
        WireTap hubTap = tap(site.mqttPort());
        String external = ownCards(TwoSeatSite.sample("hub.yaml"))
                .replace(
                        "  broker: embedded",
                        "  broker: external\n  uri: tcp://127.0.0.1:%d\n  user: hub\n  secret: 0123456789abcdef"
                                .formatted(hubTap.port()))
                .replaceFirst("\n  host: 127.0.0.1\n", "\n")
                .replaceFirst("\n  port: 18830\n", "\n");
        site.write("hub.yaml", external);
        tapEverythingAndSearch(site, false);
        assertThat(heardText(hubTap)).contains("\"signed-in\"");
    }

    /// A guard that cannot bark guards nothing: every shape is planted, among other bytes, and found.
    @Test
    void theSearchFindsWhatIsPlanted() throws Exception {
        search.shapes().forEach((label, bytes) -> {
            byte[] among = Arrays.copyOf(new byte[] {1, 4, 'x'}, bytes.length + 5);
            System.arraycopy(bytes, 0, among, 3, bytes.length);
            assertThat(search.in("planted", among)).as(label).isNotEmpty();
        });
        Files.createDirectories(folder.resolve("deep"));
        Files.write(
                folder.resolve("deep").resolve("journal.db-wal"),
                ("..." + BLOCKED).getBytes(StandardCharsets.UTF_16LE));
        assertThat(search.below(folder)).anyMatch(line -> line.contains(BLOCKED) && line.contains("UTF-16LE"));
        assertThat(search.in("nothing", "04E7B35A91C86 D04E7B35A91C8")).isEmpty();
    }

    /// The two commands that see numbers or could.
    @Test
    void commandsDoNotRepeatThem() throws Exception {
        TwoSeatSite site = keep(new TwoSeatSite(folder));
        Program codes = site.run("dev.seatline.device.CardCodeCommand", "--config", "console.yaml");
        codes.type(AGENT + "\n" + (MISTAKEN + " ").repeat(6) + "\n");
        assertThat(codes.exit()).isEqualTo(1);
        assertThat(codes.output()).contains(KEY.code(AGENT).hex());

        site.write("hub.yaml", TwoSeatSite.sample("hub.yaml").replace(SAMPLE_AGENT_CODE, "\"" + AGENT + "\""));
        Program check = site.run("dev.seatline.bench.CheckConfigCommand", "hub.yaml");
        assertThat(check.exit()).isNotZero();
        Program hub = site.run("dev.seatline.server.HubCommand", "--config", "hub.yaml");
        assertThat(hub.exit()).isEqualTo(2);
        assertThat(hub.output()).anyMatch(line -> line.matches("hub.yaml:\\d+: .*badge number itself must never.*"));
        for (Program program : List.of(codes, check, hub)) {
            assertThat(search.in("output", String.join("\n", program.output()))).isEmpty();
        }
    }

    private void tapEverythingAndSearch(TwoSeatSite site, boolean embedded) throws Exception {
        WireTap consoleTap = tap(site.mqttPort());
        site.write(
                "console.yaml",
                TwoSeatSite.sample("console.yaml")
                        .replace("18830", String.valueOf(consoleTap.port()))
                        // so that every tap counts
                        .replace("same-card: 3s", "same-card: 0s"));
        // everything that the programs could ever print
        site.use(List.of("-Dtinylog.level=trace"));
        Program hubProgram = site.startHub();
        programs.add(hubProgram);
        Web hub = site.signedIn(hubProgram);
        programs.add(site.startConsole(1));
        Web console = site.console(1);
        Eventually.holds(
                () -> assertThat(console.get("/api/v1/console").path("settings").longValue())
                        .isPositive());
        listen(site.consoleAddress(1) + "/api/v1/stream");

        tapRightly(console);
        tapWrongly(console);
        Eventually.holds(() -> {
            JsonNode view = console.get("/api/v1/console");
            assertThat(view.path("confirmed").longValue())
                    .isEqualTo(view.path("last").longValue());
        });
        askEverything(site, hub, console);
        List<String> found = everythingFound();

        assertThat(String.join("\n", answers)).contains("\"signed-in\"").contains("\"card-refused\"");
        assertThat(heardText(consoleTap)).contains("\"signed-in\"").contains("\"card-refused\"");
        assertThat(found).isEmpty();
        plantedOnTheWireItIsFound(embedded, console, site);
    }

    /// What the capture would say if a console did send a number: proves that tap and search see the wire.
    private void plantedOnTheWireItIsFound(boolean embedded, Web console, TwoSeatSite site) throws Exception {
        WireTap open = tap(Integer.parseInt(site.consoleAddress(1).replaceAll(".*:", "")));
        try (Web tapped = new Web("http://127.0.0.1:" + open.port())) {
            tapped.post("/bench/badge", card(UNKNOWN));
        }
        Eventually.holds(() -> assertThat(search.in("wire", heardText(open)))
                .as("the browser's own request, broker embedded: %s", embedded)
                .isNotEmpty());
        assertThat(everythingFound()).allMatch(line -> line.startsWith("wire"));
        assertThat(console.get("/api/v1/console").path("recording").booleanValue())
                .isTrue();
    }

    private void tapRightly(Web console) throws Exception {
        console.post("/bench/badge", card(UNKNOWN));
        console.post("/bench/badge", card(UNKNOWN.toLowerCase(java.util.Locale.ROOT)));
        console.post("/bench/badge", card(BLOCKED));
        shown(console, "SIGNED_OUT");
        console.post("/bench/badge", card(AGENT));
        shown(console, "NOT_READY");
        console.post("/bench/button", "{\"press\":\"long\"}");
        console.post("/bench/badge", card(LEADER));
        console.post("/bench/badge", card(UNKNOWN));
        console.post("/bench/badge", card(AGENT));
        shown(console, "SIGNED_OUT");
    }

    private void tapWrongly(Web console) throws Exception {
        for (String body : List.of(
                "{\"card\":\"" + MISTAKEN,
                "card=" + MISTAKEN,
                MISTAKEN,
                "\"" + MISTAKEN + "\"",
                "[\"" + MISTAKEN + "\"]",
                "{\"card\":[\"" + MISTAKEN + "\"]}",
                "{\"card\":{\"" + MISTAKEN + "\":1}}",
                "{\"card\":" + new java.math.BigInteger(MISTAKEN, 16) + "}",
                "{\"" + MISTAKEN + "\":\"card\"}",
                "{\"card\":\"" + MISTAKEN + "\",\"card\":\"" + MISTAKEN + "\"}",
                card(MISTAKEN.repeat(5)),
                card(MISTAKEN.repeat(500)),
                card(MISTAKEN + "\\u0000\\u0007"),
                card("\\ud800" + MISTAKEN))) {
            answered(console.send("POST", "/bench/badge", body));
        }
        answered(console.send("POST", "/bench/button", "{\"press\":\"" + MISTAKEN + "\"}"));
        answered(console.send("POST", "/bench/part", "{\"part\":\"" + MISTAKEN + "\",\"ok\":true}"));
        answered(console.send("POST", "/bench/" + MISTAKEN, card(MISTAKEN)));
        answered(console.send("GET", "/bench/badge?card=" + MISTAKEN, null));
        answered(console.send("PUT", "/bench/badge", card(MISTAKEN)));
        answered(console.send(
                "POST", "/bench/badge", card(MISTAKEN), "X-Card", MISTAKEN, "Origin", "http://" + MISTAKEN));
    }

    private static String card(String number) {
        return "{\"card\":\"" + number + "\"}";
    }

    private static void shown(Web console, String state) throws InterruptedException {
        Eventually.holds(
                () -> assertThat(console.get("/api/v1/console").path("shown").stringValue())
                        .isEqualTo(state));
    }

    private void askEverything(TwoSeatSite site, Web hub, Web console) throws Exception {
        for (String path : List.of(
                "/api/v1/seats",
                "/api/v1/seats/S01",
                "/api/v1/events?limit=1000",
                "/api/v1/events?limit=1000&seat=S01",
                "/api/v1/audit",
                "/api/v1/accounts",
                "/api/v1/tokens",
                "/api/v1/openapi.json",
                "/metrics",
                "/healthz",
                "/readyz")) {
            HttpResponse<String> answer = hub.send("GET", path, null);
            assertThat(answer.statusCode()).as(path).isEqualTo(200);
            answered(answer);
        }
        for (String path : List.of("/api/v1/console", "/bench/outputs", "/healthz")) {
            HttpResponse<String> answer = console.send("GET", path, null);
            assertThat(answer.statusCode()).as(path).isEqualTo(200);
            answered(answer);
        }
        assertThat(withAssets(console, site.consoleAddress(1), "/")).isGreaterThan(5);
        assertThat(withAssets(hub, site.hubAddress(), "/sign-in")).isGreaterThan(3);
        assertThat(withAssets(hub, site.hubAddress(), "/")).isGreaterThan(10);
    }

    /// Reads a page and whatever it and its parts name.
    private int withAssets(Web web, String root, String page) throws Exception {
        Set<String> seen = new HashSet<>(Set.of(page));
        List<String> open = new ArrayList<>(List.of(page));
        while (!open.isEmpty()) {
            String path = open.removeFirst();
            HttpResponse<String> answer = web.send("GET", path, null);
            if (answer.statusCode() != 200) {
                continue;
            }
            answered(answer);
            Matcher links = LINK.matcher(answer.body());
            while (links.find()) {
                String next = URI.create(root + path).resolve(links.group(1)).getPath();
                if (!next.startsWith("/api/") && seen.add(next)) {
                    open.add(next);
                }
            }
        }
        return seen.size();
    }

    private void answered(HttpResponse<String> answer) {
        answers.add(answer.headers().map() + "\n" + answer.body());
    }

    /// Keeps what a stream says until the end of the test.
    private void listen(String address) throws Exception {
        HttpClient client = HttpClient.newHttpClient();
        HttpResponse<InputStream> stream = client.send(
                HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.ofInputStream());
        assertThat(stream.statusCode()).isEqualTo(200);
        opened.add(client::shutdownNow);
        Thread.ofVirtual().start(() -> {
            try (InputStream in = stream.body()) {
                byte[] buffer = new byte[65_536];
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    answers.add(new String(buffer, 0, read, StandardCharsets.UTF_8));
                }
            } catch (IOException e) {
                // closed at the end
            }
        });
    }

    private List<String> everythingFound() throws IOException {
        List<String> found = new ArrayList<>(search.below(folder));
        taps.forEach(tap -> tap.heard().forEach(bytes -> found.addAll(search.in("wire " + tap.port(), bytes))));
        programs.forEach(program -> found.addAll(search.in("output", String.join("\n", program.output()))));
        answers.forEach(answer -> found.addAll(search.in("answer", answer)));
        return found;
    }

    private static String ownCards(String hub) {
        String own = hub.replace(SAMPLE_AGENT_CODE, KEY.code(AGENT).hex())
                .replace(SAMPLE_LEADER_CODE, KEY.code(LEADER).hex())
                .replace(SAMPLE_BLOCKED_CODE, KEY.code(BLOCKED).hex());
        assertThat(own)
                .contains(
                        KEY.code(AGENT).hex(),
                        KEY.code(LEADER).hex(),
                        KEY.code(BLOCKED).hex());
        return own;
    }

    private WireTap tap(int target) throws IOException {
        WireTap tap = keep(WireTap.open(target));
        taps.add(tap);
        return tap;
    }

    private static String heardText(WireTap tap) {
        StringBuilder text = new StringBuilder();
        tap.heard().forEach(bytes -> text.append(new String(bytes, StandardCharsets.ISO_8859_1)));
        return text.toString();
    }

    private <T extends AutoCloseable> T keep(T resource) {
        opened.add(resource);
        return resource;
    }
}
