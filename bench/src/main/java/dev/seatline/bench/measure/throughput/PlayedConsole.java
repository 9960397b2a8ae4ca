package dev.seatline.bench.measure.throughput;

import dev.seatline.bench.load.LoadAccount;
import dev.seatline.bench.load.LoadClient;
import dev.seatline.bench.load.LoadLink;
import dev.seatline.bench.site.Site;
import dev.seatline.device.sync.Uploader;
import dev.seatline.wire.Confirm;
import dev.seatline.wire.ConsoleId;
import dev.seatline.wire.ConsoleStatus;
import dev.seatline.wire.Decoded;
import dev.seatline.wire.Order;
import dev.seatline.wire.WireJson;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A console as far as the wire shows it: sends its facts in order, some messages ahead of the confirm, and again from
/// where it is asked to or where nothing is confirmed any more. All of it belongs to the load's thread, but for
/// [#journal], which is for whoever makes the facts.
final class PlayedConsole implements LoadLink.Listener {
    /// Messages ahead of the acknowledgement, as many as the brokers take.
    private static final int WINDOW = 100;
    /// Messages ahead of the confirm: the keeper may gather large groups, and no broker's queue overflows.
    private static final int UNCONFIRMED = 200;

    /// Without progress for so long, what was sent is sent again, as by a real console.
    private static final long PATIENCE_NANOS = Uploader.PATIENCE.toNanos();

    private static final long LONGEST_PATIENCE_NANOS = 12 * PATIENCE_NANOS;

    private final String name;
    private final PlayedJournal journal;
    private final byte[] events;
    private final byte[] status;
    private final Runnable done;
    private @Nullable LoadLink link;
    private List<PlayedJournal.Message> messages = List.of();
    private boolean waitsForConfirm;
    private int sent;
    private int confirmed;
    private long movedAt;
    private long patience = PATIENCE_NANOS;
    private long resent;
    private boolean connected;

    /// @param done runs when everything it was given is acknowledged or, if it waits for that, confirmed
    PlayedConsole(int number, PlayedJournal journal, Runnable done) {
        this.name = Site.console(number);
        this.journal = journal;
        this.done = done;
        String root = root(number);
        this.events = (root + "event").getBytes(StandardCharsets.UTF_8);
        this.status = (root + "status").getBytes(StandardCharsets.UTF_8);
    }

    private static String root(int number) {
        return "seatline/v1/bench/%s/".formatted(Site.seat(number));
    }

    /// What makes its facts. Not the load's: used between two rounds.
    PlayedJournal journal() {
        return journal;
    }

    void connect(LoadClient client, int number, String secret) {
        String root = root(number);
        link = client.connect(
                new LoadAccount(name, secret, "", List.of(root + "confirm", root + "order")), WINDOW, this);
    }

    /// Sends these, after everything before was confirmed.
    ///
    /// @param forConfirm whether a confirm is to be waited for; else the broker's acknowledgements are enough
    void send(List<PlayedJournal.Message> next, boolean forConfirm) {
        messages = next;
        waitsForConfirm = forConfirm;
        sent = 0;
        confirmed = 0;
        movedAt = System.nanoTime();
        more();
    }

    private void more() {
        LoadLink open = link;
        while (open != null
                && sent < messages.size()
                && (!waitsForConfirm || sent - confirmed < UNCONFIRMED)
                && open.publish(events, messages.get(sent).payload(), false)) {
            sent++;
        }
    }

    /// To be called now and then: sends again when nothing has been confirmed for long.
    void look(long nanoTime) {
        if (waitsForConfirm && confirmed < sent && nanoTime - movedAt > patience) {
            patience = Math.min(2 * patience, LONGEST_PATIENCE_NANOS);
            resent += sent - confirmed;
            sent = confirmed;
            movedAt = nanoTime;
            more();
        }
    }

    /// Messages that were sent once more.
    long resent() {
        return resent;
    }

    boolean connected() {
        return connected;
    }

    @Override
    public byte[] will() {
        return new byte[0];
    }

    @Override
    public void up() {
        connected = true;
        LoadLink open = link;
        if (open != null) {
            ConsoleStatus online =
                    new ConsoleStatus(new ConsoleId(name), true, journal.boot(), "bench", 0, 0, List.of());
            open.publish(status, WireJson.write(online), true);
        }
        resent += sent - confirmed;
        sent = confirmed;
        more();
    }

    @Override
    public void down(String why) {
        connected = false;
    }

    @Override
    public void received(String topic, byte[] payload) {
        if (topic.endsWith("/confirm")) {
            if (WireJson.read(payload, Confirm.class) instanceof Decoded.Read<Confirm>(Confirm confirm)
                    && confirm.journal().equals(journal.id())) {
                confirmed(confirm.upTo());
            }
        } else if (WireJson.read(payload, Order.class) instanceof Decoded.Read<Order>(Order order)
                && order.wish() instanceof Order.Wish.ResendFrom(var asked, long sequence)
                && asked.equals(journal.id())) {
            again(sequence);
        }
    }

    private void confirmed(long upTo) {
        int before = confirmed;
        while (confirmed < messages.size() && messages.get(confirmed).last() <= upTo) {
            confirmed++;
        }
        movedAt = System.nanoTime();
        patience = PATIENCE_NANOS;
        sent = Math.max(sent, confirmed);
        if (waitsForConfirm && confirmed == messages.size() && before < confirmed) {
            done.run();
        }
        more();
    }

    private void again(long from) {
        int first = 0;
        while (first < messages.size() && messages.get(first).last() < from) {
            first++;
        }
        resent += Math.max(0, sent - first);
        sent = Math.min(sent, first);
        more();
    }

    @Override
    public void acknowledged(int reason) {
        LoadLink open = link;
        if (!waitsForConfirm && sent == messages.size() && open != null && open.inFlight() == 0 && sent > 0) {
            done.run();
        }
        more();
    }
}
