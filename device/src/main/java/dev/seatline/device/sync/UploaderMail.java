package dev.seatline.device.sync;

import dev.seatline.wire.Outcome;
import dev.seatline.wire.SeatReport;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Word for the [Uploader]: bounded, since what is newer replaces what is older. Any thread leaves word and
/// never waits for more than a moment; the uploader's thread takes it.
public final class UploaderMail {
    static final int MOST_OUTCOMES = 100;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition left = lock.newCondition();
    private Word word = new Word();
    private boolean any;

    /// Everything that was left since the last [#take]. Changed under the lock only, read by its taker.
    static final class Word {
        /// the newest word about the link, or null; true always stands for a new connection
        @Nullable
        Boolean online;

        @Nullable
        SeatReport report;

        final Deque<Outcome> outcomes = new ArrayDeque<>();
        boolean status;
        /// highest, or -1
        long confirmed = -1;
        /// newest, or -1
        long resendFrom = -1;

        boolean newJournal;
        boolean end;
    }

    /// Facts were appended.
    public void appended() {
        leave(_ -> {});
    }

    public void linkChanged(boolean online) {
        leave(word -> word.online = online);
    }

    /// The seat's newest state.
    public void report(SeatReport report) {
        leave(word -> word.report = report);
    }

    /// What became of an order; kept until sent, the oldest of too many is dropped.
    public void answer(Outcome outcome) {
        leave(word -> {
            word.outcomes.addLast(outcome);
            if (word.outcomes.size() > MOST_OUTCOMES) {
                word.outcomes.removeFirst();
            }
        });
    }

    /// The health has changed: a status is due.
    public void healthChanged() {
        leave(word -> word.status = true);
    }

    /// The hub confirmed up to here, in this journal.
    public void confirmed(long upTo) {
        leave(word -> word.confirmed = Math.max(word.confirmed, upTo));
    }

    /// The hub wants everything from here on again, at least 1.
    public void resendFrom(long sequence) {
        leave(word -> word.resendFrom = Math.max(1, sequence));
    }

    /// The journal has begun again: what was said of the old one no longer counts.
    public void journalBeganAgain() {
        leave(word -> {
            word.newJournal = true;
            word.confirmed = -1;
            word.resendFrom = -1;
            word.status = true;
        });
    }

    /// The program stops.
    public void end() {
        leave(word -> word.end = true);
    }

    private void leave(Consumer<Word> change) {
        lock.lock();
        try {
            change.accept(word);
            any = true;
            left.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Whether somebody has left word.
    boolean waiting() {
        lock.lock();
        try {
            return any;
        } finally {
            lock.unlock();
        }
    }

    /// Takes what was left, after waiting for it at most so long.
    Word take(Duration atMost) {
        lock.lock();
        try {
            long nanos = atMost.toNanos();
            while (!any && nanos > 0) {
                nanos = left.awaitNanos(nanos);
            }
            Word taken = word;
            word = new Word();
            any = false;
            return taken;
        } catch (InterruptedException e) {
            throw new IllegalStateException("the uploader is told to stop by its mail, not by interrupts", e);
        } finally {
            lock.unlock();
        }
    }
}
