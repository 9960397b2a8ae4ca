package dev.seatline.bench.whole;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seatline.bench.site.Program;
import dev.seatline.bench.site.Web;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// A technician checks the parts of a console on its page, with a real browser; his hands are the bench's.
@Tag("long")
class TechnicianCheckIT {
    private static final String PIN = "271828";

    @TempDir
    Path folder = Path.of("");

    private TwoSeatSite site;
    private Program console;

    @BeforeEach
    void startsAConsoleWithAPin() throws Exception {
        site = new TwoSeatSite(folder);
        site.setPin(1, PIN);
        site.startHub();
        console = site.startConsole(1);
    }

    @AfterEach
    void stopsIt() throws Exception {
        site.close();
    }

    @ParameterizedTest
    @CsvSource({
        "zh, phone, 请刷任意一张卡, 请按一下按钮, 振铃输入, 全部正常, 报告, 无应答, 正在显示",
        "en, desktop, Hold any card, Press the button, Bell input, Everything works, Check of the parts, does not answer, Shown now"
    })
    void onePressesEveryButtonAndEveryPartIsFoundWell(
            String language,
            String screen,
            String card,
            String button,
            String bell,
            String well,
            String title,
            String broken,
            String shown)
            throws Exception {
        try (Browser browser = screen.equals("phone") ? Browser.phone() : Browser.desktop(1366, 768)) {
            browser.driver()
                    .executeCdpCommand(
                            "Browser.setDownloadBehavior",
                            Map.of("behavior", "allow", "downloadPath", folder.toString()));
            TechnicianPage page = TechnicianPage.signedIn(browser, site.consoleAddress(1), PIN);
            Hands hands = hands(browser);
            page.press("button[value=%s]".formatted(language));
            page.press("a[href='#check']");
            PressedButtons buttons = PressedButtons.watch(browser, ".tab[data-tab=check]");
            String picture = "check-" + screen + "-" + language;

            for (String pattern : List.of("lamp-green", "digits-all", "buzzer-chirp")) {
                page.press("[data-try=%s]".formatted(pattern));
                page.eventually("#check-shown", shown);
            }
            for (String pattern : List.of(
                    "lamp-blue",
                    "lamp-red",
                    "lamp-amber",
                    "digits-order",
                    "buzzer-error",
                    "buzzer-reminder",
                    "lamp-blink")) {
                page.press("[data-try=%s]".formatted(pattern));
            }
            browser.eventually(() -> assertThat(lamp(hands, "pattern")).isEqualTo("fast-blink"));
            page.looksRight(picture + "-try");

            page.press("#check-begin");
            page.eventually("#check-do", card);
            page.press("#check-inputs, #check-running a");
            page.press("a[href='#check']");
            page.looksRight(picture + "-begun");
            play(hands, "/bench/part", "{\"part\":\"badge-reader\",\"ok\":false}");
            page.eventually("#check-trouble", broken);
            play(hands, "/bench/part", "{\"part\":\"badge-reader\",\"ok\":true}");
            play(hands, "/bench/badge", "{\"card\":\"" + TwoSeatSite.AGENT_1 + "\"}");

            page.eventually("#check-do", button);
            play(hands, "/bench/ring", "{\"bursts\":1}");
            page.eventually("#check-trouble", bell);
            page.looksRight(picture + "-swapped");
            page.press("#check-skip");
            stepIs(browser, "hook");
            play(hands, "/bench/hook", "{\"lifted\":true}");
            play(hands, "/bench/hook", "{\"lifted\":false}");
            stepIs(browser, "bell");
            page.press("#check-fails");
            for (String step :
                    List.of("lamp-green", "lamp-blue", "lamp-red", "lamp-amber", "digits-all", "digits-order")) {
                stepIs(browser, step);
                page.press("#check-works");
            }
            stepIs(browser, "buzzer-reminder");
            page.press("#check-repeat");
            for (String again : List.of("button", "bell")) {
                page.press("[data-again=%s]".formatted(again));
                stepIs(browser, again);
                page.looksRight(picture + "-again");
                play(
                        hands,
                        again.equals("bell") ? "/bench/ring" : "/bench/button",
                        again.equals("bell") ? "{\"bursts\":1}" : "{\"press\":\"short\"}");
            }
            stepIs(browser, "buzzer-reminder");
            for (String again : List.of(
                    "badge-reader",
                    "hook",
                    "lamp-green",
                    "lamp-blue",
                    "lamp-red",
                    "lamp-amber",
                    "digits-all",
                    "digits-order")) {
                page.press("[data-again=%s]".formatted(again));
                stepIs(browser, again);
                if (again.equals("badge-reader")) {
                    play(hands, "/bench/badge", "{\"card\":\"" + TwoSeatSite.AGENT_2 + "\"}");
                } else if (again.equals("hook")) {
                    play(hands, "/bench/hook", "{\"lifted\":true}");
                    play(hands, "/bench/hook", "{\"lifted\":false}");
                } else {
                    page.press("#check-works");
                }
            }
            page.press("#check-works");
            page.eventually("#check-verdict", well);
            page.looksRight(picture + "-ended");
            page.press("#check-report");
            browser.eventually(() -> assertThat(report()).contains(title).contains("••••••F6"));
            assertThat(report()).doesNotContain(TwoSeatSite.AGENT_2);

            page.press("#check-begin");
            stepIs(browser, "badge-reader");
            page.press("#check-end");
            page.eventually("#check-verdict", language.equals("zh") ? "未检测" : "not tried");
            assertThat(buttons.left()).isEmpty();
            assertThat(browser.complaints()).noneMatch(line -> line.startsWith("SEVERE"));
            JsonNode view = hands.read("/api/v1/console");
            assertThat(view.path("shown").asString())
                    .as("nobody's work was recorded")
                    .isEqualTo("SIGNED_OUT");
            assertThat(view.path("state").path("call").toString()).contains("quiet");
        }
        assertThat(console.output()).noneMatch(line -> line.contains(TwoSeatSite.AGENT_1));
    }

