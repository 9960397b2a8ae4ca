package dev.seatline.bench.whole;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seatline.bench.site.Program;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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

/// A technician makes a backup on the page of a real console with a real browser, and the real command reads
/// what the browser wrote to its disk.
@Tag("long")
class TechnicianBackupIT {
    private static final String PIN = "271828";
    private static final String PASSPHRASE = "lantern 电池 orbit mosaic";

    @TempDir
    Path folder = Path.of("");

    private TwoSeatSite site;
    private Program console;

    @BeforeEach
    void startsAConsoleWithAPin() throws Exception {
        site = new TwoSeatSite(folder);
        site.setPin(1, PIN);
        console = site.startConsole(1);
    }

    @AfterEach
    void stopsIt() throws Exception {
        site.close();
    }

    @ParameterizedTest
    @CsvSource({
        "zh, phone, 还没有备份过, 口令要有 12, 不一样, 任何拿到文件的人, 备份已完成, 上次备份",
        "en, desktop, never been backed up, has 12 to 128, differ, Whoever has the file, The backup is done, Last backup"
    })
    void oneMakesABackupAndFetchesItAndPressesEveryButton(
            String language,
            String screen,
            String never,
            String shape,
            String differ,
            String means,
            String ready,
            String last)
            throws Exception {
        try (Browser browser = screen.equals("phone") ? Browser.phone() : Browser.desktop(1366, 768)) {
            browser.driver()
                    .executeCdpCommand(
                            "Browser.setDownloadBehavior",
                            Map.of("behavior", "allow", "downloadPath", folder.toString()));
            TechnicianPage page = TechnicianPage.signedIn(browser, site.consoleAddress(1), PIN);
            page.press("button[value=%s]".formatted(language));
            page.press("a[href='#backup']");
            PressedButtons buttons = PressedButtons.watch(browser, ".tab[data-tab=backup]");
            String picture = "backup-" + screen + "-";
            page.eventually("#backup-last", never);

            enter(page, "too short", "too short");
            page.eventually("#backup-problem", shape);
            enter(page, PASSPHRASE, PASSPHRASE + "s");
            page.eventually("#backup-problem", differ);
            page.press("#backup-reveal");
            assertThat(page.one("#backup-first").getAttribute("type")).isEqualTo("text");
            page.press("#backup-reveal");
            page.press("#backup-open");
            page.eventually("#backup-open-means", means);
            assertThat(page.one("#backup-first").isEnabled()).isFalse();
            inBothLanguages(page, language, picture + "open");
            page.press("#backup-make");
            page.eventually("#backup-ready", ready);
            assertThat(page.text("#backup-name")).endsWith(".zip");
            page.press("#backup-discard");
            browser.eventually(
                    () -> assertThat(page.one("#backup-first").isDisplayed()).isTrue());
            assertThat(page.text("#backup-last")).as("it was not fetched").contains(never);

            enter(page, PASSPHRASE, PASSPHRASE);
            page.eventually("#backup-ready", ready);
            String name = page.text("#backup-name");
            assertThat(name).startsWith("seatline-console-S01-").endsWith(".zip.gpg");
            inBothLanguages(page, language, picture + "ready");
            highEnough(browser);
            page.press("#backup-fetch");
            browser.eventually(() -> assertThat(folder.resolve(name)).exists());
            page.eventually("#backup-last", last);
            assertThat(buttons.left()).isEmpty();
            isRight(name);
        }
        assertThat(console.output()).noneMatch(line -> line.contains("lantern") || line.contains("too short"));
    }

    @Test
    void whoIsNotSignedInGetsNoBackup() throws Exception {
        assertThat(site.console(1).send("GET", "/api/v1/backup", null).statusCode())
                .isEqualTo(401);
        assertThat(site.console(1).send("GET", "/api/v1/backup/file", null).statusCode())
                .isEqualTo(401);
        assertThat(site.console(1)
                        .send("POST", "/api/v1/backup", "{\"passphrase\":\"\",\"open\":true}")
                        .statusCode())
                .isEqualTo(401);
        site.startConsole(2);
        assertThat(site.console(2).send("GET", "/api/v1/backup", null).statusCode())
                .as("without a PIN everybody on this machine may look")
                .isEqualTo(200);
        assertThat(site.console(2)
                        .send("POST", "/api/v1/backup", "{\"passphrase\":\"\",\"open\":true}")
                        .statusCode())
                .as("and take nothing along")
                .isEqualTo(401);
        try (Browser browser = Browser.desktop(1366, 768)) {
            browser.open(site.consoleAddress(2) + "/#backup");
            browser.eventually(
                    () -> assertThat(one(browser, "#needs-pin").isDisplayed()).isTrue());
            for (String css : List.of("#backup-first", "#backup-second", "#backup-open", "#backup-make")) {
                assertThat(one(browser, css).isEnabled()).as(css).isFalse();
            }
        }
    }

    private void isRight(String name) throws IOException, InterruptedException {
        Program check = site.run("dev.seatline.device.RestoreCommand", name, "--check");
        check.type(PASSPHRASE + "\n");
        assertThat(check.line(name)).contains("whole and right, seat S01 (console C01)");
        assertThat(check.exit()).isZero();
    }

    /// A picture in each, and back again.
    private static void inBothLanguages(TechnicianPage page, String language, String picture) throws Exception {
        for (String each : List.of(language.equals("zh") ? "en" : "zh", language)) {
            page.press("button[value=%s]".formatted(each));
            page.one("#h-backup").click();
            page.looksRight(picture + "-" + each);
        }
    }

    private static void enter(TechnicianPage page, String first, String second) {
        page.one("#backup-first").clear();
        page.one("#backup-first").sendKeys(first);
        page.one("#backup-second").clear();
        page.one("#backup-second").sendKeys(second, Keys.ENTER);
    }

    private static void highEnough(Browser browser) {
        assertThat(browser.all(".tab:not([hidden]) button, .tab:not([hidden]) a.go").stream()
                        .filter(WebElement::isDisplayed)
                        .map(button -> button.getSize().getHeight()))
                .as("heights of what is pressed")
                .allSatisfy(height -> assertThat(height).isGreaterThanOrEqualTo(40));
    }

    private static WebElement one(Browser browser, String css) {
        return browser.driver().findElement(By.cssSelector(css));
    }
}
