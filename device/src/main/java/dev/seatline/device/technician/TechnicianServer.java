package dev.seatline.device.technician;

import dev.seatline.device.hardware.bench.BenchHardware;
import dev.seatline.device.technician.signin.PinFile;
import dev.seatline.device.technician.signin.PinState;
import dev.seatline.device.technician.signin.SignIn;
import dev.seatline.wire.ConsoleId;
import dev.seatline.wire.SeatId;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
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
/// On loopback it may be looked at without a sign-in as long as no technician PIN is set; beyond loopback it
/// is not even served then. [#start], [#port] and [#stop] belong to main's thread; the view is asked for on
/// threads of the server, so its supplier must be safe for any thread and quick.
public final class TechnicianServer {
    private static final int THREADS = 4;
    private static final int CONNECTIONS = 64;
    private static final int HEADER_BYTES = 8 * 1024;
    private static final long IDLE_MILLIS = 30_000;
    private static final long STOP_MILLIS = 3_000;
    /// how long a stop waits for idle browsers to hang up
    private static final long SHUTDOWN_IDLE_MILLIS = 100;

    private final Place place;
    private final Supplier<ConsoleView> view;
    private final Optional<BenchHardware> bench;
    private final SignIn signIn;
    private final List<Door> doors;
    private @Nullable Running running;

    /// @param view what the page shows
    /// @param bench the hardware that the page may play, or empty: then the drawn parts cannot be touched
    /// @param signIn who may come in
    /// @param doors what can be asked for and done besides
    public TechnicianServer(
            Place place, Supplier<ConsoleView> view, Optional<BenchHardware> bench, SignIn signIn, List<Door> doors) {
        this.place = place;
        this.view = view;
        this.bench = bench;
        this.signIn = signIn;
        this.doors = List.copyOf(doors);
    }

    /// Where the page is, and of what.
    ///
    /// @param host the address that is listened at, or localhost; 0.0.0.0 for all of them
    /// @param port 0 for any free one
    /// @param names of this machine by which a browser may call it, besides those of loopback and its address
    public record Place(String host, int port, List<String> names, SeatId seat, ConsoleId console) {}

    /// Opens the port and serves.
    ///
    /// @throws IOException if the port cannot be had, or without a PIN beyond loopback; the message says what to do
    public void start() throws IOException {
        if (running != null) {
            throw new IllegalStateException("the technician page has been started already");
        }
        InetAddress address = address();
        QueuedThreadPool pool = new QueuedThreadPool(THREADS, THREADS);
        pool.setName("technician");
        pool.setDaemon(true);
        pool.setReservedThreads(0);
        ExecutorService handlers = Executors.newVirtualThreadPerTaskExecutor();
        pool.setVirtualThreadsExecutor(handlers);
        Server server = new Server(pool);
        server.setStopTimeout(STOP_MILLIS);
        ViewStream stream = new ViewStream(view, signIn::present);
        ServerConnector connector = connector(server, address);
        server.addConnector(connector);
        server.addBean(new NetworkConnectionLimit(CONNECTIONS, connector));
        server.setErrorHandler(TechnicianPaths::refuse);
        SessionCookie cookie = new SessionCookie(place.console());
        Guard guard = new Guard(signIn, cookie, !address.isLoopbackAddress());
        server.setHandler(new TechnicianPaths(
                view,
                stream,
                bench,
                doors,
                OwnNames.of(place.names()),
                guard,
                new SessionDoor(place.seat(), signIn, cookie, guard)));
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

    private InetAddress address() throws IOException {
        InetAddress address;
        try {
            address = InetAddress.getByName(place.host());
        } catch (UnknownHostException e) {
            throw new IOException(
                    "the technician page cannot be served: the host " + place.host()
                            + " is not known here; set http.host to 127.0.0.1, or to 0.0.0.0 for all networks",
                    e);
        }
        if (address.isLoopbackAddress()) {
            return address;
        }
        return switch (signIn.pin()) {
            case PinState.Set _ -> address;
            case PinState.Absent _ ->
                throw new IOException("the technician page is not served beyond this machine without a technician PIN; "
                        + "found http.host " + place.host() + " and no PIN: " + PinFile.ADVICE
                        + ", or set http.host to 127.0.0.1 and come from afar by a forwarded port: ssh -L "
                        + place.port() + ":127.0.0.1:" + place.port() + " CONSOLE");
            case PinState.Unreadable(String why) ->
                throw new IOException(
                        "the technician page is not served beyond this machine without a technician PIN; " + why);
        };
    }

    private ServerConnector connector(Server server, InetAddress address) {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setRequestHeaderSize(HEADER_BYTES);
        ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
        connector.setHost(address.getHostAddress());
        connector.setPort(place.port());
        connector.setIdleTimeout(IDLE_MILLIS);
        connector.setShutdownIdleTimeout(SHUTDOWN_IDLE_MILLIS);
        return connector;
    }

    private String advice(Exception e) {
        boolean taken = e instanceof BindException || e.getCause() instanceof BindException;
        return taken
                ? "the technician page cannot be served: port %d of %s is taken or not allowed; stop the program that has it (ss -ltnp | grep :%d) or set another http.port"
                        .formatted(place.port(), place.host(), place.port())
                : "the technician page cannot be served on %s, port %d: %s"
                        .formatted(place.host(), place.port(), e.getMessage());
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
