package dev.seatline.bench.whole;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.results.Results;
import com.deque.html.axecore.results.Rule;
import com.deque.html.axecore.selenium.AxeBuilder;
import dev.seatline.bench.site.Program;
import dev.seatline.bench.site.Web;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import tools.jackson.databind.JsonNode;

/// The board as a person meets it: real programs behind it, a real browser before it.
class BoardIT {
    @TempDir
    Path folder = Path.of("");

    private TwoSeatSite site;
    private Program hubProgram;
    private Web first;

    @BeforeEach
    void startsASiteWithAnAdministrator() throws Exception {
        site = new TwoSeatSite(folder);
        hubProgram = site.startHub();
        site.signedIn(hubProgram);
        site.startConsole(1);
        first = site.console(1);
    }

    @AfterEach
    void stopsIt() throws Exception {
        site.close();
    }

    @Test
    void oneSignsInAfterAWrongTryWithoutAMouse() throws Exception {
        try (Browser browser = Browser.desktop(1280, 800)) {
            browser.open(site.hubAddress() + "/");
            browser.eventually(() -> assertThat(browser.address()).endsWith("/sign-in"));
            browser.find("user").sendKeys("admin", Keys.TAB);
            browser.find("password").sendKeys("not the password", Keys.ENTER);
            browser.eventually(() -> assertThat(browser.find("password-problem").getText()
                            + browser.find("user-problem").getText())
                    .isNotEmpty());
            browser.find("password").sendKeys(Keys.chord(Keys.CONTROL, "a"), TwoSeatSite.password(), Keys.ENTER);
            browser.eventually(
                    () -> assertThat(browser.seat("S01").isDisplayed()).isTrue());
            assertThat(browser.address()).doesNotContain("sign-in");
            noSeriousBarrier(browser);

            browser.find("sign-out").click();
            browser.eventually(() -> assertThat(browser.address()).endsWith("/sign-in"));
            noSeriousBarrier(browser);
        }
    }

    @Test
    void theBoardChangesAfterATapWithoutBeingLoadedAgain() throws Exception {
        try (Browser browser = signedIn(Browser.desktop(1920, 1080))) {
            browser.run("window.loadedOnce = true");
            browser.eventually(() ->
                    assertThat(browser.seat("S01").getAttribute("data-state")).isEqualTo("SIGNED_OUT"));
            first.post("/bench/badge", "{\"card\":\"%s\"}".formatted(TwoSeatSite.AGENT_1));
            browser.eventually(() ->
                    assertThat(browser.seat("S01").getAttribute("data-state")).isEqualTo("NOT_READY"));
            first.post("/bench/button", "{\"press\":\"short\"}");
            browser.eventually(() ->
                    assertThat(browser.seat("S01").getAttribute("data-state")).isEqualTo("READY"));
            assertThat(browser.find("count-READY").getAttribute("data-count")).isEqualTo("1");
            first.post("/bench/button", "{\"press\":\"long\"}");
            browser.eventually(
                    () -> assertThat(browser.find("attention-cards").getText()).contains("S01"));
            assertThat(browser.run("return window.loadedOnce")).isEqualTo(true);
            browser.find("count-READY").click();
            browser.eventually(() -> assertThat(browser.all("[data-testid=seats] [data-seat]"))
                    .filteredOn(tile -> tile.isDisplayed())
                    .hasSize(1));
            // the one complaint that is right: asking who one is, before signing in
            assertThat(browser.complaints())
                    .filteredOn(line -> line.contains("SEVERE"))
                    .allMatch(line -> line.contains("/api/v1/session") && line.contains("401"));
        }
    }

    @Test
    void oneBadgeAtTwoSeatsCallsForSomebodyUntilOneSeatIsLeft() throws Exception {
        site.startConsole(2);
        Web second = site.console(2);
        String tap = "{\"card\":\"%s\"}".formatted(TwoSeatSite.AGENT_1);
        try (Browser browser = signedIn(Browser.desktop(1366, 768))) {
            first.post("/bench/badge", tap);
            second.post("/bench/badge", tap);
            browser.eventually(() ->
                    assertThat(calls(browser, "S01") + calls(browser, "S02")).isEqualTo("SAME_AGENTSAME_AGENT"));
            // the same card within three seconds is one tap: the console's own clock tells when they are over
            browser.eventually(() -> {
                JsonNode view = second.get("/api/v1/console");
                assertThat(Duration.between(
                                Instant.parse(view.path("state").path("since").stringValue()),
                                Instant.parse(view.path("wall").stringValue())))
                        .isGreaterThan(Duration.ofSeconds(4));
            });
            second.post("/bench/badge", tap);
            browser.eventually(() ->
                    assertThat(calls(browser, "S01") + calls(browser, "S02")).isEmpty());
        }
    }

