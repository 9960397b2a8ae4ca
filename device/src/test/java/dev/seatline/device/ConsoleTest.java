package dev.seatline.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seatline.device.hardware.bench.BenchHardware;
import dev.seatline.device.journal.JournalInUseException;
import dev.seatline.device.seat.Outputs;
import dev.seatline.device.seat.SeatRules;
import dev.seatline.device.sync.MemoryHubLink;
import dev.seatline.time.SystemTime;
import dev.seatline.wire.Confirm;
import dev.seatline.wire.ConsoleId;
import dev.seatline.wire.ConsoleStatus;
import dev.seatline.wire.Envelope;
import dev.seatline.wire.Fact;
import dev.seatline.wire.Order;
import dev.seatline.wire.OrderId;
import dev.seatline.wire.Outcome;
import dev.seatline.wire.Person;
import dev.seatline.wire.PersonId;
import dev.seatline.wire.SeatId;
import dev.seatline.wire.SeatReport;
import dev.seatline.wire.Settings;
import dev.seatline.wire.ShownState;
import dev.seatline.wire.SiteId;
import dev.seatline.wire.SiteKey;
import dev.seatline.wire.Topic;
import dev.seatline.wire.WireJson;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The whole console over bench hardware and a link without a network: what the lamp confirmed reaches the
/// hub once.
final class ConsoleTest {
    private static final SiteKey KEY = SiteKey.ofHex("00".repeat(32));
    private static final String BADGE = "04A1B2C3";
    private static final PersonId WANG = new PersonId("wang");
    private static final int KEPT = 10;
    private static final Duration SAME_CARD = Duration.ofMillis(1);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private final SplittableRandom random = new SplittableRandom(7);
    private MemoryHubLink link = new MemoryHubLink();
    private final FakeHub hub = new FakeHub(link);
    private BenchHardware bench = bench();

    @SuppressWarnings("NullAway.Init")
    private Console console;

    @BeforeEach
    void wire() {
        console = console();
    }

    @AfterEach
    void stop() {
        console.stop();
    }

    @Test
    void aTapIsRecordedAnsweredDeliveredAndConfirmed() throws IOException {
        start();
        tap();
        Eventually.until("the hub has the sign-in", () -> signedIn(hub.all()));
        Eventually.until(
                "all is confirmed",
                () -> console.view().confirmed() == console.view().last());
        assertThat(console.view().shown()).isEqualTo(ShownState.NOT_READY);
        assertThat(console.view().agentName()).isEqualTo("Wang");
        assertThat(bench.outputs().lamp().colour()).isEqualTo(Outputs.Colour.RED);
        assertThat(hub.all().get(0).fact()).isInstanceOf(Fact.JournalBegan.class);
        assertThat(hub.all().get(1).fact()).isEqualTo(new Fact.BootBegan(Console.SOFTWARE));
        assertInOrder(hub.all());
        Eventually.until("the state follows", () -> shows(ShownState.NOT_READY));
        assertThat(hub.status().online()).isTrue();
        assertThat(hub.status().health()).anyMatch(line -> line.part().equals("journal") && line.ok());
    }

    @Test
    void theStatusTellsHowLinkAndMachineAreAndTheLastOneDoesNot() throws IOException {
        start();
        tap();
        Eventually.until("all is confirmed", this::allConfirmed);
        ConsoleStatus status = hub.status();
        assertThat(Objects.requireNonNull(status.link()).connections()).isOne();
        assertThat(Objects.requireNonNull(status.machine()).diskFree()).isPositive();
        console.stop();
        assertThat(hub.status().machine()).as("nobody knows any more").isNull();
        assertThat(hub.status().link()).isNull();
    }

    @Test
    void aCleanStopTellsTheHubAndDarkensTheLamp() throws IOException {
        start();
        tap();
        Eventually.until("the lamp answers", () -> bench.outputs().lamp().colour() == Outputs.Colour.RED);
        console.stop();
        assertThat(hub.status().online()).isFalse();
        assertThat(bench.outputs()).isEqualTo(Outputs.DARK);
        assertThat(console.failed()).isNotDone();
    }

    @Test
    void aRestartGoesOnWhereItWasAndDeliversNothingTwice() throws IOException {
        start();
        tap();
        Eventually.until("the hub has the sign-in", () -> signedIn(hub.all()));
        long delivered = hub.all().size();
        restart();
        assertThat(console.view().state().person()).isEqualTo(new Person.Agent(WANG, null));
        assertThat(console.view().settings()).isEqualTo(3);
        Eventually.until("the new boot is delivered", () -> boots(hub.all()) == 2);
        assertInOrder(hub.all());
        assertThat(hub.all().size()).isGreaterThan((int) delivered);
    }

