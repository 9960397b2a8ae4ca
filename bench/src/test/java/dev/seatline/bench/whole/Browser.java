package dev.seatline.bench.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.By;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/// A real Chromium without a window. Used by one thread; closing it ends its processes.
final class Browser implements AutoCloseable {
    private final ChromeDriver driver;

    private Browser(ChromeDriver driver) {
        this.driver = driver;
    }

    /// A window of a desk or a wall.
    static Browser desktop(int width, int height) {
        return open(options -> options.addArguments("--window-size=%d,%d".formatted(width, height)));
    }

    /// A phone held upright.
    static Browser phone() {
        return open(options -> options.setExperimentalOption(
                "mobileEmulation",
                Map.of("deviceMetrics", Map.of("width", 390, "height", 844, "pixelRatio", 2.0, "touch", true))));
    }

    private static Browser open(java.util.function.Consumer<ChromeOptions> wishes) {
        Assumptions.assumeFalse(
                missing("chromium"), "chromium is not installed and may not be: SEATLINE_WITHOUT says so");
        ChromeOptions options = new ChromeOptions();
        options.setBinary(program("chromium"));
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--force-device-scale-factor=1");
        // a browser in China
        options.setExperimentalOption("prefs", Map.of("intl.accept_languages", "zh-CN,zh"));
        wishes.accept(options);
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(program("chromedriver"))
                .usingAnyFreePort()
                .build();
        return new Browser(new ChromeDriver(service, options));
    }

    private static boolean missing(String program) {
        String without = System.getenv("SEATLINE_WITHOUT");
        return without != null && Arrays.asList(without.split("\\s+")).contains(program);
    }

    private static File program(String name) {
        String path = System.getenv("PATH");
        return Arrays.stream((path == null ? "/usr/bin" : path).split(File.pathSeparator))
                .map(folder -> new File(folder, name))
                .filter(File::canExecute)
                .findFirst()
                .orElseThrow(
                        () -> new AssertionError(name + " is not installed; `./seatline test` installs it, or: apt-get"
                                + " install chromium chromium-driver"));
    }

    void open(String address) {
        driver.get(address);
    }

    String address() {
        return String.valueOf(driver.getCurrentUrl());
    }

    WebElement find(String testId) {
        return driver.findElement(By.cssSelector("[data-testid='%s']".formatted(testId)));
    }

    List<WebElement> all(String css) {
        return driver.findElements(By.cssSelector(css));
    }

    WebElement seat(String seat) {
        return driver.findElement(By.cssSelector("[data-testid=seats] [data-seat='%s']".formatted(seat)));
    }

    @Nullable
    Object run(String script, Object... arguments) {
        return ((JavascriptExecutor) driver).executeScript(script, arguments);
    }

    /// What the page and its network complained about since the last call.
    List<String> complaints() {
        return driver.manage().logs().get("browser").getAll().stream()
                .map(entry -> entry.getLevel() + " " + entry.getMessage())
                .toList();
    }

    void eventually(ThrowingCallable assertion) throws InterruptedException {
        Eventually.holds(assertion);
    }

    /// No page is wider than its window: nothing is cut off at the side.
    void fitsItsWidth() {
        assertThat((Long) run("return document.documentElement.scrollWidth - window.innerWidth"))
                .as("pixels that stick out at the side")
                .isLessThanOrEqualTo(0);
    }

    void picture(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.write(file, driver.getScreenshotAs(OutputType.BYTES));
    }

    ChromeDriver driver() {
        return driver;
    }

    @Override
    public void close() {
        driver.quit();
    }
}
