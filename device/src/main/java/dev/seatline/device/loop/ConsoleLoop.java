package dev.seatline.device.loop;

import dev.seatline.device.hardware.SeatHardware;
import dev.seatline.device.journal.Journal;
import dev.seatline.device.journal.JournalFullException;
import dev.seatline.device.seat.Action;
import dev.seatline.device.seat.Decision;
import dev.seatline.device.seat.Input;
import dev.seatline.device.seat.Moment;
import dev.seatline.device.seat.Outputs;
import dev.seatline.device.seat.Seat;
import dev.seatline.device.seat.SeatRules;
import dev.seatline.device.sync.HubInbox;
import dev.seatline.device.sync.UploaderMail;
import dev.seatline.service.Pulse;
import dev.seatline.time.TimeSource;
import dev.seatline.wire.Confirm;
import dev.seatline.wire.Fact;
import dev.seatline.wire.Order;
import dev.seatline.wire.SeatReport;
import dev.seatline.wire.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/// The one writer of a console: input → decide → journal → apply → act. It alone owns the seat and writes
/// the journal; hardware, link and time only put words into its queue, everybody else reads what [#step]
/// left behind.
///
/// [#run] is its thread. [#sensed] and the [HubInbox.Receiver] part are for the drivers' and the link's
/// threads.
public final class ConsoleLoop implements Runnable, HubInbox.Receiver, Pulse {
    private static final Duration PROBE_EVERY = Duration.ofSeconds(5);
    private static final Duration IDLE = Duration.ofSeconds(60);
    /// Between two words of time alone, should the seat ask for one at once again and again.
    private static final Duration BREATH = Duration.ofMillis(10);

    private final ConsoleIdentity identity;
    private final TimeSource time;
    private final RandomGenerator random;
    private final Journal journal;
    private final Recorder recorder;
    private final SeatHardware hardware;
    private final UploaderMail mail;
    private final LongSupplier everSent;
    private final ClockWatch clock;
    private final Consumer<Throwable> failed;
    private final LoopQueue queue;
    private final AtomicLong turns = new AtomicLong();

    private Seat seat;
    private List<Fact> owed;
    private String whyNotRecording = "";
    private @Nullable Settings unkept;
    private @Nullable Outputs shown;
    private @Nullable SeatReport reported;
    private boolean appended;
    private boolean online;
    private String linkDetail = "not connected yet";
    private Instant linkSince;
    private volatile boolean stopping;
    private volatile LoopStep step;

    /// What the loop works with.
    ///
    /// @param mail where the uploader is told of news
    /// @param everSent the highest sequence that the uploader ever sent
    /// @param failed gets what ended the loop, if it was not [ConsoleLoop#stop]
    public record Parts(
            TimeSource time,
            RandomGenerator random,
            Journal journal,
            SeatHardware hardware,
            UploaderMail mail,
            LongSupplier everSent,
            Consumer<Throwable> failed) {}

    /// @param clockMark the file that says that time is synchronised
    public ConsoleLoop(
            ConsoleIdentity identity, SeatRules rules, boolean trustClockAtStart, Path clockMark, Parts parts) {
        this.identity = identity;
        this.time = parts.time();
        this.queue = new LoopQueue(time);
        this.random = parts.random();
        this.journal = parts.journal();
        this.hardware = parts.hardware();
        this.mail = parts.mail();
        this.everSent = parts.everSent();
        this.failed = parts.failed();
        this.recorder = new Recorder(identity, journal);
        this.clock = new ClockWatch(time, trustClockAtStart, clockMark);
        Journal.Opening opening = journal.opening();
        this.seat = Seat.started(rules, opening.settings(), opening.state());
        this.owed = new ArrayList<>();
        if (opening.began() != null) {
            owed.add(opening.began());
        }
        owed.add(new Fact.BootBegan(identity.software()));
        this.linkSince = time.now();
        this.step = leftBehind(Outputs.DARK, clock.moment());
    }

    /// A driver has sensed something. Any thread; waits a moment at most.
    public void sensed(Input input) {
        queue.sensed(input);
    }

    @Override
    public void linkChanged(boolean online, String detail) {
        queue.linkChanged(online, detail);
    }

    @Override
    public void confirmed(Confirm confirm) {
        queue.heard(new LoopQueue.Confirmed(confirm));
    }

    @Override
    public void settings(Settings settings) {
        queue.heard(new LoopQueue.Known(settings));
    }

    @Override
    public void order(Order order) {
        queue.heard(new LoopQueue.Ordered(order));
    }

    /// What the newest step left behind. Any thread.
    LoopStep step() {
        return step;
    }