    @Test
    void tenThousandFactsWithoutTheHubAllArriveInOrderAndThePresentComesFirst() throws IOException {
        start();
        tap();
        Eventually.until("the hub has the sign-in", () -> signedIn(hub.all()));
        link.reachable(false);
        Eventually.until("it is offline", () -> !console.view().online());
        for (int i = 0; i < 20; i++) {
            long before = console.view().last();
            move(500);
            // a slow disk has its time: nothing is left out, and nothing waits
            Eventually.until("they are recorded", () -> console.view().last() >= before + 500);
        }
        tapAway();
        assertThat(console.view().last()).isGreaterThan(10_000);
        link.reachable(true);
        Eventually.until("the present is known", () -> shows(ShownState.SIGNED_OUT));
        assertThat(hub.all().size()).isLessThan(10_000);
        Eventually.until(
                "all is delivered",
                () -> console.view().confirmed() == console.view().last());
        assertInOrder(hub.all());
        assertThat(hub.all()).hasSize((int) console.view().last());
        Eventually.until("old facts are forgotten", () -> console.view().oldest() > 9_000);
        assertThat(console.view().oldest()).isLessThanOrEqualTo(console.view().confirmed() - KEPT + 1);
    }

    @Test
    void aHubThatNeverConfirmsGetsTheFactsAgainAndNothingIsForgotten() throws IOException {
        hub.confirming(_ -> List.of());
        start();
        tap();
        Eventually.until("it is sent again", () -> hub.batches() >= 3);
        assertThat(console.view().confirmed()).isZero();
        assertThat(console.view().oldest()).isEqualTo(1);
        hub.confirming(confirms -> confirms);
        Eventually.until(
                "all is confirmed",
                () -> console.view().confirmed() == console.view().last());
        assertInOrder(hub.all());
    }

    @Test
    void aHubThatConfirmsTwiceAndBackwardsDoesNoHarm() throws IOException {
        hub.confirming(confirms -> {
            Confirm right = confirms.getFirst();
            return List.of(
                    right, right, new Confirm(right.journal(), right.upTo() / 2), new Confirm(right.journal(), 0));
        });
        start();
        tap();
        for (int i = 0; i < 500; i++) {
            bench.hook(i % 2 == 0);
        }
        Eventually.until("all is recorded", () -> console.view().last() > 500);
        Eventually.until(
                "all is confirmed",
                () -> console.view().confirmed() == console.view().last());
        assertInOrder(hub.all());
    }

    @Test
    void whatTheHubCannotHaveSentIsLeftOutAndSaid() throws IOException {
        start();
        link.send(Topic.Channel.ORDER, new byte[] {'{'});
        link.send(Topic.Channel.CONFIRM, WireJson.write(List.of(1, 2)));
        link.send(Topic.Channel.EVENT, new byte[] {});
        tap();
        Eventually.until("the hub has the sign-in", () -> signedIn(hub.all()));
        assertThat(console.view().parts()).anyMatch(line -> line.detail().contains("3 of the hub not readable"));
    }

    @Test
    void anOrderIsCarriedOutOnceAndAnswered() throws IOException {
        start();
        tap();
        Order order = new Order(new OrderId("o1"), Instant.now().plusSeconds(600), new Order.Wish.ForceSignOut());
        Eventually.until("he is signed in", () -> signedIn(hub.all()));
        link.send(Topic.Channel.ORDER, WireJson.write(order));
        link.send(Topic.Channel.ORDER, WireJson.write(order));
        Eventually.until("both are answered", () -> hub.outcomes().size() == 2);
        assertThat(hub.outcomes().getFirst().result()).isEqualTo(Outcome.Result.DONE);
        Eventually.until("he is signed out", () -> shows(ShownState.SIGNED_OUT));
    }

    @Test
    void anOldCopyOfTheJournalBeginsANewOneAndKeepsWhatIsNew() throws IOException {
        start();
        tap();
        Eventually.until("all is confirmed", () -> signedIn(hub.all()) && allConfirmed());
        console.stop();
        Path file = folder.resolve("data/journal.db");
        Files.copy(file, folder.resolve("copy.db"));
        again();
        start();
        for (int i = 0; i < 20; i++) {
            bench.hook(i % 2 == 0);
        }
        Eventually.until("20 more are confirmed", () -> console.view().last() > 20 && allConfirmed());
        console.stop();
        int counted = hub.all().size();

        Files.copy(folder.resolve("copy.db"), file, StandardCopyOption.REPLACE_EXISTING);
        again();
        link.reachable(false);
        start();
        tapAway();
        Eventually.until("he is signed out here", () -> console.view().shown() == ShownState.SIGNED_OUT);
        link.reachable(true);
        Eventually.until(
                "a new journal is delivered",
                () -> hub.all().size() > counted && allConfirmed() && boots(hub.all()) == 3);

        List<Envelope> news = hub.all().subList(counted, hub.all().size());
        assertThat(news.getFirst().fact())
                .isInstanceOfSatisfying(
                        Fact.JournalBegan.class,
                        began -> assertThat(began.cause()).isEqualTo(Fact.JournalCause.RESTORED));
        assertThat(news).anyMatch(fact -> fact.fact() instanceof Fact.SignedOut);
        assertThat(news).allMatch(fact -> fact.journal().equals(news.getFirst().journal()));
        assertThat(folder.resolve("data/journal.restored-1")).exists();
    }

