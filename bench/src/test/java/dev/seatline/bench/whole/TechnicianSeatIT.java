package dev.seatline.bench.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.Actions;

/// The first tab of the technician's page, where the seat is seen and, on a bench, played: a real hub, a real console,
/// a real browser; every button is pressed and what it does is seen.
@Tag("long")
class TechnicianSeatIT {
    private static final String PIN = "271828";
    private static final Pattern HAN = Pattern.compile("\\p{IsHan}");

    @TempDir
    Path folder = Path.of("");

    private TwoSeatSite site;

    @BeforeEach
    void startsHubAndConsole() throws Exception {
        site = new TwoSeatSite(folder);
        site.setPin(1, PIN);
        site.startHub();
        site.startConsole(1);
    }

    @AfterEach
    void stopsThem() throws Exception {
        site.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"zh", "en"})
    void everyButtonOfTheSeatDoesWhatItSays(String language) throws Exception {
        boolean chinese = language.equals("zh");
        try (Browser browser = chinese ? Browser.phone() : Browser.desktop(1366, 768)) {
            TechnicianPage page = TechnicianPage.signedIn(browser, site.consoleAddress(1), PIN);
            PressedButtons buttons = PressedButtons.watch(browser, ".choices, .tabs, .tab[data-tab=seat], .present");
            for (String other : new String[] {chinese ? "en" : "zh", language}) {
                page.press("[data-choose=language][value=%s]".formatted(other));
                assertThat(browser.run("return document.documentElement.lang"))
                        .isEqualTo(other.equals("zh") ? "zh-CN" : "en");
                page.eventually("#h-console", other.equals("zh") ? "终端外观" : "The console");
                browser.eventually(
                        () -> assertThat(HAN.matcher(page.text("#verdict")).find())
                                .as("Chinese in the findings: %s", page.text("#verdict"))
                                .isEqualTo(other.equals("zh")));
            }
            for (String theme : new String[] {"dark", "light", "auto"}) {
                page.press("[data-choose=theme][value=%s]".formatted(theme));
                assertThat(browser.run("return document.documentElement.dataset.theme"))
                        .isEqualTo(theme);
            }
            for (String tab : new String[] {"check", "config", "backup", "system", "seat"}) {
                page.press(".tabs a[href='#%s']".formatted(tab));
                browser.eventually(() -> assertThat(
                                page.one(".tab[data-tab=%s]".formatted(tab)).getAttribute("hidden"))
                        .isNull());
            }
            page.eventually("#online", chinese ? "在线" : "online");
            browser.eventually(
                    () -> assertThat(page.text("#settings")).as("settings came").matches("[1-9].*"));
            page.looksRight("technician-seat-" + language);

            page.press("#cards button:nth-child(1)");
            page.eventually("#agent-id", "P1001");
            page.eventually("#said", chinese ? "已刷卡" : "Badge held");
            page.shows("NOT_READY");
            page.press("[data-press=short]");
            page.shows("READY");
            page.press("[data-press=long]");
            page.eventually("#hand", chinese ? "是" : "yes");
            page.press("[data-press=long]");
            page.eventually("#hand", chinese ? "否" : "no");
            page.press("[data-press=very-long]");
            page.eventually("#fault", chinese ? "是" : "yes");
            for (String bursts : new String[] {"1", "2", "3", "5"}) {
                page.press("[data-ring='%s']".formatted(bursts));
                page.shows("RINGING");
                page.press("[data-ring='0']");
                browser.eventually(() -> assertThat(page.text("#said")).isNotEmpty());
            }
            page.press("[data-hook=lift]");
            page.eventually("#say-headset", chinese ? "已摘下" : "lifted");
            page.press("[data-hook=rest]");
            page.eventually("#say-headset", chinese ? "挂好" : "resting");

            new Actions(browser.driver()).click(page.one("#headset .hit")).perform();
            page.eventually("#say-headset", chinese ? "已摘下" : "lifted");
            new Actions(browser.driver()).click(page.one("#headset .hit")).perform();
            page.eventually("#say-headset", chinese ? "挂好" : "resting");
            page.press("[data-press=double]");
            page.eventually("#said", chinese ? "双按" : "Double");
            page.one("#push").sendKeys(Keys.SPACE);
            new Actions(browser.driver()).click(page.one("#push .hit")).perform();

            page.press("#cards button:nth-child(2)");
            page.press("#cards button:nth-child(3)");
            page.press("#cards button:nth-child(4)");
            WebElement field = page.one("#card");
            field.sendKeys("04A1B2C3");
            page.press("#card-form button");
            assertThat(field.getAttribute("value"))
                    .as("a number is not shown again")
                    .isEmpty();
            new Actions(browser.driver()).click(page.one("#reader .pad")).perform();

            List<String> parts = browser.all("#parts button").stream()
                    .map(toggle -> String.valueOf(toggle.getAttribute("data-part")))
                    .toList();
            assertThat(parts).hasSizeGreaterThan(4);
            for (String part : parts) {
                for (String word : chinese ? new String[] {"无应答", "正常"} : new String[] {"no answer", "ok"}) {
                    page.press("#parts [data-part='%s']".formatted(part));
                    page.eventually("#parts tr:has([data-part='%s']) .verdict-mark".formatted(part), word);
                }
            }
            assertThat(buttons.left()).as("what could be pressed and was not").containsExactly("#sign-out");
            page.press("#sign-out");
            browser.eventually(() -> assertThat(browser.address()).contains("/sign-in"));
            assertThat(browser.complaints()).noneMatch(line -> line.startsWith("SEVERE"));
        }
    }

    @Test
    void aTabHasAnAddressAndTheWayBackLeadsToTheLastOne() throws Exception {
        try (Browser browser = Browser.phone()) {
            TechnicianPage page = TechnicianPage.signedIn(browser, site.consoleAddress(1), PIN);
            page.press(".tabs a[href='#config']");
            page.press(".tabs a[href='#backup']");
            browser.driver().navigate().back();
            browser.eventually(() -> assertThat(browser.all(".tabs a[aria-current]"))
                    .singleElement()
                    .satisfies(link -> assertThat(link.getAttribute("href")).endsWith("#config")));
            browser.open(site.consoleAddress(1) + "/#nonsense");
            browser.eventually(() -> assertThat(
                            browser.driver().findElement(By.id("verdict")).isDisplayed())
                    .isTrue());
        }
    }
}
