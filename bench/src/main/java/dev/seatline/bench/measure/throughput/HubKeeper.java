package dev.seatline.bench.measure.throughput;

import dev.seatline.bench.site.Patience;
import dev.seatline.bench.site.Program;
import dev.seatline.bench.site.Site;
import dev.seatline.bench.site.Web;
import dev.seatline.server.Hub;
import dev.seatline.server.store.sqlite.SqliteDatabase;
import dev.seatline.server.store.sqlite.SqliteEventStore;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Our hub, started by the launcher. Used by one thread.
final class HubKeeper implements Keeper {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Site site;
    private final Site.BrokerKind kind;
    private @Nullable Program hub;

    HubKeeper(Site site, Site.BrokerKind kind) {
        this.site = site;
        this.kind = kind;
    }

    @Override
    public String what() {
        return kind == Site.BrokerKind.EMBEDDED ? "our hub with its own broker" : "mosquitto → our hub";
    }

    /// Which broker it works with.
    Site.BrokerKind kind() {
        return kind;
    }

    @Override
    public Site site() {
        return site;
    }

    @Override
    public void startBroker() throws IOException, InterruptedException {
        if (kind == Site.BrokerKind.MOSQUITTO) {
            site.startMosquitto();
        } else {
            hub = site.launchHub();
        }
    }

    @Override
    public void start() throws IOException, InterruptedException {
        Program running = hub == null ? site.launchHub() : hub;
        hub = running;
        try (Web web = new Web(site.hubAddress())) {
            Patience.until(
                    "the hub is ready",
                    LIMIT,
                    () -> web.send("GET", "/readyz", null).statusCode() == 200,
                    () -> String.join("\n", running.output()));
        }
    }

    @Override
    public boolean confirms() {
        return true;
    }

    @Override
    public long finish() throws IOException, InterruptedException {
        if (hub != null) {
            hub.stop();
        }
        try (SqliteDatabase database = new SqliteDatabase(Hub.databaseFile(site.hubData()))) {
            database.open();
            return new SqliteEventStore(database).count();
        }
    }

    @Override
    public void close() throws Exception {
        site.close();
    }
}
