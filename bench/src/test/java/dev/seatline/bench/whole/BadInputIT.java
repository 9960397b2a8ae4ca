package dev.seatline.bench.whole;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seatline.bench.access.RawMqtt;
import dev.seatline.bench.site.Program;
import dev.seatline.bench.site.SmallDisk;
import dev.seatline.bench.site.Web;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Whatever can come in wrong, at the real programs: each time one clear line, nothing lost, and nothing stops that
/// need not. One hub for all of it; every test has a console of its own, with a journal of its own.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputIT {
    private static final String C01_SECRET = "1".repeat(64);
    private static final Pattern REJECTED = Pattern.compile("(?m)^seatline_rejected_total (\\S+)");
    /// Reason codes below it mean yes, such as "nobody else has subscribed".
    private static final int FIRST_REFUSAL = 0x80;

    private static final int NOT_AUTHORISED = 0x87;
    private static final int TAKEN_OVER = 0x8E;
    private static final int HUNG_UP = -1;
    private static final int TOO_LARGE = 0x95;

    /// After so many within five minutes the next is held back however long they took.
    private static final int MOST_GUESSES = 10;

    private final List<Program> consoles = new ArrayList<>();
    private Path folder;
    private TwoSeatSite site;
    private Program hubProgram;
    private Web hub;

    @BeforeAll
    void startsTheHub(@TempDir Path temporary) throws Exception {
        folder = temporary;
        site = new TwoSeatSite(folder);
        hubProgram = site.startHub();
        hub = site.signedIn(hubProgram);
    }

    @AfterEach
    void stopsTheConsoles() throws Exception {
        for (Program console : consoles) {
            console.kill();
        }
        consoles.clear();
    }

    @AfterAll
    void stopsTheHub() throws Exception {
        site.close();
    }

    @Test
    void messagesThatNobodyShouldSendAreCountedToldAndStopNothing() throws Exception {
        Web console = started("messages", 1);
        Ledger.inStep(site, console, hub, "S01");
        double before = rejected();
        String own = "seatline/v1/demo/S01/";

        assertThat(said(own + "event", "{\"oldest\":1,".getBytes(StandardCharsets.UTF_8)))
                .isZero();
        assertThat(said(own + "event", new byte[] {(byte) 0xC3, 0x28})).isZero();
        assertThat(said(own + "event", batch("C02", "{\"kind\":\"hand-raised\"}")))
                .isZero();
        assertThat(said(own + "state", "{\"console\":\"C01\",\"journal\":7}".getBytes(StandardCharsets.UTF_8)))
                .isZero();
        assertThat(said("seatline/v1/demo/S02/event", batch("C01", "{\"kind\":\"hand-raised\"}")))
                .isEqualTo(NOT_AUTHORISED);
        assertThat(said("seatline/v1/elsewhere/S01/event", batch("C01", "{\"kind\":\"hand-raised\"}")))
                .isEqualTo(NOT_AUTHORISED);
        assertThat(said(own + "settings", "{}".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(NOT_AUTHORISED);
        assertThat(said(own + "event", new byte[70_000])).isEqualTo(TOO_LARGE);
        assertThat(said(own + "event", batch("C01", "{\"kind\":\"coffee-made\",\"cups\":2}")))
                .isZero();

        Eventually.holds(() -> assertThat(rejected()).isGreaterThanOrEqualTo(before + 8));
        assertThat(reasonsKept())
                .anyMatch(reason -> reason.matches("not a proper EventBatch: not JSON: .*"))
                .anyMatch(reason -> reason.equals("not a proper EventBatch: the text is not proper UTF-8"))
                .anyMatch(reason -> reason.equals("console C02 may not speak for seat S01; allowed is C01"))
                .anyMatch(reason -> reason.matches("not a proper SeatReport: .*journal.*"));
        assertThat(hubProgram.output())
                .anyMatch(line -> line.contains("messages rejected; the last on seatline/v1/demo/S01/"))
                .anyMatch(line -> line.contains("console C01")
                        && line.contains("seatline/v1/demo/S02/event")
                        && line.contains("allowed"))
                .anyMatch(line -> line.contains("console C01") && line.contains("65536 bytes"));
        assertThat(hubProgram.output()).noneMatch(line -> line.startsWith("\tat "));
        assertThat(Ledger.events(hub, "S01").stream()
                        .map(event -> event.path("fact").toString()))
                .anyMatch(fact -> fact.contains("coffee-made") && fact.contains("2"));
        assertThat(hub.send("GET", "/readyz", null).statusCode()).isEqualTo(200);

        console.post("/bench/badge", card(TwoSeatSite.AGENT_1));
        Eventually.holds(
                () -> assertThat(hub.get("/api/v1/seats/S01").path("state").stringValue())
                        .isEqualTo("NOT_READY"));
        Ledger.inStep(site, console, hub, "S01");
    }

    @Test
    void aTruncatedJournalIsPutAsideAndNamed() throws Exception {
        Web console = started("truncated", 2);
        signIn(console, TwoSeatSite.AGENT_2);
        for (int i = 0; i < 10; i++) {
            press(console);
        }
        List<String> asides = new ArrayList<>();
        String journal = "";
        for (long cut : new long[] {0, 700, 5_000, -2_500}) {
            Ledger.inStep(site, console, hub, "S02");
            String before = console.get("/api/v1/console").path("journal").stringValue();
            // cleanly, so that everything is in the file that is cut
            assertThat(consoles.removeLast().stop()).isZero();
            Path file = folder.resolve("truncated").resolve("journal.db");
            Files.deleteIfExists(file.resolveSibling("journal.db-wal"));
            try (RandomAccessFile random = new RandomAccessFile(file.toFile(), "rw")) {
                random.setLength(cut < 0 ? random.length() + cut : Math.min(cut, random.length() - 1));
            }
            started("truncated", 2);
            Program again = consoles.getLast();
            asides.add("journal.damaged-" + (asides.size() + 1));
            journal = console.get("/api/v1/console").path("journal").stringValue();
            assertThat(journal).as("cut at %d", cut).isNotEqualTo(before);
            assertThat(file.resolveSibling(asides.getLast())).exists();
            assertThat(again.line(asides.getLast())).contains("WARN", "damaged");
            signIn(console, TwoSeatSite.AGENT_2);
            press(console);
        }
        Ledger.inStep(site, console, hub, "S02");
        String last = journal;
        List<JsonNode> began = Ledger.events(hub, "S02").stream()
                .filter(event -> event.path("fact").path("kind").stringValue().equals("journal-began"))
                .toList();
        assertThat(began.stream().map(event -> event.path("fact").path("cause").stringValue()))
                .containsExactly("NEW", "DAMAGED", "DAMAGED", "DAMAGED", "DAMAGED");
        assertThat(began.getLast().path("journal").stringValue()).isEqualTo(last);
        for (int i = 0; i < asides.size(); i++) {
            assertThat(began.get(i + 1).path("fact").toString()).contains(asides.get(i));
        }
    }

    /// Gives up the test that wants one where none may be mounted, and says so.
    private static SmallDisk smallDisk(Path folder, int mebibytes) throws Exception {
        Optional<SmallDisk> disk = SmallDisk.inMemory(folder, mebibytes);
        Assumptions.assumeTrue(
                disk.isPresent(), "a disk can be filled only by mounting a small one, which needs the rights of root");
        return disk.orElseThrow();
    }

    @Test
    void aFullDiskUnderTheConsoleIsSaidAndEnds() throws Exception {
        try (SmallDisk disk = smallDisk(folder.resolve("small"), 6)) {
            Web console = started("small/console", 1);
            signIn(console, TwoSeatSite.AGENT_1);
            Ledger.inStep(site, console, hub, "S01");
            disk.fill();
            // the journal may still have room in its own files
            for (int i = 0; i < 2_000 && recording(console); i++) {
                console.post("/bench/button", "{\"press\":\"long\"}");
            }
            saysFull(console);
            assertThat(consoles.getLast().output().stream().filter(line -> line.contains("no room for the journal")))
                    .hasSize(1);
            long recorded = last(console);
            console.post("/bench/button", "{\"press\":\"short\"}");
            Ledger.inStep(site, console, hub, "S01");
            assertThat(last(console)).isEqualTo(recorded);

            consoles.removeLast().kill();
            started("small/console", 1);
            saysFull(console);
            assertThat(last(console)).isEqualTo(recorded);

            disk.makeRoom();
            Eventually.holds(() -> assertThat(recording(console)).isTrue());
            press(console);
            Ledger.inStep(site, console, hub, "S01");
            stopsTheConsoles();
        }
    }

    @Test
    void aFullDiskUnderTheHubKeepsTheFactsAtTheirConsoles() throws Exception {
        Path other = Files.createDirectories(folder.resolve("other"));
        try (SmallDisk disk = smallDisk(other.resolve("small"), 12);
                TwoSeatSite full = new TwoSeatSite(other)) {
            full.write("hub.yaml", TwoSeatSite.sample("hub.yaml").replace("data: .seatline/hub", "data: small/hub"));
            Program program = full.startHub();
            Web fullHub = full.signedIn(program);
            full.startConsole(1);
            Web console = full.console(1);
            signIn(console, TwoSeatSite.AGENT_1);
            press(console);
            Ledger.inStep(full, console, fullHub, "S01");

            disk.fill();
            for (int i = 0; i < 1_000 && ready(fullHub); i++) {
                press(console);
            }
            HttpResponse<String> notReady = fullHub.send("GET", "/readyz", null);
            assertThat(notReady.statusCode()).isEqualTo(503);
            assertThat(notReady.body()).contains("the ledger cannot be written since", "full");
            assertThat(program.output().stream().filter(line -> line.contains("the ledger cannot be written")))
                    .hasSize(1);
            for (int i = 0; i < 5; i++) {
                press(console);
            }
            JsonNode view = console.get("/api/v1/console");
            assertThat(view.path("confirmed").longValue())
                    .isLessThan(view.path("last").longValue());
            assertThat(view.path("recording").booleanValue()).isTrue();
            // the board lives on, well before the broker would lose its patience with the hub
            for (int i = 0; i < 3; i++) {
                press(console);
                Eventually.holds(() -> showsWhatWaits(console, fullHub, "S01"), Duration.ofSeconds(10));
            }
            assertThat(console.get("/api/v1/console").path("confirmed").longValue())
                    .isEqualTo(view.path("confirmed").longValue());

            disk.makeRoom();
            Eventually.holds(() -> assertThat(ready(fullHub)).isTrue());
            press(console);
            Ledger.inStep(full, console, fullHub, "S01");
            assertThat(program.alive()).isTrue();
        }
    }

    @Test
    void aTakenPortIsNamedWithItsRemedy() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = String.valueOf(taken.getLocalPort());
            String free = String.valueOf(TwoSeatSite.freePort());
            String sample = TwoSeatSite.sample("hub.yaml").replace("data: .seatline/hub", "data: taken");
            site.write("http-taken.yaml", sample.replace("8080", port).replace("18830", free));
            oneLine(site.run("dev.seatline.server.HubCommand", "--config", "http-taken.yaml"), port, "http.port");
            site.write("mqtt-taken.yaml", sample.replace("18830", port).replace("8080", free));
            oneLine(site.run("dev.seatline.server.HubCommand", "--config", "mqtt-taken.yaml"), port, "mqtt.port");
            site.write(
                    "page-taken.yaml",
                    TwoSeatSite.sample("console.yaml")
                            .replace(".seatline/S01", "page-taken")
                            .replace("port: 8081", "port: " + port));
            oneLine(site.run("dev.seatline.device.ConsoleCommand", "--config", "page-taken.yaml"), port, "http.port");

            site.write(
                    "free.yaml", sample.replace("8080", free).replace("18830", String.valueOf(TwoSeatSite.freePort())));
            Program atLast = site.run("dev.seatline.server.HubCommand", "--config", "free.yaml");
            assertThat(atLast.line("board http")).isNotEmpty();
            assertThat(atLast.output())
                    .as("the first start that works tells the one-time password")
                    .anyMatch(line -> line.contains("one-time password"));
            atLast.kill();
        }
    }

    @Test
    void aWrongPasswordIsRefusedAndGuessingIsHeldBack() throws Exception {
        Web stranger = site.hub();
        HttpResponse<String> held = guess(stranger);
        int refused = 0;
        // on a slow machine one more guess may come after its wait is over
        for (; held.statusCode() == 401 && refused < MOST_GUESSES; held = guess(stranger), refused++) {
            assertThat(held.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
            assertThat(held.body()).contains("wrong", "ask an administrator").doesNotContain("guess");
        }
        assertThat(refused).isGreaterThanOrEqualTo(3);
        assertThat(held.statusCode()).isEqualTo(429);
        assertThat(held.headers().firstValueAsLong("Retry-After").orElse(0)).isBetween(1L, 300L);
        assertThat(held.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        assertThat(held.body()).contains("too often", " s\"");
    }

    @Test
    void aConsoleWithAWrongSecretWorksAloneAndSaysWhatToDo() throws Exception {
        Web console = started("secret", 1);
        Eventually.holds(
                () -> assertThat(console.get("/api/v1/console").path("settings").longValue())
                        .isPositive());
        consoles.removeLast().kill();
        String right = configuration("secret", 1);
        site.write("secret.yaml", right.replace(C01_SECRET, "3".repeat(64)));
        consoles.add(site.startConsole(1, "secret.yaml"));
        Program wrong = consoles.getLast();
        assertThat(wrong.line("the hub refuses console C01"))
                .contains("WARN", "enrol it there, or compare its secret with the hub's")
                .doesNotContain("3333");
        console.post("/bench/badge", card(TwoSeatSite.AGENT_1));
        Eventually.holds(() -> {
            JsonNode lamp = console.get("/bench/outputs").path("lamp");
            assertThat(lamp.path("colour").stringValue()).isEqualTo("red");
            assertThat(lamp.path("offlineGap").booleanValue()).isTrue();
        });
        press(console);
        JsonNode view = console.get("/api/v1/console");
        assertThat(view.path("linkDetail").stringValue()).contains("refuses console C01");
        assertThat(view.path("confirmed").longValue())
                .isLessThan(view.path("last").longValue());
        assertThat(wrong.output().stream().filter(line -> line.contains("WARN")))
                .hasSize(1);
        assertThat(hubProgram.output()).anyMatch(line -> line.contains("the broker refused a connection"));

        consoles.removeLast().kill();
        started("secret", 1);
        Ledger.inStep(site, console, hub, "S01");
    }

    @Test
    void fiveMistakesAreFiveLines() throws Exception {
        site.write(
                "five.yaml",
                TwoSeatSite.sample("hub.yaml")
                        .replace("site: demo", "site: de mo")
                        .replace("zone: Asia/Shanghai", "zone: Mars/Base")
                        .replace("port: 8080", "port: 99999")
                        .replace("wrap-up: 20s", "wrap-up: 2h")
                        .replace("agent: false", "agent: nein"));
        fiveLines(
                site.run("dev.seatline.server.HubCommand", "--config", "five.yaml"),
                "de mo",
                "Mars/Base",
                "99999",
                "2h",
                "nein");
        site.write(
                "five.yaml",
                TwoSeatSite.sample("console.yaml")
                        .replace("seat: S01", "seat: S 01")
                        .replace("hook: line", "hook: up")
                        .replace("same-card: 3s", "same-card: 5")
                        .replace("port: 8081", "port: none")
                        .replace("hardware: bench", "hardware: bensh"));
        fiveLines(
                site.run("dev.seatline.device.ConsoleCommand", "--config", "five.yaml"),
                "S 01",
                "up",
                "5",
                "none",
                "bensh");
    }

    private static void fiveLines(Program program, String... found) throws Exception {
        assertThat(program.exit()).isEqualTo(2);
        assertThat(program.output()).hasSize(5).allMatch(line -> line.matches("five\\.yaml:\\d+: .*allowed.*"));
        for (String one : found) {
            assertThat(program.output()).anyMatch(line -> line.contains("\"" + one + "\""));
        }
    }

    private static void oneLine(Program program, String... named) throws Exception {
        assertThat(program.exit()).as("%s", program.output()).isEqualTo(1);
        assertThat(program.output())
                .hasSize(1)
                .first()
                .asString()
                .contains(named)
                .contains("stop the program that");
    }

    private static HttpResponse<String> guess(Web stranger) throws Exception {
        return stranger.send("POST", "/api/v1/session", "{\"user\":\"nobody\",\"password\":\"a guess\"}");
    }

    /// A console with a data folder of its own.
    ///
    /// @param number whose console it is, 1 or 2
    private Web started(String data, int number) throws Exception {
        String config = data.replace('/', '-') + ".yaml";
        site.write(config, configuration(data, number));
        consoles.add(site.startConsole(number, config));
        return site.console(number);
    }

    private static String configuration(String data, int number) throws IOException {
        return TwoSeatSite.sample(number == 1 ? "console.yaml" : "console-2.yaml")
                .replace("data: .seatline/S0" + number, "data: " + data);
    }

    private static byte[] batch(String console, String fact) {
        return """
                {"oldest":1,"events":[{"console":"%s","journal":"Jraw","sequence":1,"boot":"Braw","elapsedMillis":1,
                "wall":"2026-11-22T00:30:00Z","clock":"TRUSTED","fact":%s}]}""".formatted(console, fact).getBytes(StandardCharsets.UTF_8);
    }

    /// Says it as console C01, and again when the true one has taken the connection back before the answer.
    private int said(String topic, byte[] payload) throws Exception {
        int answer = TAKEN_OVER;
        for (int attempt = 0; attempt < 10 && (answer == TAKEN_OVER || answer == HUNG_UP); attempt++) {
            try (RawMqtt raw = RawMqtt.connect(site.mqttPort(), "C01", C01_SECRET)) {
                answer = raw.publish(topic, payload, 1, false).code();
            }
        }
        return answer >= FIRST_REFUSAL || answer < 0 ? answer : 0;
    }

    private double rejected() throws Exception {
        Matcher figure = REJECTED.matcher(hub.send("GET", "/metrics", null).body());
        assertThat(figure.find()).isTrue();
        return Double.parseDouble(figure.group(1));
    }

    private List<String> reasonsKept() throws SQLException {
        List<String> reasons = new ArrayList<>();
        Path ledger = folder.resolve(Path.of(".seatline", "hub", "hub.sqlite"));
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + ledger);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT reason FROM rejected")) {
            while (rows.next()) {
                reasons.add(rows.getString(1));
            }
        }
        return reasons;
    }

    private static void saysFull(Web console) throws Exception {
        Eventually.holds(() -> {
            JsonNode outputs = console.get("/bench/outputs");
            assertThat(outputs.path("lamp").path("colour").stringValue()).isEqualTo("amber");
            assertThat(outputs.path("lamp").path("pattern").stringValue()).isEqualTo("double-blink");
            assertThat(outputs.path("digits").stringValue()).isEqualTo("FULL");
        });
        JsonNode view = console.get("/api/v1/console");
        assertThat(view.path("recording").booleanValue()).isFalse();
        assertThat(view.path("parts").toString()).contains("no room for the journal", "0 KiB free");
    }

    private static boolean recording(Web console) throws Exception {
        return console.get("/api/v1/console").path("recording").booleanValue();
    }

    private static boolean ready(Web hub) throws Exception {
        return hub.send("GET", "/readyz", null).statusCode() == 200;
    }

    /// The console is online, and its last fact has reached the board though it is not confirmed.
    private static void showsWhatWaits(Web console, Web hub, String seat) throws Exception {
        JsonNode own = console.get("/api/v1/console");
        JsonNode view = hub.get("/api/v1/seats/" + seat);
        assertThat(view.path("link").stringValue()).isEqualTo("ONLINE");
        assertThat(view.path("backlog").longValue())
                .isPositive()
                .isEqualTo(own.path("last").longValue() - own.path("confirmed").longValue());
    }

    /// Signs an agent in, as soon as the console knows him, so that presses count.
    private static void signIn(Web console, String number) throws Exception {
        Eventually.holds(
                () -> assertThat(console.get("/api/v1/console").path("settings").longValue())
                        .isPositive());
        console.post("/bench/badge", card(number));
        Eventually.holds(
                () -> assertThat(console.get("/api/v1/console").path("shown").stringValue())
                        .isEqualTo("NOT_READY"));
    }

    private static String card(String number) {
        return "{\"card\":\"" + number + "\"}";
    }

    private static void press(Web console) throws Exception {
        long before = last(console);
        console.post("/bench/button", "{\"press\":\"long\"}");
        Eventually.holds(() -> assertThat(last(console)).isGreaterThan(before));
    }

    private static long last(Web console) throws Exception {
        return console.get("/api/v1/console").path("last").longValue();
    }
}
