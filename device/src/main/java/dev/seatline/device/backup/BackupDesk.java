package dev.seatline.device.backup;

import dev.seatline.device.backup.Backup.JournalSource;
import dev.seatline.device.backup.Progress.Stage;
import dev.seatline.time.TimeSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/// Makes backups of the running console, one at a time, and keeps the newest until it is fetched: for the page.
/// Any thread.
public final class BackupDesk implements AutoCloseable {
    /// How long a finished backup waits on the disk.
    static final Duration WAITS = Duration.ofMinutes(30);

    private static final String WORK = "backup-work";
    private static final Duration ENDS = Duration.ofSeconds(10);

    private final Supplier<Origin> origin;
    private final JournalSource journal;
    private final Path data;
    private final TimeSource time;
    private State state = new State.Idle();
    private @Nullable Thread worker;
    private volatile boolean closing;

    /// @param origin the console, its configuration read anew
    /// @param data the folder for data
    /// @param time an ordinary clock
    public BackupDesk(Supplier<Origin> origin, JournalSource journal, Path data, TimeSource time) {
        this.origin = origin;
        this.journal = journal;
        this.data = data;
        this.time = time;
    }

    /// How a backup is doing. Immutable.
    public sealed interface State {
        /// Nothing was asked for.
        record Idle() implements State {}

        /// It is being made.
        ///
        /// @param done bytes of `of`
        record Working(Stage stage, long done, long of) implements State {}

        /// It can be fetched.
        ///
        /// @param facts highest number of a fact in it
        record Ready(String name, long size, long facts, boolean sealed, long until) implements State {}

        /// It failed.
        record Failed(String why) implements State {}
    }

    /// Removes what an earlier run left behind.
    public void start() {
        clear();
    }

    /// How it is now.
    public synchronized State state() {
        if (state instanceof State.Ready ready && time.nanoTime() - ready.until() > 0) {
            discard();
        }
        return state;
    }

    /// When the last backup was fetched or made, as far as is known.
    public Optional<Instant> last() {
        return new LastBackup(data).at();
    }

    /// Begins a backup.
    ///
    /// @param passphrase empty for one that anybody can read; wiped when it has been used
    /// @return whether it was begun: not while another one is being made, or is being fetched
    public synchronized boolean begin(Optional<char[]> passphrase) {
        if (closing || state() instanceof State.Working) {
            return false;
        }
        discard();
        state = new State.Working(Stage.COPYING, 0, 1);
        worker = Thread.ofPlatform().daemon().name("backup").start(() -> {
            State made = make(passphrase);
            passphrase.ifPresent(text -> Arrays.fill(text, ' '));
            put(made);
        });
        return true;
    }

    private State make(Optional<char[]> passphrase) {
        Instant at = time.now();
        try {
            Origin of = origin.get();
            String name = of.fileName(at, passphrase.isPresent());
            Path file = work().resolve(name);
            Manifest manifest = Backup.make(of, journal, work(), file, passphrase, at, this::heard);
            long facts = manifest.journal() == null ? 0 : manifest.journal().last();
            return new State.Ready(
                    name, Files.size(file), facts, passphrase.isPresent(), time.nanoTime() + WAITS.toNanos());
        } catch (IOException | RuntimeException e) {
            if (!closing) {
                Logger.warn("no backup was made: {}", e.getMessage());
            }
            clear();
            return new State.Failed(String.valueOf(e.getMessage()));
        }
    }

    private void heard(Stage stage, long done, long of) throws IOException {
        if (closing) {
            throw new IOException("the console stops");
        }
        put(new State.Working(stage, done, of));
    }

    private synchronized void put(State next) {
        state = next;
    }

    /// Writes the finished backup, and remembers that there is one once all of it is written.
    ///
    /// @throws IOException if there is none any more, or whoever fetches it is gone
    public void fetch(String name, OutputStream out) throws IOException {
        if (!(state() instanceof State.Ready ready) || !ready.name().equals(name)) {
            throw new IOException("there is no such backup any more");
        }
        try (InputStream in = Files.newInputStream(work().resolve(name))) {
            in.transferTo(out);
        }
        out.flush();
        new LastBackup(data).remember(time.now());
        Logger.info("a backup was fetched from the technician page, {} bytes", ready.size());
    }

    /// Removes the finished backup, or the word of the failed one. Nothing happens while one is being made.
    public synchronized void discard() {
        if (!(state instanceof State.Working)) {
            state = new State.Idle();
            clear();
        }
    }

    private Path work() {
        return data.resolve(WORK);
    }

    private void clear() {
        try {
            RestorePlan.clear(work());
        } catch (IOException e) {
            Logger.warn("{} cannot be cleared: {}", work(), e.getMessage());
        }
    }

    /// Ends a backup that is being made, and removes what there is. Idempotent.
    @Override
    public void close() {
        closing = true;
        Thread working;
        synchronized (this) {
            working = worker;
        }
        try {
            if (working != null && !working.join(ENDS)) {
                Logger.error("the backup does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        discard();
    }
}
