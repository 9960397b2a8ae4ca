package dev.seatline.bench.whole;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.seatline.bench.site.Program;
import dev.seatline.bench.site.Web;
import dev.seatline.wire.WireJson;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import tools.jackson.databind.JsonNode;

/// A technician changes the configuration on the page: a real console, a real browser, no hub.
@Tag("long")
@Timeout(180)
class TechnicianConfigIT {
    private static final String PIN = "271828";
    private static final String SECRET = "1".repeat(64);

    @TempDir
    Path folder = Path.of("");

    private TwoSeatSite site;
    private Program console;
    private Web web;
    private String cookie = "";

    @BeforeEach
    void startsAConsole() throws Exception {
        site = new TwoSeatSite(folder);
        site.setPin(1, PIN);
        console = start();
        web = site.console(1);
    }

    @AfterEach
    void stopsIt() throws Exception {
        site.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"zh", "en"})
    void everyButtonOfTheConfigurationDoesWhatItSays(String language) throws Exception {
        boolean chinese = language.equals("zh");
        try (Browser browser = chinese ? Browser.phone() : Browser.desktop(1366, 768)) {
            TechnicianPage page = TechnicianPage.signedIn(browser, site.consoleAddress(1), PIN);
            page.press("[data-choose=language][value=%s]".formatted(language));
            page.press(".tabs a[href='#config']");
            PressedButtons buttons = PressedButtons.watch(browser, ".tab[data-tab=config]");
            browser.eventually(() -> assertThat(edited(browser)).contains("«secret 1»"));
            assertThat(edited(browser)).contains("seat: S01").doesNotContainPattern("[0-9a-f]{64}");
            page.looksRight("technician-config-" + language);

            page.press("#config-save");
            page.eventually("#config-said", chinese ? "没有修改" : "Nothing is changed");
            edit(browser, "seat: S01", "seat: \"no seat\"");
            page.press("#config-check");
            page.eventually("#config-said", chinese ? "有 1 处错误" : "1 to mend");
            page.eventually("#config-mistakes", "no seat");
            page.press("#config-mistake-0");
            assertThat(browser.run("const t = document.getElementById('config-text');"
                            + " return t.value.slice(t.selectionStart, t.selectionEnd)"))
                    .isEqualTo("seat: \"no seat\"");
            page.looksRight("technician-config-mistake-" + language);
            page.press("#config-save");
            page.eventually("#config-said", chinese ? "有 1 处错误" : "1 to mend");
            assertThat(folder.resolve("console.yaml")).content().contains("seat: S01");
            page.press("#config-undo");
            assertThat(edited(browser)).contains("seat: S01");

            edit(browser, "seat: S01", "seat: S77");
            page.press("#config-save");
            page.eventually("#config-changes", chinese ? "席位" : "seat");
            page.press("#config-confirm");
            page.eventually("#config-said", chinese ? "试运行" : "on trial");
            page.eventually("#seat-name", "S77");
            page.eventually("#config-said", chinese ? "工作正常" : "and works");
            page.press("[data-act=look]");
            page.eventually("#config-lines-differ .come", "S01");
            page.eventually("#config-lines-differ .gone", "S77");
            page.looksRight("technician-config-difference-" + language);
            page.press("#config-close");
            page.press("[data-act=back]");
            page.press("#config-no");
            page.press("[data-act=back]");
            page.press("#config-yes");
            page.eventually("#seat-name", "S01");
            browser.eventually(() -> assertThat(page.text("#config-said")).contains(chinese ? "工作正常" : "and works"));
            page.press("#config-restart");
            page.press("#config-yes");
            page.eventually("#config-said", chinese ? "终端已重启" : "has restarted");
            page.press("#config-reload");

            int taken = TwoSeatSite.freePort();
            try (ServerSocket other = new ServerSocket(taken, 1, InetAddress.getLoopbackAddress())) {
                edit(browser, "port: " + port(), "port: " + other.getLocalPort());
                page.press("#config-save");
                page.press("#config-confirm");
                page.eventually("#config-refused-why", String.valueOf(taken));
            }
            page.eventually("#config-said", chinese ? "自动恢复" : "went back");
            page.looksRight("technician-config-back-" + language);
            page.press("#config-refused-look");
            page.eventually("#config-lines-differ .come", String.valueOf(taken));
            page.press("#config-close");
            page.press("#config-refused-seen");
            browser.eventually(() -> assertThat(browser.driver()
                            .findElement(By.id("config-refused"))
                            .isDisplayed())
                    .isFalse());
            assertThat(buttons.left()).as("what could be pressed and was not").isEmpty();
        }
        assertThat(console.alive()).as("one process all the time").isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "data: .seatline/S01 -> data: console.yaml/below-a-file",
                "host: 127.0.0.1 -> host: 203.0.113.9",
                "uri: tcp://127.0.0.1 -> uri: tcp://127.0.0.300"
            })
    void aConfigurationThatBreaksTheConsoleIsTakenBackAndThePageSaysWhy(String change) throws Exception {
        signIn();
        JsonNode shown = get("/api/v1/config");
        String[] edit = change.split(" -> ", 2);
        String text = shown.path("text").stringValue();
        assertThat(text).contains(edit[0]);
        HttpResponse<String> saved =
                save(text.replace(edit[0], edit[1]), shown.path("hash").stringValue());
        if (saved.statusCode() == 200) {
            assertThat(saved.body()).as("refused before it was saved").contains("\"line\":");
            assertThat(get("/api/v1/config").path("hash")).isEqualTo(shown.path("hash"));
            return;
        }
        assertThat(saved.statusCode()).as(saved.body()).isEqualTo(202);
        Eventually.holds(() -> {
            JsonNode now = get("/api/v1/config");
            assertThat(now.path("refused").path("why").asString("")).isNotBlank();
            assertThat(now.path("hash")).isEqualTo(shown.path("hash"));
        });
        assertThat(console.alive()).isTrue();
    }

    @Test
    void aProcessThatDiesWithANewConfigurationGoesBackWhenItIsStartedAgain() throws Exception {
        signIn();
        JsonNode shown = get("/api/v1/config");
        JsonNode boot = get("/api/v1/console").path("boot");
        String text = shown.path("text").stringValue();
        HttpResponse<String> saved =
                save(text + "# another\n", shown.path("hash").stringValue());
        assertThat(saved.statusCode()).as(saved.body()).isEqualTo(202);
        runsAgain(boot);
        console.kill();

        console = start();
        signIn();
        Eventually.holds(() -> assertThat(
                        get("/api/v1/config").path("refused").path("why").asString(""))
                .contains("did not come up"));
        assertThat(folder.resolve("console.yaml")).content().doesNotContain("# another");
    }

    @Test
    void aStopOnRequestWhileItRestartsOrIsOnTrialKeepsTheNewConfiguration() throws Exception {
        signIn();
        JsonNode shown = get("/api/v1/config");
        JsonNode boot = get("/api/v1/console").path("boot");
        save(
                shown.path("text").stringValue() + "# another\n",
                shown.path("hash").stringValue());
        runsAgain(boot);
        assertThat(console.stop()).isZero();
        console = start();
        assertThat(folder.resolve("console.yaml")).content().contains("# another");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "port: «secret 1»",
                "port: SECRET",
                "site: «secret 2»",
                "# a«secret 1»",
                "secret: «secret 1»",
                "secret: SECRET0",
                "host: tcp://127.0.0.1/SECRET"
            })
    void noMistakeTellsASecretAndNoLineBringsOneOut(String line) throws Exception {
        signIn();
        JsonNode shown = get("/api/v1/config");
        String text = shown.path("text")
                .stringValue()
                .replace("http:\n", "http:\n  " + line.replace("SECRET", SECRET) + "\n");
        String body = new String(WireJson.write(Map.of("text", text)), UTF_8);
        String answer =
                web.send("POST", "/api/v1/config/check", body, "Cookie", cookie).body();
        assertThat(answer).contains("mistakes\":[{").doesNotContain("1".repeat(16), "00112233445566");
        assertThat(save(text, shown.path("hash").stringValue()).statusCode())
                .as("and nothing is saved")
                .isEqualTo(200);
        assertThat(get("/api/v1/config").path("hash")).isEqualTo(shown.path("hash"));
    }

    @Test
    void aSecondStartTakesBackNothingOfWhatTheFirstHasOnTrial() throws Exception {
        signIn();
        JsonNode shown = get("/api/v1/config");
        JsonNode boot = get("/api/v1/console").path("boot");
        save(
                shown.path("text").stringValue() + "# another\n",
                shown.path("hash").stringValue());
        runsAgain(boot);
        Program second = site.run("dev.seatline.device.ConsoleCommand", "--config", "console.yaml");
        assertThat(second.exit()).isEqualTo(1);
        assertThat(second.output()).anyMatch(line -> line.contains("is in use by another console"));
        assertThat(folder.resolve("console.yaml")).content().contains("# another");
        Eventually.holds(() ->
                assertThat(get("/api/v1/config").path("trial").booleanValue()).isFalse());
        assertThat(get("/api/v1/config").has("refused")).isFalse();
    }

    @Test
    void anotherHubIsAskedFor() throws Exception {
        signIn();
        JsonNode shown = get("/api/v1/config");
        String text = shown.path("text").stringValue().replace(":" + site.mqttPort(), ":9");
        String body = new String(WireJson.write(Map.of("text", text)), UTF_8);
        assertThat(web.send("POST", "/api/v1/config/check", body, "Cookie", cookie)
                        .body())
                .contains("\"changes\":[\"HUB\"]");
    }

    @Test
    void nobodyReadsOrChangesItWithoutASession() throws Exception {
        for (String path : new String[] {"/api/v1/config", "/api/v1/config/snapshot"}) {
            assertThat(web.send("GET", path, null).statusCode()).isEqualTo(401);
        }
        for (String path : new String[] {"/api/v1/config/save", "/api/v1/config/return", "/api/v1/restart"}) {
            assertThat(web.send("POST", path, "{}").statusCode()).isEqualTo(401);
        }
        signIn();
        assertThat(web.send("POST", "/api/v1/config/save", "{\"text\":1}", "Cookie", cookie)
                        .statusCode())
                .isEqualTo(400);
        assertThat(web.send("GET", "/api/v1/config/snapshot?hash=../../etc/passwd", null, "Cookie", cookie)
                        .statusCode())
                .isEqualTo(404);
        assertThat(save("seat: S09", "0".repeat(64)).statusCode())
                .as("made of another text")
                .isEqualTo(409);
        assertThat(console.output()).noneMatch(line -> line.matches(".*[0-9a-f]{64}.*"));
    }

    private Program start() throws Exception {
        Program started =
                site.run("dev.seatline.device.ConsoleCommand", "--config", "console.yaml", "--proved-after", "PT4S");
        Web page = site.console(1);
        Eventually.holds(() -> assertThat(page.send("GET", "/healthz", null).statusCode())
                .as("console: %s", started.output())
                .isEqualTo(200));
        return started;
    }

    private void runsAgain(JsonNode boot) throws InterruptedException {
        Eventually.holds(() -> assertThat(get("/api/v1/console").path("boot")).isNotEqualTo(boot));
    }

    private void signIn() throws Exception {
        HttpResponse<String> answer = web.send("POST", "/api/v1/session", "{\"pin\":\"" + PIN + "\"}");
        assertThat(answer.statusCode()).isEqualTo(200);
        cookie = answer.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        return Web.json(web.send("GET", path, null, "Cookie", cookie));
    }

    private HttpResponse<String> save(String text, String base) throws IOException, InterruptedException {
        String body = new String(WireJson.write(Map.of("text", text, "base", base, "confirmed", true)), UTF_8);
        return web.send("POST", "/api/v1/config/save", body, "Cookie", cookie);
    }

    private String port() {
        return site.consoleAddress(1).substring(site.consoleAddress(1).lastIndexOf(':') + 1);
    }

    private static String edited(Browser browser) {
        return String.valueOf(browser.run("return document.getElementById('config-text').value"));
    }

    private static void edit(Browser browser, String from, String to) throws InterruptedException {
        browser.eventually(() -> {
            assertThat(edited(browser)).contains(from);
            assertThat(browser.driver().findElement(By.id("config-text")).isEnabled())
                    .isTrue();
        });
        browser.run(
                "const t = document.getElementById('config-text'); t.value = t.value.replace(arguments[0], arguments[1]);"
                        + " t.dispatchEvent(new Event('input', {bubbles: true}))",
                from,
                to);
    }
}
