package dev.seatline.bench.whole;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.results.Rule;
import com.deque.html.axecore.selenium.AxeBuilder;
import dev.seatline.config.Loaded;
import dev.seatline.server.HubConfig;
import dev.seatline.server.api.ApiServer;
import dev.seatline.server.api.HubDesk;
import dev.seatline.server.api.RuleDesk;
import dev.seatline.server.board.BoardPages;
import dev.seatline.server.floor.FloorSnapshot;
import dev.seatline.server.floor.SeatView;
import dev.seatline.server.loop.HubCounters;
import dev.seatline.server.people.Managed;
import dev.seatline.server.people.MemoryPeopleStore;
import dev.seatline.server.people.People;
import dev.seatline.server.people.Role;
import dev.seatline.server.people.Subject;
import dev.seatline.server.rules.Details;
import dev.seatline.server.rules.Ground;
import dev.seatline.server.rules.Happening;
import dev.seatline.server.rules.Verdict;
import dev.seatline.server.rules.VerdictKind;
import dev.seatline.server.store.StoredEvent;
import dev.seatline.server.store.StoredReport;
import dev.seatline.server.store.StoredVerdict;
import dev.seatline.server.store.VerdictStore.VerdictChange;
import dev.seatline.server.store.VerdictStore.VerdictQuery;
import dev.seatline.server.store.memory.MemoryVerdictStore;
import dev.seatline.time.SystemTime;
import dev.seatline.time.TimeSource;
import dev.seatline.wire.ClockTrust;
import dev.seatline.wire.Headset;
import dev.seatline.wire.Order;
import dev.seatline.wire.Outcome;
import dev.seatline.wire.PersonId;
import dev.seatline.wire.SeatId;
import dev.seatline.wire.ShownState;
import dev.seatline.wire.SiteId;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/// What the rules find, as a person meets it on the board: the hub's own pages and API, before rules that say what the
/// test wants.
class BoardFindingsIT {
    private static final SeatId S1 = new SeatId("S01");
    private static final PersonId A1 = new PersonId("A1");

    private final TimeSource time = new SystemTime();
    private final Rules rules = new Rules();
    private final People people = new People(new MemoryPeopleStore(), time, new Random(3));
    private final Instant now = time.now();

    @SuppressWarnings("NullAway.Init")
    private ApiServer server;

