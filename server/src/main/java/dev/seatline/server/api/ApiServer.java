package dev.seatline.server.api;

import dev.seatline.server.HubConfig;
import dev.seatline.server.people.People;
import dev.seatline.time.TimeSource;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/// The hub's HTTP: pages, API and live stream on one port. [#start] and [#stop] belong to main; requests run on
/// virtual threads of Jetty's.
public final class ApiServer {
    private static final int MOST_THREADS = 16;
    private static final int MOST_CONNECTIONS = 2_000;
    private static final int LARGEST_HEAD = 8 * 1024;
    private static final long IDLE_MILLIS = 30_000;
    private static final int START_ID_BYTES = 6;

    private final HubConfig.Http http;
    private final HubConfig config;
    private final HubDesk desk;
    private final RuleDesk rules;
    private final HubFigures figures;
    private final People people;
    private final TimeSource time;
    private final RandomGenerator random;
    private final Handler pages;
    private final StreamLimits limits;

    private @Nullable Server server;
    private @Nullable LiveStream stream;
    private @Nullable Runnable unsubscribe;
    private volatile boolean running;

    /// @param rules [RuleDesk#NONE] for a hub without
    /// @param figures of the hub, for `/metrics`
    /// @param random names this start of the hub in the ids of the live stream
    /// @param pages answers what it has a page for, and leaves the rest to the API
    public ApiServer(
            HubConfig.Http http,
            HubConfig config,
            HubDesk desk,
            RuleDesk rules,
            HubFigures figures,
            People people,
            TimeSource time,
            RandomGenerator random,
            Handler pages) {
        this(http, config, desk, rules, figures, people, time, random, pages, StreamLimits.USUAL);
    }

    ApiServer(
            HubConfig.Http http,
            HubConfig config,
            HubDesk desk,
            RuleDesk rules,
            HubFigures figures,
            People people,
            TimeSource time,
            RandomGenerator random,
            Handler pages,
            StreamLimits limits) {
        this.http = http;
        this.config = config;
        this.desk = desk;
        this.rules = rules;
        this.figures = figures;
        this.people = people;
        this.time = time;
        this.random = random;
        this.pages = pages;
        this.limits = limits;
    }

    /// Opens the port and answers from then on.
    ///
    /// @throws IOException when that cannot be; the message names the port and what to do
    public void start() throws IOException {
        boolean loopback = InetAddress.getByName(http.host()).isLoopbackAddress();
        boolean secure = http.tls().isPresent();
        if (!loopback && !secure) {
            throw new IOException(
                    "http.host \"%s\" is not loopback: plain HTTP is for 127.0.0.1 only; configure http.tls"
                            .formatted(http.host()));
        }
        QueuedThreadPool threads = new QueuedThreadPool(MOST_THREADS, 2);
        threads.setName("http");
        threads.setVirtualThreadsExecutor(VirtualThreads.getNamedVirtualThreadsExecutor("http-request-"));
        Server jetty = new Server(threads);
        jetty.addConnector(connector(jetty, secure));
        jetty.addBean(new NetworkConnectionLimit(MOST_CONNECTIONS, jetty));
        jetty.setErrorHandler(new ErrorAnswers(secure));

        byte[] startId = new byte[START_ID_BYTES];
        random.nextBytes(startId);
        SessionCookie cookie = new SessionCookie(secure);
        FloorResource floor = new FloorResource(config, desk, time);
        VerdictResource verdicts = new VerdictResource(config, rules, time);
        LiveStream live = new LiveStream(
                floor,
                verdicts,
                people,
                limits,
                HexFormat.of().formatHex(startId),
                threads,
                work -> jetty.getScheduler().schedule(work, StreamLimits.REST.toMillis(), TimeUnit.MILLISECONDS),
                desk.floor());
        Metrics metrics = new Metrics(desk, figures, people, live::count);
        Routes routes = new Routes(
                new ServiceResource(desk, metrics),
                new SessionResource(people, cookie),
                floor,
                verdicts,
                new ReportResource(config, rules, time),
                new OrderResource(desk, people),
                new PeopleResource(people, time, config.zone()));
        Front front = new Front(routes.all(), people, cookie, live);
        jetty.setHandler(new Gate(http.host(), loopback, secure, metrics, new Handler.Sequence(pages, front)));

        server = jetty;
        stream = live;
        try {
            jetty.start();
        } catch (Exception e) {
            stop();
            throw explained(e);
        }
        running = true;
        Runnable noFloor = desk.onFloor(live::changed);
        Runnable noVerdicts = rules.onVerdicts(live::said);
        unsubscribe = () -> {
            noFloor.run();
            noVerdicts.run();
        };
        live.changed(desk.floor());
        // what it told last would look alive for ever
        CompletableFuture<Void> ignored = desk.failed().thenRun(live::close);
        beatLater(jetty, live);
        Logger.info("HTTP{} on {}:{}", secure ? "S" : "", http.host(), port());
    }

