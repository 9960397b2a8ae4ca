package dev.seatline.bench.lab.guest;

import dev.seatline.bench.lab.link.Frame;
import dev.seatline.bench.lab.link.Verb;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// Answers the host. When it has hung up and does not come back, the machine has no purpose any more and switches itself
/// off: no virtual machine is left behind. Any number of connections; what they ask is done one after the other.
final class Conversation implements Relays.Door {
    private static final Duration LONELY = Duration.ofSeconds(20);

    private final Guest guest;
    private final AtomicInteger connections = new AtomicInteger();

    Conversation(Guest guest) {
        this.guest = guest;
    }

    @Override
    public void opened(Socket socket) throws IOException, InterruptedException {
        connections.incrementAndGet();
        try (socket) {
            socket.setTcpNoDelay(true);
            DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
            DataOutputStream out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream()));
            while (true) {
                Frame.write(out, answer(Frame.read(in)));
            }
        } catch (EOFException e) {
            // it has hung up
        } finally {
            int left = connections.decrementAndGet();
            if (left == 0) {
                Thread.sleep(LONELY);
                if (connections.get() == 0) {
                    System.out.println("guest: nobody is there any more");
                    Kernel.powerOff();
                }
            }
        }
    }

    private List<String> answer(List<String> request) throws InterruptedException {
        try {
            Verb verb = Verb.valueOf(request.getFirst());
            List<String> said = new ArrayList<>(List.of("ok"));
            synchronized (guest) {
                said.addAll(guest.carryOut(verb, request.subList(1, request.size())));
            }
            return said;
        } catch (IOException | RuntimeException e) {
            return List.of("failed", String.valueOf(e.getMessage()), e.getClass().getName());
        }
    }
}
