package dev.seatline.bench.lab.guest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seatline.bench.lab.HubWire;
import dev.seatline.bench.lab.link.Pump;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The console's way to the hub's broker: over connections that the host has opened.
@Timeout(60)
class RelaysTest {
    private static final int PATIENCE_MILLIS = 20_000;

    private final ServerSocket broker = open();
    private List<Integer> ports = List.of();
    private HubWire wire = HubWire.open(1, 1);

    private static ServerSocket open() {
        try {
            return new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @BeforeEach
    void connect() throws IOException, InterruptedException {
        wire.close();
        Thread.ofVirtual().start(this::echo);
        ports = Relays.open(0, 0);
        wire = HubWire.open(ports.getFirst(), broker.getLocalPort());
    }

    @AfterEach
    void hangUp() throws IOException, InterruptedException {
        wire.close();
        broker.close();
    }

    /// Says everything twice.
    private void echo() {
        while (true) {
            try {
                Socket socket = broker.accept();
                Thread.ofVirtual().start(() -> {
                    byte[] chunk = new byte[100];
                    try (socket) {
                        for (int got = socket.getInputStream().read(chunk);
                                got > 0;
                                got = socket.getInputStream().read(chunk)) {
                            socket.getOutputStream().write(chunk, 0, got);
                            socket.getOutputStream().write(chunk, 0, got);
                        }
                    } catch (IOException e) {
                        Pump.closeQuietly(socket);
                    }
                });
            } catch (IOException e) {
                return;
            }
        }
    }

    private String said(String text) throws IOException {
        try (Socket console = new Socket(InetAddress.getLoopbackAddress(), ports.getLast())) {
            console.setSoTimeout(PATIENCE_MILLIS);
            console.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
            return new String(console.getInputStream().readNBytes(2 * text.length()), StandardCharsets.UTF_8);
        }
    }

    @Test
    void everyCallOfTheConsoleIsCarriedToTheBrokerAndBack() throws IOException {
        for (int i = 0; i < 10; i++) {
            assertThat(said("call " + i)).isEqualTo("call " + i + "call " + i);
        }
    }

    @Test
    void nothingPassesWhileTheWireIsCutAndEverythingOnceItIsMended() throws IOException, InterruptedException {
        assertThat(said("before")).isEqualTo("beforebefore");
        wire.cut();
        assertThat(said("cut")).isEmpty();
        wire.mend();
        String heard = "";
        for (int i = 0; i < 50 && heard.isEmpty(); i++) {
            heard = said("after");
            Thread.sleep(100);
        }
        assertThat(heard).isEqualTo("afterafter");
    }
}
