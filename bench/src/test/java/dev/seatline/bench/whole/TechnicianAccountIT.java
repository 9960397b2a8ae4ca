package dev.seatline.bench.whole;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.results.Rule;
import com.deque.html.axecore.selenium.AxeBuilder;
import dev.seatline.bench.site.Program;
import dev.seatline.bench.site.Web;
import dev.seatline.wire.WireJson;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import tools.jackson.databind.JsonNode;

/// A technician signs in to a console's page by his account of the hub: real hub, console and browser.
@Tag("long")
class TechnicianAccountIT {
    private static final String PIN = "271828";
    private static final String PASSWORD = "tram lantern orbit mosaic";

    @TempDir
    Path folder = Path.of("");

    private TwoSeatSite site;
    private Program hubProgram;
    private Web hub;

    @BeforeEach
    void startsHubAndConsole() throws Exception {
        site = new TwoSeatSite(folder);
        site.write(
                "console.yaml",
                TwoSeatSite.sample("console.yaml")
                        .replace("  port: 8081", "  port: 8081\n  hub-accounts: http://127.0.0.1:8080"));
        hubProgram = site.startHub();
        hub = site.signedIn(hubProgram);
        site.setPin(1, PIN);
        site.startConsole(1);
    }

    @AfterEach
    void stopsThem() throws Exception {
        site.close();
    }

    @Test
    void theHubsWordCountsAndWithoutTheHubThePinDoes() throws Exception {
        account("tech1", "technician", true);
        account("agent1", "agent", true);
        String oneTime = account("tech2", "technician", false);
        try (Browser browser = Browser.phone()) {
            browser.open(site.consoleAddress(1) + "/sign-in");
            browser.eventually(
                    () -> assertThat(one(browser, "#account").isDisplayed()).isTrue());
            one(browser, "button[value=en]").click();
            enter(browser, "tech1", "");
            told(browser, "Account and password are wanted");
            enter(browser, "tech1", "wrong");
            told(browser, "The account or its password is wrong");
            enter(browser, "agent1", PASSWORD);
            told(browser, "may not sign in here");
            enter(browser, "tech2", oneTime);
            told(browser, "may not sign in here");
            browser.fitsItsWidth();
            assertThat(new AxeBuilder()
                            .analyze(browser.driver()).getViolations().stream()
                                    .filter(rule ->
                                            List.of("serious", "critical").contains(rule.getImpact()))
                                    .map(Rule::getHelp))
                    .isEmpty();
            browser.picture(Path.of("target", "pictures", "sign-in-account-phone-en.png"));

            enter(browser, "tech1", PASSWORD);
            browser.eventually(
                    () -> assertThat(one(browser, "#present-list").getText()).contains("you tech1"));
            assertThat(deeds("tech1")).as("at the hub").endsWith("SIGNED_IN", "SIGNED_OUT");
            one(browser, "#sign-out").click();
            browser.eventually(() -> assertThat(browser.address()).endsWith("/sign-in"));

            hubProgram.kill();
            browser.eventually(
                    () -> assertThat(one(browser, "#account").isDisplayed()).isTrue());
            enter(browser, "tech1", PASSWORD);
            told(browser, "The hub does not answer");
            assertThat(one(browser, "#account-problem").getText()).contains("Use the PIN");
            one(browser, "button[value=zh]").click();
            told(browser, "中心没有应答");
            browser.picture(Path.of("target", "pictures", "sign-in-account-phone-zh.png"));
            one(browser, "#pin").sendKeys(PIN, Keys.ENTER);
            browser.eventually(
                    () -> assertThat(one(browser, "#sign-out").isDisplayed()).isTrue());
        }
    }

    private List<String> deeds(String who) throws Exception {
        JsonNode entries = hub.get("/api/v1/audit?limit=200").path("entries");
        return entries.valueStream()
                .filter(entry -> entry.toString().contains(who))
                .map(entry -> entry.path("deed").stringValue())
                .toList();
    }

    /// @param own whether its one-time password is changed
    /// @return the one-time password
    private String account(String name, String role, boolean own) throws Exception {
        String oneTime = hub.post("/api/v1/accounts", "{\"name\":\"%s\",\"role\":\"%s\"}".formatted(name, role))
                .path("password")
                .stringValue();
        if (own) {
            Web person = site.hub();
            HttpResponse<String> in = person.send(
                    "POST", "/api/v1/session", "{\"user\":\"%s\",\"password\":\"%s\"}".formatted(name, oneTime));
            assertThat(in.statusCode()).as(in.body()).isEqualTo(200);
            HttpResponse<String> changed = person.send(
                    "POST",
                    "/api/v1/session/password",
                    "{\"old\":\"%s\",\"new\":\"%s\"}".formatted(oneTime, PASSWORD),
                    "Cookie",
                    in.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0],
                    "X-CSRF-Token",
                    WireJson.mapper().readTree(in.body()).path("csrf").stringValue());
            assertThat(changed.statusCode()).as(changed.body()).isLessThan(300);
        }
        return oneTime;
    }

    private static void told(Browser browser, String text) throws InterruptedException {
        browser.eventually(
                () -> assertThat(one(browser, "#account-problem").getText()).contains(text));
    }

    private static void enter(Browser browser, String account, String password) throws InterruptedException {
        browser.eventually(
                () -> assertThat(one(browser, "#account-enter").isEnabled()).isTrue());
        one(browser, "#account").clear();
        one(browser, "#account").sendKeys(account);
        one(browser, "#password").clear();
        one(browser, "#password").sendKeys(password, Keys.ENTER);
    }

    private static WebElement one(Browser browser, String css) {
        return browser.driver().findElement(By.cssSelector(css));
    }
}