    @Test
    void atASeatWhereSomebodyWorksTheCheckWaitsAndWhoComesDuringOneIsNotLost() throws Exception {
        try (Browser browser = Browser.phone();
                Browser other = Browser.desktop(1366, 768)) {
            TechnicianPage page = TechnicianPage.signedIn(browser, site.consoleAddress(1), PIN);
            Hands hands = hands(browser);
            TechnicianPage second = TechnicianPage.signedIn(other, site.consoleAddress(1), PIN);
            second.press("button[value=en]");
            page.press("button[value=en]");
            page.press("a[href='#check']");
            second.press("a[href='#check']");
            page.press("#check-begin");
            second.eventually("#check-do", "Hold any card");
            // two technicians at once: what the second says of a step that is done is not taken for the next one
            say(hands, "{\"step\":\"badge-reader\",\"word\":\"skip\"}", 200);
            say(hands, "{\"step\":\"badge-reader\",\"word\":\"skip\"}", 409);
            stepIs(browser, "button");
            second.press("#check-end");
            page.eventually("#check-why", "ended by a technician");

            play(hands, "/bench/badge", "{\"card\":\"" + TwoSeatSite.AGENT_1 + "\"}");
            page.eventually("#check-taken", "Somebody is signed in");
            assertThat(page.one("#check-begin").isEnabled()).isFalse();
            page.looksRight("check-taken");
            assertThat(hands.send("POST", "/api/v1/check", "{}")).isEqualTo(409);
            page.press("[data-try=lamp-red]");
            play(hands, "/bench/button", "{\"press\":\"short\"}");
            browser.eventually(() ->
                    assertThat(lamp(hands, "colour")).as("the seat comes first").isEqualTo("green"));
        }
    }

    @Test
    void whoIsNotSignedInMovesNothing() throws Exception {
        for (String path : List.of("/api/v1/check", "/api/v1/check/try", "/api/v1/check/step")) {
            assertThat(site.console(1).send("POST", path, "{}").statusCode()).isEqualTo(401);
        }
        assertThat(site.console(1).send("GET", "/api/v1/check/report", null).statusCode())
                .isEqualTo(401);
    }

    /// Whoever plays the bench, with the session of a browser.
    private record Hands(Web web, String cookie) {
        int send(String method, String path, @Nullable String body) throws IOException, InterruptedException {
            return web.send(method, path, body, "Cookie", cookie).statusCode();
        }

        JsonNode read(String path) throws IOException {
            try {
                return Web.json(web.send("GET", path, null, "Cookie", cookie));
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        }
    }

    private Hands hands(Browser browser) {
        String cookie = browser.driver().manage().getCookies().stream()
                .map(one -> one.getName() + "=" + one.getValue())
                .collect(Collectors.joining("; "));
        return new Hands(site.console(1), cookie);
    }

    private static void play(Hands hands, String path, String body) throws Exception {
        assertThat(hands.send("POST", path, body)).as(path).isEqualTo(202);
    }

    private static void say(Hands hands, String body, int status) throws Exception {
        assertThat(hands.send("POST", "/api/v1/check/step", body)).isEqualTo(status);
    }

    private static String lamp(Hands hands, String what) throws IOException {
        return hands.read("/bench/outputs").path("lamp").path(what).asString();
    }

    private static void stepIs(Browser browser, String step) throws InterruptedException {
        browser.eventually(() -> assertThat(browser.all("#check-steps li[aria-current]"))
                .singleElement()
                .satisfies(item -> assertThat(item.getAttribute("data-step")).isEqualTo(step)));
    }

    private String report() {
        try (var files = Files.list(folder)) {
            Path found = files.filter(one -> one.getFileName().toString().matches("seatline-check-S01-.*[.]txt"))
                    .findFirst()
                    .orElse(null);
            return found == null ? "" : Files.readString(found);
        } catch (IOException e) {
            return "";
        }
    }
}
