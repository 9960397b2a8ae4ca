package dev.seatline.server.broker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.seatline.server.broker.BrokerStream.Packet;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// A broker's bytes come from outside: whatever they are, they end in a packet or in an IOException.
class BrokerStreamTest {
    private static final int LARGEST = 1_000;
    private static final long SEED = 20261122;

    @Test
    void aMessageIsReadWithTopicPayloadAndNumber() throws IOException {
        // QoS 1, topic "a/b", number 7, one property (expiry), payload "hi"
        Packet packet = stream("32 0F 0003 612F62 0007 05 02 00000010 6869").next();

        assertThat(packet).isInstanceOfSatisfying(Packet.Published.class, published -> {
            assertThat(published.topic()).isEqualTo("a/b");
            assertThat(published.packet()).isEqualTo(7);
            assertThat(new String(published.bytes(), UTF_8)).isEqualTo("hi");
        });
    }

    @Test
    void theGreetingTellsWhatTheBrokerAllows() throws IOException {
        assertThat(stream("20 0B 00 00 08 21 0014 27 00010000").next())
                .isEqualTo(new Packet.Connected(0, 20, 65_536, 0, 1));
        assertThat(stream("20 03 00 86 00").next())
                .isInstanceOfSatisfying(
                        Packet.Connected.class,
                        greeted -> assertThat(greeted.reason()).isEqualTo(0x86));
    }

    @Test
    void theWorstOfTheAnswersToASubscriptionIsTold() throws IOException {
        assertThat(stream("90 06 0001 00 01 87 01").next()).isEqualTo(new Packet.Subscribed(0x87, 1));
    }

    @Test
    void aLengthBeyondTheLargestPacketIsRefusedBeforeAnythingIsMadeOfIt() {
        assertThatThrownBy(() -> stream("30 FF FF FF 7F").next())
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("at most 1000 bytes");
        assertThatThrownBy(() -> stream("30 80 80 80 80 01").next()).isInstanceOf(ProtocolException.class);
    }

    @Test
    void whatNoBrokerMaySendIsRefused() {
        for (String bytes : new String[] {
            "10 00", // a broker does not connect
            "34 06 0001 61 0001 00", // QoS 2 was not asked for
            "32 05 0000 0001 00", // an alias in the place of a topic
            "32 06 0001 61 0000 00", // a message to be acknowledged without a number
            "32 06 00FF 61 0001 00", // a topic longer than its packet
            "40 01 00", // half a number
            "20 04 00 00 01 7B" // a property that does not exist
        }) {
            assertThatThrownBy(() -> stream(bytes).next()).as(bytes).isInstanceOf(ProtocolException.class);
        }
    }

    @Test
    void theEndInTheMiddleOfAPacketIsTold() {
        assertThatThrownBy(() -> stream("30 10 00").next()).isInstanceOf(EOFException.class);
    }

    @Test
    void anyBytesEndInAPacketOrAnIOException() {
        Random random = new Random(SEED);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = new byte[random.nextInt(64)];
            random.nextBytes(bytes);
            if (bytes.length > 1) {
                bytes[1] = (byte) Math.min(bytes.length - 2, 0x7F);
            }
            Throwable thrown = catchThrowable(() -> new BrokerStream(new ByteArrayInputStream(bytes), LARGEST).next());
            if (thrown != null) {
                assertThat(thrown).as("seed " + SEED + ", trial " + i).isInstanceOf(IOException.class);
            }
        }
    }

    private static BrokerStream stream(String hex) {
        return new BrokerStream(new ByteArrayInputStream(HexFormat.of().parseHex(hex.replace(" ", ""))), LARGEST);
    }
}
