package dev.seatline.bench.faults;

import dev.seatline.bench.site.Mosquitto;
import dev.seatline.bench.site.Patience;
import dev.seatline.bench.site.Program;
import dev.seatline.bench.site.Site;
import dev.seatline.bench.site.SmallDisk;
import dev.seatline.bench.site.Web;
import dev.seatline.wire.ConsoleId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/// A site whose every part can be harmed, with a hand at each seat. Built, started and closed by one thread; what its
/// accessors give is for any.
final class FaultSite implements AutoCloseable {
    private static final int AGENTS = 24;
    private static final int CONSOLE_DISK_MEBIBYTES = 16;
    private static final int HUB_DISK_MEBIBYTES = 64;
    /// Consoles with a disk of their own.
    private static final int SMALL_DISKS = 2;

    private static final Duration START = Duration.ofSeconds(90);

    private final Site site;
    private final Site.BrokerKind kind;
    private final List<Victim> consoles = new ArrayList<>();
    private final List<Hand> hands = new ArrayList<>();
    private final List<BrokenWire> wires = new ArrayList<>();
    private final List<Web> probes = new ArrayList<>();
    private final Map<Integer, SmallDisk> disks = new TreeMap<>();
    private final List<String> leftOut = new ArrayList<>();
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private final Victim hub;
    private Victim broker;
    private @Nullable SmallDisk hubDisk;
    private volatile boolean closing;
    private @Nullable Web api;

    /// @param folder exists and is empty, on a real disk
    FaultSite(Path root, Path folder, Site.BrokerKind kind, int seats, RandomGenerator random) throws IOException {
        this.kind = kind;
        this.site = new Site(root, folder, kind, seats, AGENTS, random);
        opened.push(site);
        Web health = site.keep(new Web(site.hubAddress()));
        this.hub = new Victim("hub", () -> alive(site.startHubWithoutWaiting()), () -> answers(health));
        this.broker = hub;
    }

    private static boolean answers(Web page) throws IOException, InterruptedException {
        return page.send("GET", "/healthz", null).statusCode() == 200;
    }

    /// Starts everything, and the hands.
    void start(RandomGenerator random) throws IOException, InterruptedException {
        mount();
        if (kind == Site.BrokerKind.MOSQUITTO) {
            Mosquitto mosquitto = site.startMosquitto();
            broker = new Victim(
                    "broker",
                    () -> {
                        if (!mosquitto.running().alive()) {
                            mosquitto.startAgain();
                        }
                        return alive(mosquitto.running());
                    },
                    () -> true);
            broker.start();
        }
        hub.start();
        for (int i = 1; i <= site.seats(); i++) {
            seat(i, random);
        }
        hub.awaitReady();
        api = site.administrator(hub.present());
        for (Victim console : consoles) {
            console.awaitReady();
        }
        Patience.until("every console has its people", START, () -> allKnowPeople(), () -> "some have not");
        for (Hand hand : hands) {
            Thread.ofVirtual().name("hand at " + hand.console()).start(hand);
        }
    }

    /// Half of the consoles forget what is confirmed as soon as they may.
    private void seat(int number, RandomGenerator random) throws IOException, InterruptedException {
        BrokenWire wire = keep(BrokenWire.open(site.mqttPort()));
        wires.add(wire);
        site.reroute(number, wire.port());
        if (forgets(number)) {
            site.keepConfirmed(number, 1);
        }
        Web health = site.page(number);
        Victim console = new Victim(
                "console " + number, () -> alive(site.startConsoleWithoutWaiting(number)), () -> answers(health));
        consoles.add(console);
        probes.add(site.page(number));
        hands.add(new Hand(console, site.page(number), new Notes(new ConsoleId(Site.console(number))), AGENTS, random));
        console.start();
    }

    /// Nothing is started any more once the site is being closed.
    private Program alive(Program begun) throws IOException {
        if (closing) {
            begun.close();
            throw new IOException("the site is closed");
        }
        return begun;
    }

    static boolean forgets(int number) {
        return number % 2 == 0;
    }

