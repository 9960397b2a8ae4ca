package dev.seatline.bench.whole;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.results.Results;
import com.deque.html.axecore.results.Rule;
import com.deque.html.axecore.selenium.AxeBuilder;
import dev.seatline.bench.site.Program;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
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

/// A technician signs in to a console's page: the real console, the real command that sets the PIN, a real browser.
/// There is no hub: a technician needs none.
@Tag("long")
class TechnicianSignInIT {
    private static final String PIN = "271828";
    private static final Path PICTURES = Path.of("target", "pictures");

    @TempDir
    Path folder = Path.of("");

    private TwoSeatSite site;
    private Program console;

    @BeforeEach
    void startsAConsoleWithAPin() throws Exception {
        site = new TwoSeatSite(folder);
        setPin(PIN);
        console = site.startConsole(1);
    }

    @AfterEach
    void stopsIt() throws Exception {
        site.close();
    }

    @ParameterizedTest
    @CsvSource({
        "zh, zh-CN, 技术员登录, 6 至 12 位数字, PIN 码不对, 秒后可再试, 退出登录, 已退出登录",
        "en, en, Technician sign-in, 6 to 12 digits, The PIN is wrong, next try in, Sign out, You are signed out"
    })
    void oneSignsInByPhoneAfterTooManyWrongTries(
            String language,
            String lang,
            String title,
            String shape,
            String wrong,
            String pause,
            String signOut,
            String signedOut)
            throws Exception {
        try (Browser browser = Browser.phone()) {
            browser.open(site.consoleAddress(1) + "/");
            browser.eventually(() -> assertThat(browser.address()).endsWith("/sign-in"));
            one(browser, "button[value=%s]".formatted(language)).click();
            assertThat(browser.run("return document.documentElement.lang")).isEqualTo(lang);
            browser.eventually(() -> assertThat(text(browser, "#h-sign-in")).isEqualTo(title));
            assertThat(text(browser, "#seat-name")).isEqualTo("S01");
            assertThat(one(browser, "#pin").getAttribute("inputmode")).isEqualTo("numeric");
            assertThat(one(browser, "#enter").getSize().getHeight()).isGreaterThanOrEqualTo(60);
            looksRight(browser, "sign-in-phone-" + language);

            enter(browser, "12345");
            browser.eventually(() -> assertThat(text(browser, "#problem")).contains(shape));
            enter(browser, "906417280");
            browser.eventually(() -> assertThat(text(browser, "#problem")).contains(wrong));
            assertThat(one(browser, "#pin").getAttribute("value")).isEmpty();
            int more = 0;
            while (!text(browser, "#enter").contains(pause)) {
                // the pause doubles: at last it is long enough to be seen even here
                assertThat(more).isLessThan(40);
                browser.eventually(() -> assertThat(one(browser, "#enter").isEnabled()
                                || text(browser, "#enter").contains(pause))
                        .isTrue());
                if (one(browser, "#enter").isEnabled()) {
                    enter(browser, "9064172" + (10 + more++));
                }
            }
            assertThat(text(browser, "#problem")).contains(wrong);
            looksRight(browser, "sign-in-pause-phone-" + language);
            browser.eventually(
                    () -> assertThat(one(browser, "#enter").isEnabled()).isTrue());

            enter(browser, PIN);
            browser.eventually(() -> assertThat(browser.address()).endsWith(":" + port() + "/"));
            browser.eventually(() -> assertThat(text(browser, "#sign-out")).isEqualTo(signOut));
            browser.eventually(() -> assertThat(browser.all("#present-list li")).hasSize(1));
            looksRight(browser, "signed-in-phone-" + language);
            assertThat(browser.run("return document.cookie"))
                    .as("no script sees it")
                    .isEqualTo("");
            one(browser, "#sign-out").click();
            browser.eventually(() -> assertThat(text(browser, "#note")).contains(signedOut));
            assertThat(browser.address()).endsWith("/sign-in");
            browser.open(site.consoleAddress(1) + "/");
            browser.eventually(() -> assertThat(browser.address()).endsWith("/sign-in"));
        }
        assertThat(console.output())
                .anyMatch(line -> line.contains("a wrong PIN came") && line.contains("127.0.0.1"))
                .noneMatch(line -> line.contains("9064172") || line.contains(PIN));
    }

