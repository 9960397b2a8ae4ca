package dev.seatline.bench.whole;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.selenium.AxeBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/// The page of a console in a browser. Used by one thread.
final class TechnicianPage {
    private static final Path PICTURES = Path.of("target", "pictures");

    private final Browser browser;

    private TechnicianPage(Browser browser) {
        this.browser = browser;
    }

    /// Opens the page and signs in.
    static TechnicianPage signedIn(Browser browser, String address, String pin) throws InterruptedException {
        TechnicianPage page = new TechnicianPage(browser);
        browser.open(address + "/sign-in");
        browser.eventually(() -> assertThat(page.one("#pin").isDisplayed()).isTrue());
        page.one("#pin").sendKeys(pin, Keys.ENTER);
        browser.eventually(() -> assertThat(page.one("#sign-out").isDisplayed()).isTrue());
        return page;
    }

    WebElement one(String css) {
        return browser.driver().findElement(By.cssSelector(css));
    }

    String text(String css) {
        return one(css).getText();
    }

    /// Presses a button as soon as it can be pressed, as a finger would: what covers it is not looked through.
    void press(String css) throws InterruptedException {
        browser.eventually(() -> {
            assertThat(one(css).isEnabled()).as(css).isTrue();
            browser.run("arguments[0].scrollIntoView({block: 'center'})", one(css));
            one(css).click();
        });
    }

    void eventually(String css, String contained) throws InterruptedException {
        browser.eventually(() -> assertThat(text(css)).as(css).contains(contained));
    }

    /// The seat shows this state.
    void shows(String state) throws InterruptedException {
        browser.eventually(
                () -> assertThat(one("#shown").getAttribute("data-state")).isEqualTo(state));
    }

    /// Nothing sticks out at the side, nobody is kept out, and there is a picture to look at.
    void looksRight(String picture) throws IOException, InterruptedException {
        browser.fitsItsWidth();
        // a moment may be pale, until the page hears the console again; a barrier that stays is found
        browser.eventually(() -> {
            assertThat(browser.all("body.stale")).isEmpty();
            assertThat(barriers()).as("barriers for people with disabilities").isEmpty();
        });
        browser.picture(PICTURES.resolve(picture + ".png"));
    }

    private List<String> barriers() {
        return new AxeBuilder()
                .analyze(browser.driver()).getViolations().stream()
                        .filter(rule -> List.of("serious", "critical").contains(rule.getImpact()))
                        .flatMap(rule -> rule.getNodes().stream()
                                .map(node -> "%s: %s %s"
                                        .formatted(rule.getHelp(), node.getHtml(), node.getFailureSummary())))
                        .toList();
    }
}
