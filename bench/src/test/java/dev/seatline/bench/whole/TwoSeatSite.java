package dev.seatline.bench.whole;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seatline.bench.site.Program;
import dev.seatline.bench.site.Web;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// A hub and two consoles as separate processes, wired by the sample configurations with ports of their own. Used by
/// one thread.
final class TwoSeatSite implements AutoCloseable {
    /// Sample badges of config/README.md.
    static final String AGENT_1 = "04A1B2C3";

    static final String AGENT_2 = "04D4E5F6";

    private static final Path CONFIG = Path.of("..", "config").toAbsolutePath().normalize();
    private static final Pattern ONE_TIME = Pattern.compile("one-time password:? +(\\S+)");
    private static final Pattern SAMPLE_PORT = Pattern.compile("\\b(18830|8080|8081|8082)\\b");
    private static final String PASSWORD = "a-long-enough-passphrase";

    private final Path folder;
    private final int http = freePort();
    private final int mqtt;
    private final List<Integer> pages = List.of(freePort(), freePort());
    private final List<AutoCloseable> opened = new ArrayList<>();
    private final String hubConfig;
    private List<String> options = List.of();

    TwoSeatSite(Path folder) throws IOException {
        this(folder, "hub.yaml", freePort());
    }

    /// @param hubConfig which sample the hub uses
    /// @param mqtt port of the broker
    TwoSeatSite(Path folder, String hubConfig, int mqtt) throws IOException {
        this.folder = folder;
        this.hubConfig = hubConfig;
        this.mqtt = mqtt;
        for (String sample : List.of("hub.yaml", "console.yaml", "console-2.yaml")) {
            write(sample, sample(sample));
        }
    }

    /// The text of a sample configuration.
    static String sample(String name) throws IOException {
        return Files.readString(CONFIG.resolve(name));
    }

    /// From now on programs start with these options of the Java machine.
    void use(List<String> javaOptions) {
        options = List.copyOf(javaOptions);
    }

    int httpPort() {
        return http;
    }

    int mqttPort() {
        return mqtt;
    }

    /// Puts a configuration into the site's folder, with the site's ports instead of the samples'.
    void write(String name, String text) throws IOException {
        Map<String, Integer> ports = Map.of("18830", mqtt, "8080", http, "8081", pages.get(0), "8082", pages.get(1));
        Files.writeString(
                folder.resolve(name),
                SAMPLE_PORT.matcher(text).replaceAll(found -> String.valueOf(ports.get(found.group()))));
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    Program startHub() throws IOException, InterruptedException {
        Program hub = run("dev.seatline.server.HubCommand", "--config", hubConfig);
        Web web = hub();
        Eventually.holds(() -> assertThat(web.send("GET", "/healthz", null).statusCode())
                .as("hub: %s", hub.output())
                .isEqualTo(200));
        return hub;
    }

    /// Sets the technician PIN of a console, and waits until it is set.
    ///
    /// @param number 1 or 2
    void setPin(int number, String pin) throws IOException, InterruptedException {
        Program command = run(
                "dev.seatline.device.ConsolePinCommand",
                "--config",
                number == 1 ? "console.yaml" : "console-" + number + ".yaml");
        command.type(pin + "\n");
        command.line("the technician PIN is set");
    }

    /// @param number 1 or 2
    Program startConsole(int number) throws IOException, InterruptedException {
        return startConsole(number, number == 1 ? "console.yaml" : "console-" + number + ".yaml");
    }

    /// @param number 1 or 2: whose page it has
    /// @param config its configuration
    Program startConsole(int number, String config) throws IOException, InterruptedException {
        Program console = run("dev.seatline.device.ConsoleCommand", "--config", config);
        Web web = console(number);
        Eventually.holds(() -> assertThat(web.send("GET", "/healthz", null).statusCode())
                .as("console %s: %s", number, console.output())
                .isEqualTo(200));
        return console;
    }

    /// Starts a program in the site's folder, and ends it with the site.
    Program run(String main, String... arguments) throws IOException {
        return keep(Program.start(folder, options, main, arguments));
    }

    String hubAddress() {
        return "http://127.0.0.1:" + http;
    }

    String consoleAddress(int number) {
        return "http://127.0.0.1:" + pages.get(number - 1);
    }

    Web hub() {
        return keep(new Web(hubAddress()));
    }

    Web console(int number) {
        return keep(new Web(consoleAddress(number)));
    }

    /// Signs in with the one-time password that the hub printed, chooses a password, and returns a client that works
    /// with an administrator's token.
    Web signedIn(Program hub) throws IOException, InterruptedException {
        Matcher oneTime = ONE_TIME.matcher(hub.line("one-time password"));
        assertThat(oneTime.find()).isTrue();
        Web web = hub();
        HttpResponse<String> first = web.send(
                "POST", "/api/v1/session", "{\"user\":\"admin\",\"password\":\"%s\"}".formatted(oneTime.group(1)));
        assertThat(first.statusCode()).as(first.body()).isEqualTo(200);
        HttpResponse<String> changed = web.send(
                "POST",
                "/api/v1/session/password",
                "{\"old\":\"%s\",\"new\":\"%s\"}".formatted(oneTime.group(1), PASSWORD),
                withSession(first));
        assertThat(changed.statusCode()).as(changed.body()).isLessThan(300);
        HttpResponse<String> second =
                web.send("POST", "/api/v1/session", "{\"user\":\"admin\",\"password\":\"%s\"}".formatted(PASSWORD));
        HttpResponse<String> token = web.send(
                "POST",
                "/api/v1/tokens",
                "{\"name\":\"whole-line-test\",\"role\":\"administrator\"}",
                withSession(second));
        assertThat(token.statusCode()).as(token.body()).isLessThan(300);
        web.use(tree(token).path("token").stringValue());
        return web;
    }

    static String password() {
        return PASSWORD;
    }

    private static String[] withSession(HttpResponse<String> signIn) {
        String cookie = signIn.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
        return new String[] {
            "Cookie", cookie, "X-CSRF-Token", tree(signIn).path("csrf").stringValue()
        };
    }

    private static JsonNode tree(HttpResponse<String> answer) {
        return dev.seatline.wire.WireJson.mapper().readTree(answer.body());
    }

    <T extends AutoCloseable> T keep(T resource) {
        opened.add(resource);
        return resource;
    }

    @Override
    public void close() throws Exception {
        for (AutoCloseable resource : opened.reversed()) {
            resource.close();
        }
    }
}
