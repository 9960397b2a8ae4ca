package dev.seatline.server.broker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seatline.server.HubConfig.ConsoleEntry;
import dev.seatline.server.HubConfig.HomeAssistant;
import dev.seatline.server.broker.PahoConsole.Entry;
import dev.seatline.server.broker.PahoConsole.LastWill;
import dev.seatline.server.ingest.Await;
import dev.seatline.server.ingest.ConsoleTrafficContract;
import dev.seatline.wire.ConsoleId;
import dev.seatline.wire.SeatId;
import dev.seatline.wire.Topic;
import dev.seatline.wire.Topic.Channel;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.api.Test;

/// What every real broker keeps besides: its rights, last wills and expiry, tried with raw consoles at its door.
abstract class BrokerContract extends ConsoleTrafficContract {
    protected static final Map<SeatId, String> CONSOLES = Map.of(S01, "C01", S02, "C02");
    protected static final Map<String, String> SECRETS =
            Map.of("C01", "c1".repeat(32), "C02", "c2".repeat(32), HomeAssistant.USER, "4a".repeat(32));
    protected static final Optional<HomeAssistant> HOME_ASSISTANT =
            Optional.of(new HomeAssistant(OTHERS, Optional.of(ConsoleSecret.sha256(secret(HomeAssistant.USER)))));
    protected static final List<ConsoleEntry> ENTRIES = List.of(entry(S01, "A"), entry(S02, "B"));

    private static ConsoleEntry entry(SeatId seat, String team) {
        String console = name(seat);
        return new ConsoleEntry(new ConsoleId(console), seat, team, ConsoleSecret.sha256(secret(console)));
    }

    /// Where consoles knock.
    protected abstract String address();

    @Override
    protected ConsoleSide console(SeatId seat) throws Exception {
        PahoConsole console = PahoConsole.connect(address(), own(seat));
        return new ConsoleSide() {
            @Override
            public int publish(String topic, byte[] payload, boolean retained) throws Exception {
                return console.publish(topic, payload, retained);
            }

            @Override
            public void begin(String topic, byte[] payload) throws Exception {
                console.begin(topic, payload, false);
            }

            @Override
            public void subscribe(String filter) throws Exception {
                assertThat(console.subscribe(filter)).isLessThan(0x80);
            }

            @Override
            public List<String> texts() {
                return console.texts();
            }

            @Override
            public void close() {
                console.close();
            }
        };
    }

    @Test
    void anOrderThatExpiredIsNotDelivered() throws Exception {
        String order = fresh();
        String confirm = fresh();
        try (PahoConsole away = PahoConsole.connect(address(), own(S01))) {
            away.subscribe(topic(S01, Channel.ORDER));
            away.subscribe(topic(S01, Channel.CONFIRM));
            away.goodbye();
        }
        traffic.publish(new Topic(SITE, S01, Channel.ORDER), order.getBytes(UTF_8), false, Duration.ofSeconds(1));
        publish(S01, Channel.CONFIRM, confirm, false);
        // longer than its life; nothing here fails when the machine is slow
        Thread.sleep(2_500);
        try (PahoConsole back = PahoConsole.connect(address(), own(S01), Optional.empty(), false)) {
            Await.until("what does not expire came", () -> back.texts().contains(confirm));
            assertThat(back.texts()).doesNotContain(order);
        }
    }

    @Test
    void anOrderThatDidNotExpireIsDelivered() throws Exception {
        String order = fresh();
        try (PahoConsole away = PahoConsole.connect(address(), own(S01))) {
            away.subscribe(topic(S01, Channel.ORDER));
            away.goodbye();
        }
        traffic.publish(new Topic(SITE, S01, Channel.ORDER), order.getBytes(UTF_8), false, Duration.ofMinutes(5));
        try (PahoConsole back = PahoConsole.connect(address(), own(S01), Optional.empty(), false)) {
            Await.until("the order came", () -> back.texts().contains(order));
        }
    }

    @Test
    void theLastWillOfAVanishedConsoleReachesTheHub() throws Exception {
        String will = fresh();
        try (PahoConsole console = leaving(S02, will, 0)) {
            console.vanish();
            hub.await(topic(S02, Channel.STATUS), will);
        }
    }

