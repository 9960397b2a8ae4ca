package dev.seatline.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PacketsTest {
    private static final PacketWriter.Greeting GREETING = new PacketWriter.Greeting(20, 10, 2, 100, 66_048);

    /// CONNACK with receive maximum 100 and two other properties, SUBACK, PUBLISH with QoS 0 and 1, PUBACK
    /// short and long, PINGRESP, DISCONNECT.
    private static final String TALK = """
            20 0b 00 00 08 21 00 64 22 00 00 28 01
            90 05 00 01 00 01 01
            30 07 00 01 61 00 78 79 7a
            32 0b 00 03 61 2f 62 01 02 02 00 05 68
            40 02 00 07
            40 04 00 08 97 00
            d0 00
            e0 02 8b 00
            """;

    private static final List<String> HEARD = List.of(
            "connected 0, 100",
            "subscribed 1, 1",
            "a: xyz, 0",
            "a/b: h, 258",
            "acknowledged 7, 0",
            "acknowledged 8, 151",
            "pong",
            "ended 139");

    @Test
    void theGreetingIsWhatTheStandardSays() throws IOException {
        PacketWriter writer = new PacketWriter(1000);
        writer.connect(new LoadAccount("C1", "ab", "w", List.of()), new byte[] {'o'}, GREETING);
        assertThat(sent(writer)).isEqualTo(hex("""
                10 30 00 04 4d 51 54 54 05 ee 00 14
                0d 11 00 00 00 0a 21 00 64 27 00 01 02 00
                00 02 43 31
                05 18 00 00 00 02 00 01 77 00 01 6f
                00 02 43 31 00 02 61 62
                """));
    }

    @Test
    void withoutAWillNothingIsSaidOfOne() throws IOException {
        PacketWriter writer = new PacketWriter(1000);
        writer.connect(new LoadAccount("C1", "ab", "", List.of()), new byte[0], GREETING);
        assertThat(sent(writer)).isEqualTo(hex("""
                10 24 00 04 4d 51 54 54 05 c2 00 14
                0d 11 00 00 00 0a 21 00 64 27 00 01 02 00
                00 02 43 31 00 02 43 31 00 02 61 62
                """));
    }

    @Test
    void smallPacketsAreWhatTheStandardSays() throws IOException {
        PacketWriter writer = new PacketWriter(1000);
        writer.subscribe(1, List.of("a", "bc"));
        assertThat(writer.publish(258, new byte[] {'t'}, new byte[] {'p', 'q'}, true))
                .isTrue();
        assertThat(writer.publish(2, new byte[] {'t'}, new byte[0], false)).isTrue();
        writer.acknowledge(515);
        writer.ping();
        writer.disconnect();
        assertThat(sent(writer)).isEqualTo(hex("""
                82 0c 00 01 00 00 01 61 01 00 02 62 63 01
                33 08 00 01 74 01 02 00 70 71
                32 06 00 01 74 00 02 00
                40 02 02 03
                c0 00
                e0 00
                """));
    }

    @Test
    void aLongPacketHasALongLengthAndComesBackWhole() throws IOException {
        byte[] payload = "x".repeat(20_000).getBytes(StandardCharsets.US_ASCII);
        PacketWriter writer = new PacketWriter(30_000);
        assertThat(writer.publish(1, new byte[] {'t'}, payload, false)).isTrue();
        byte[] packet = sent(writer);
        assertThat(packet).startsWith(hex("32 a6 9c 01 00 01 74 00 01 00")).hasSize(4 + 6 + 20_000);
        assertThat(heard(packet, 1000)).containsExactly("t: " + "x".repeat(20_000) + ", 1");
    }

    @Test
    void whatTheNetworkDoesNotTakeIsBounded() throws IOException {
        PacketWriter writer = new PacketWriter(100);
        assertThat(writer.publish(1, new byte[] {'t'}, new byte[60], false)).isTrue();
        assertThat(writer.publish(2, new byte[] {'t'}, new byte[60], false)).isFalse();
        sent(writer);
        assertThat(writer.publish(2, new byte[] {'t'}, new byte[60], false)).isTrue();
    }

    @Test
    void aNetworkThatTakesLittleLosesNothing() throws IOException {
        PacketWriter writer = new PacketWriter(100_000);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        WritableByteChannel slow = new WritableByteChannel() {
            @Override
            public int write(ByteBuffer from) {
                int count = Math.min(7, from.remaining());
                byte[] part = new byte[count];
                from.get(part);
                all.writeBytes(part);
                return count;
            }

            @Override
            public boolean isOpen() {
                return true;
            }

            @Override
            public void close() {}
        };
        List<String> expected = new ArrayList<>();
        for (int i = 1; i <= 300; i++) {
            writer.publish(i, new byte[] {'t'}, ("n" + i).getBytes(StandardCharsets.US_ASCII), false);
            expected.add("t: n" + i + ", " + i);
            writer.writeTo(slow);
        }
        while (!writer.empty()) {
            writer.writeTo(slow);
        }
        assertThat(heard(all.toByteArray(), 64)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 7, 11, 13, 30, 1000})
    void aTalkIsUnderstoodInPiecesOfAnySize(int piece) throws IOException {
        assertThat(heard(hex(TALK), piece)).isEqualTo(HEARD);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "32 ff ff ff ff 01", // a length of five bytes
                "32 ff ff 7f", // far too large
                "36 07 00 01 61 00 01 00 78", // QoS 3
                "34 07 00 01 61 00 01 00 78", // QoS 2
                "30 04 00 00 00 78", // topic alias
                "32 06 00 01 61 00 00 00", // number 0
                "30 05 ff ff 61 00 78", // a topic longer than the packet
                "30 05 00 01 61 09 78", // properties longer than the packet
                "40 01 00", // half a number
                "20 02 00 00", // no properties
                "20 05 00 00 02 7f 00", // an unknown property
                "20 06 00 00 03 26 00 05", // a property that ends too late
                "10 00", // only clients connect
                "f0 00", // authentication that nobody asked for
                "00 00"
            })
    void nonsenseIsAFaultOfTheConnectionAndNothingElse(String bytes) {
        for (int piece : new int[] {1, 1000}) {
            assertThatThrownBy(() -> heard(hex(bytes), piece)).isInstanceOf(ProtocolException.class);
        }
    }

    private static List<String> heard(byte[] bytes, int piece) throws IOException {
        PacketReader reader = new PacketReader(65_536);
        List<String> heard = new ArrayList<>();
        PacketReader.Packets to = new Written(heard);
        for (int from = 0; from < bytes.length; from += piece) {
            reader.read(ByteBuffer.wrap(bytes, from, Math.min(piece, bytes.length - from)), to);
        }
        return heard;
    }

    private static byte[] sent(PacketWriter writer) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        writer.writeTo(Channels.newChannel(out));
        assertThat(writer.empty()).isTrue();
        return out.toByteArray();
    }

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text.replaceAll("\\s", ""));
    }

    private record Written(List<String> heard) implements PacketReader.Packets {
        @Override
        public void connected(int reason, int receiveMaximum) {
            heard.add("connected %d, %d".formatted(reason, receiveMaximum));
        }

        @Override
        public void subscribed(int packet, int worst) {
            heard.add("subscribed %d, %d".formatted(packet, worst));
        }

        @Override
        public void acknowledged(int packet, int reason) {
            heard.add("acknowledged %d, %d".formatted(packet, reason));
        }

        @Override
        public void published(String topic, byte[] payload, int packet) {
            heard.add("%s: %s, %d".formatted(topic, new String(payload, StandardCharsets.US_ASCII), packet));
        }

        @Override
        public void pong() {
            heard.add("pong");
        }

        @Override
        public void ended(int reason) {
            heard.add("ended " + reason);
        }
    }
}
