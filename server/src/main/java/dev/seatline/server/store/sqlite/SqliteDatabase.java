package dev.seatline.server.store.sqlite;

import dev.seatline.server.store.StoreException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.locks.ReentrantLock;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/// The hub's one SQLite file: WAL, synchronous FULL, one connection that writes and one that reads, each used by one
/// thread at a time. Safe for any thread.
public final class SqliteDatabase implements AutoCloseable {
    private final Path file;
    private final ReentrantLock writing = new ReentrantLock();
    private final ReentrantLock reading = new ReentrantLock();
    private @Nullable Connection writer;
    private @Nullable Connection reader;

    /// @param file is created when missing; its folder must exist
    public SqliteDatabase(Path file) {
        this.file = file;
    }

    /// A piece of work on a connection.
    @FunctionalInterface
    public interface Work<T extends @Nullable Object> {
        T with(Connection connection) throws SQLException;
    }

    /// Opens the file and brings its tables to this version.
    public void open() {
        try {
            SQLiteConfig config = new SQLiteConfig();
            config.setJournalMode(SQLiteConfig.JournalMode.WAL);
            config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
            config.setBusyTimeout(5_000);
            config.enforceForeignKeys(true);
            SQLiteDataSource source = new SQLiteDataSource(config);
            source.setUrl("jdbc:sqlite:" + file);
            Flyway.configure()
                    .dataSource(source)
                    .locations("classpath:db/sqlite")
                    .load()
                    .migrate();
            writer = source.getConnection();
            writer.setAutoCommit(false);
            reader = source.getConnection();
        } catch (SQLException | RuntimeException e) {
            close();
            throw new StoreException("cannot open the database %s: %s".formatted(file, e.getMessage()), e);
        }
    }

    /// Runs the work in one transaction of its own: all of it is committed, or nothing.
    public <T extends @Nullable Object> T write(Work<T> work) {
        writing.lock();
        try {
            Connection connection = opened(writer);
            try {
                T result = work.with(connection);
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            }
        } catch (SQLException e) {
            throw new StoreException("cannot write to the database %s: %s".formatted(file, e.getMessage()), e);
        } finally {
            writing.unlock();
        }
    }

    /// Runs work that only reads.
    public <T extends @Nullable Object> T read(Work<T> work) {
        reading.lock();
        try {
            return work.with(opened(reader));
        } catch (SQLException e) {
            throw new StoreException("cannot read the database %s: %s".formatted(file, e.getMessage()), e);
        } finally {
            reading.unlock();
        }
    }

    private Connection opened(@Nullable Connection connection) {
        if (connection == null) {
            throw new IllegalStateException("the database " + file + " is not open");
        }
        return connection;
    }

    @Override
    public void close() {
        try (Connection first = reader;
                Connection second = writer) {
            reader = null;
            writer = null;
        } catch (SQLException e) {
            throw new StoreException("cannot close the database %s: %s".formatted(file, e.getMessage()), e);
        }
    }
}
