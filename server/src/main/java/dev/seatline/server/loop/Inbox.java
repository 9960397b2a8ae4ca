package dev.seatline.server.loop;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// What waits for the hub's loop: messages of consoles, bounded in number and bytes, and tasks of the hub
/// itself, which go first. Any thread puts, the loop alone takes.
///
/// When it is full: nothing is dropped. Usually it does not come to that, because a sender that waits for the
/// stages of its messages sends no more; if it does, the putting thread waits for room, since bounded memory is
/// worth more than an idle thread of a broker.
final class Inbox {
    /// A message and the promise that depends on it.
    ///
    /// @param answer completes when the message is committed, or its commit has failed
    record Message(String topic, Bytes payload, Instant received, CompletableFuture<Void> answer) {}

    /// The bytes of a message, never changed.
    static final class Bytes {
        private final byte[] content;

        Bytes(byte[] content) {
            this.content = content;
        }

        byte[] content() {
            return content;
        }
    }

    /// What one turn of the loop works on.
    record Taken(List<Runnable> tasks, List<Message> messages) {}

    private final int mostMessages;
    private final long mostBytes;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition something = lock.newCondition();
    private final Condition room = lock.newCondition();
    private final Deque<Runnable> tasks = new ArrayDeque<>();
    private final Deque<Message> messages = new ArrayDeque<>();
    private long bytes;
    private boolean closed;

    Inbox(int mostMessages, long mostBytes) {
        this.mostMessages = mostMessages;
        this.mostBytes = mostBytes;
    }

    /// Puts a message; false when the loop has ended and nobody will read it.
    boolean put(Message message) {
        lock.lock();
        try {
            while (!closed && full()) {
                room.awaitUninterruptibly();
            }
            if (closed) {
                return false;
            }
            if (messages.isEmpty()) {
                // the loop takes all there is: only from nothing it has to be woken
                something.signal();
            }
            messages.add(message);
            bytes += message.payload().content().length;
            return true;
        } finally {
            lock.unlock();
        }
    }

    private boolean full() {
        return messages.size() >= mostMessages || bytes >= mostBytes;
    }

    /// Puts a task; false when the loop has ended and nobody will run it.
    boolean put(Runnable task) {
        lock.lock();
        try {
            if (!closed) {
                tasks.add(task);
                something.signal();
            }
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    /// Waits until there is something to do, at most for `patience`, and takes all tasks and some messages.
    ///
    /// @param most messages; 0 to leave them where they are
    /// @param bytesInAll once that much is taken no further message is
    Taken take(int most, long bytesInAll, Duration patience) throws InterruptedException {
        lock.lock();
        try {
            long left = patience.toNanos();
            while (!closed && tasks.isEmpty() && (most == 0 || messages.isEmpty()) && left > 0) {
                left = something.awaitNanos(left);
            }
            List<Runnable> now = new ArrayList<>(tasks);
            tasks.clear();
            List<Message> taken = new ArrayList<>();
            long sum = 0;
            while (taken.size() < most && sum < bytesInAll && !messages.isEmpty()) {
                Message message = messages.remove();
                sum += message.payload().content().length;
                taken.add(message);
            }
            bytes -= sum;
            if (!taken.isEmpty()) {
                room.signalAll();
            }
            return new Taken(now, taken);
        } finally {
            lock.unlock();
        }
    }

    /// Takes all that is left.
    Taken rest() {
        lock.lock();
        try {
            Taken rest = new Taken(List.copyOf(tasks), List.copyOf(messages));
            tasks.clear();
            messages.clear();
            bytes = 0;
            return rest;
        } finally {
            lock.unlock();
        }
    }

    /// Messages that wait.
    int depth() {
        lock.lock();
        try {
            return messages.size();
        } finally {
            lock.unlock();
        }
    }

    /// Takes no more; who waits for room is told so. What is in it may still be taken.
    void close() {
        lock.lock();
        try {
            closed = true;
            something.signalAll();
            room.signalAll();
        } finally {
            lock.unlock();
        }
    }

    boolean closed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }
}
