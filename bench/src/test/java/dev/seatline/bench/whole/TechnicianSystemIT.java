package dev.seatline.bench.whole;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seatline.bench.site.Web;
import dev.seatline.wire.SiteKey;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.support.ui.Select;

/// A technician looks at the machine, reads the log and takes the diagnostics along, on the page of a real console with
/// a real browser.
@Tag("long")
class TechnicianSystemIT {
    private static final String PIN = "271828";
    private static final String STRANGER = "04F00BA4";

    @TempDir
    Path folder = Path.of("");

    private TwoSeatSite site;

    @BeforeEach
    void startsAConsoleWithAPin() throws Exception {
        site = new TwoSeatSite(folder);
        // beside the hub in one class path, the quieter configuration of the demo is found first
        site.use(List.of("-Dtinylog.level=info"));
        site.setPin(1, PIN);
        site.startConsole(1);
    }

    @AfterEach
    void stopsIt() throws Exception {
        site.close();
    }

    @ParameterizedTest
    @CsvSource({"zh, phone, 可用, 已暂停, 没有符合的日志", "en, desktop, free of, Paused, No such entry"})
    void oneLooksAtTheMachineReadsTheLogAndFetchesTheDiagnostics(
            String language, String screen, String free, String paused, String none) throws Exception {
        try (Browser browser = screen.equals("phone") ? Browser.phone() : Browser.desktop(1366, 768)) {
            browser.driver()
                    .executeCdpCommand(
                            "Browser.setDownloadBehavior",
                            Map.of("behavior", "allow", "downloadPath", folder.toString()));
            TechnicianPage page = TechnicianPage.signedIn(browser, site.consoleAddress(1), PIN);
            page.press("button[value=%s]".formatted(language));
            page.press("a[href='#system']");
            PressedButtons buttons = PressedButtons.watch(browser, ".tab[data-tab=system]");

            page.eventually("[data-fact=memory]", free);
            page.eventually("[data-fact=versions]", "SQLite");
            assertThat(browser.all("[data-fact=clock][data-verdict=OK]")).hasSize(1);
            page.eventually("#log-list", "technician 1 signed in from 127.0.0.1");
            page.press("#log-follow");
            page.press("#log-follow");
            assertThat(page.one("#log-follow").getAttribute("aria-pressed")).isEqualTo("true");
            inBothLanguages(page, language, "system-" + screen);

            page.one("#log-filter").sendKeys("no line says this");
            page.eventually("#log-said", none);
            page.one("#log-filter").sendKeys(Keys.chord(Keys.CONTROL, "a"), "SIGNED IN FROM");
            browser.eventually(() -> assertThat(shownLines(browser))
                    .isNotEmpty()
                    .allSatisfy(line -> assertThat(line).contains("signed in from")));
            page.one("#log-filter").sendKeys(Keys.chord(Keys.CONTROL, "a"), Keys.DELETE);
            new Select(page.one("#log-level")).selectByValue("error");
            page.eventually("#log-said", none);
            new Select(page.one("#log-level")).selectByValue("info");
            page.eventually("#log-list", "signed in from");

            page.press("#log-pause");
            page.eventually("#log-said", paused);
            wrongPin();
            assertThat(page.text("#log-list")).doesNotContain("a wrong PIN came");
            page.press("#log-pause");
            page.eventually("#log-list", "a wrong PIN came to the technician page from 127.0.0.1");
            assertThat(browser.all("#log-list li[data-level=WARN]")).isNotEmpty();
            page.looksRight("system-" + screen + "-log-" + language);

            highEnough(browser);
            page.press("#diagnostics-fetch");
            browser.eventually(() -> assertThat(downloaded()).hasSize(1));
            isRight(downloaded().getFirst());
            figuresAreShown(browser, page);
            page.press("#system-restart");
            browser.eventually(
                    () -> assertThat(page.one("#config-restart").isDisplayed()).isTrue());
            assertThat(buttons.left()).isEmpty();
        }
    }

