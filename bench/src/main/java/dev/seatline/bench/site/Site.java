package dev.seatline.bench.site;

import dev.seatline.wire.SiteKey;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A site of any number of seats, its programs as processes of their own: configurations, secrets and ports of its
/// own in one folder, everything on loopback. Seats are S0001…, consoles C0001…. Used by one thread; programs may be
/// started by any.
public final class Site implements AutoCloseable {
    /// Which broker stands between consoles and hub.
    public enum BrokerKind {
        EMBEDDED,
        MOSQUITTO
    }

    private static final int EVERYTHING = 1_000_000;
    private static final Duration START = Duration.ofSeconds(60);
    private static final Pattern ONE_TIME = Pattern.compile("one-time password:? +(\\S+)");
    private static final String PASSWORD = "a-long-enough-passphrase";
    /// As `./seatline console` runs it.
    private static final List<String> CONSOLE = List.of("-Xms12m", "-Xmx96m", "-Xmn4m", "-XX:-UsePerfData");

    private static final List<String> HUB = List.of("-Xmx768m", "-XX:-UsePerfData");
    /// As `./seatline hub` runs it: the whole compiler takes longer to start, and is what a large floor needs.
    private static final List<String> HUB_AS_SHIPPED =
            List.of("-Xmx768m", "-XX:-UsePerfData", "-XX:TieredStopAtLevel=4", "-XX:+UseCompactObjectHeaders");

    private final Path folder;
    private final Path root;
    private final BrokerKind kind;
    private final int mqtt = freePort();
    private final int http = freePort();
    private final String siteKey;
    private final String hubSecret;
    private final List<String> secrets = new ArrayList<>();
    private final List<Integer> pages = new ArrayList<>();
    /// Through which port each console reaches the broker.
    private final List<Integer> brokers = new ArrayList<>();
    /// How many confirmed facts each console keeps.
    private final List<Integer> kept = new ArrayList<>();
    private final List<AutoCloseable> opened = new CopyOnWriteArrayList<>();

    /// Writes the configurations.
    ///
    /// @param root of the project, where `config/mosquitto` is
    /// @param folder for everything; exists
    /// @param agents how many people may sign in, at most 300
    /// @param random for secrets
    public Site(Path root, Path folder, BrokerKind kind, int seats, int agents, RandomGenerator random)
            throws IOException {
        this(root, folder, kind, seats, 0, agents, random);
    }

    /// A site most of whose consoles are played by a [dev.seatline.bench.load.LoadFleet].
    ///
    /// @param played the last so many consoles get no configuration of their own
    public Site(Path root, Path folder, BrokerKind kind, int seats, int played, int agents, RandomGenerator random)
            throws IOException {
        this.root = root.toAbsolutePath().normalize();
        this.folder = folder;
        this.kind = kind;
        this.siteKey = secret(random);
        this.hubSecret = secret(random);
        for (int i = 0; i < seats; i++) {
            secrets.add(secret(random));
            brokers.add(mqtt);
            kept.add(EVERYTHING);
        }
        Files.writeString(folder.resolve("hub.yaml"), hub(agents));
        for (int i = 1; i <= seats - played; i++) {
            pages.add(freePort());
            configure(i);
        }
    }

