package dev.seatline.device.sync;

import dev.seatline.time.TimeSource;
import dev.seatline.wire.ConsoleStatus;
import dev.seatline.wire.ConsoleStatus.LinkHealth;
import dev.seatline.wire.Envelope;
import dev.seatline.wire.EventBatch;
import dev.seatline.wire.Outcome;
import dev.seatline.wire.SeatReport;
import dev.seatline.wire.Topic;
import dev.seatline.wire.WireJson;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/// Carries everything that a console says to the hub. Facts go in order, a few batches ahead of the hub's
/// [confirm][dev.seatline.wire.Confirm]; that alone moves the cursor, a broker's acknowledgement proves
/// nothing. The present state never waits behind a backlog: only its newest report is kept, and it goes
/// first.
///
/// [#run] is its thread; what it is told by others lies in its [UploaderMail].
///
/// The facts of this start, and of earlier ones that the hub never answered, are held back until the hub has
/// confirmed something of the journal: should the file be an old copy, the hub's answer shows it before a
/// sequence gets a second meaning.
public final class Uploader implements Runnable {
    /// Without progress for so long, what was sent is sent again; the pause doubles up to
    /// [#LONGEST_PATIENCE].
    public static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final Duration LONGEST_PATIENCE = Duration.ofSeconds(60);
    private static final Duration STATUS_EVERY = Duration.ofSeconds(60);
    private static final Duration BLOCKED = Duration.ofMillis(50);
    private static final Duration FAREWELL = Duration.ofSeconds(1);
    private static final int WINDOW = 4;
    private static final int LARGEST_BATCH = 48 * 1024;

    private final HubLink link;
    private final Backlog backlog;
    private final Supplier<ConsoleStatus> status;
    private final Duration patience;
    private final long recordedBefore;
    private final TimeSource real;
    private final UploaderMail mail = new UploaderMail();

    private boolean ended;
    private boolean online;
    private @Nullable SeatReport newest;
    private boolean reportDue;
    private final Deque<Outcome> outcomes = new ArrayDeque<>();
    private boolean statusDue;
    private long statusAt;
    private final Deque<Long> unconfirmed = new ArrayDeque<>();
    /// the hub has confirmed up to here, or has asked for what follows
    private long cursor;
    private long sent;
    private long holdBackAfter;
    private int window = WINDOW;
    private Duration waiting;
    private long resendAt;
    private volatile long everSent;
    private volatile LinkHealth went = new LinkHealth(0, 0);

    /// @param status asked for whenever a status is due; any thread
    /// @param recordedBefore the last fact that the hub may know ([dev.seatline.device.journal.Journal.Opening])
    /// @param patience usually [#PATIENCE]
    /// @param real real time: the hub does not hurry because a demo's clock does
    public Uploader(
            HubLink link,
            Backlog backlog,
            Supplier<ConsoleStatus> status,
            long recordedBefore,
            Duration patience,
            TimeSource real) {
        this.link = link;
        this.backlog = backlog;
        this.status = status;
        this.recordedBefore = recordedBefore;
        this.patience = patience;
        this.waiting = patience;
        this.real = real;
    }

    /// Where others leave word. Any thread.
    public UploaderMail mail() {
        return mail;
    }

    /// The highest sequence of this journal ever handed to the link since the start. Any thread.
    public long everSent() {
        return everSent;
    }

    /// What went over the link since the start. Any thread.
    public LinkHealth went() {
        return went;
    }

    /// Works until [UploaderMail#end]; then tells the newest state and the last status.
    @Override
    public void run() {
        begin();
        Duration pause = Duration.ZERO;
        while (!ended) {
            pause = turn(pause);
        }
    }

    /// Finds out where to begin. Part of [#run]; a simulation calls it itself, once.
    public void begin() {
        beginAt(recordedBefore);
        statusAt = real.nanoTime() + STATUS_EVERY.toNanos();
    }

    /// Takes the mail, after waiting for it at most so long, and sends what is due. Part of [#run]; a simulation
    /// calls it itself instead, on one thread.
    ///
    /// @return how long there is nothing to do unless somebody leaves word
    public Duration turn(Duration atMost) {
        UploaderMail.Word word = mail.take(atMost);
        take(word);
        if (word.end) {
            farewell();
            ended = true;
            return Duration.ZERO;
        }
        return online ? send() : LONGEST_PATIENCE;
    }

    private void beginAt(long known) {
        boolean provable = known >= 1 && backlog.oldest() <= known;
        holdBackAfter = provable ? known : Long.MAX_VALUE;
        cursor = provable ? Math.min(backlog.confirmed(), known - 1) : backlog.confirmed();
        goBackTo(cursor);
        everSent = 0;
    }