    @Test
    void twoTechniciansSeeEachOtherUntilThePinIsChanged() throws Exception {
        try (Browser first = signedIn(Browser.desktop(1280, 800));
                Browser second = signedIn(Browser.phone())) {
            for (Browser each : List.of(first, second)) {
                each.eventually(() -> assertThat(each.all("#present-list li")).hasSize(2));
                each.eventually(
                        () -> assertThat(one(each, "#careful").isDisplayed()).isTrue());
            }
            looksRight(first, "two-technicians-desktop");
            looksRight(second, "two-technicians-phone");
            one(second, "#sign-out").click();
            first.eventually(() -> assertThat(first.all("#present-list li")).hasSize(1));

            setPin("804915");
            first.eventually(() -> assertThat(first.address()).endsWith("/sign-in"));
            first.eventually(() -> assertThat(text(first, "#note")).contains("PIN"));
            looksRight(first, "sign-in-ended-desktop");
            enter(first, PIN);
            first.eventually(() -> assertThat(text(first, "#problem")).isNotEmpty());
            enter(first, "804915");
            first.eventually(() -> assertThat(first.address()).endsWith(":" + port() + "/"));
        }
    }

    @Test
    void withoutAPinThePageIsForLookingOnThisMachineOnlyAndSaysHowToSetOne() throws Exception {
        try (Browser browser = Browser.desktop(1280, 800)) {
            site.startConsole(2);
            browser.open(site.consoleAddress(2) + "/sign-in");
            browser.eventually(() -> assertThat(text(browser, "#note")).contains("./seatline console-pin"));
            assertThat(one(browser, "#form").isDisplayed()).isFalse();
            looksRight(browser, "sign-in-no-pin-desktop");
            one(browser, "#look a").click();
            browser.eventually(() -> assertThat(text(browser, "#seat-name")).isEqualTo("S02"));
            assertThat(one(browser, "#present").isDisplayed()).isFalse();
        }
        site.write(
                "open.yaml",
                TwoSeatSite.sample("console.yaml")
                        .replace("host: 127.0.0.1", "host: 0.0.0.0")
                        .replace(".seatline/S01", ".seatline/elsewhere"));
        Program open = site.run("dev.seatline.device.ConsoleCommand", "--config", "open.yaml");
        assertThat(open.line("no PIN")).contains("0.0.0.0", "./seatline console-pin", "127.0.0.1");
        Eventually.holds(() -> assertThat(open.alive()).isFalse());
    }

    private void setPin(String pin) throws IOException, InterruptedException {
        site.setPin(1, pin);
    }

    private String port() {
        return site.consoleAddress(1).substring(site.consoleAddress(1).lastIndexOf(':') + 1);
    }

    private Browser signedIn(Browser browser) throws InterruptedException {
        browser.open(site.consoleAddress(1) + "/");
        browser.eventually(() -> assertThat(one(browser, "#pin").isDisplayed()).isTrue());
        enter(browser, PIN);
        browser.eventually(
                () -> assertThat(one(browser, "#sign-out").isDisplayed()).isTrue());
        return browser;
    }

    private static void enter(Browser browser, String pin) {
        one(browser, "#pin").clear();
        one(browser, "#pin").sendKeys(pin, Keys.ENTER);
    }

    private static WebElement one(Browser browser, String css) {
        return browser.driver().findElement(By.cssSelector(css));
    }

    private static String text(Browser browser, String css) {
        return one(browser, css).getText();
    }

    private static void looksRight(Browser browser, String picture) throws IOException {
        browser.fitsItsWidth();
        Results found = new AxeBuilder().analyze(browser.driver());
        assertThat(found.getViolations().stream()
                        .filter(rule -> List.of("serious", "critical").contains(rule.getImpact()))
                        .map(Rule::getHelp))
                .as("barriers for people with disabilities")
                .isEmpty();
        browser.picture(PICTURES.resolve(picture + ".png"));
    }
}