    /// The port that is really open.
    public int port() {
        if (server == null || !(server.getConnectors()[0] instanceof ServerConnector connector)) {
            throw new IllegalStateException("HTTP is not open");
        }
        return connector.getLocalPort();
    }

    /// Ends the live streams and closes the port. Idempotent.
    public void stop() {
        running = false;
        if (unsubscribe != null) {
            unsubscribe.run();
            unsubscribe = null;
        }
        if (stream != null) {
            stream.close();
            stream = null;
        }
        if (server != null) {
            try {
                server.stop();
            } catch (Exception e) {
                Logger.warn(e, "HTTP did not stop cleanly");
            }
            server = null;
        }
    }

    private ServerConnector connector(Server jetty, boolean secure) {
        HttpConfiguration settings = new HttpConfiguration();
        settings.setSendServerVersion(false);
        settings.setRequestHeaderSize(LARGEST_HEAD);
        settings.setUriCompliance(UriCompliance.RFC3986);
        HttpConnectionFactory plain = new HttpConnectionFactory(settings);
        ConnectionFactory[] factories;
        if (secure) {
            // browsers that come by the machine's bare address are let in: the certificate is theirs to judge
            settings.addCustomizer(new SecureRequestCustomizer(false));
            factories = new ConnectionFactory[] {new SslConnectionFactory(keys(), plain.getProtocol()), plain};
        } else {
            factories = new ConnectionFactory[] {plain};
        }
        ServerConnector connector = new ServerConnector(jetty, 1, 1, factories);
        connector.setHost(http.host());
        connector.setPort(http.port());
        connector.setIdleTimeout(IDLE_MILLIS);
        return connector;
    }

    private SslContextFactory.Server keys() {
        HubConfig.Tls tls = http.tls().orElseThrow();
        SslContextFactory.Server keys = new SslContextFactory.Server();
        keys.setKeyStorePath(tls.keystore().toString());
        keys.setKeyStoreType("PKCS12");
        keys.setKeyStorePassword(tls.password());
        return keys;
    }

    private IOException explained(Exception e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof BindException) {
                return new IOException(
                        "port %d at %s cannot be opened: %s; stop the program that has it, or set another http.port"
                                .formatted(http.port(), http.host(), cause.getMessage()),
                        e);
            }
        }
        return new IOException(
                "HTTP at %s:%d cannot start: %s%s"
                        .formatted(
                                http.host(),
                                http.port(),
                                e.getMessage(),
                                http.tls()
                                        .map(tls -> "; check the keystore " + tls.keystore() + " and its password")
                                        .orElse("")),
                e);
    }

    private void beatLater(Server jetty, LiveStream live) {
        jetty.getScheduler()
                .schedule(
                        () -> {
                            if (running) {
                                beatSoon(jetty, live);
                                beatLater(jetty, live);
                            }
                        },
                        limits.beat().toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    private static void beatSoon(Server jetty, LiveStream live) {
        try {
            jetty.getThreadPool().execute(live::beatAll);
        } catch (RejectedExecutionException e) {
            Logger.debug(e, "HTTP is stopping");
        }
    }
}