    /// Inputs and messages that had to be left out so far. Any thread.
    long leftOut() {
        return queue.lostInputs() + queue.lostMessages();
    }

    @Override
    public long turns() {
        return turns.get();
    }

    @Override
    public void wake() {
        queue.wake();
    }

    /// Deals with what is in the queue, then ends. Any thread.
    public void stop() {
        stopping = true;
        queue.wake();
    }

    @Override
    public void run() {
        try {
            begin();
            while (!(stopping && queue.empty())) {
                turn(stopping ? Duration.ZERO : untilSomethingIsDue());
            }
        } catch (InterruptedException | RuntimeException | Error e) {
            failed.accept(e);
        }
    }

    /// Records that the program has started. Part of [#run]; a simulation calls it itself, once.
    public void begin() {
        resume(clock.moment());
        settle();
    }

    /// Deals with one message, after waiting for it at most so long, and with what is due. Part of [#run]; a
    /// simulation calls it itself instead, on one thread.
    ///
    /// @throws InterruptedException when the thread was interrupted while waiting
    public void turn(Duration atMost) throws InterruptedException {
        LoopQueue.Arrived arrived = queue.next(atMost);
        OptionalLong trusted = clock.becameTrusted();
        // time passes up to then and no further: what was sensed later, and waits, comes before what is due later
        Moment then = arrived == null ? clock.moment() : clock.moment(arrived.nanos(), seat.latest());
        if (trusted.isPresent()) {
            take(new Input.ClockBecameTrusted(trusted.getAsLong()), then);
            mail.healthChanged();
        }
        if (arrived != null) {
            whatIsDue(then);
            deal(arrived.message(), then);
            // the lamp first, everything else behind it
            show(clock.moment());
            whatIsDue(queue.empty() ? clock.moment() : then);
        } else {
            whatIsDue(clock.moment());
        }
        // also when it was only woken: who wakes it often must not keep it from trying
        boolean idle = arrived == null || arrived.message() instanceof LoopQueue.Wake;
        if (idle && (!whyNotRecording.isEmpty() || unkept != null)) {
            resume(clock.moment());
        }
        settle();
        turns.incrementAndGet();
    }

    private void deal(LoopQueue.Message message, Moment then) {
        switch (message) {
            case LoopQueue.Sensed(Input input) -> {
                take(input, then);
                if (input instanceof Input.PartReported) {
                    mail.healthChanged();
                }
            }
            case LoopQueue.Link link -> take(link, then);
            case LoopQueue.Confirmed(Confirm confirm) -> take(confirm);
            case LoopQueue.Known(Settings settings) -> take(settings, then);
            case LoopQueue.Ordered(Order order) -> take(new Input.OrderArrived(order), then);
            case LoopQueue.Wake _ -> {
                // what it stands for is looked at anyway
            }
        }
    }

    /// The heart: nothing of an input is true before it is on the disk.
    ///
    /// @param then when it happened
    private void take(Input input, Moment then) {
        if (!whyNotRecording.isEmpty()) {
            resume(then);
        }
        Decision decision = seat.decide(input, then, clock.elapsed());
        if (whyNotRecording.isEmpty() && !decision.facts().isEmpty()) {
            try {
                seat = recorder.record(decision.facts(), decision.remembered(), then);
                appended = true;
                act(decision.actions());
                return;
            } catch (JournalFullException e) {
                nothingCanBeRecorded(e);
                decision = seat.decide(input, then, clock.elapsed());
            }
        }
        seat = decision.remembered();
        act(decision.actions());
    }

    private void act(List<Action> actions) {
        for (Action action : actions) {
            switch (action) {
                case Action.Answer(var outcome) -> mail.answer(outcome);
                case Action.Resend(var asked, long sequence) -> {
                    if (asked.equals(recorder.journal())) {
                        mail.resendFrom(sequence);
                    } else {
                        Logger.info("the hub asks for a journal that is no more: {}", asked);
                    }
                }
            }
        }
    }

    private void take(LoopQueue.Link link, Moment then) {
        boolean changed = link.online() != online;
        linkDetail = link.detail();
        if (changed) {
            online = link.online();
            linkSince = time.now();
        }
        if (changed || link.online()) {
            mail.linkChanged(link.online());
        }
        take(new Input.LinkChanged(link.online()), then);
    }

