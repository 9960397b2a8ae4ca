package dev.seatline.bench.load;

import dev.seatline.wire.BootId;
import dev.seatline.wire.ClockTrust;
import dev.seatline.wire.Confirm;
import dev.seatline.wire.ConsoleId;
import dev.seatline.wire.ConsoleStatus;
import dev.seatline.wire.ConsoleStatus.PartHealth;
import dev.seatline.wire.Decoded;
import dev.seatline.wire.EventBatch;
import dev.seatline.wire.Fact;
import dev.seatline.wire.JournalId;
import dev.seatline.wire.Order;
import dev.seatline.wire.Outcome;
import dev.seatline.wire.SeatReport;
import dev.seatline.wire.SeatState;
import dev.seatline.wire.Topic;
import dev.seatline.wire.WireJson;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One console of a [LoadFleet], playing the contract as the real one does: present state first, facts in
/// batches until they are confirmed, again after silence, from where the hub asks. All of it belongs to the
/// fleet's thread.
final class LoadSeat implements LoadLink.Listener {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration LONGEST_PATIENCE = Duration.ofSeconds(60);
    private static final Duration STATUS_EVERY = Duration.ofSeconds(60);
    private static final int BATCHES_AHEAD = 4;
    private static final int LARGEST_BATCH = 48 * 1024;
    private static final int MOST_OUTCOMES = 100;

    private final LoadFleet fleet;
    private final int number;
    private final LoadFleet.Member member;
    private final BootId boot;
    private final JournalId journal;
    private final BatchText.Shared shared;
    private final byte[] statusTopic;
    private final byte[] stateTopic;
    private final byte[] eventTopic;
    private final byte[] outcomeTopic;
    private final long bornNanos;
    private final KeptFacts kept = new KeptFacts();
    private final ArrayDeque<Outcome> outcomes = new ArrayDeque<>();
    /// Last sequences of the batches that are not confirmed.
    private final ArrayDeque<Long> unconfirmed = new ArrayDeque<>();

    private @Nullable LoadLink link;
    private SeatState state;
    private long settings;
    private boolean online;
    private boolean reportDue;
    private boolean statusDue;
    private boolean sendingSoon;
    private boolean statusTimed;
    private boolean resendTimed;
    private long cursor;
    private long sent;
    private int window = BATCHES_AHEAD;
    private Duration waiting = PATIENCE;
    private long resendAt;

    LoadSeat(LoadFleet fleet, int number, LoadFleet.Member member, BootId boot, JournalId journal, Instant now) {
        this.fleet = fleet;
        this.number = number;
        this.member = member;
        this.boot = boot;
        this.journal = journal;
        this.shared = BatchText.Shared.of(member.console(), journal, boot);
        this.statusTopic = topic(Topic.Channel.STATUS);
        this.stateTopic = topic(Topic.Channel.STATE);
        this.eventTopic = topic(Topic.Channel.EVENT);
        this.outcomeTopic = topic(Topic.Channel.OUTCOME);
        this.bornNanos = System.nanoTime();
        this.state = SeatState.vacant(now);
    }

    private byte[] topic(Topic.Channel channel) {
        return text(channel).getBytes(StandardCharsets.UTF_8);
    }

    private String text(Topic.Channel channel) {
        return new Topic(fleet.site(), member.seat(), channel).text();
    }

    /// Begins its journal and comes to the broker.
    void begin(LoadClient client) {
        record(new Fact.JournalBegan(Fact.JournalCause.NEW, null, ""), new Fact.BootBegan("load"));
        LoadAccount account = new LoadAccount(
                member.console().text(),
                member.secret(),
                text(Topic.Channel.STATUS),
                List.of(text(Topic.Channel.CONFIRM), text(Topic.Channel.SETTINGS), text(Topic.Channel.ORDER)));
        link = client.connect(account, LoadFleet.WINDOW, this);
    }