    @Test
    void whoIsNotSignedInReadsNothingAndTakesNothing() throws Exception {
        for (String path : List.of("/api/v1/system", "/api/v1/log", "/metrics", "/api/v1/diagnostics")) {
            assertThat(site.console(1).send("GET", path, null).statusCode())
                    .as(path)
                    .isEqualTo(401);
        }
        site.startConsole(2);
        for (String path : List.of("/api/v1/system", "/api/v1/log", "/metrics")) {
            assertThat(site.console(2).send("GET", path, null).statusCode())
                    .as("without a PIN everybody on this machine may look: " + path)
                    .isEqualTo(200);
        }
        assertThat(site.console(2).send("GET", "/api/v1/diagnostics", null).statusCode())
                .as("and take nothing along")
                .isEqualTo(401);
        try (Browser browser = Browser.desktop(1366, 768)) {
            browser.open(site.consoleAddress(2) + "/#system");
            browser.eventually(
                    () -> assertThat(browser.all("#system-facts [data-fact]")).hasSizeGreaterThan(10));
            assertThat(browser.driver().findElement(By.id("diagnostics-fetch")).getAttribute("href"))
                    .isNull();
        }
    }

    @Test
    void aProgramOnTheConsoleMayReadTheFiguresWhereTheConfigurationSaysSo() throws Exception {
        String text = Files.readString(folder.resolve("console-2.yaml"));
        Files.writeString(folder.resolve("console-2.yaml"), text.replaceFirst("(?m)^http:$", "http:\n  metrics: true"));
        site.setPin(2, PIN);
        site.startConsole(2);
        assertThat(site.console(2).send("GET", "/metrics", null).body())
                .contains("seatline_console_link_online 0.0", "seatline_console_info{console=\"C02\",seat=\"S02\"");
        assertThat(site.console(2).send("GET", "/api/v1/log", null).statusCode())
                .isEqualTo(401);
    }

    @Test
    void theDiagnosticsOfAPlayedDayTellNoSecretNoBadgeAndNobody() throws Exception {
        site.startHub();
        try (Browser browser = Browser.desktop(1366, 768)) {
            TechnicianPage page = TechnicianPage.signedIn(browser, site.consoleAddress(1), PIN);
            browser.eventually(() ->
                    assertThat(page.text("#settings")).as("people are known").matches("[1-9].*"));
            String cookie = browser.driver().manage().getCookies().stream()
                    .map(one -> one.getName() + "=" + one.getValue())
                    .collect(Collectors.joining("; "));
            Web hands = site.console(1);
            for (String card : List.of(TwoSeatSite.AGENT_1, STRANGER, TwoSeatSite.AGENT_2)) {
                hands.send("POST", "/bench/badge", "{\"card\":\"" + card + "\"}", "Cookie", cookie);
            }
            page.eventually("#agent-id", "P1");
            wrongPin();
            hands.send(
                    "POST", "/api/v1/session", "{\"account\":\"" + STRANGER + "\",\"password\":\"" + STRANGER + "\"}");
            hands.send("PUT", "/api/v1/config", "{\"text\":\"secret: " + "2".repeat(64) + "\"}", "Cookie", cookie);
            HttpResponse<byte[]> zip;
            try (HttpClient client = HttpClient.newHttpClient()) {
                zip = client.send(
                        HttpRequest.newBuilder(URI.create(site.consoleAddress(1) + "/api/v1/diagnostics"))
                                .header("Cookie", cookie)
                                .build(),
                        HttpResponse.BodyHandlers.ofByteArray());
            }
            assertThat(zip.statusCode()).isEqualTo(200);
            Map<String, byte[]> entries = unpacked(zip.body());
            assertThat(new String(entries.getOrDefault("console.json", new byte[0]), StandardCharsets.UTF_8))
                    .as("somebody is here, whoever that is")
                    .contains("\"agent\"");
            Map<String, byte[]> secrets = secrets(cookie);
            assertThat(secrets).hasSizeGreaterThan(10);
            entries.forEach((name, content) -> secrets.forEach((what, secret) -> assertThat(holds(content, secret))
                    .as("%s in %s", what, name)
                    .isFalse()));
        }
    }

