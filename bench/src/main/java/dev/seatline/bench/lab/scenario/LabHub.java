package dev.seatline.bench.lab.scenario;

import dev.seatline.bench.lab.link.Ports;
import dev.seatline.bench.site.Program;
import dev.seatline.bench.site.Site;
import dev.seatline.bench.site.Web;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// A real hub on the host, for the one console in the guest. Used by one thread.
public final class LabHub implements AutoCloseable {
    /// How many people have a badge.
    private static final int PEOPLE = 3;

    private static final String SEAT = Site.seat(1);
    private static final String LIMIT = "not-ready-limit: 20m";
    /// So short that the lab sees the lamp warn: it does for the last fifth.
    private static final String SHORT_LIMIT = "not-ready-limit: 10s";

    private final Site site;
    private final Web api;

    private LabHub(Site site, Web api) {
        this.site = site;
        this.api = api;
    }

    /// Starts it, and waits until it answers.
    ///
    /// @param folder for its files; exists
    public static LabHub start(Path root, Path folder, RandomGenerator random)
            throws IOException, InterruptedException {
        Site site = new Site(root, folder, Site.BrokerKind.EMBEDDED, 1, PEOPLE, random);
        try {
            Path configuration = folder.resolve("hub.yaml");
            Files.writeString(configuration, replaced(Files.readString(configuration), LIMIT, SHORT_LIMIT));
            site.reroute(1, Ports.BROKER);
            Program hub = site.startHub();
            return new LabHub(site, site.administrator(hub));
        } catch (IOException | InterruptedException | RuntimeException e) {
            close(site);
            throw e;
        }
    }

    private static String replaced(String text, String regex, String replacement) {
        Matcher found = Pattern.compile(regex, Pattern.MULTILINE).matcher(text);
        if (!found.find()) {
            throw new IllegalStateException("the site writes no " + regex);
        }
        return found.replaceFirst(Matcher.quoteReplacement(replacement));
    }

    /// Where its broker listens.
    public int brokerPort() {
        return site.mqttPort();
    }

    /// The badge of somebody, from 1: ten hex digits, as every kind of reader can tell them.
    static String badge(int person) {
        return Site.badge(person);
    }

    /// Somebody's id.
    static String person(int number) {
        return "P%04d".formatted(number);
    }

    /// What the console in the guest is configured with.
    ///
    /// @param data where it keeps its journal, in the guest
    /// @param hardware its groups `pins` and `rules`
    String configuration(String data, String hardware) throws IOException {
        String text = Files.readString(site.folder().resolve(Site.console(1) + ".yaml"));
        text = replaced(text, "^data: .*$", "data: " + data);
        text = replaced(text, "^  port: .*$", "  port: " + Ports.CONSOLE);
        return replaced(text, "^hardware: .*\n", hardware);
    }

    /// The same for a console on the host.
    String configurationOnHost(String data, String hardware) throws IOException {
        String text = configuration(data, hardware);
        text = replaced(text, "^  port: .*$", "  port: 0");
        return replaced(text, ":" + Ports.BROKER + "$", ":" + site.mqttPort());
    }

    /// Sends an order to the seat, and returns what became of it.
    String order(String wish) throws IOException, InterruptedException {
        return api.post("/api/v1/seats/" + SEAT + "/orders", "{\"wish\":" + wish + "}")
                .path("result")
                .asString("");
    }

    /// What the board shows of the seat.
    String shown() throws IOException, InterruptedException {
        return api.get("/api/v1/seats/" + SEAT).path("state").asString("");
    }

    /// Facts of a journal beyond a place, as they were committed.
    List<JsonNode> facts(String journal, long after) throws IOException, InterruptedException {
        List<JsonNode> facts = new ArrayList<>();
        long cursor = 0;
        while (true) {
            JsonNode page = api.get("/api/v1/events?limit=1000&seat=" + SEAT + "&after=" + cursor)
                    .path("events");
            for (JsonNode event : page) {
                cursor = event.path("id").longValue();
                if (event.path("journal").asString("").equals(journal)
                        && event.path("sequence").longValue() > after) {
                    facts.add(event);
                }
            }
            if (page.isEmpty()) {
                return facts;
            }
        }
    }

    @Override
    public void close() {
        close(site);
    }

    private static void close(Site site) {
        try {
            site.close();
        } catch (Exception e) {
            throw new IllegalStateException("the hub does not end", e);
        }
    }
}