    private static String calls(Browser browser, String seat) {
        return String.valueOf(browser.seat(seat).getAttribute("data-calls"));
    }

    @Test
    void languageAndThemeAreSwitchedAndRemembered() throws Exception {
        try (Browser browser = signedIn(Browser.desktop(1280, 800))) {
            browser.eventually(
                    () -> assertThat(browser.find("count-READY").getText()).contains("示闲"));
            browser.find("language-switch").click();
            browser.eventually(
                    () -> assertThat(browser.find("count-READY").getText()).containsIgnoringCase("ready"));
            assertThat(browser.run("return document.documentElement.lang")).isEqualTo("en");
            Object before = browser.run("return document.documentElement.dataset.theme");
            browser.find("theme-switch").click();
            Object after = browser.run("return document.documentElement.dataset.theme");
            assertThat(List.of(String.valueOf(before), String.valueOf(after)))
                    .containsExactlyInAnyOrder("dark", "light");
            noSeriousBarrier(browser);
            browser.open(site.hubAddress() + "/");
            browser.eventually(
                    () -> assertThat(browser.find("count-READY").getText()).containsIgnoringCase("ready"));
            assertThat(browser.run("return document.documentElement.dataset.theme"))
                    .isEqualTo(after);
            noSeriousBarrier(browser);
        }
    }

    @Test
    void aLostHubIsToldAndARegainedOneIsShownByItself() throws Exception {
        try (Browser browser = signedIn(Browser.desktop(1280, 800))) {
            browser.run("window.loadedOnce = true");
            first.post("/bench/badge", "{\"card\":\"%s\"}".formatted(TwoSeatSite.AGENT_1));
            browser.eventually(() ->
                    assertThat(browser.seat("S01").getAttribute("data-state")).isEqualTo("NOT_READY"));
            hubProgram.kill();
            browser.eventually(
                    () -> assertThat(browser.find("stale-banner").isDisplayed()).isTrue());
            first.post("/bench/button", "{\"press\":\"short\"}");
            hubProgram = site.startHub();
            browser.eventually(() -> {
                assertThat(browser.find("stale-banner").isDisplayed()).isFalse();
                assertThat(browser.seat("S01").getAttribute("data-state")).isEqualTo("READY");
            });
            assertThat(browser.run("return window.loadedOnce")).isEqualTo(true);
        }
    }

    /// A page out of sight draws nothing, so that what changed for hours waits in it.
    @Test
    void aSeatTakenAwayWhileThePageWasOutOfSightDoesNotStopTheBoard() throws Exception {
        try (Browser browser = signedIn(Browser.desktop(1280, 800))) {
            browser.run("window.held = []; window.drawn = window.requestAnimationFrame;"
                    + " window.requestAnimationFrame = frame => window.held.push(frame)");
            browser.run("document.querySelector('[data-testid=language-switch]').click()");
            hubProgram.kill();
            browser.eventually(() -> assertThat(browser.find("board").getAttribute("data-connection"))
                    .isEqualTo("retrying"));
            site.write("hub.yaml", TwoSeatSite.sample("hub.yaml").replaceFirst("(?s)  - console: C02.*?\\n\\n", "\n"));
            hubProgram = site.startHub();
            browser.eventually(() -> assertThat(browser.find("board").getAttribute("data-connection"))
                    .isEqualTo("live"));
            browser.run("window.requestAnimationFrame = window.drawn; window.held.forEach(frame => frame())");
            browser.eventually(() ->
                    assertThat(browser.all("[data-testid=seats] [data-seat]")).hasSize(1));
            first.post("/bench/badge", "{\"card\":\"%s\"}".formatted(TwoSeatSite.AGENT_1));
            browser.eventually(() ->
                    assertThat(browser.seat("S01").getAttribute("data-state")).isEqualTo("NOT_READY"));
        }
    }