    /// Everything that must not leave the console, in each form in which it could.
    private Map<String, byte[]> secrets(String cookie) throws IOException {
        SiteKey key = SiteKey.ofHex("00112233445566778899aabbccddeeff".repeat(2));
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("site key", "00112233445566778899aabbccddeeff");
        texts.put("console's secret", "1".repeat(32));
        texts.put("a secret that was typed", "2".repeat(32));
        texts.put("PIN", PIN);
        texts.put("a wrong PIN", "314159");
        texts.put("session", cookie.substring(cookie.indexOf('=') + 1));
        String pin =
                Files.readString(folder.resolve(".seatline/S01/technician.pin")).strip();
        texts.put("hash of the PIN", pin.substring(pin.length() - 24));
        for (String badge : List.of(TwoSeatSite.AGENT_1, TwoSeatSite.AGENT_2, STRANGER)) {
            texts.put("badge " + badge, badge);
            texts.put("code of badge " + badge, key.code(badge).hex().substring(0, 32));
        }
        for (String person : List.of("P1001", "P1002", "张晓梅", "李国强", "\\u5f20\\u6653")) {
            texts.put("person " + person, person);
        }
        Map<String, byte[]> all = new LinkedHashMap<>();
        texts.forEach((name, text) -> {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            all.put(name, bytes);
            all.put(name + ", upper case", text.toUpperCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
            all.put(name + ", lower case", text.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
            // without its end, which depends on what follows
            String base64 = Base64.getEncoder().encodeToString(bytes);
            all.put(name + ", base64", base64.substring(0, base64.length() - 4).getBytes(StandardCharsets.US_ASCII));
            if (text.length() % 2 == 0 && text.matches("[0-9a-f]{32,}")) {
                all.put(name + ", raw", HexFormat.of().parseHex(text));
            }
        });
        return all;
    }

    private static boolean holds(byte[] content, byte[] secret) {
        return new String(content, StandardCharsets.ISO_8859_1)
                .contains(new String(secret, StandardCharsets.ISO_8859_1));
    }

    private static Map<String, byte[]> unpacked(byte[] zip) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip), StandardCharsets.UTF_8)) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                entries.put(entry.getName(), in.readAllBytes());
            }
        }
        return entries;
    }

    private void wrongPin() throws IOException, InterruptedException {
        assertThat(site.console(1)
                        .send("POST", "/api/v1/session", "{\"pin\":\"314159\"}")
                        .statusCode())
                .isEqualTo(401);
    }

    private List<Path> downloaded() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().matches("seatline-S01-\\d{8}-\\d{4}\\.zip"))
                    .toList();
        }
    }

    /// Whole, and without what everybody knows of the sample configuration to be secret.
    private static void isRight(Path file) throws IOException {
        Map<String, String> entries = new LinkedHashMap<>();
        try (ZipFile zip = new ZipFile(file.toFile(), StandardCharsets.UTF_8)) {
            for (ZipEntry entry : zip.stream().toList()) {
                entries.put(
                        entry.getName(), new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        assertThat(entries)
                .containsOnlyKeys(
                        "README.txt",
                        "console.json",
                        "machine.json",
                        "journal.json",
                        "log.txt",
                        "console.yaml",
                        "config-history.json");
        assertThat(entries.get("console.yaml")).contains("«secret 1»", "«secret 2»", "seat: S01");
        assertThat(entries.values())
                .allSatisfy(text -> assertThat(text)
                        .doesNotContain("1".repeat(16))
                        .doesNotContain("00112233445566778899aabbccddeeff")
                        .doesNotContain(PIN));
    }

    private static void figuresAreShown(Browser browser, TechnicianPage page) throws InterruptedException {
        String here = browser.driver().getWindowHandle();
        page.press("#system-metrics");
        browser.eventually(() -> assertThat(browser.driver().getWindowHandles()).hasSize(2));
        browser.driver().getWindowHandles().stream()
                .filter(one -> !one.equals(here))
                .forEach(one -> browser.driver().switchTo().window(one));
        page.eventually("body", "seatline_console_journal_waiting_facts");
        browser.driver().close();
        browser.driver().switchTo().window(here);
    }

    private static List<String> shownLines(Browser browser) {
        return browser.all("#log-list li:not([hidden])").stream()
                .map(WebElement::getText)
                .toList();
    }

    /// A picture in each, and back again.
    private static void inBothLanguages(TechnicianPage page, String language, String picture) throws Exception {
        for (String each : List.of(language.equals("zh") ? "en" : "zh", language)) {
            page.press("button[value=%s]".formatted(each));
            page.one("#h-system").click();
            page.looksRight(picture + "-" + each);
        }
    }

    private static void highEnough(Browser browser) {
        assertThat(browser.all(".tab:not([hidden]) button, .tab:not([hidden]) a, .tab:not([hidden]) select").stream()
                        .filter(WebElement::isDisplayed)
                        .map(button -> button.getSize().getHeight()))
                .as("heights of what is pressed")
                .allSatisfy(height -> assertThat(height).isGreaterThanOrEqualTo(40));
    }
}
