package dev.seatline.server.broker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class GatheredSocketTest {
    private final GatheredSocket socket = new GatheredSocket();
    private Socket other = new Socket();

    @BeforeEach
    void connects() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            socket.connect(server.getLocalSocketAddress());
            other = server.accept();
        }
    }

    @AfterEach
    void closes() throws IOException {
        other.close();
        socket.close();
    }

    @Test
    void whatIsWrittenAndFlushedArrivesInItsOrder() throws IOException {
        OutputStream out = socket.getOutputStream();
        for (String part : new String[] {"one ", "two ", "three"}) {
            out.write(part.getBytes(UTF_8));
            out.flush();
        }
        assertThat(new String(other.getInputStream().readNBytes(13), UTF_8)).isEqualTo("one two three");

        out.write('!');
        out.flush();
        assertThat(other.getInputStream().read()).isEqualTo('!');
    }

    @Test
    void moreThanItGathersArrivesToo() throws Exception {
        byte[] large = new byte[100_000];
        large[99_999] = 7;
        Thread writing = Thread.ofVirtual().start(() -> {
            try {
                socket.getOutputStream().write(1);
                socket.getOutputStream().write(large);
                socket.getOutputStream().flush();
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
        byte[] found = other.getInputStream().readNBytes(100_001);
        writing.join();
        assertThat(found[0]).isEqualTo((byte) 1);
        assertThat(found[100_000]).isEqualTo((byte) 7);
    }

    @Test
    void whatWaitsIsSentBeforeItCloses() throws IOException {
        socket.getOutputStream().write("good-bye".getBytes(UTF_8));
        socket.close();
        assertThat(new String(other.getInputStream().readAllBytes(), UTF_8)).isEqualTo("good-bye");
    }

    @Test
    void itReadsWhatTheOtherSends() throws IOException {
        other.getOutputStream().write("hello".getBytes(UTF_8));
        assertThat(new String(socket.getInputStream().readNBytes(5), UTF_8)).isEqualTo("hello");
        assertThat(socket.getInputStream()).isSameAs(socket.getInputStream());
    }

    @Test
    void itClosesThoughTheOtherTakesNothingAnyMore() throws Exception {
        CountDownLatch full = new CountDownLatch(2);
        Thread writing = Thread.ofPlatform().start(() -> {
            byte[] chunk = new byte[1 << 20];
            try {
                OutputStream out = socket.getOutputStream();
                for (int i = 0; i < 64; i++) {
                    out.write(chunk);
                    // some megabytes wait in the network then, and the next write waits for the other side
                    full.countDown();
                }
            } catch (IOException e) {
                // closed, as wanted
            }
        });
        full.await();
        socket.close();
        assertThat(writing.join(Duration.ofSeconds(10))).isTrue();
        assertThatThrownBy(() -> socket.getOutputStream().write(1)).isInstanceOf(IOException.class);
    }
}