    /// The connection, to be cut.
    @Nullable
    LoadLink link() {
        return link;
    }

    SeatState state() {
        return state;
    }

    long last() {
        return kept.last();
    }

    JournalId journal() {
        return journal;
    }

    void record(Fact... facts) {
        Instant now = fleet.now();
        long elapsed = (System.nanoTime() - bornNanos) / 1_000_000;
        for (Fact fact : facts) {
            state = state.after(fact, now);
            kept.append(new KeptFacts.Kept(elapsed, now, fleet.text().fact(fact)));
        }
        fleet.recordedMore(facts.length);
        reportDue = true;
        sendSoon();
    }

    // ---- from the link

    @Override
    public byte[] will() {
        return status(false);
    }

    @Override
    public void up() {
        fleet.upMore(1);
        goBackTo(cursor);
        statusDue = true;
        online = true;
        record(new Fact.LinkRegained());
        if (!statusTimed) {
            statusTimed = true;
            fleet.after(STATUS_EVERY, this::statusAgain);
        }
        send();
    }

    @Override
    public void down(String why) {
        if (online) {
            online = false;
            fleet.upMore(-1);
            record(new Fact.LinkLost());
        }
    }

    @Override
    public void acknowledged(int reason) {
        if (pending()) {
            sendSoon();
        }
    }

    private boolean pending() {
        return reportDue || statusDue || !outcomes.isEmpty() || (sent < kept.last() && unconfirmed.size() < window);
    }

    @Override
    public void received(String topic, byte[] payload) {
        switch (topic.substring(topic.lastIndexOf('/') + 1)) {
            case "confirm" -> {
                switch (WireJson.read(payload, Confirm.class)) {
                    case Decoded.Read<Confirm>(Confirm confirm) -> confirmed(confirm);
                    case Decoded.Unreadable<Confirm>(String reason) -> fleet.surprise(reason);
                }
            }
            case "settings" -> took(fleet.settingsVersion(payload));
            case "order" -> {
                switch (WireJson.read(payload, Order.class)) {
                    case Decoded.Read<Order>(Order order) -> ordered(order);
                    case Decoded.Unreadable<Order>(String reason) -> fleet.surprise(reason);
                }
            }
            default -> fleet.surprise("a console does not read " + topic);
        }
    }

    private void took(long version) {
        if (version > settings) {
            settings = version;
            reportDue = true;
            sendSoon();
        }
    }

    private void confirmed(Confirm confirm) {
        if (!confirm.journal().equals(journal)) {
            return;
        }
        if (confirm.upTo() > kept.last()) {
            fleet.surprise(
                    "%s recorded %d facts, the hub confirms %d".formatted(member.seat(), kept.last(), confirm.upTo()));
            return;
        }
        if (confirm.upTo() <= cursor) {
            return;
        }
        fleet.confirmedMore(number, confirm.upTo() - kept.oldest() + 1, confirm.upTo());
        cursor = confirm.upTo();
        kept.confirmed(cursor);
        sent = Math.max(sent, cursor);
        unconfirmed.removeIf(last -> last <= cursor);
        window = BATCHES_AHEAD;
        waiting = PATIENCE;
        resendAt = System.nanoTime() + waiting.toNanos();
        if (pending()) {
            sendSoon();
        }
    }

    private void ordered(Order order) {
        Outcome.Result result = Outcome.Result.REFUSED;
        String detail = "a played console carries out nothing but resend-from";
        if (order.wish() instanceof Order.Wish.ResendFrom(JournalId asked, long sequence)) {
            if (asked.equals(journal)) {
                result = Outcome.Result.DONE;
                detail = "";
                cursor = Math.max(kept.oldest() - 1, Math.min(sequence - 1, kept.last()));
                goBackTo(cursor);
            } else {
                detail = "that journal is not kept here";
            }
        }
        outcomes.addLast(new Outcome(order.id(), result, detail));
        if (outcomes.size() > MOST_OUTCOMES) {
            outcomes.removeFirst();
        }
        sendSoon();
    }