    @Test
    void anOldCopyThatWasStartedTwiceBeforeItMetTheHubLosesNothing() throws IOException {
        start();
        tap();
        Eventually.until("all is confirmed", () -> signedIn(hub.all()) && allConfirmed());
        console.stop();
        Path file = folder.resolve("data/journal.db");
        Files.copy(file, folder.resolve("copy.db"));
        again();
        start();
        move(20);
        Eventually.until("20 more are confirmed", () -> console.view().last() > 20 && allConfirmed());
        console.stop();
        int counted = hub.all().size();

        Files.copy(folder.resolve("copy.db"), file, StandardCopyOption.REPLACE_EXISTING);
        again();
        link.reachable(false);
        start();
        long before = console.view().last();
        move(120);
        Eventually.until("they are recorded", () -> console.view().last() >= before + 120);
        console.stop();
        again();
        start();
        Eventually.until(
                "a new journal is delivered",
                () -> hub.all().size() > counted && allConfirmed() && boots(hub.all()) == 4);

        List<Envelope> news = hub.all().subList(counted, hub.all().size());
        assertThat(news.getFirst().fact()).isInstanceOf(Fact.JournalBegan.class);
        assertThat(news)
                .filteredOn(fact -> fact.fact() instanceof Fact.HeadsetMoved)
                .hasSizeGreaterThanOrEqualTo(120);
    }

    private void move(int times) {
        for (int i = 0; i < times; i++) {
            bench.hook(i % 2 == 0);
        }
    }

    @Test
    void twoConsolesNeverShareAFolder() throws IOException {
        start();
        Console second = console();
        assertThatThrownBy(second::start).isInstanceOf(JournalInUseException.class);
        tap();
        Eventually.until("the first works on", () -> signedIn(hub.all()));
    }

    // ---- what the tests are made of

    private void start() throws IOException {
        link.send(Topic.Channel.SETTINGS, WireJson.write(settings()));
        console.start();
    }

    private void tap() {
        Eventually.until("settings are there", () -> console.view().settings() == 3);
        assertThat(bench.badge(BADGE)).isTrue();
    }

    /// The same badge again, once it no longer counts as the same tap.
    private void tapAway() {
        Eventually.until("he is signed in", () -> console.view().state().agent() != null);
        long tapped = System.nanoTime();
        Eventually.until("it is another tap", () -> System.nanoTime() - tapped > 2 * SAME_CARD.toNanos());
        assertThat(bench.badge(BADGE)).isTrue();
        Eventually.until("the tap signs him out", () -> console.view().state().agent() == null);
    }

    private void restart() throws IOException {
        console.stop();
        again();
        start();
    }

    private void again() {
        link = new MemoryHubLink();
        hub.moveTo(link);
        bench = bench();
        console = console();
    }

    private boolean allConfirmed() {
        return console.view().confirmed() == console.view().last();
    }

    private boolean shows(ShownState state) {
        SeatReport report = hub.report();
        return report != null && report.shown() == state;
    }

    private static boolean signedIn(List<Envelope> facts) {
        return facts.stream().anyMatch(fact -> fact.fact() instanceof Fact.SignedIn(var person) && person.equals(WANG));
    }

    private static long boots(List<Envelope> facts) {
        return facts.stream()
                .filter(fact -> fact.fact() instanceof Fact.BootBegan)
                .count();
    }

    private static void assertInOrder(List<Envelope> facts) {
        assertThat(facts.stream().map(Envelope::sequence).toList())
                .isEqualTo(LongStream.rangeClosed(1, facts.size()).boxed().toList());
    }

    private static Settings settings() {
        return new Settings(
                3,
                List.of(new Settings.KnownPerson(WANG, "Wang", true, false, List.of(KEY.code(BADGE)))),
                List.of(),
                Settings.NONE.reasons(),
                Settings.NONE.breakTypes(),
                0,
                0);
    }

    private static BenchHardware bench() {
        return new BenchHardware(KEY, new SystemTime(), rules());
    }

    private static SeatRules rules() {
        return new SeatRules(
                SeatRules.HookMode.LINE,
                SAME_CARD,
                Duration.ofMillis(100),
                SeatRules.DEFAULT.ringPeriod(),
                SeatRules.DEFAULT.ringSilence());
    }

    private Console console() {
        ConsoleConfig config = new ConsoleConfig(
                new SiteId("demo"),
                new SeatId("S01"),
                new ConsoleId("C01"),
                folder.resolve("data"),
                new ConsoleConfig.HubAddress(URI.create("tcp://127.0.0.1:1"), "11".repeat(32), Optional.empty()),
                KEY,
                ConsoleConfig.Hardware.BENCH,
                Optional.empty(),
                rules(),
                Optional.empty(),
                KEPT,
                true);
        return new Console(
                config, new SystemTime(), random, bench, link, folder.resolve("no-such-mark"), Duration.ofMillis(200));
    }
}
