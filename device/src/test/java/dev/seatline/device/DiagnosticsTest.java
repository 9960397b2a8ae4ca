package dev.seatline.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seatline.device.configuration.ConfigStore;
import dev.seatline.device.hardware.bench.BenchHardware;
import dev.seatline.device.seat.SeatRules;
import dev.seatline.device.sync.MemoryHubLink;
import dev.seatline.device.technician.signin.PinFile;
import dev.seatline.device.technician.signin.PinHash;
import dev.seatline.time.SystemTime;
import dev.seatline.wire.ConsoleId;
import dev.seatline.wire.PersonId;
import dev.seatline.wire.SeatId;
import dev.seatline.wire.Settings;
import dev.seatline.wire.SiteId;
import dev.seatline.wire.SiteKey;
import dev.seatline.wire.Topic;
import dev.seatline.wire.WireJson;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The diagnostics of a whole console with known secrets, after people worked at it.
@Timeout(60)
class DiagnosticsTest {
    private static final String SITE_KEY = "c0ffee5eed1e77e2a9b4d03f6188ce5742d7a0b31f9be86c04d5a2e97713fb68";
    private static final String SECRET = "7a3d91e04c5b8f26d1a7e94b30c68f5d2e17b94a06d3c58f7e2194a0b6d35c8f";
    private static final String FORMER_SECRET = "19f4e7b2a85c0d36e91b47f8a2c5d03e6b94f17a8c2e5d0b39f64a7e1c8b52d0";
    private static final SiteKey KEY = SiteKey.ofHex(SITE_KEY);
    private static final String BADGE = "04A1B2C3D9";
    private static final String STRANGER = "7788990011";
    private static final String NAME = "王小明 Wangxiaoming";
    private static final PersonId PERSON = new PersonId("person-4711");
    private static final String PIN = "271828";
    private static final Duration SAME_CARD = Duration.ofMillis(1);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    private final MemoryHubLink link = new MemoryHubLink();
    private final FakeHub hub = new FakeHub(link);
    private final SeatRules rules = new SeatRules(
            SeatRules.HookMode.LINE,
            SAME_CARD,
            Duration.ofMillis(100),
            SeatRules.DEFAULT.ringPeriod(),
            SeatRules.DEFAULT.ringSilence());
    private final BenchHardware bench = new BenchHardware(KEY, new SystemTime(), rules);

    @SuppressWarnings("NullAway.Init")
    private Console console;

    @BeforeEach
    void startsAConsole() throws IOException {
        Path data = Files.createDirectories(folder.resolve("data"));
        new PinFile(data).write(PinHash.of(PIN, 1_000, new SecureRandom()));
        ConsoleConfig config = new ConsoleConfig(
                new SiteId("demo"),
                new SeatId("S01"),
                new ConsoleId("C01"),
                data,
                new ConsoleConfig.HubAddress(URI.create("tcp://127.0.0.1:1"), SECRET, Optional.empty()),
                KEY,
                ConsoleConfig.Hardware.BENCH,
                Optional.empty(),
                rules,
                Optional.of(new ConsoleConfig.Http("127.0.0.1", 0, List.of())),
                10,
                true);
        console = new Console(
                config,
                new SystemTime(),
                new SplittableRandom(7),
                bench,
                link,
                folder.resolve("no-mark"),
                Duration.ofMillis(200));
        console.from(folder.resolve("console.yaml"), history());
        link.send(Topic.Channel.SETTINGS, WireJson.write(settings()));
        console.start();
    }

    @AfterEach
    void stops() {
        client.shutdownNow();
        console.stop();
    }

    @Test
    void noSecretNoBadgeAndNoPersonIsInAnyByteOfThem() throws Exception {
        aDay();
        Map<String, byte[]> entries = fetched();
        assertThat(entries)
                .containsOnlyKeys(
                        "README.txt",
                        "console.json",
                        "machine.json",
                        "journal.json",
                        "log.txt",
                        "console.yaml",
                        "config-history.json");
        List<String> forbidden = forbidden();
        entries.forEach((name, bytes) -> {
            String text = name + new String(bytes, StandardCharsets.UTF_8).toLowerCase(Locale.ROOT);
            assertThat(forbidden)
                    .allSatisfy(secret -> assertThat(text).as(name).doesNotContain(secret.toLowerCase(Locale.ROOT)));
        });
    }

    @Test
    void whatHelpsIsInThem() throws Exception {
        aDay();
        Map<String, byte[]> entries = fetched();
        assertThat(text(entries, "console.json"))
                .contains("\"person\" : \"agent\"", "\"part\" : \"badge-reader\"", "\"online\" : true");
        assertThat(text(entries, "machine.json")).contains("\"memory\" : ", "\"SQLite\" : ", "\"verdicts\" : ");
        assertThat(text(entries, "journal.json")).contains("\"name\" : \"journal.db\"", "\"waiting\" : ");
        assertThat(text(entries, "log.txt")).contains("WARN HubInbox: console C01 left out a message on settings");
        assertThat(text(entries, "console.yaml")).contains("secret: \"«secret 1»\"", "# a comment");
        assertThat(text(entries, "config-history.json"))
                .contains("\"origin\" : \"FILE\"", "\"origin\" : \"PAGE\"", "\"why\" : \"the port is taken\"");
        assertThat(text(entries, "README.txt")).contains("seat S01", "Not in it", "不包含", "config-history.json");
    }