    @Test
    void aLastWillWaitsForItsDelay() throws Exception {
        String will = fresh();
        try (PahoConsole console = leaving(S02, will, 2)) {
            console.vanish();
            long begun = System.nanoTime();
            hub.await(topic(S02, Channel.STATUS), will);
            // brokers count whole seconds
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofMillis(900));
        }
    }

    @Test
    void aConsoleThatIsBackInTimeLeavesNoWill() throws Exception {
        String will = fresh();
        String later = fresh();
        try (PahoConsole console = leaving(S02, will, 2)) {
            console.vanish();
        }
        try (PahoConsole back = PahoConsole.connect(address(), own(S02), Optional.empty(), false);
                PahoConsole witness = leaving(S01, later, 4)) {
            witness.vanish();
            hub.await(topic(S01, Channel.STATUS), later);
            assertThat(back.lost()).isFalse();
            assertThat(hub.texts(will)).isEmpty();
        }
    }

    @Test
    void aConsoleThatSaysGoodbyeLeavesNoWill() throws Exception {
        String will = fresh();
        String later = fresh();
        try (PahoConsole console = leaving(S02, will, 0);
                PahoConsole witness = leaving(S01, later, 2)) {
            console.goodbye();
            witness.vanish();
            hub.await(topic(S01, Channel.STATUS), later);
        }
        assertThat(hub.texts(will)).isEmpty();
    }

    @Test
    void aConsoleWritesToItsOwnSeatOnlyAndOnlyItsOwnChannels() throws Exception {
        for (SeatId own : List.of(S01, S02)) {
            try (PahoConsole console = PahoConsole.connect(address(), own(own))) {
                for (SeatId seat : List.of(S01, S02)) {
                    for (Channel channel : Channel.values()) {
                        assertThat(taken(console, own, topic(seat, channel)))
                                .as("%s writes %s of %s", own, channel, seat)
                                .isEqualTo(seat.equals(own) && channel.writtenByConsole());
                    }
                }
                for (String strange : List.of(
                        "seatline/v1/demo/S03/event",
                        "seatline/v1/other/" + own + "/event",
                        "seatline/v2/demo/" + own + "/event",
                        "seatline/v1/demo/" + own + "/event/more",
                        "seatline/v1/demo/" + own + "/Event",
                        "seatline/v1/demo/" + own,
                        "anything")) {
                    assertThat(taken(console, own, strange))
                            .as("%s writes %s", own, strange)
                            .isFalse();
                }
                assertThat(console.lost()).as("a refusal does not disconnect").isFalse();
            }
        }
    }

    /// Tells whether the broker took a message and the hub got it: both or neither.
    private boolean taken(PahoConsole console, SeatId own, String topic) throws Exception {
        String text = fresh();
        String after = fresh();
        int answer = console.publish(topic, text.getBytes(UTF_8), false);
        console.publish(topic(own, Channel.EVENT), after.getBytes(UTF_8), false);
        hub.await(topic(own, Channel.EVENT), after);
        boolean came = !hub.texts(text).isEmpty();
        assertThat(answer < 0x80).as("answer %d on %s", answer, topic).isEqualTo(came);
        return came;
    }

    @Test
    void aMessageToAForeignSeatReachesNobody() throws Exception {
        String text = fresh();
        String after = fresh();
        try (PahoConsole victim = PahoConsole.connect(address(), own(S01));
                PahoConsole thief = PahoConsole.connect(address(), own(S02))) {
            victim.subscribe(topic(S01, Channel.CONFIRM));
            victim.subscribe(topic(S01, Channel.SETTINGS));
            victim.subscribe(topic(S01, Channel.ORDER));
            for (Channel channel : Channel.values()) {
                thief.publish(topic(S01, channel), text.getBytes(UTF_8), true);
            }
            publish(S01, Channel.ORDER, after, false);
            Await.until("the right one came", () -> victim.texts().contains(after));
            assertThat(victim.texts()).doesNotContain(text);
        }
        assertThat(hub.texts(text)).isEmpty();
    }

    @Test
    void aConsoleReadsItsOwnSeatOnly() throws Exception {
        String foreign = fresh();
        for (Channel channel : Channel.values()) {
            if (!channel.writtenByConsole()) {
                publish(S01, channel, foreign, true);
            }
        }
        for (String filter : List.of(
                topic(S01, Channel.CONFIRM),
                topic(S01, Channel.SETTINGS),
                topic(S01, Channel.ORDER),
                topic(S01, Channel.STATE),
                topic(S02, Channel.EVENT),
                "seatline/v1/demo/+/settings",
                "seatline/v1/demo/#",
                "#",
                "+/+/+/+/+",
                "$SYS/#",
                "$share/all/seatline/v1/demo/+/settings",
                "$share/all/" + topic(S01, Channel.SETTINGS))) {
            String own = fresh();
            String passing = fresh();
            try (PahoConsole console = PahoConsole.connect(address(), own(S02))) {
                boolean granted = asks(console, filter);
                publish(S01, Channel.SETTINGS, passing, true);
                if (granted) {
                    // Mosquitto grants everything and delivers only what is allowed
                    console.subscribe(topic(S02, Channel.ORDER));
                    publish(S02, Channel.ORDER, own, false);
                    Await.until(
                            "the console's own order came",
                            () -> console.texts().contains(own));
                }
                assertThat(console.got()).as(filter).allMatch(got -> got.topic().startsWith("seatline/v1/demo/S02/"));
                assertThat(console.texts()).as(filter).doesNotContain(foreign, passing);
            }
        }
        publish(S01, Channel.SETTINGS, "", true);
    }

    protected static boolean asks(PahoConsole console, String filter) {
        try {
            return console.subscribe(filter) < 0x80;
        } catch (MqttException _) {
            return false;
        }
    }

    @Test
    void aLastWillForAForeignSeatIsNeverSaid() throws Exception {
        String will = fresh();
        String later = fresh();
        LastWill foreign = new LastWill(topic(S01, Channel.STATUS), will, 0);
        try (PahoConsole console = PahoConsole.connect(address(), own(S02), Optional.of(foreign), true)) {
            console.vanish();
        } catch (MqttException refused) {
            assertThat(refused.getReasonCode()).isEqualTo(0x87);
        }
        try (PahoConsole witness = leaving(S01, later, 0)) {
            witness.vanish();
            hub.await(topic(S01, Channel.STATUS), later);
        }
        assertThat(hub.texts(will)).isEmpty();
    }

    @Test
    void nobodyComesInWithoutTheRightSecret() {
        for (Entry entry : List.of(
                new Entry("C01", "", ""),
                Entry.of("C01", "c2".repeat(32)),
                Entry.of("C01", ""),
                Entry.of("C01", ENTRIES.getFirst().secretSha256()),
                Entry.of("C01", secret("C01") + "00"),
                Entry.of("C03", secret("C01")),
                Entry.of("hub", secret("C01")),
                Entry.of("+", secret("C01")),
                Entry.of("#", ""),
                Entry.of("C01/C02", secret("C01")))) {
            assertThatThrownBy(() -> PahoConsole.connect(address(), entry).close())
                    .as("%s", entry)
                    .isInstanceOfSatisfying(
                            MqttException.class,
                            refused -> assertThat(refused.getReasonCode()).isIn(0x86, 0x87, 0x85, 4, 5));
        }
        assertThat(traffic.health().ok()).isTrue();
    }

    @Test
    void aForeignClientIdGivesNoRights() throws Exception {
        String text = fresh();
        String after = fresh();
        try (PahoConsole victim = PahoConsole.connect(address(), own(S01))) {
            victim.subscribe(topic(S01, Channel.ORDER));
            Entry thief = new Entry("C01", "C02", secret("C02"));
            try (PahoConsole console = PahoConsole.connect(address(), thief)) {
                assertThat(console.publish(topic(S01, Channel.EVENT), text.getBytes(UTF_8), false))
                        .isEqualTo(0x87);
            } catch (MqttException refused) {
                assertThat(refused.getReasonCode()).isIn(0x86, 0x87, 0x85);
            }
            publish(S01, Channel.ORDER, after, false);
            Await.until("the victim is still served", () -> victim.texts().contains(after));
            assertThat(victim.lost()).isFalse();
        }
        assertThat(hub.texts(text)).isEmpty();
    }

    @Test
    void aPacketBeyond64KibIsRefusedAndTheOthersAreServed() throws Exception {
        String large = "x".repeat(70_000);
        String good = fresh();
        try (PahoConsole greedy = PahoConsole.connect(address(), own(S02));
                PahoConsole modest = PahoConsole.connect(address(), own(S01))) {
            try {
                greedy.begin(topic(S02, Channel.EVENT), large.getBytes(UTF_8), false);
                Await.until("it was thrown out", greedy::lost);
            } catch (MqttException tooLarge) {
                assertThat(tooLarge).hasMessageContaining("too large");
            }
            modest.publish(topic(S01, Channel.EVENT), good.getBytes(UTF_8), false);
            hub.await(topic(S01, Channel.EVENT), good);
        }
        assertThat(hub.texts("xxx")).isEmpty();
    }

    @Test
    void aPacketOfAlmost64KibArrives() throws Exception {
        String text = fresh() + "y".repeat(64_000);
        try (PahoConsole console = PahoConsole.connect(address(), own(S01))) {
            assertThat(console.publish(topic(S01, Channel.EVENT), text.getBytes(UTF_8), false))
                    .isLessThan(0x80);
        }
        hub.await(topic(S01, Channel.EVENT), text);
    }

    protected final PahoConsole leaving(SeatId seat, String will, long delaySeconds) throws MqttException {
        LastWill left = new LastWill(topic(seat, Channel.STATUS), will, delaySeconds);
        return PahoConsole.connect(address(), own(seat), Optional.of(left), true);
    }

    protected static Entry own(SeatId seat) {
        return Entry.of(name(seat), secret(name(seat)));
    }

    private static String name(SeatId seat) {
        return Optional.ofNullable(CONSOLES.get(seat)).orElseThrow();
    }

    protected static String secret(String console) {
        return Optional.ofNullable(SECRETS.get(console)).orElseThrow();
    }
}
