package dev.seatline.device.technician;

import dev.seatline.device.hardware.bench.BenchHardware;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/// The page on the console itself, for the technician before it, with or without a hub (`design.md` §8).
///
/// It serves loopback only: nobody is asked who he is. [#start], [#port] and [#stop] belong to main's thread; the view
/// is
/// asked for on threads of the server, so its supplier must be safe for any thread and quick.
public final class TechnicianServer {
    private static final int THREADS = 4;
    private static final int CONNECTIONS = 64;
    private static final int HEADER_BYTES = 8 * 1024;
    private static final long IDLE_MILLIS = 30_000;
    private static final long STOP_MILLIS = 3_000;
    /// how long a stop waits for idle browsers to hang up
    private static final long SHUTDOWN_IDLE_MILLIS = 100;

    private final String host;
    private final int port;
    private final Supplier<ConsoleView> view;
    private final Optional<BenchHardware> bench;
    private @Nullable Running running;

    /// @param host a name or address of loopback
    /// @param port 0 for any free one
    /// @param view what the page shows
    /// @param bench the hardware that the page may play, or empty: then the drawn parts cannot be touched
    public TechnicianServer(String host, int port, Supplier<ConsoleView> view, Optional<BenchHardware> bench) {
        this.host = host;
        this.port = port;
        this.view = view;
        this.bench = bench;
    }

    /// Opens the port and serves.
    ///
    /// @throws IOException if the host is not loopback or the port cannot be had; the message says what to do
    public void start() throws IOException {
        if (running != null) {
            throw new IllegalStateException("the technician page has been started already");
        }
        InetAddress address = loopback();
        QueuedThreadPool pool = new QueuedThreadPool(THREADS, THREADS);
        pool.setName("technician");
        pool.setDaemon(true);
        pool.setReservedThreads(0);
        ExecutorService handlers = Executors.newVirtualThreadPerTaskExecutor();
        pool.setVirtualThreadsExecutor(handlers);
        Server server = new Server(pool);
        server.setStopTimeout(STOP_MILLIS);
        ViewStream stream = new ViewStream(view);
        ServerConnector connector = connector(server, address);
        server.addConnector(connector);
        server.addBean(new NetworkConnectionLimit(CONNECTIONS, connector));
        server.setErrorHandler(TechnicianPaths::refuse);
        server.setHandler(new TechnicianPaths(view, stream, bench));
        Running opened = new Running(server, connector, stream, handlers);
        try {
            connector.open();
            server.start();
        } catch (Exception e) {
            opened.stop();
            throw new IOException(advice(e), e);
        }
        stream.start();
        running = opened;
    }

    /// The port that is served.
    public int port() {
        if (running == null) {
            throw new IllegalStateException("the technician page is not started");
        }
        return running.connector().getLocalPort();
    }

    /// Ends the streams and closes the port. Idempotent.
    public void stop() {
        if (running != null) {
            running.stop();
            running = null;
        }
    }

    private InetAddress loopback() throws IOException {
        InetAddress address;
        try {
            address = InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw new IOException(
                    "the technician page cannot be served: the host " + host
                            + " is not known here; set http.host to 127.0.0.1",
                    e);
        }
        if (!address.isLoopbackAddress()) {
            throw new IOException("the technician page is served on loopback only, because it asks nobody who he is; "
                    + "found host " + host + ", set http.host to 127.0.0.1 and come from afar by a forwarded port: "
                    + "ssh -L 8081:127.0.0.1:" + port + " CONSOLE");
        }
        return address;
    }

    private ServerConnector connector(Server server, InetAddress address) {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setRequestHeaderSize(HEADER_BYTES);
        ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
        connector.setHost(address.getHostAddress());
        connector.setPort(port);
        connector.setIdleTimeout(IDLE_MILLIS);
        connector.setShutdownIdleTimeout(SHUTDOWN_IDLE_MILLIS);
        return connector;
    }

    private String advice(Exception e) {
        boolean taken = e instanceof BindException || e.getCause() instanceof BindException;
        return taken
                ? "the technician page cannot be served: port %d of %s is taken or not allowed; stop the program that has it (ss -ltnp | grep :%d) or set another http.port"
                        .formatted(port, host, port)
                : "the technician page cannot be served on %s, port %d: %s".formatted(host, port, e.getMessage());
    }

    /// What is open while the page is served.
    private record Running(Server server, ServerConnector connector, ViewStream stream, ExecutorService handlers) {
        void stop() {
            stream.stop();
            try {
                server.stop();
            } catch (Exception e) {
                Logger.warn(e, "the technician page did not stop cleanly");
            }
            handlers.shutdownNow();
        }
    }
}
