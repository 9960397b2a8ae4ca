package dev.seatline.bench.load;

import dev.seatline.bench.site.Site;
import dev.seatline.device.journal.JournalIds;
import dev.seatline.time.TimeSource;
import dev.seatline.wire.BootId;
import dev.seatline.wire.ConsoleId;
import dev.seatline.wire.Decoded;
import dev.seatline.wire.Fact;
import dev.seatline.wire.JournalId;
import dev.seatline.wire.SeatId;
import dev.seatline.wire.SeatState;
import dev.seatline.wire.Settings;
import dev.seatline.wire.SiteId;
import dev.seatline.wire.WireJson;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/// Consoles by the thousand, each with an identity, a journal in memory and a connection of its own, all in one
/// thread: to the hub they are consoles like any other. Their facts are what the caller records.
///
/// Any thread, unless said otherwise.
public final class LoadFleet implements AutoCloseable {
    /// Messages of one console on their way to the broker at most, as with a real one.
    static final int WINDOW = 20;

    private final SiteId site;
    private final TimeSource time;
    private final RandomGenerator random;
    private final Confirmed listener;
    private final LoadClient client;
    private final BatchText text = new BatchText();
    /// Grows by the client's thread only.
    private final List<LoadSeat> seats = new ArrayList<>();

    private final List<Member> members = new ArrayList<>();

    private final AtomicLong recorded = new AtomicLong();
    private final AtomicLong committed = new AtomicLong();
    private final AtomicLong resent = new AtomicLong();
    private final AtomicInteger up = new AtomicInteger();
    private byte[] lastSettings = {};
    private long lastVersion;

    /// Who is told of confirmations, on the client's thread; must not block.
    @FunctionalInterface
    public interface Confirmed {
        /// @param seat number of the member, from 0 in the order of [LoadFleet#add]
        /// @param upTo highest sequence of its journal that is committed
        void confirmed(int seat, long upTo);
    }

    /// One console.
    public record Member(SeatId seat, ConsoleId console, String secret) {
        /// Consoles of a site.
        ///
        /// @param first their numbers begin at 1
        public static List<Member> of(Site site, int first, int last) {
            List<Member> members = new ArrayList<>();
            for (int number = first; number <= last; number++) {
                members.add(new Member(
                        new SeatId(Site.seat(number)),
                        new ConsoleId(Site.console(number)),
                        site.consoleSecret(number)));
            }
            return members;
        }

        @Override
        public String toString() {
            return "Member[" + console + "]";
        }
    }

    /// What was recorded at one seat, to be compared with a ledger.
    public record Told(Member member, JournalId journal, long last, SeatState state) {}

    /// @param time for facts
    /// @param random for ids and pauses
    public LoadFleet(InetSocketAddress broker, SiteId site, TimeSource time, RandomGenerator random, Confirmed listener)
            throws IOException {
        this.site = site;
        this.time = time;
        this.random = random;
        this.listener = listener;
        this.client = new LoadClient(broker, random);
    }

    public void start() {
        client.start();
    }

    /// Adds consoles, which come to the broker at once and begin their journals.
    public void add(List<Member> more) {
        client.execute(() -> more.forEach(this::begin));
    }

    private void begin(Member member) {
        LoadSeat seat = new LoadSeat(
                this, seats.size(), member, new BootId(JournalIds.next(random).text()), JournalIds.next(random), now());
        seats.add(seat);
        members.add(member);
        seat.begin(client);
    }

    /// Records facts at a seat, together.
    ///
    /// @param seat number of the member, from 0 in the order of [#add]
    public void record(int seat, Fact... facts) {
        client.execute(() -> seats.get(seat).record(facts));
    }

    /// Cuts the connection of a console as a broken wire would; it comes back.
    public void cut(int seat) {
        client.execute(() -> {
            LoadLink link = seats.get(seat).link();
            if (link != null) {
                link.cut();
            }
        });
    }

    /// Facts recorded so far.
    public long recorded() {
        return recorded.get();
    }

    /// Facts that the hub has confirmed.
    public long committed() {
        return committed.get();
    }

    /// Consoles that are connected.
    public int connected() {
        return up.get();
    }

    /// How often a console lost its patience and sent again.
    public long resent() {
        return resent.get();
    }

    /// How many messages an overrun hub has not taken; they are sent again.
    public long notTaken() {
        return client.notTaken();
    }

    /// How often the other side did what it should not.
    public long surprises() {
        return client.surprises();
    }

    /// The last surprise in one line, or empty.
    public String lastSurprise() {
        return client.lastSurprise();
    }

    /// Processor time that the fleet has cost.
    public Duration processorTime() {
        return client.processorTime();
    }

    /// What every seat has recorded, and is now.
    public List<Told> told() {
        CompletableFuture<List<Told>> answer = new CompletableFuture<>();
        client.execute(() -> {
            List<Told> all = new ArrayList<>();
            for (int i = 0; i < seats.size(); i++) {
                LoadSeat seat = seats.get(i);
                all.add(new Told(members.get(i), seat.journal(), seat.last(), seat.state()));
            }
            answer.complete(all);
        });
        return answer.orTimeout(30, TimeUnit.SECONDS).join();
    }

    /// Tells the last status of each, says good-bye and ends.
    @Override
    public void close() {
        CompletableFuture<Void> done = new CompletableFuture<>();
        client.execute(() -> {
            seats.forEach(LoadSeat::farewell);
            done.complete(null);
        });
        done.completeOnTimeout(null, 5, TimeUnit.SECONDS).join();
        client.close();
    }

    // ---- for the seats, on the client's thread

    SiteId site() {
        return site;
    }

    BatchText text() {
        return text;
    }

    Instant now() {
        return time.now().truncatedTo(ChronoUnit.MILLIS);
    }

    void soon(Runnable task) {
        client.execute(task);
    }

    void after(Duration pause, Runnable task) {
        client.after(pause, task);
    }

    void surprise(String what) {
        client.surprise(what);
    }

    void recordedMore(int facts) {
        recorded.addAndGet(facts);
    }

    void upMore(int consoles) {
        up.addAndGet(consoles);
    }

    void resentOnce() {
        resent.incrementAndGet();
    }

    void confirmedMore(int seat, long facts, long upTo) {
        committed.addAndGet(facts);
        listener.confirmed(seat, upTo);
    }

    /// The version of settings, which are the same for all: read once.
    long settingsVersion(byte[] payload) {
        if (!Arrays.equals(payload, lastSettings)) {
            switch (WireJson.read(payload, Settings.class)) {
                case Decoded.Read<Settings>(Settings settings) -> {
                    lastSettings = payload;
                    lastVersion = settings.version();
                }
                case Decoded.Unreadable<Settings>(String reason) -> surprise(reason);
            }
        }
        return lastVersion;
    }
}
