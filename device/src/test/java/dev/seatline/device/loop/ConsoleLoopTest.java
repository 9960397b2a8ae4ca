package dev.seatline.device.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.seatline.device.Eventually;
import dev.seatline.device.hardware.SeatHardware;
import dev.seatline.device.journal.Journal;
import dev.seatline.device.journal.MemoryJournal;
import dev.seatline.device.seat.Input;
import dev.seatline.device.seat.Outputs;
import dev.seatline.device.seat.SeatRules;
import dev.seatline.device.sync.MailSeen;
import dev.seatline.device.sync.UploaderMail;
import dev.seatline.wire.BootId;
import dev.seatline.wire.ClockTrust;
import dev.seatline.wire.ConsoleId;
import dev.seatline.wire.ConsoleStatus.PartHealth;
import dev.seatline.wire.Envelope;
import dev.seatline.wire.Fact;
import dev.seatline.wire.Headset;
import dev.seatline.wire.PersonId;
import dev.seatline.wire.SeatId;
import dev.seatline.wire.Settings;
import dev.seatline.wire.SiteId;
import dev.seatline.wire.SiteKey;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The loop with the real seat, over a journal made of a list and hardware that only remembers.
final class ConsoleLoopTest {
    private static final SiteKey KEY = SiteKey.ofHex("00".repeat(32));
    private static final String BADGE = "04A1B2C3";
    private static final PersonId WANG = new PersonId("wang");
    private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");

    private final HandTime time = new HandTime(NOW);
    private final MemoryJournal.Disk disk = new MemoryJournal.Disk(new SplittableRandom(1), 10, NOW);
    private final Journal journal = new MemoryJournal(disk);
    private final UploaderMail mail = new UploaderMail();
    private final Remembering hardware = new Remembering();
    private final CompletableFuture<Throwable> failed = new CompletableFuture<>();
    private final ConsoleLoop loop = loop(journal);
    private final Thread thread = Thread.ofPlatform().unstarted(loop);

    @AfterEach
    void stop() throws InterruptedException {
        loop.stop();
        thread.join();
    }

    @Test
    void theFirstFactsAreTheJournalsAndTheBoots() {
        thread.start();
        Eventually.until("they are recorded", () -> facts().size() == 2);
        assertThat(facts().get(0)).isInstanceOf(Fact.JournalBegan.class);
        assertThat(facts().get(1)).isEqualTo(new Fact.BootBegan("0.1"));
        assertThat(journal.read(1, 1).getFirst().elapsedMillis()).isZero();
    }

    @Test
    void aFullDiskIsRefusedLoudlyAndNothingIsApplied() {
        thread.start();
        know();
        disk.full(true);
        loop.sensed(new Input.CardRead(KEY.code(BADGE)));
        Eventually.until("the refusal is heard", () -> hardware.buzzed(Outputs.Buzzer.ERROR));
        // the buzzer sounds a moment before the page can tell why
        Eventually.until(
                "the reason is told", () -> loop.step().whyNotRecording().contains("no room"));
        assertThat(loop.step().state().agent()).isNull();
        assertThat(facts()).noneMatch(Fact.SignedIn.class::isInstance);

        disk.full(false);
        time.pass(Duration.ofSeconds(10));
        loop.sensed(new Input.CardRead(KEY.code(BADGE)));
        Eventually.until(
                "there is room again", () -> WANG.equals(loop.step().state().agent()));
        assertThat(loop.step().whyNotRecording()).isEmpty();
        assertThat(failed).isNotDone();
    }

    @Test
    void olderSettingsReplaceNeitherThoseInForceNorThoseKept() {
        thread.start();
        know();
        loop.settings(settings(2));
        loop.sensed(new Input.HookMoved(true));
        Eventually.until("they were dealt with", () -> loop.step().state().headset() == Headset.LIFTED);
        assertThat(loop.step().settings()).isEqualTo(3);
        assertThat(new MemoryJournal(disk).opening().settings().version()).isEqualTo(3);
    }

    @Test
    void settingsThatFoundNoRoomAreKeptOnceThereIsSome() {
        thread.start();
        know();
        disk.full(true);
        loop.settings(settings(4));
        Eventually.until("they are in force", () -> loop.step().settings() == 4);
        assertThat(new MemoryJournal(disk).opening().settings().version()).isEqualTo(3);
        disk.full(false);
        loop.sensed(new Input.HookMoved(true));
        Eventually.until("it is recorded", () -> loop.step().state().headset() == Headset.LIFTED);
        assertThat(new MemoryJournal(disk).opening().settings().version()).isEqualTo(4);
    }

