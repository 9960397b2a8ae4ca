package dev.seatline.server.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.seatline.server.broker.PahoConsole;
import dev.seatline.wire.BootId;
import dev.seatline.wire.ClockTrust;
import dev.seatline.wire.Confirm;
import dev.seatline.wire.ConsoleId;
import dev.seatline.wire.ConsoleStatus;
import dev.seatline.wire.Decoded;
import dev.seatline.wire.Envelope;
import dev.seatline.wire.EventBatch;
import dev.seatline.wire.Fact;
import dev.seatline.wire.JournalId;
import dev.seatline.wire.Order;
import dev.seatline.wire.Outcome;
import dev.seatline.wire.SeatId;
import dev.seatline.wire.SeatReport;
import dev.seatline.wire.SeatState;
import dev.seatline.wire.SiteId;
import dev.seatline.wire.Topic;
import dev.seatline.wire.Topic.Channel;
import dev.seatline.wire.WireJson;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.paho.mqttv5.common.MqttException;

/// A console as the broker sees it: a journal, a link, and nothing but messages of the contract. Used by one thread.
final class LiveConsole implements AutoCloseable {
    private static final BootId BOOT = new BootId("B1");
    private static final JournalId JOURNAL = new JournalId("J1");

    private final SiteId site;
    private final SeatId seat;
    private final ConsoleId console;
    private final Instant began;
    private final PahoConsole link;
    private final List<Envelope> journal = new ArrayList<>();
    private SeatState state;
    private boolean online = true;
    private int sent;
    private long confirmed;
    private int heard;

    LiveConsole(SiteId site, SeatId seat, ConsoleId console, String secret, int port, Instant began)
            throws MqttException {
        this.site = site;
        this.seat = seat;
        this.console = console;
        this.began = began;
        this.state = SeatState.vacant(began);
        this.link = PahoConsole.connect("tcp://127.0.0.1:" + port, PahoConsole.Entry.of(console.text(), secret));
        for (Channel channel : List.of(Channel.ORDER, Channel.CONFIRM)) {
            link.subscribe(topic(channel));
        }
        add(new Fact.BootBegan("1"), state, began);
        status();
        deliver(began);
    }

    private String topic(Channel channel) {
        return new Topic(site, seat, channel).text();
    }

    private void publish(Channel channel, Object message) throws MqttException {
        link.begin(topic(channel), WireJson.write(message), channel.retained());
    }

    private void status() throws MqttException {
        publish(
                Channel.STATUS,
                new ConsoleStatus(console, online, BOOT, "1", 1, journal.size() - confirmed, List.of()));
    }

    private void report(Instant now) throws MqttException {
        publish(
                Channel.STATE,
                new SeatReport(
                        console,
                        JOURNAL,
                        journal.size(),
                        BOOT,
                        now,
                        ClockTrust.TRUSTED,
                        state.shown(),
                        state.shownReason(),
                        state,
                        0));
    }

    /// Into the journal; delivered by [#deliver].
    void add(Fact fact, SeatState after, Instant at) {
        state = after;
        journal.add(new Envelope(
                console,
                JOURNAL,
                journal.size() + 1L,
                BOOT,
                Duration.between(began, at).toMillis(),
                at,
                ClockTrust.TRUSTED,
                fact));
    }

    /// What its link is from now on.
    void link(boolean up) throws MqttException {
        if (online != up) {
            online = up;
            status();
        }
    }

    void deliver(Instant now) throws MqttException {
        if (!online || sent == journal.size()) {
            return;
        }
        report(now);
        while (sent < journal.size()) {
            int end = Math.min(journal.size(), sent + EventBatch.MOST);
            publish(Channel.EVENT, new EventBatch(1, journal.subList(sent, end)));
            sent = end;
        }
    }

    /// All is in the ledger, or it is away.
    boolean delivered() {
        return !online || confirmed == journal.size();
    }

    /// What came since; what the hub wants to have again is sent again.
    List<Order> orders() {
        List<Order> orders = new ArrayList<>();
        List<PahoConsole.Got> got = link.got();
        for (PahoConsole.Got one : got.subList(heard, got.size())) {
            if (one.topic().equals(topic(Channel.CONFIRM))) {
                Confirm confirm = read(one.text(), Confirm.class);
                confirmed = confirm.journal().equals(JOURNAL) ? Math.max(confirmed, confirm.upTo()) : confirmed;
            } else {
                Order order = read(one.text(), Order.class);
                if (order.wish() instanceof Order.Wish.ResendFrom(JournalId of, long sequence) && of.equals(JOURNAL)) {
                    sent = Math.toIntExact(Math.min(sent, sequence - 1));
                } else {
                    orders.add(order);
                }
            }
        }
        heard = got.size();
        return orders;
    }

    void answer(Order order, Outcome.Result result) throws MqttException {
        publish(Channel.OUTCOME, new Outcome(order.id(), result, ""));
    }

    private static <T> T read(String text, Class<T> type) {
        return switch (WireJson.read(text.getBytes(UTF_8), type)) {
            case Decoded.Read<T>(T value) -> value;
            case Decoded.Unreadable<T>(String reason) -> throw new AssertionError(reason);
        };
    }

    @Override
    public void close() {
        link.close();
    }
}