    @BeforeEach
    void start() throws Exception {
        HubConfig.Http http = new HubConfig.Http("127.0.0.1", 0, Optional.empty());
        HubConfig config = new HubConfig(
                new SiteId("north"),
                "北厅",
                ZoneId.of("Asia/Shanghai"),
                Path.of("unused"),
                new HubConfig.Mqtt.Embedded("127.0.0.1", 0, Optional.empty()),
                http,
                List.of(),
                List.of(new HubConfig.PersonEntry(A1, "王芳", "east", true, false, List.of())),
                new HubConfig.SeatSettings(List.of(), List.of(), 900, 0, List.of()));
        server = new ApiServer(
                http,
                config,
                new OneSeat(now),
                rules,
                new HubCounters(),
                people,
                time,
                new Random(7),
                new BoardPages());
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    private Browser board(Browser browser) throws InterruptedException {
        Subject boss = new Subject(Subject.Kind.ACCOUNT, "boss");
        String key = ((Managed.Done) people.registry().createToken("wall", Role.BOARD, null, boss, "")).secret();
        browser.open(URI.create("http://127.0.0.1:" + server.port()) + "/#key=" + key);
        browser.eventually(() -> assertThat(browser.seat("S01").isDisplayed()).isTrue());
        return browser;
    }

    private static List<String> cards(Browser browser) {
        return browser.all("[data-testid=attention-card]").stream()
                .map(card ->
                        card.getAttribute("data-kind") + " " + card.getText().replace("\n", " "))
                .toList();
    }

    private Verdict busy(boolean provisional) {
        return verdict(
                "busy/S01",
                VerdictKind.BUSY_OVERRUN,
                A1,
                S1,
                Details.NONE.to("team-leader"),
                List.of(new Ground("declared", now.minusSeconds(960), S1, A1, "not-ready OTHER", "C1/J1/8")),
                Verdict.parameters("busy.selfMaxMin", 15),
                provisional);
    }

    private Verdict verdict(
            String matter,
            VerdictKind kind,
            @Nullable PersonId agent,
            @Nullable SeatId seat,
            Details details,
            List<Ground> grounds,
            SortedMap<String, String> parameters,
            boolean provisional) {
        return new Verdict(
                matter,
                kind,
                "group-seat-management/10",
                1,
                "east",
                agent,
                seat,
                LocalDate.of(2026, 11, 23),
                now.minusSeconds(60),
                details,
                grounds,
                parameters,
                provisional);
    }

    @Test
    void whatARuleFoundIsShownAndSaysWhyInBothLanguages() throws Exception {
        rules.say(busy(true));
        try (Browser browser = board(Browser.desktop(1920, 1080))) {
            browser.eventually(() ->
                    assertThat(cards(browser)).singleElement().asString().startsWith("busy-overrun 示忙超时：通知班长 S01 王芳"));

            rules.say(verdict(
                    "coverage/east",
                    VerdictKind.UNDERSTAFFED,
                    null,
                    null,
                    Details.ofCount(3),
                    List.of(),
                    Verdict.parameters("coverage.min", 4),
                    true));
            browser.eventually(() -> assertThat(cards(browser))
                    .extracting(card -> card.split(" ", 2)[0])
                    .containsExactly("understaffed", "busy-overrun"));
            assertThat(cards(browser).getFirst()).contains("在席人数不足：在席 3 人，应有 4 人 east");

            // by keyboard alone, and back
            WebElement card = browser.all("[data-testid=attention-card] button").getLast();
            assertThat(card.getSize().getHeight()).isGreaterThanOrEqualTo(44);
            card.sendKeys(Keys.ENTER);
            browser.eventually(
                    () -> assertThat(browser.find("why").isDisplayed()).isTrue());
            assertThat(browser.find("why").getText())
                    .contains(
                            "示忙超时：通知班长（暂定） · 王芳 · S01",
                            "依据：group-seat-management/10，第 1 版",
                            "(busy.selfMaxMin) = 15 分钟");
            assertThat(browser.find("why-close").getSize().getHeight()).isGreaterThanOrEqualTo(44);
            noSeriousBarrier(browser);
            browser.find("why-close").sendKeys(Keys.ESCAPE);
            browser.eventually(
                    () -> assertThat(browser.find("why").isDisplayed()).isFalse());

            browser.find("language-switch").click();
            browser.eventually(
                    () -> assertThat(cards(browser).getLast()).contains("Not ready too long: for the team leader"));
            browser.all("[data-testid=attention-card] button").getLast().click();
            browser.eventually(() -> assertThat(browser.find("why").getText())
                    .contains("Regulation: longest time not ready (busy.selfMaxMin) = 15 min"));
            browser.find("why-close").click();

            rules.takeBack("busy/S01");
            // what the rule said better the seat says again by itself
            browser.eventually(() -> assertThat(cards(browser).getLast()).startsWith(" Not ready long S01"));
            assertThat(browser.complaints()).noneMatch(line -> line.contains("SEVERE") && !line.contains("401"));
        }
    }

    @Test
    void whatHasEndedLeavesTheStripAndWhatAsksForSomethingStays() throws Exception {
        rules.say(busy(true));
        try (Browser browser = board(Browser.desktop(1920, 1080))) {
            browser.eventually(() -> assertThat(cards(browser)).hasSize(1));
            // it was so a minute ago
            rules.say(busy(false));
            rules.say(verdict(
                    "arrival/A1",
                    VerdictKind.ABSENCE,
                    A1,
                    S1,
                    Details.because("no-show"),
                    List.of(),
                    Verdict.parameters("late.grace", 0),
                    false));
            // the seat is not ready for long still, and says so itself
            browser.eventually(() -> assertThat(cards(browser))
                    .extracting(card -> card.split(" ", 2)[0])
                    .containsExactly("absence", ""));
        }
    }

    @Test
    void onAPhoneTheReasonsFit() throws Exception {
        rules.say(busy(true));
        try (Browser browser = board(Browser.phone())) {
            browser.eventually(() -> assertThat(cards(browser)).hasSize(1));
            browser.all("[data-testid=attention-card] button").getFirst().click();
            browser.eventually(
                    () -> assertThat(browser.find("why").isDisplayed()).isTrue());
            browser.fitsItsWidth();
        }
    }

    private static void noSeriousBarrier(Browser browser) {
        assertThat(new AxeBuilder()
                        .analyze(browser.driver()).getViolations().stream()
                                .filter(rule -> List.of("serious", "critical").contains(rule.getImpact()))
                                .map(Rule::getHelp))
                .as("barriers for people with disabilities")
                .isEmpty();
    }

    /// Rules that say what the test wants. Safe for any thread.
    private static final class Rules implements RuleDesk {
        private final MemoryVerdictStore store = new MemoryVerdictStore();
        private final List<Consumer<List<StoredVerdict>>> listeners = new CopyOnWriteArrayList<>();

        void say(Verdict verdict) {
            commit(new VerdictChange(verdict.matter(), verdict, verdict.at()));
        }

        void takeBack(String matter) {
            commit(new VerdictChange(matter, null, Instant.now()));
        }

        private void commit(VerdictChange change) {
            List<StoredVerdict> written = store.commit(List.of(change));
            listeners.forEach(listener -> listener.accept(written));
        }

        @Override
        public List<StoredVerdict> verdicts(VerdictQuery query) {
            return store.standing(query);
        }

        @Override
        public Optional<StoredVerdict> verdict(long id) {
            return store.version(id);
        }

        @Override
        public List<StoredVerdict> history(String matter) {
            return store.history(matter);
        }

        @Override
        public Runnable onVerdicts(Consumer<List<StoredVerdict>> listener) {
            listeners.add(listener);
            return () -> listeners.remove(listener);
        }

        @Override
        public boolean judges() {
            return true;
        }

        @Override
        public Loaded<Happening> read(String body, Instant at) {
            return NONE.read(body, at);
        }

        @Override
        public CompletionStage<StoredReport> report(StoredReport report) {
            return NONE.report(report);
        }

        @Override
        public List<StoredReport> reports(Instant from, long after, int limit) {
            return List.of();
        }
    }

    /// A floor of one seat where nothing happens.
    private record OneSeat(Instant since) implements HubDesk {
        @Override
        public FloorSnapshot floor() {
            SeatView seat = new SeatView(
                    S1,
                    "east",
                    ShownState.NOT_READY,
                    "OTHER",
                    "A1",
                    "王芳",
                    null,
                    since.minusSeconds(960),
                    0,
                    Headset.RESTING,
                    SeatView.Link.ONLINE,
                    since,
                    ClockTrust.TRUSTED,
                    false,
                    null,
                    null,
                    null,
                    false,
                    0,
                    0);
            return new FloorSnapshot(1, since, List.of(seat));
        }

        @Override
        public Runnable onFloor(Consumer<FloorSnapshot> listener) {
            return () -> {};
        }

        @Override
        public List<StoredEvent> events(long after, @Nullable SeatId seat, int limit) {
            return List.of();
        }

        @Override
        public CompletionStage<Outcome> order(SeatId seat, Order.Wish wish, Duration patience) {
            return new CompletableFuture<>();
        }

        @Override
        public List<String> notReady() {
            return List.of();
        }

        @Override
        public CompletableFuture<Throwable> failed() {
            return new CompletableFuture<>();
        }
    }
}