    @Test
    void whereTheHeadsetWentMeanwhileIsRecordedOnceThereIsRoom() {
        thread.start();
        know();
        disk.full(true);
        loop.sensed(new Input.HookMoved(true));
        Eventually.until("it is refused", () -> !loop.step().whyNotRecording().isEmpty());
        disk.full(false);
        loop.sensed(new Input.BellRang());
        Eventually.until("it is recorded", () -> loop.step().state().headset() == Headset.LIFTED);
    }

    @Test
    void aDiskThatIsFullAtTheStartOwesTheBoot() {
        disk.full(true);
        thread.start();
        Eventually.until("it is known", () -> !loop.step().whyNotRecording().isEmpty());
        assertThat(journal.depth().last()).isZero();
        disk.full(false);
        loop.sensed(new Input.HookMoved(true));
        Eventually.until("it is recorded", () -> loop.step().state().headset() == Headset.LIFTED);
        assertThat(facts().get(0)).isInstanceOf(Fact.JournalBegan.class);
        assertThat(facts().get(1)).isInstanceOf(Fact.BootBegan.class);
    }

    @Test
    void aClockThatJumpsIntoPlaceIsAnchoredInTheJournal() {
        thread.start();
        know();
        assertThat(loop.step().clock()).isEqualTo(ClockTrust.UNTRUSTED);
        time.set(NOW.plusSeconds(3_600));
        loop.sensed(new Input.HookMoved(true));
        Eventually.until("it is anchored", () -> facts().contains(new Fact.ClockAnchored(3_600_000)));
        List<Envelope> all = journal.read(1, 100);
        Envelope anchor = all.stream()
                .filter(fact -> fact.fact() instanceof Fact.ClockAnchored)
                .findFirst()
                .orElseThrow();
        assertThat(anchor.clock()).isEqualTo(ClockTrust.TRUSTED);
        assertThat(all.getFirst().clock()).isEqualTo(ClockTrust.UNTRUSTED);
    }

    @Test
    void theLampAnswersOnlyAfterTheJournalHasIt() {
        thread.start();
        know();
        hardware.whenShown(outputs -> {
            if (outputs.lamp().colour() == Outputs.Colour.RED) {
                hardware.note("signed in on disk: " + facts().stream().anyMatch(Fact.SignedIn.class::isInstance));
            }
        });
        loop.sensed(new Input.CardRead(KEY.code(BADGE)));
        Eventually.until("the lamp answers", () -> !hardware.notes().isEmpty());
        assertThat(hardware.notes().getFirst()).isEqualTo("signed in on disk: true");
    }

    @Test
    void theLampIsSwitchedBeforeTheUploaderIsWokenUp() {
        thread.start();
        know();
        hardware.whenShown(outputs -> {
            if (outputs.lamp().colour() == Outputs.Colour.RED) {
                hardware.note("uploader woken up before: " + MailSeen.waiting(mail));
            }
        });
        Eventually.until("the start is settled", () -> facts().size() == 2 && MailSeen.waiting(mail));
        MailSeen.take(mail);
        loop.sensed(new Input.CardRead(KEY.code(BADGE)));
        Eventually.until("the uploader is woken up", () -> !hardware.notes().isEmpty() && MailSeen.waiting(mail));
        assertThat(hardware.notes().getFirst()).isEqualTo("uploader woken up before: false");
    }

    @Test
    void aJournalThatCannotBeWrittenEndsTheLoop() {
        journalBreaks();
        assertThat(failed.join()).hasMessage("the disk is gone");
    }

    private void journalBreaks() {
        ConsoleLoop broken = loop(new BreakingJournal(journal));
        Thread.ofPlatform().start(broken);
    }

    @Test
    void whatTimeAloneBringsAboutHappensByItself() {
        thread.start();
        know();
        loop.sensed(new Input.BellRang());
        Eventually.until("it rings", () -> facts().contains(new Fact.RingCounted(1)));
        time.pass(Duration.ofSeconds(8));
        Eventually.until(
                "the silence is noticed", () -> facts().stream().anyMatch(Fact.RingingEnded.class::isInstance));
    }

