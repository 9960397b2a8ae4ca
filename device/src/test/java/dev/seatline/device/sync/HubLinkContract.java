package dev.seatline.device.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seatline.device.Eventually;
import dev.seatline.wire.ConsoleId;
import dev.seatline.wire.SeatId;
import dev.seatline.wire.SiteId;
import dev.seatline.wire.Topic.Channel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What every link to the hub must do. A subclass supplies the link and the far side of it.
abstract class HubLinkContract {
    static final SiteId SITE = new SiteId("demo");
    static final SeatId SEAT = new SeatId("S01");
    static final ConsoleId CONSOLE = new ConsoleId("C01");
    private static final byte[] WILL = bytes("gone");

    /// The hub and the network, as a test plays them.
    interface FarSide {
        /// Says something to the console; settings are retained.
        void send(Channel channel, byte[] payload);

        /// What has come from the console so far, as `channel text`.
        List<String> heard();

        /// What a newcomer would be told on a channel, or null.
        @Nullable
        String retained(Channel channel);

        /// Breaks the network, or mends it.
        void reachable(boolean now);
    }

    abstract HubLink link();

    abstract FarSide farSide();

    @Test
    void itSaysWhenItIsThereLostAndThereAgain() {
        Told told = start();
        Eventually.until("it is there", () -> told.words().equals(List.of("up")));
        farSide().reachable(false);
        Eventually.until("it is lost", () -> told.words().contains("down"));
        assertThat(told.detail()).isNotBlank();
        farSide().reachable(true);
        Eventually.until("it is there again", () -> told.words().getLast().equals("up"));
    }

    @Test
    void whatIsPublishedArrivesUnchangedAndInOrder() {
        Told told = start();
        told.untilUp();
        for (int i = 0; i < 50; i++) {
            byte[] payload = bytes("batch" + i);
            Eventually.until("the link takes it", () -> link().publish(Channel.EVENT, payload));
        }
        Eventually.until("all have arrived", () -> farSide().heard().size() == 50);
        for (int i = 0; i < 50; i++) {
            assertThat(farSide().heard().get(i)).isEqualTo("EVENT batch" + i);
        }
    }

    @Test
    void stateAndStatusAreRetainedAndNothingElse() {
        start().untilUp();
        for (Channel channel : List.of(Channel.STATE, Channel.STATUS, Channel.EVENT, Channel.OUTCOME)) {
            assertThat(link().publish(channel, bytes("x" + channel))).isTrue();
        }
        Eventually.until("all have arrived", () -> farSide().heard().size() == 4);
        assertThat(farSide().retained(Channel.STATE)).isEqualTo("xSTATE");
        assertThat(farSide().retained(Channel.STATUS)).isEqualTo("xSTATUS");
        assertThat(farSide().retained(Channel.EVENT)).isNull();
        assertThat(farSide().retained(Channel.OUTCOME)).isNull();
    }

    @Test
    void whatTheHubSaysIsHeardAndSettingsAlsoByALatecomer() {
        farSide().send(Channel.SETTINGS, bytes("people"));
        Told told = start();
        told.untilUp();
        Eventually.until("settings were heard", () -> told.messages().contains("SETTINGS people"));
        farSide().send(Channel.CONFIRM, bytes("7"));
        farSide().send(Channel.ORDER, bytes("blink"));
        Eventually.until("all were heard", () -> told.messages().size() == 3);
        assertThat(told.messages()).contains("CONFIRM 7", "ORDER blink");
    }

    @Test
    void withoutALinkNothingIsTaken() {
        assertThat(link().publish(Channel.STATE, bytes("x"))).isFalse();
        Told told = start();
        told.untilUp();
        farSide().reachable(false);
        Eventually.until("it is lost", () -> told.words().contains("down"));
        assertThat(link().publish(Channel.STATE, bytes("x"))).isFalse();
    }

    @Test
    void aConsoleThatVanishesLeavesItsWill() {
        start().untilUp();
        assertThat(link().publish(Channel.STATUS, bytes("here"))).isTrue();
        Eventually.until("it is known as online", () -> "here".equals(farSide().retained(Channel.STATUS)));
        farSide().reachable(false);
        Eventually.until("it is known as gone", () -> farSide().heard().contains("STATUS gone"));
        assertThat(farSide().retained(Channel.STATUS)).isEqualTo("gone");
    }

    @Test
    void aGoodByeLeavesWhatWasSaidLast() {
        start().untilUp();
        assertThat(link().publish(Channel.STATUS, bytes("good-bye"))).isTrue();
        link().stop();
        link().stop();
        Eventually.until("it was heard", () -> farSide().heard().contains("STATUS good-bye"));
        assertThat(link().publish(Channel.STATUS, bytes("late"))).isFalse();
        assertThat(farSide().retained(Channel.STATUS)).isEqualTo("good-bye");
        assertThat(farSide().heard()).doesNotContain("STATUS gone");
    }

    @Test
    void aListenerThatStumblesDoesNotBreakTheLink() {
        Told told = start();
        told.untilUp();
        told.stumble();
        farSide().send(Channel.ORDER, bytes("one"));
        farSide().send(Channel.ORDER, bytes("two"));
        Eventually.until("both were tried", () -> told.stumbled() == 2);
        assertThat(link().publish(Channel.STATE, bytes("alive"))).isTrue();
        Eventually.until("it still works", () -> farSide().heard().contains("STATE alive"));
    }

    // ---- what the tests are made of

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    Told start() {
        Told told = new Told();
        link().start(() -> WILL, told);
        return told;
    }

    /// A listener that remembers. Any thread.
    static class Told implements HubLink.Listener {
        private final List<String> words = new CopyOnWriteArrayList<>();
        private final List<String> messages = new CopyOnWriteArrayList<>();
        private final AtomicInteger stumbles = new AtomicInteger();
        private volatile boolean stumbling;
        private volatile String detail = "";

        @Override
        public void linkChanged(boolean online, String why) {
            detail = why;
            words.add(online ? "up" : "down");
        }

        @Override
        public void received(Channel channel, byte[] payload) {
            if (stumbling) {
                stumbles.incrementAndGet();
                throw new IllegalStateException("a listener of a test stumbles on purpose");
            }
            messages.add(channel + " " + text(payload));
        }

        void untilUp() {
            Eventually.until("the link is there", () -> words.contains("up"));
        }

        void stumble() {
            stumbling = true;
        }

        int stumbled() {
            return stumbles.get();
        }

        List<String> words() {
            return List.copyOf(words);
        }

        List<String> messages() {
            return List.copyOf(messages);
        }

        String detail() {
            return detail;
        }
    }
}