    private void mount() throws IOException, InterruptedException {
        Path images = Files.createDirectories(site.folder().resolve("images"));
        for (int i = 1; i <= Math.min(SMALL_DISKS, site.seats()); i++) {
            Optional<SmallDisk> disk =
                    SmallDisk.inFile(site.data(i), images.resolve("console-" + i), CONSOLE_DISK_MEBIBYTES);
            if (disk.isPresent()) {
                disks.put(i, keep(disk.get()));
            }
        }
        SmallDisk.inFile(Files.createDirectories(site.hubData()), images.resolve("hub"), HUB_DISK_MEBIBYTES)
                .ifPresent(disk -> hubDisk = keep(disk));
        if (disks.isEmpty() || hubDisk == null) {
            leftOut.add("disks that are full or stand still: a small disk must be mounted for that, which only root may"
                    + " do, and not everywhere");
        }
    }

    private boolean allKnowPeople() {
        for (int i = 1; i <= consoles.size(); i++) {
            if (!look(i).map(View::knowsPeople).orElse(false)) {
                return false;
            }
        }
        return true;
    }

    private <T extends AutoCloseable> T keep(T resource) {
        opened.push(resource);
        return resource;
    }

    /// What a console says now; empty when it does not answer.
    Optional<View> look(int number) {
        Web probe = probes.get(number - 1);
        synchronized (probe) {
            try {
                return Optional.of(View.of(probe.get("/api/v1/console")));
            } catch (IOException | JacksonException e) {
                return Optional.empty();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Optional.empty();
            }
        }
    }

    Site site() {
        return site;
    }

    Site.BrokerKind kind() {
        return kind;
    }

    Victim hub() {
        return hub;
    }

    /// Mosquitto, or the hub where that is its own broker.
    Victim broker() {
        return broker;
    }

    Victim console(int number) {
        return consoles.get(number - 1);
    }

    List<Victim> consoles() {
        return List.copyOf(consoles);
    }

    Hand hand(int number) {
        return hands.get(number - 1);
    }

    List<Hand> hands() {
        return List.copyOf(hands);
    }

    BrokenWire wire(int number) {
        return wires.get(number - 1);
    }

    List<BrokenWire> wires() {
        return List.copyOf(wires);
    }

    /// Disks of consoles that can be filled and stopped.
    Map<Integer, SmallDisk> disks() {
        return Map.copyOf(disks);
    }

    Optional<SmallDisk> hubDisk() {
        return Optional.ofNullable(hubDisk);
    }

    /// What cannot be tried here, and why.
    List<String> leftOut() {
        return List.copyOf(leftOut);
    }

    /// The hub's API. Used by one thread.
    Web api() {
        Web administrator = api;
        if (administrator == null) {
            throw new IllegalStateException("the site has not been started");
        }
        return administrator;
    }

    /// Leaves what the programs printed in a folder.
    void leaveLogs(Path folder) throws IOException {
        Files.createDirectories(folder);
        hub.leaveLog(folder);
        if (broker != hub) {
            broker.leaveLog(folder);
        }
        for (Victim console : consoles) {
            console.leaveLog(folder);
        }
    }

    /// Copies what lies on the small disks, which end with the site, to a folder.
    void leaveDisks(Path folder) throws IOException {
        List<SmallDisk> all = new ArrayList<>(disks.values());
        hubDisk().ifPresent(all::add);
        for (SmallDisk disk : all) {
            Path copies = Files.createDirectories(folder.resolve(disk.folder().getFileName()));
            try (Stream<Path> files = Files.list(disk.folder())) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Files.copy(file, copies.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }

    /// Ends everything. A disk that stands still goes on first, or its programs could not die.
    @Override
    public void close() throws Exception {
        closing = true;
        hands.forEach(Hand::end);
        for (SmallDisk disk : disks.values()) {
            disk.goOn();
        }
        if (hubDisk != null) {
            hubDisk.goOn();
        }
        site.close();
        for (Victim console : consoles) {
            if (console.alive()) {
                console.awaitDeath();
            }
        }
        while (!opened.isEmpty()) {
            AutoCloseable last = opened.pop();
            if (last != site) {
                last.close();
            }
        }
    }
}