    @Test
    void whatHappensWhileTheDiskStallsIsDatedWhenItHappened() {
        StallingJournal stalling = new StallingJournal(journal);
        ConsoleLoop slow = loop(stalling);
        Thread itsThread = stalledWhileSomebodySignsIn(slow, stalling);
        time.pass(Duration.ofSeconds(1));
        slow.sensed(new Input.CardRead(KEY.code(BADGE)));
        slow.sensed(new Input.BellRang());
        time.pass(Duration.ofSeconds(5));
        slow.sensed(new Input.BellRang());
        time.pass(Duration.ofSeconds(4));
        slow.sensed(new Input.CardRead(KEY.code("7777")));
        time.pass(Duration.ofSeconds(2));
        stalling.goOn();
        Eventually.until("all is recorded", () -> facts().stream().anyMatch(Fact.CardRefused.class::isInstance));
        Eventually.until("the refusal is heard, late as it is", () -> hardware.buzzed(Outputs.Buzzer.ERROR));
        slow.stop();
        Eventually.until("it ends", () -> !itsThread.isAlive());

        assertThat(journal.read(1, 100))
                .extracting(
                        Envelope::elapsedMillis,
                        fact -> fact.wall().toEpochMilli() - NOW.toEpochMilli(),
                        Envelope::fact)
                .endsWith(
                        tuple(0L, 0L, new Fact.SignedIn(WANG)),
                        tuple(1_000L, 1_000L, new Fact.RingCounted(1)),
                        tuple(6_000L, 6_000L, new Fact.RingCounted(2)),
                        tuple(10_000L, 10_000L, new Fact.CardRefused(KEY.code("7777"), Fact.CardRefusal.UNKNOWN)));
    }

    @Test
    void whatIsHeardOfClockAndLinkDoesNotMoveWhatWasSensedBefore() {
        StallingJournal stalling = new StallingJournal(journal);
        ConsoleLoop slow = loop(stalling);
        Thread itsThread = stalledWhileSomebodySignsIn(slow, stalling);
        time.pass(Duration.ofSeconds(1));
        slow.sensed(new Input.BellRang());
        time.pass(Duration.ofSeconds(5));
        slow.sensed(new Input.BellRang());
        time.pass(Duration.ofSeconds(4));
        slow.linkChanged(true, "connected");
        time.pass(Duration.ofSeconds(2));
        time.set(time.now().plus(Duration.ofHours(1)));
        stalling.goOn();
        Eventually.until("all is recorded", () -> facts().stream().anyMatch(Fact.LinkRegained.class::isInstance));
        slow.stop();
        Eventually.until("it ends", () -> !itsThread.isAlive());

        assertThat(journal.read(1, 100))
                .extracting(Envelope::elapsedMillis, Envelope::clock, Envelope::fact)
                .contains(
                        tuple(1_000L, ClockTrust.TRUSTED, new Fact.RingCounted(1)),
                        tuple(6_000L, ClockTrust.TRUSTED, new Fact.RingCounted(2)),
                        tuple(10_000L, ClockTrust.TRUSTED, new Fact.LinkRegained()));
    }

    @Test
    void anIdleLoopTurnsWhenItIsWokenAndAStuckOneDoesNot() {
        StallingJournal stalling = new StallingJournal(journal);
        ConsoleLoop slow = loop(stalling);
        Thread itsThread = Thread.ofPlatform().start(slow);
        slow.settings(settings(3));
        Eventually.until("settings are in force", () -> slow.step().settings() == 3);
        Eventually.until("it is idle", () -> itsThread.getState() == Thread.State.TIMED_WAITING);
        long idle = slow.turns();
        slow.wake();
        Eventually.until("it turns", () -> slow.turns() > idle);

        stalling.stall();
        slow.sensed(new Input.BellRang());
        Eventually.until("the disk stalls", stalling::waited);
        long stuck = slow.turns();
        slow.wake();
        assertThat(slow.turns()).isEqualTo(stuck);
        stalling.goOn();
        Eventually.until("it goes on", () -> slow.turns() > stuck);
        slow.stop();
        Eventually.until("it ends", () -> !itsThread.isAlive());
    }

    @Test
    void beingWokenDoesNotKeepItFromLookingWhetherThereIsRoom() throws InterruptedException {
        loop.begin();
        loop.settings(settings(3));
        loop.turn(Duration.ZERO);
        disk.full(true);
        loop.sensed(new Input.HookMoved(true));
        loop.turn(Duration.ZERO);
        assertThat(loop.step().whyNotRecording()).contains("no room");
        disk.full(false);
        loop.wake();
        loop.turn(Duration.ZERO);
        assertThat(loop.step().whyNotRecording()).isEmpty();
    }

    // ---- what the tests are made of

