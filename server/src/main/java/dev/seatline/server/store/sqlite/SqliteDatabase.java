package dev.seatline.server.store.sqlite;

import dev.seatline.server.store.StoreException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;
import org.tinylog.Logger;

/// The hub's one SQLite file: WAL, synchronous FULL, one connection that writes and one that reads, each used by one
/// thread at a time, and a third that copies what is in the write-ahead file to its place, so that nobody who commits
/// waits for that. Safe for any thread.
public final class SqliteDatabase implements AutoCloseable {
    private static final int BUSY_MILLIS = 5_000;
    /// The write-ahead file is cut back to this after a long reader or a burst has let it grow.
    private static final int LARGEST_WAL_BYTES = 64 << 20;
    /// 16 MiB: from then on a commit starts the write-ahead file anew, and copies what the checkpointer has not yet.
    private static final int CHECKPOINT_PAGES = 4_000;

    private static final Duration BETWEEN_CHECKPOINTS = Duration.ofSeconds(1);

    private final Path file;
    private final SQLiteDataSource source;
    private final ReentrantLock writing = new ReentrantLock();
    private final ReentrantLock reading = new ReentrantLock();
    /// One while there is something to copy.
    private final Semaphore written = new Semaphore(0);
    private @Nullable Thread checkpointer;
    private boolean opened;
    private @Nullable Connection writer;
    private @Nullable Connection reader;

    /// @param file is created when missing; its folder must exist
    public SqliteDatabase(Path file) {
        this.file = file;
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        config.setBusyTimeout(BUSY_MILLIS);
        config.setJournalSizeLimit(LARGEST_WAL_BYTES);
        config.enforceForeignKeys(true);
        source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file);
    }

    /// A piece of work on a connection.
    @FunctionalInterface
    public interface Work<T extends @Nullable Object> {
        T with(Connection connection) throws SQLException;
    }

    /// Opens the file and brings its tables to this version. From then on it holds the file's write lock, between
    /// transactions too: a second hub on the same file cannot open it.
    ///
    /// @throws StoreException when that cannot be; the message names the file, the reason and what to do
    public void open() {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new StoreException(
                    "cannot open the database %s: its folder does not exist; create it".formatted(file));
        }
        try {
            // read before Flyway does, which would wrap the reason in a page of its own words
            try (Connection connection = source.getConnection();
                    Statement statement = connection.createStatement()) {
                statement.executeQuery("SELECT count(*) FROM sqlite_master").close();
                // a hub that runs on this file holds its lock for good: no use to wait long
                statement.execute("PRAGMA busy_timeout = 1000");
                statement.execute("BEGIN IMMEDIATE");
                statement.execute("ROLLBACK");
            }
            Flyway.configure()
                    .dataSource(source)
                    .locations("classpath:db/sqlite")
                    .load()
                    .migrate();
            writing.lock();
            reading.lock();
            try {
                writer = writer();
                reader = source.getConnection();
                opened = true;
                // no virtual thread: while SQLite writes it would hold one of the few that carry them
                checkpointer =
                        Thread.ofPlatform().daemon().name("ledger-checkpointer").start(this::checkpointNowAndThen);
            } finally {
                reading.unlock();
                writing.unlock();
            }
        } catch (SQLException | RuntimeException e) {
            close();
            throw new StoreException("cannot open the database %s: %s".formatted(file, advice(e)), e);
        }
    }

    private static String advice(Exception e) {
        String reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        if (reason.contains("locked")) {
            return reason + "; another program writes to it: is a hub running with this data folder already?";
        }
        return reason.contains("not a database") || reason.contains("malformed")
                ? reason + "; the file is damaged: move it and its -wal aside and put a backup there, or start empty"
                : reason;
    }

    private Connection writer() throws SQLException {
        Connection connection = source.getConnection();
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA wal_autocheckpoint = " + CHECKPOINT_PAGES);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
        connection.setAutoCommit(false);
        return connection;
    }

    /// Runs the work in one transaction of its own: all of it is committed, or nothing.
    ///
    /// @throws StoreException when that cannot be; whether a commit that failed at the very end has reached the
    /// disk is then unknown, so read what you rely on anew
    public <T extends @Nullable Object> T write(Work<T> work) {
        writing.lock();
        try {
            if (opened && writer == null) {
                writer = writer();
            }
            Connection connection = opened(writer);
            try {
                T result = work.with(connection);
                connection.commit();
                if (written.availablePermits() == 0) {
                    written.release();
                }
                return result;
            } catch (SQLException | RuntimeException e) {
                undo(connection, e);
                throw e;
            }
        } catch (SQLException e) {
            throw new StoreException("cannot write to the database %s: %s".formatted(file, e.getMessage()), e);
        } finally {
            writing.unlock();
        }
    }

    /// Rolls back; a connection that cannot even do that is given up, and the next work gets a new one.
    private void undo(Connection connection, Exception cause) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
            writer = null;
            try {
                connection.close();
            } catch (SQLException closing) {
                cause.addSuppressed(closing);
            }
        }
    }

    private void checkpointNowAndThen() {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            while (true) {
                written.acquire();
                Thread.sleep(BETWEEN_CHECKPOINTS);
                written.drainPermits();
                checkpoint(statement);
            }
        } catch (InterruptedException _) {
            // closed
        } catch (SQLException e) {
            Logger.warn("the database {} has no checkpoints but those of its commits: {}", file, e.getMessage());
        }
    }

    private static void checkpoint(Statement statement) {
        try {
            statement.execute("PRAGMA wal_checkpoint(PASSIVE)");
        } catch (SQLException e) {
            // a disk that is full fails the commits too, and they tell
            Logger.debug("no checkpoint: {}", e.getMessage());
        }
    }

    /// Runs work that only reads.
    public <T extends @Nullable Object> T read(Work<T> work) {
        reading.lock();
        try {
            return work.with(opened(reader));
        } catch (SQLException e) {
            throw new StoreException("cannot read the database %s: %s".formatted(file, e.getMessage()), e);
        } catch (IllegalArgumentException e) {
            // an id or a kind that this program would never have written
            throw new StoreException(
                    "the database %s holds a value that is none: %s; is it damaged, or was it changed by hand?"
                            .formatted(file, e.getMessage()),
                    e);
        } finally {
            reading.unlock();
        }
    }

    private Connection opened(@Nullable Connection connection) {
        if (connection == null) {
            throw new StoreException("the database " + file + " is not open");
        }
        return connection;
    }

    @Override
    public void close() {
        Thread copying = checkpointer;
        if (copying != null) {
            copying.interrupt();
            try {
                copying.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        writing.lock();
        reading.lock();
        try (Connection first = reader;
                Connection second = writer) {
            opened = false;
            reader = null;
            writer = null;
        } catch (SQLException e) {
            throw new StoreException("cannot close the database %s: %s".formatted(file, e.getMessage()), e);
        } finally {
            reading.unlock();
            writing.unlock();
        }
    }
}
