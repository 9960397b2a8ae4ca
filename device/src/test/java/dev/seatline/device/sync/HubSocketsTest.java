package dev.seatline.device.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Optional;
import javax.net.SocketFactory;
import org.junit.jupiter.api.Test;

final class HubSocketsTest {
    @Test
    void everySocketSendsAtOnceAndCanBeClosedFromOutside() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            for (HubSockets sockets :
                    List.of(HubSockets.plain(), HubSockets.tls(HubSockets.trusting(Optional.empty())))) {
                SocketFactory factory = sockets.forClient();
                Socket unconnected = factory.createSocket();
                Socket connected = factory.createSocket(server.getInetAddress(), server.getLocalPort());
                assertThat(unconnected.getTcpNoDelay()).isTrue();
                assertThat(connected.getTcpNoDelay()).isTrue();
                sockets.closeAll();
                assertThat(unconnected.isClosed()).isTrue();
                assertThat(connected.isClosed()).isTrue();
            }
        }
    }
}