    private static Thread stalledWhileSomebodySignsIn(ConsoleLoop slow, StallingJournal stalling) {
        Thread itsThread = Thread.ofPlatform().start(slow);
        slow.settings(settings(3));
        Eventually.until("settings are in force", () -> slow.step().settings() == 3);
        stalling.stall();
        slow.sensed(new Input.CardRead(KEY.code(BADGE)));
        Eventually.until("the disk stalls", stalling::waited);
        return itsThread;
    }

    private void know() {
        loop.settings(settings(3));
        Eventually.until("settings are in force", () -> loop.step().settings() == 3);
    }

    private static Settings settings(long version) {
        return new Settings(
                version,
                List.of(new Settings.KnownPerson(WANG, "Wang", true, false, List.of(KEY.code(BADGE)))),
                List.of(),
                Settings.NONE.reasons(),
                Settings.NONE.breakTypes(),
                0,
                0);
    }

    private List<Fact> facts() {
        return journal.read(1, 1_000).stream().map(Envelope::fact).toList();
    }

    private ConsoleLoop loop(Journal over) {
        return new ConsoleLoop(
                new ConsoleIdentity(
                        new SiteId("demo"), new SeatId("S01"), new ConsoleId("C01"), new BootId("b1"), "0.1"),
                SeatRules.DEFAULT,
                false,
                Path.of("/nowhere/at/all"),
                new ConsoleLoop.Parts(time, new SplittableRandom(2), over, hardware, mail, () -> 0, failed::complete));
    }

    /// A journal whose disk sometimes keeps everybody waiting.
    private static final class StallingJournal implements Journal {
        private final Journal real;
        private volatile CountDownLatch free = new CountDownLatch(0);
        private volatile boolean waited;

        StallingJournal(Journal real) {
            this.real = real;
        }

        void stall() {
            free = new CountDownLatch(1);
        }

        boolean waited() {
            return waited;
        }

        void goOn() {
            free.countDown();
        }

        @Override
        public Opening opening() {
            return real.opening();
        }

        @Override
        public void append(List<Envelope> facts, dev.seatline.wire.SeatState after) {
            try {
                waited = free.getCount() > 0;
                if (!free.await(1, TimeUnit.MINUTES)) {
                    throw new IllegalStateException("nobody let the disk go on");
                }
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            real.append(facts, after);
        }

        @Override
        public void beginAgain(List<Envelope> facts, dev.seatline.wire.SeatState after) {
            real.beginAgain(facts, after);
        }

        @Override
        public List<Envelope> read(long from, int most) {
            return real.read(from, most);
        }

        @Override
        public void confirm(long upTo) {
            real.confirm(upTo);
        }

        @Override
        public void keep(Settings settings) {
            real.keep(settings);
        }

        @Override
        public Depth depth() {
            return real.depth();
        }

        @Override
        public void close() {
            real.close();
        }
    }

    /// A journal whose disk is gone for good.
    private record BreakingJournal(Journal real) implements Journal {
        @Override
        public Opening opening() {
            return real.opening();
        }

        @Override
        public void append(List<Envelope> facts, dev.seatline.wire.SeatState after) {
            throw new IllegalStateException("the disk is gone");
        }

        @Override
        public void beginAgain(List<Envelope> facts, dev.seatline.wire.SeatState after) {
            throw new IllegalStateException("the disk is gone");
        }

        @Override
        public List<Envelope> read(long from, int most) {
            return real.read(from, most);
        }

        @Override
        public void confirm(long upTo) {}

        @Override
        public void keep(Settings settings) {}

        @Override
        public Depth depth() {
            return real.depth();
        }

        @Override
        public void close() {}
    }

    /// Hardware that only remembers what it was to show. Any thread.
    private static final class Remembering implements SeatHardware {
        private final List<Outputs> shown = new CopyOnWriteArrayList<>();
        private final List<String> notes = new CopyOnWriteArrayList<>();
        private volatile Consumer<Outputs> watcher = _ -> {};

        @Override
        public void start(Consumer<Input> sensed) {}

        @Override
        public void show(Outputs outputs) {
            shown.add(outputs);
            watcher.accept(outputs);
        }

        @Override
        public List<PartHealth> health() {
            return List.of();
        }

        @Override
        public void stop() {}

        boolean buzzed(Outputs.Buzzer buzzer) {
            return shown.stream().anyMatch(outputs -> outputs.buzzer() == buzzer);
        }

        void whenShown(Consumer<Outputs> watcher) {
            this.watcher = watcher;
        }

        void note(String text) {
            notes.add(text);
        }

        List<String> notes() {
            return notes;
        }
    }
}