    private void aDay() {
        Eventually.until("settings are there", () -> console.view().settings() == 3);
        assertThat(bench.badge(STRANGER)).isTrue();
        Eventually.until("a stranger was seen", () -> console.view().last() >= 3);
        assertThat(bench.badge(BADGE)).isTrue();
        Eventually.until("he is signed in", () -> console.view().state().agent() != null);
        bench.hook(true);
        bench.hook(false);
        // what cannot be read must not be told to the log as it came
        String broken = new String(WireJson.write(settings()), StandardCharsets.UTF_8)
                .replace("\"person\":\"" + PERSON + "\"", "\"person\":\"" + NAME + "\"");
        assertThat(broken).contains("\"person\":\"" + NAME);
        link.send(Topic.Channel.SETTINGS, broken.getBytes(StandardCharsets.UTF_8));
        Eventually.until(
                "it was left out",
                () -> console.view().parts().stream()
                        .anyMatch(part -> part.detail().contains("1 of the hub not readable")));
        assertThat(hub.all()).isNotNull();
    }

    /// Everything that must be nowhere, as it is and in the usual disguises.
    private List<String> forbidden() throws IOException {
        List<String> plain = new ArrayList<>(List.of(
                SITE_KEY,
                SECRET,
                FORMER_SECRET,
                PIN,
                Files.readString(folder.resolve("data/technician.pin")).strip(),
                BADGE,
                STRANGER,
                KEY.code(BADGE).hex(),
                KEY.code(STRANGER).hex(),
                KEY.code(BADGE).brief(),
                KEY.code(STRANGER).brief(),
                NAME,
                "王小明",
                "Wangxiaoming",
                PERSON.toString()));
        List<String> all = new ArrayList<>(plain);
        for (String one : plain) {
            byte[] bytes = one.getBytes(StandardCharsets.UTF_8);
            all.add(HexFormat.of().formatHex(bytes));
            all.add(Base64.getEncoder().withoutPadding().encodeToString(bytes));
            if (one.matches("[0-9a-f]{64}")) {
                all.add(Base64.getEncoder()
                        .withoutPadding()
                        .encodeToString(HexFormat.of().parseHex(one)));
            }
        }
        return all;
    }

    private Map<String, byte[]> fetched() throws Exception {
        URI page = console.page().orElseThrow();
        HttpResponse<String> signIn = client.send(
                HttpRequest.newBuilder(page.resolve("/api/v1/session"))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("{\"pin\":\"" + PIN + "\"}"))
                        .build(),
                BodyHandlers.ofString());
        String cookie = signIn.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
        HttpResponse<byte[]> answer = client.send(
                HttpRequest.newBuilder(page.resolve("/api/v1/diagnostics"))
                        .header("Cookie", cookie)
                        .build(),
                BodyHandlers.ofByteArray());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Disposition").orElseThrow())
                .matches("attachment; filename=\"seatline-S01-\\d{8}-\\d{4}\\.zip\"");
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(answer.body()))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                entries.put(entry.getName(), zip.readAllBytes());
            }
        }
        return entries;
    }

    private static String text(Map<String, byte[]> entries, String name) {
        return new String(entries.getOrDefault(name, new byte[0]), StandardCharsets.UTF_8);
    }

    /// A configuration that replaced another one, after a third one was taken back.
    private ConfigStore history() throws IOException {
        Path file = folder.resolve("console.yaml");
        Files.writeString(file, yaml(FORMER_SECRET));
        ConfigStore store = new ConfigStore(file, folder.resolve("history"), new SystemTime(), _ -> List.of());
        store.begin();
        store.save(yaml(SECRET), ConfigStore.hash(yaml(FORMER_SECRET)));
        store.begin();
        store.proved();
        store.save(yaml(SECRET) + "# worse\n", ConfigStore.hash(yaml(SECRET)));
        store.begin();
        store.failed("the port is taken");
        return store;
    }

    private static String yaml(String secret) {
        return "version: 1\n# a comment\nsecret: \"%s\"\nsite-key: \"%s\"\n".formatted(secret, SITE_KEY);
    }

    private static Settings settings() {
        return new Settings(
                3,
                List.of(new Settings.KnownPerson(PERSON, NAME, true, false, List.of(KEY.code(BADGE)))),
                List.of(),
                Settings.NONE.reasons(),
                Settings.NONE.breakTypes(),
                0,
                0);
    }
}