    /// Three hundred seats: what two consoles cannot show.
    @Test
    void theKeyboardStaysOnItsSeatWhenTheFloorIsLaidOutAnew() throws Exception {
        try (Browser browser = signedIn(Browser.desktop(1280, 800))) {
            browser.run("""
                    return import("/assets/seat-grid.js").then(({ SeatGrid }) => {
                      window.floor = document.createElement("div");
                      floor.className = "seats";
                      floor.style.cssText = "position:fixed;inset:0;height:600px;width:1200px";
                      document.body.append(floor);
                      window.grid = new SeatGrid(floor, () => {});
                      grid.start();
                      const seats = Array.from({ length: 300 }, (_, place) => ({ seat: `X${place + 1}` }));
                      grid.arrange(seats);
                      floor.querySelector("[data-seat=X200]").focus();
                      window.bands = floor.children.length;
                      floor.style.width = "700px";
                    })""");
            browser.eventually(() -> assertThat(browser.run("return floor.children.length > bands"))
                    .isEqualTo(true));
            assertThat(browser.run("return document.activeElement.dataset.seat"))
                    .isEqualTo("X200");
            browser.run("grid.arrange(Array.from({ length: 150 }, (_, place) => ({ seat: `X${place + 101}` })))");
            assertThat(browser.run("return document.activeElement.dataset.seat"))
                    .isEqualTo("X200");
            assertThat(browser.run("const { ariaPosInSet, ariaSetSize } = document.activeElement;"
                            + " return `${ariaPosInSet} of ${ariaSetSize}`"))
                    .isEqualTo("100 of 150");
        }
    }

    @Test
    void nothingIsCutOffOnAPhone() throws Exception {
        try (Browser browser = Browser.phone()) {
            browser.open(site.hubAddress() + "/sign-in");
            browser.eventually(
                    () -> assertThat(browser.find("user").isDisplayed()).isTrue());
            browser.fitsItsWidth();
            signedIn(browser);
            first.post("/bench/badge", "{\"card\":\"%s\"}".formatted(TwoSeatSite.AGENT_1));
            browser.eventually(() ->
                    assertThat(browser.seat("S01").getAttribute("data-state")).isEqualTo("NOT_READY"));
            browser.fitsItsWidth();
            assertThat(browser.seat("S01").getSize().getWidth()).isGreaterThan(150);
            browser.find("language-switch").click();
            browser.fitsItsWidth();
        }
    }

    @Test
    void theConsolesPageIsClickedLikeTheSeat() throws Exception {
        try (Browser browser = Browser.desktop(1280, 900)) {
            browser.open(site.consoleAddress(1) + "/");
            browser.eventually(() -> assertThat(browser.all(".badge-card")).hasSizeGreaterThanOrEqualTo(4));
            browser.all(".badge-card").getFirst().click();
            browser.eventually(() -> assertThat(shown()).isEqualTo("NOT_READY"));
            browser.all("[data-press=short]").getFirst().click();
            browser.eventually(() -> assertThat(shown()).isEqualTo("READY"));
            browser.all("[data-hook=lift]").getFirst().click();
            browser.eventually(() -> assertThat(shown()).isEqualTo("TALKING"));
            browser.fitsItsWidth();
            noSeriousBarrier(browser);
        }
    }

    private String shown() throws Exception {
        return String.valueOf(first.get("/api/v1/console").path("shown").stringValue());
    }

    private Browser signedIn(Browser browser) throws InterruptedException {
        browser.open(site.hubAddress() + "/sign-in");
        browser.find("user").sendKeys("admin");
        browser.find("password").sendKeys(TwoSeatSite.password(), Keys.ENTER);
        browser.eventually(() -> assertThat(browser.seat("S01").isDisplayed()).isTrue());
        return browser;
    }

    private static void noSeriousBarrier(Browser browser) {
        Results found = new AxeBuilder().analyze(browser.driver());
        assertThat(found.getViolations().stream()
                        .filter(rule -> List.of("serious", "critical").contains(rule.getImpact()))
                        .map(Rule::getHelp))
                .as("barriers for people with disabilities")
                .isEmpty();
    }
}