    private void take(Confirm confirm) {
        if (!confirm.journal().equals(recorder.journal())) {
            return;
        }
        if (confirm.upTo() <= Math.max(recorder.recordedBefore(), everSent.getAsLong())) {
            try {
                journal.confirm(confirm.upTo());
                mail.confirmed(confirm.upTo());
            } catch (JournalFullException e) {
                // the uploader asks again, and the hub answers again
                nothingCanBeRecorded(e);
            }
            return;
        }
        Logger.warn(
                "the hub has {} facts of journal {}, which ends at {} here: the file is an old copy, a new journal begins",
                confirm.upTo(),
                confirm.journal(),
                recorder.last());
        try {
            recorder.beginAgain(seat, clock.moment(), random);
            mail.journalBeganAgain();
        } catch (JournalFullException e) {
            nothingCanBeRecorded(e);
        }
    }

    private void take(Settings settings, Moment then) {
        if (settings.version() < seat.settings().version() || settings.equals(seat.settings())) {
            return;
        }
        unkept = settings;
        try {
            keepSettings();
        } catch (JournalFullException e) {
            nothingCanBeRecorded(e);
        }
        take(new Input.SettingsArrived(settings), then);
    }

    private void keepSettings() {
        if (unkept != null) {
            journal.keep(unkept);
            unkept = null;
        }
    }

    /// Records what is owed, or tries whether there is room again.
    private void resume(Moment now) {
        try {
            seat = recorder.record(owed, seat.recording(true), now);
        } catch (JournalFullException e) {
            nothingCanBeRecorded(e);
            return;
        }
        owed = List.of();
        mail.appended();
        if (!whyNotRecording.isEmpty()) {
            whyNotRecording = "";
            Logger.info("there is room for the journal again");
            mail.healthChanged();
        }
        try {
            keepSettings();
        } catch (JournalFullException e) {
            // facts are smaller and go on; the settings are tried again
            Logger.warn("no room yet to keep the settings for a start without the hub: {}", e.getMessage());
        }
    }

    private void nothingCanBeRecorded(JournalFullException e) {
        seat = seat.recording(false);
        if (whyNotRecording.isEmpty()) {
            Logger.error("{}", e.getMessage());
            mail.healthChanged();
        }
        whyNotRecording = String.valueOf(e.getMessage());
    }

    /// Shows, reports and leaves behind what came of the step.
    private void settle() {
        Moment now = clock.moment();
        Outputs outputs = show(now);
        if (appended) {
            // behind the lamp: the uploader would wake up beside it, on a processor that the lamp may need
            appended = false;
            mail.appended();
        }
        SeatReport report = report(now);
        if (!sameReport(report, reported)) {
            reported = report;
            mail.report(report);
        }
        step = leftBehind(outputs, now);
    }

    private Outputs show(Moment now) {
        Outputs outputs = seat.outputs(now);
        if (!outputs.equals(shown)) {
            shown = outputs;
            hardware.show(outputs);
        }
        return outputs;
    }

    private SeatReport report(Moment now) {
        return new SeatReport(
                identity.console(),
                recorder.journal(),
                recorder.last(),
                identity.boot(),
                now.wall(),
                now.clock(),
                seat.state().shown(),
                seat.state().shownReason(),
                seat.state(),
                seat.settings().version());
    }

    private static boolean sameReport(SeatReport report, @Nullable SeatReport before) {
        return before != null
                && report.sequence() == before.sequence()
                && report.journal().equals(before.journal())
                && report.clock() == before.clock()
                && report.settings() == before.settings();
    }

    private LoopStep leftBehind(Outputs outputs, Moment now) {
        Settings settings = seat.settings();
        @Nullable
        String agentName = settings.people().stream()
                .filter(person -> person.person().equals(seat.state().agent()))
                .map(Settings.KnownPerson::name)
                .findFirst()
                .orElse(null);
        return new LoopStep(
                seat.state(),
                outputs,
                settings.version(),
                agentName,
                recorder.journal(),
                whyNotRecording,
                online,
                linkSince,
                linkDetail,
                now.clock());
    }

    private void whatIsDue(Moment upTo) {
        boolean due = seat.nextDeadline()
                .map(deadline -> deadline.compareTo(upTo.elapsed()) <= 0)
                .orElse(false);
        if (due) {
            take(new Input.TimePassed(), upTo);
        }
    }

    private Duration untilSomethingIsDue() {
        Duration wait = clock.trusted() ? IDLE : ClockWatch.LOOK_EVERY;
        if (!whyNotRecording.isEmpty() && PROBE_EVERY.compareTo(wait) < 0) {
            wait = PROBE_EVERY;
        }
        if (seat.nextDeadline().isEmpty()) {
            return wait;
        }
        Duration left = seat.nextDeadline().get().minus(clock.elapsed());
        Duration real = left.isPositive() ? time.realWait(left) : BREATH;
        return real.compareTo(wait) < 0 ? real : wait;
    }
}