    private static String secret(RandomGenerator random) {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /// A port of loopback that is free now.
    public static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private String hub(int agents) {
        StringBuilder text = new StringBuilder("""
                version: 1
                site: bench
                site-name: Bench
                zone: Asia/Shanghai
                data: hub
                """);
        text.append(
                kind == BrokerKind.EMBEDDED
                        ? "mqtt:\n  broker: embedded\n  port: %d\n".formatted(mqtt)
                        : "mqtt:\n  broker: external\n  uri: tcp://127.0.0.1:%d\n  user: hub\n  secret: \"%s\"\n"
                                .formatted(mqtt, hubSecret));
        text.append("http:\n  port: %d\nconsoles:\n".formatted(http));
        for (int i = 1; i <= secrets.size(); i++) {
            text.append("  - {console: %s, seat: %s, secret-sha256: %s}\n"
                    .formatted(console(i), seat(i), sha256(secrets.get(i - 1))));
        }
        text.append("people:\n");
        SiteKey key = SiteKey.ofHex(siteKey);
        for (int i = 1; i <= agents; i++) {
            text.append("  - {person: P%04d, name: Agent %d, cards: [%s]}\n"
                    .formatted(i, i, key.code(badge(i)).hex()));
        }
        text.append("seats:\n  reasons: [OTHER, MEAL]\n  break-types: [REST, HEALTH]\n");
        text.append("  not-ready-limit: 20m\n  wrap-up: 20s\n");
        return text.toString();
    }

    private static String sha256(String secret) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256")
                            .digest(HexFormat.of().parseHex(secret)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private void configure(int number) throws IOException {
        Files.writeString(folder.resolve(console(number) + ".yaml"), configuration(number));
    }

    private String configuration(int number) {
        return """
                version: 1
                site: bench
                seat: %s
                console: %s
                data: %s
                hub:
                  uri: tcp://127.0.0.1:%d
                  secret: "%s"
                site-key: "%s"
                hardware: bench
                http:
                  port: %d
                keep-confirmed: %d
                trust-clock-at-start: true
                """.formatted(
                        seat(number),
                        console(number),
                        data(number),
                        brokers.get(number - 1),
                        secrets.get(number - 1),
                        siteKey,
                        pages.get(number - 1),
                        kept.get(number - 1));
    }

    /// Lets a console reach the broker through another port from its next start on: that of something in between.
    public void reroute(int number, int port) throws IOException {
        brokers.set(number - 1, port);
        configure(number);
    }

    /// Lets a console forget facts that the hub has confirmed, but for the newest, from its next start on; otherwise
    /// it keeps everything.
    public void keepConfirmed(int number, int facts) throws IOException {
        kept.set(number - 1, facts);
        configure(number);
    }

    /// The seat of a console, whose numbers begin at 1.
    public static String seat(int number) {
        return "S%04d".formatted(number);
    }

    public static String console(int number) {
        return "C%04d".formatted(number);
    }

    /// The badge of an agent, whose numbers begin at 1.
    public static String badge(int agent) {
        return "04%08X".formatted(agent);
    }

    /// Where a console keeps its journal.
    public Path data(int number) {
        return folder.resolve(seat(number)).toAbsolutePath();
    }

    /// Where the hub keeps its ledger.
    public Path hubData() {
        return folder.resolve("hub");
    }

    public Path folder() {
        return folder;
    }

    public int seats() {
        return secrets.size();
    }

    public int mqttPort() {
        return mqtt;
    }

    public int httpPort() {
        return http;
    }

    /// What a console proves itself with.
    public String consoleSecret(int number) {
        return secrets.get(number - 1);
    }

    /// What the hub proves itself with to a broker of its own.
    public String hubSecret() {
        return hubSecret;
    }

    /// Starts mosquitto with what config/mosquitto holds.
    public Mosquitto startMosquitto() throws IOException, InterruptedException {
        Map<String, String> users = new LinkedHashMap<>();
        users.put("hub", hubSecret);
        for (int i = 1; i <= secrets.size(); i++) {
            users.put(console(i), secrets.get(i - 1));
        }
        return keep(
                Mosquitto.start(root.resolve("config/mosquitto"), folder.resolve("mosquitto"), mqtt, users, access()));
    }

    private String access() {
        StringBuilder text = new StringBuilder("user hub\n");
        for (String channel : List.of("status", "state", "event", "outcome")) {
            text.append("topic read seatline/v1/bench/+/%s\n".formatted(channel));
        }
        for (String channel : List.of("confirm", "settings", "order")) {
            text.append("topic write seatline/v1/bench/+/%s\n".formatted(channel));
        }
        for (int i = 1; i <= secrets.size(); i++) {
            text.append("user %s\n".formatted(console(i)));
            for (String channel : List.of("status", "state", "event", "outcome")) {
                text.append("topic write seatline/v1/bench/%s/%s\n".formatted(seat(i), channel));
            }
            for (String channel : List.of("confirm", "settings", "order")) {
                text.append("topic read seatline/v1/bench/%s/%s\n".formatted(seat(i), channel));
            }
        }
        return text.toString();
    }

    /// Starts the hub and waits until it answers.
    public Program startHub() throws IOException, InterruptedException {
        Program hub = startHubWithoutWaiting();
        answers(hub, hubAddress());
        return hub;
    }

    /// Starts the hub.
    public Program startHubWithoutWaiting() throws IOException {
        return startHub(HUB);
    }

    /// Starts the hub as `./seatline hub` does, to be measured.
    ///
    /// @param options more of its Java machine
    public Program startHubAsShipped(String... options) throws IOException {
        List<String> all = new ArrayList<>(HUB_AS_SHIPPED);
        all.addAll(List.of(options));
        return startHub(all);
    }

    private Program startHub(List<String> options) throws IOException {
        return keep(Program.start(folder, options, "dev.seatline.server.HubCommand", "--config", "hub.yaml"));
    }

    /// Starts the hub by the launcher, with the options that it has in service, and waits until it answers.
    public Program launchHub() throws IOException, InterruptedException {
        Program hub = keep(Program.launched(root, folder, "hub", "--config", "hub.yaml"));
        answers(hub, hubAddress());
        return hub;
    }

    /// Starts a console by the launcher, with the options that it has in service.
    public Program launchConsoleWithoutWaiting(int number) throws IOException {
        return keep(Program.launched(root, folder, "console", "--config", console(number) + ".yaml"));
    }

    /// Starts a console and waits until its page answers.
    public Program startConsole(int number) throws IOException, InterruptedException {
        Program console = startConsoleWithoutWaiting(number);
        answers(console, consoleAddress(number));
        return console;
    }

    /// Starts a console.
    public Program startConsoleWithoutWaiting(int number) throws IOException {
        return keep(Program.start(
                folder, CONSOLE, "dev.seatline.device.ConsoleCommand", "--config", console(number) + ".yaml"));
    }

    /// Waits until the page of a program answers.
    public static void answers(Program program, String address) throws InterruptedException {
        try (Web web = new Web(address)) {
            Patience.until(
                    address + " answers",
                    START,
                    () -> web.send("GET", "/healthz", null).statusCode() == 200,
                    () -> String.join("\n", program.output()));
        }
    }

    public String hubAddress() {
        return "http://127.0.0.1:" + http;
    }

    public String consoleAddress(int number) {
        return "http://127.0.0.1:" + pages.get(number - 1);
    }

    /// A client of a console's page.
    public Web page(int number) {
        return keep(new Web(consoleAddress(number)));
    }

    /// A client of the hub's API with an administrator's token. Needs the hub's first run, which prints the one-time
    /// password.
    public Web administrator(Program firstRun) throws IOException, InterruptedException {
        Matcher oneTime = ONE_TIME.matcher(firstRun.line("one-time password"));
        if (!oneTime.find()) {
            throw new IOException("the hub prints no one-time password: " + firstRun.output());
        }
        Web web = keep(new Web(hubAddress()));
        HttpResponse<String> first = signIn(web, oneTime.group(1));
        web.send(
                "POST",
                "/api/v1/session/password",
                "{\"old\":\"%s\",\"new\":\"%s\"}".formatted(oneTime.group(1), PASSWORD),
                session(first));
        HttpResponse<String> token = web.send(
                "POST",
                "/api/v1/tokens",
                "{\"name\":\"bench\",\"role\":\"administrator\"}",
                session(signIn(web, PASSWORD)));
        web.use(Web.json(token).path("token").stringValue());
        return web;
    }

    private static HttpResponse<String> signIn(Web web, String password) throws IOException, InterruptedException {
        return web.send("POST", "/api/v1/session", "{\"user\":\"admin\",\"password\":\"%s\"}".formatted(password));
    }

    private static String[] session(HttpResponse<String> signIn) throws IOException {
        String cookie = signIn.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
        return new String[] {
            "Cookie", cookie, "X-CSRF-Token", Web.json(signIn).path("csrf").stringValue()
        };
    }

    /// Ends something together with the site.
    public <T extends AutoCloseable> T keep(T resource) {
        opened.add(resource);
        return resource;
    }

    /// Ends everything that it started.
    @Override
    public void close() throws Exception {
        for (AutoCloseable resource : opened.reversed()) {
            resource.close();
        }
    }
}
