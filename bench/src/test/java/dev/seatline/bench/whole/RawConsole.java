package dev.seatline.bench.whole;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/// Somebody who holds a console's secret and says what he likes: MQTT 5 by hand, since a proper client would keep to
/// the broker's limits. Used by one thread.
final class RawConsole implements AutoCloseable {
    /// The broker hung up without a reason.
    static final int HUNG_UP = -1;

    private static final int CONNECT = 0x10;
    private static final int CONNACK = 0x20;
    private static final int PUBLISH_ONCE_AT_LEAST = 0x32;
    private static final int PUBACK = 0x40;
    private static final int DISCONNECT = 0xE0;
    private static final int USER_PASSWORD_CLEAN_START = 0xC2;
    private static final int PATIENCE_MILLIS = 20_000;

    private final Socket socket;
    private final DataInputStream in;
    private final DataOutputStream out;

    private RawConsole(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new DataInputStream(socket.getInputStream());
        this.out = new DataOutputStream(socket.getOutputStream());
    }

    /// @param secret 64 hex digits
    static RawConsole connect(int port, String console, String secret) throws IOException {
        RawConsole raw = new RawConsole(new Socket(InetAddress.getLoopbackAddress(), port));
        raw.socket.setSoTimeout(PATIENCE_MILLIS);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream body = new DataOutputStream(bytes);
        text(body, "MQTT");
        body.writeByte(5);
        body.writeByte(USER_PASSWORD_CLEAN_START);
        body.writeShort(60);
        body.writeByte(0);
        text(body, console);
        text(body, console);
        text(body, secret);
        raw.send(CONNECT, bytes.toByteArray());
        int code = raw.answer(CONNACK, 1);
        if (code != 0) {
            throw new IOException("refused: 0x" + HexFormat.of().toHexDigits((byte) code));
        }
        return raw;
    }

    /// Says something, and returns what the broker answers: 0 for taken, another reason code of MQTT 5 for not, or
    /// [#HUNG_UP].
    int publish(String topic, byte[] payload) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream body = new DataOutputStream(bytes);
        text(body, topic);
        body.writeShort(1);
        body.writeByte(0);
        body.write(payload);
        try {
            send(PUBLISH_ONCE_AT_LEAST, bytes.toByteArray());
            return answer(PUBACK, 2);
        } catch (EOFException | java.net.SocketException e) {
            return HUNG_UP;
        }
    }

    private void send(int type, byte[] body) throws IOException {
        ByteArrayOutputStream packet = new ByteArrayOutputStream();
        packet.write(type);
        int left = body.length;
        do {
            packet.write((left & 0x7F) | (left > 0x7F ? 0x80 : 0));
            left >>>= 7;
        } while (left > 0);
        packet.write(body);
        out.write(packet.toByteArray());
        out.flush();
    }

    /// The reason code of the next packet of a type, or of the broker's good-bye.
    ///
    /// @param at where the reason stands; left out it is 0
    private int answer(int wanted, int at) throws IOException {
        while (true) {
            int type = in.readUnsignedByte() & 0xF0;
            int length = 0;
            int digit;
            int shift = 0;
            do {
                digit = in.readUnsignedByte();
                length |= (digit & 0x7F) << shift;
                shift += 7;
            } while ((digit & 0x80) != 0);
            byte[] body = new byte[length];
            in.readFully(body);
            if (type == wanted) {
                return body.length > at ? body[at] & 0xFF : 0;
            }
            if (type == DISCONNECT) {
                return body.length > 0 ? body[0] & 0xFF : 0;
            }
        }
    }

    private static void text(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeShort(bytes.length);
        out.write(bytes);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
