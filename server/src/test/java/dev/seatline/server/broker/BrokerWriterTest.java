package dev.seatline.server.broker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seatline.server.ingest.Await;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BrokerWriterTest {
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final int PUBLISH = 3;
    private static final int PUBACK = 4;
    private static final int PING = 12;
    private static final int DISCONNECT = 14;

    private final BrokerWriter writer = new BrokerWriter();
    private final Wire wire = new Wire();
    private Thread thread = new Thread();

    /// Each write as the types of its packets.
    private static final class Wire extends OutputStream {
        private final List<List<Integer>> writes = new CopyOnWriteArrayList<>();

        @Override
        public void write(int one) {
            throw new UnsupportedOperationException("single bytes");
        }

        @Override
        public void write(byte[] bytes) {
            ByteArrayOutputStream types = new ByteArrayOutputStream();
            // every packet of these tests is shorter than 128 bytes
            for (int at = 0; at < bytes.length; at += 2 + bytes[at + 1]) {
                types.write((bytes[at] & 0xFF) >>> 4);
            }
            writes.add(types.toString(java.nio.charset.StandardCharsets.ISO_8859_1)
                    .chars()
                    .boxed()
                    .toList());
        }

        long sent(int type) {
            return writes.stream()
                    .flatMap(List::stream)
                    .filter(one -> one == type)
                    .count();
        }
    }

    private void run(Duration pause) {
        thread = Thread.ofVirtual().start(() -> {
            try {
                writer.run(wire, pause);
            } catch (java.io.IOException | InterruptedException e) {
                throw new AssertionError(e);
            }
        });
    }

    @AfterEach
    void ends() throws InterruptedException {
        writer.end();
        thread.join();
    }

    @Test
    void whatWaitsLeavesInOneWrite() {
        for (int i = 1; i <= 300; i++) {
            writer.acknowledge(i);
        }
        writer.publish("a", new byte[3], false, 0);
        run(LONG);

        Await.until("it is sent", () -> wire.sent(PUBLISH) == 1);
        assertThat(wire.writes).hasSize(1);
        assertThat(wire.sent(PUBACK)).isEqualTo(300);
    }

    @Test
    void noMoreIsUnderWayThanTheBrokerAllowsUntilItAnswers() {
        writer.allow(2, 1_000);
        for (int i = 0; i < 5; i++) {
            writer.publish("a", new byte[3], false, 0);
        }
        writer.acknowledge(1);
        run(LONG);
        Await.until("the first are sent", () -> wire.sent(PUBLISH) == 2);
        writer.acknowledge(2);
        Await.until("acknowledgements go on", () -> wire.sent(PUBACK) == 2);
        assertThat(wire.sent(PUBLISH)).isEqualTo(2);

        writer.answered(1, 0);
        Await.until("one more is sent", () -> wire.sent(PUBLISH) == 3);
        // an answer to what is not under way frees nothing
        writer.answered(9, 0);
        writer.answered(0, 0);
        writer.answered(2, 0x87);
        Await.until("one more is sent", () -> wire.sent(PUBLISH) == 4);
    }

    @Test
    void aMessageThatTheBrokerDoesNotTakeIsLeftOutAndTheNextIsSent() {
        writer.allow(20, 100);
        writer.publish("a", new byte[101], false, 0);
        writer.publish("a", new byte[3], false, 0);
        run(LONG);

        Await.until("the second is sent", () -> wire.sent(PUBLISH) == 1);
    }

    @Test
    void itShowsThatItLivesAndSaysGoodbye() throws InterruptedException {
        run(Duration.ofMillis(1));
        Await.until("a sign of life", () -> wire.sent(PING) > 1);
        writer.end();
        thread.join();
        assertThat(wire.writes.getLast()).endsWith(DISCONNECT);
    }
}