    private void goBackTo(long sequence) {
        sent = sequence;
        unconfirmed.clear();
    }

    // ---- to the hub

    private void sendSoon() {
        LoadLink now = link;
        if (!sendingSoon && now != null && now.up()) {
            sendingSoon = true;
            fleet.soon(this::send);
        }
    }

    private void send() {
        sendingSoon = false;
        LoadLink to = link;
        if (to == null || !to.up()) {
            return;
        }
        if (reportDue) {
            if (!to.publish(stateTopic, report(), true)) {
                return;
            }
            reportDue = false;
        }
        while (!outcomes.isEmpty()) {
            if (!to.publish(outcomeTopic, WireJson.write(outcomes.getFirst()), false)) {
                return;
            }
            outcomes.removeFirst();
        }
        if (statusDue) {
            if (!to.publish(statusTopic, status(true), true)) {
                return;
            }
            statusDue = false;
        }
        while (unconfirmed.size() < window && sent < kept.last()) {
            if (!sendBatch(to)) {
                return;
            }
        }
    }

    private boolean sendBatch(LoadLink to) {
        BatchText text = fleet.text();
        long first = sent + 1;
        text.begin(Math.min(kept.oldest(), first));
        long next = first;
        while (next <= kept.last() && next - first < EventBatch.MOST && text.size() < LARGEST_BATCH) {
            KeptFacts.Kept fact = kept.at(next);
            text.add(next == first, shared, next, fact.elapsedMillis(), fact.wall(), fact.fact());
            next++;
        }
        if (!to.publish(eventTopic, text.end(), false)) {
            return false;
        }
        if (unconfirmed.isEmpty()) {
            resendAt = System.nanoTime() + waiting.toNanos();
        }
        sent = next - 1;
        unconfirmed.addLast(sent);
        if (!resendTimed) {
            resendTimed = true;
            fleet.after(waiting, this::resend);
        }
        return true;
    }

    private void resend() {
        resendTimed = false;
        if (unconfirmed.isEmpty()) {
            return;
        }
        long early = resendAt - System.nanoTime();
        if (early > 0) {
            resendTimed = true;
            fleet.after(Duration.ofNanos(early), this::resend);
            return;
        }
        window = 1;
        Duration twice = waiting.multipliedBy(2);
        waiting = twice.compareTo(LONGEST_PATIENCE) > 0 ? LONGEST_PATIENCE : twice;
        goBackTo(cursor);
        LoadLink to = link;
        if (to != null && to.up()) {
            fleet.resentOnce();
            send();
        }
    }

    private void statusAgain() {
        statusDue = true;
        sendSoon();
        fleet.after(STATUS_EVERY, this::statusAgain);
    }

    /// The last status, as at a clean stop.
    void farewell() {
        LoadLink to = link;
        if (to != null && to.up() && !to.publish(statusTopic, status(false), true)) {
            fleet.surprise("no room for the last status of " + member.seat());
        }
    }

    private byte[] report() {
        return WireJson.write(new SeatReport(
                member.console(),
                journal,
                kept.last(),
                boot,
                fleet.now(),
                ClockTrust.TRUSTED,
                state.shown(),
                state.shownReason(),
                state,
                settings));
    }

    private byte[] status(boolean online) {
        long backlog = kept.last() + 1 - kept.oldest();
        ConsoleId console = member.console();
        return WireJson.write(new ConsoleStatus(
                console,
                online,
                boot,
                "load",
                (System.nanoTime() - bornNanos) / 1_000_000_000L,
                backlog,
                List.of(
                        new PartHealth("journal", true, "records; %d to deliver".formatted(backlog)),
                        new PartHealth("clock", true, "trusted"),
                        new PartHealth("bench", true, "played"))));
    }
}