    private void take(UploaderMail.Word word) {
        if (word.newJournal) {
            beginAt(0);
        }
        if (word.report != null) {
            newest = word.report;
            reportDue = true;
        }
        outcomes.addAll(word.outcomes);
        while (outcomes.size() > UploaderMail.MOST_OUTCOMES) {
            outcomes.removeFirst();
        }
        statusDue |= word.status;
        if (word.confirmed >= 0) {
            confirmed(word.confirmed);
        }
        if (word.resendFrom >= 1) {
            // asked for what is not there yet, what comes next is still to be sent
            cursor = Math.min(word.resendFrom - 1, backlog.last());
            goBackTo(cursor);
        }
        if (word.online != null) {
            boolean came = word.online && !online;
            online = word.online;
            if (came) {
                went = new LinkHealth(went.connections() + 1, went.messages());
            }
            if (online) {
                goBackTo(cursor);
                reportDue = newest != null;
                statusDue = true;
            }
        }
    }

    private void confirmed(long upTo) {
        holdBackAfter = Long.MAX_VALUE;
        if (upTo <= cursor) {
            if (window == 1 && !unconfirmed.isEmpty()) {
                // nothing was confirmed for long, and now the hub speaks: it is back, and what it missed is due
                waiting = patience;
                resendAt = real.nanoTime();
            }
            return;
        }
        cursor = upTo;
        sent = Math.max(sent, upTo);
        unconfirmed.removeIf(last -> last <= upTo);
        window = WINDOW;
        waiting = patience;
        resendAt = real.nanoTime() + waiting.toNanos();
    }

    private void goBackTo(long sequence) {
        sent = sequence;
        unconfirmed.clear();
    }

    /// Sends what is due.
    ///
    /// @return how long there is nothing to do unless somebody leaves word
    private Duration send() {
        if (!sendPresent()) {
            return BLOCKED;
        }
        long now = real.nanoTime();
        if (!unconfirmed.isEmpty() && now - resendAt >= 0) {
            if (window != 1) {
                Logger.warn("the hub does not confirm facts after {}: sending them again", cursor);
            }
            window = 1;
            waiting = waiting.multipliedBy(2).compareTo(LONGEST_PATIENCE) > 0
                    ? LONGEST_PATIENCE
                    : waiting.multipliedBy(2);
            goBackTo(cursor);
        }
        while (unconfirmed.size() < window) {
            List<Envelope> facts = next();
            if (facts.isEmpty()) {
                break;
            }
            if (!sendBatch(facts)) {
                return BLOCKED;
            }
            if (mail.waiting()) {
                return Duration.ZERO;
            }
        }
        Duration untilStatus = Duration.ofNanos(statusAt - now);
        Duration untilResend = unconfirmed.isEmpty() ? LONGEST_PATIENCE : Duration.ofNanos(resendAt - now);
        return untilStatus.compareTo(untilResend) < 0 ? untilStatus : untilResend;
    }

    /// State, outcomes and status.
    ///
    /// @return false when the link takes nothing now
    private boolean sendPresent() {
        if (reportDue && newest != null) {
            if (!publish(Topic.Channel.STATE, WireJson.write(newest))) {
                return false;
            }
            reportDue = false;
        }
        while (!outcomes.isEmpty()) {
            if (!publish(Topic.Channel.OUTCOME, WireJson.write(outcomes.getFirst()))) {
                return false;
            }
            outcomes.removeFirst();
        }
        long now = real.nanoTime();
        if (statusDue || now - statusAt >= 0) {
            if (!publish(Topic.Channel.STATUS, WireJson.write(status.get()))) {
                return false;
            }
            statusDue = false;
            statusAt = now + STATUS_EVERY.toNanos();
        }
        return true;
    }

    private boolean publish(Topic.Channel channel, byte[] payload) {
        boolean taken = link.publish(channel, payload);
        if (taken) {
            went = new LinkHealth(went.connections(), went.messages() + 1);
        }
        return taken;
    }

    private List<Envelope> next() {
        return backlog.read(sent + 1, EventBatch.MOST).stream()
                .filter(fact -> fact.sequence() <= holdBackAfter)
                .toList();
    }

    private boolean sendBatch(List<Envelope> facts) {
        long oldest = Math.min(backlog.oldest(), facts.getFirst().sequence());
        List<Envelope> fitting = facts;
        byte[] payload = WireJson.write(new EventBatch(oldest, fitting));
        while (payload.length > LARGEST_BATCH && fitting.size() > 1) {
            fitting = fitting.subList(0, fitting.size() / 2);
            payload = WireJson.write(new EventBatch(oldest, fitting));
        }
        long last = fitting.getLast().sequence();
        everSent = Math.max(everSent, last);
        if (!publish(Topic.Channel.EVENT, payload)) {
            return false;
        }
        if (unconfirmed.isEmpty()) {
            resendAt = real.nanoTime() + waiting.toNanos();
        }
        unconfirmed.addLast(last);
        sent = last;
        return true;
    }

    private void farewell() {
        if (!online) {
            return;
        }
        ConsoleStatus gone = status.get().gone();
        statusDue = false;
        statusAt = real.nanoTime() + LONGEST_PATIENCE.toNanos();
        long giveUp = real.nanoTime() + FAREWELL.toNanos();
        byte[] last = WireJson.write(gone);
        while (!(sendPresent() && publish(Topic.Channel.STATUS, last))) {
            if (real.nanoTime() - giveUp >= 0) {
                return;
            }
            mail.take(BLOCKED);
        }
    }
}
