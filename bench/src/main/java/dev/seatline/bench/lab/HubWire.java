package dev.seatline.bench.lab;

import dev.seatline.bench.lab.link.Ports;
import dev.seatline.bench.lab.link.Pump;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The wire between the guest's console and the hub's broker. The guest can call nobody, so connections are opened from
/// here and wait there; when the guest takes one, this side calls the broker. Can be cut and mended. Started, cut and
/// closed by one thread; has threads of its own.
public final class HubWire implements AutoCloseable {
    private static final int WAITING = 2;
    private static final int TAKEN_WITHIN_MILLIS = 10_000;
    private static final long PAUSE_MILLIS = 100;

    private final int guestPort;
    private final int brokerPort;
    private final Set<Socket> waiting = ConcurrentHashMap.newKeySet();
    private final Set<Pump> carrying = ConcurrentHashMap.newKeySet();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean closed;
    private volatile boolean cut;

    private HubWire(int guestPort, int brokerPort) {
        this.guestPort = guestPort;
        this.brokerPort = brokerPort;
    }

    /// @param guestPort of the host, which leads to where connections wait in the guest
    public static HubWire open(int guestPort, int brokerPort) {
        HubWire wire = new HubWire(guestPort, brokerPort);
        for (int i = 0; i < WAITING; i++) {
            wire.threads.add(Thread.ofPlatform().daemon().name("hub-wire-" + i).start(wire::offer));
        }
        return wire;
    }

    private void offer() {
        while (!closed) {
            try {
                if (cut || !offerOne()) {
                    Thread.sleep(PAUSE_MILLIS);
                }
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    /// Waits in the guest until somebody wants to be carried. Returns false when that came to nothing.
    private boolean offerOne() {
        Socket guest = new Socket();
        waiting.add(guest);
        try {
            guest.connect(new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), guestPort));
            // a connection that was opened before the guest listened may hang for ever
            guest.setSoTimeout(TAKEN_WITHIN_MILLIS);
            boolean taken = guest.getInputStream().read() == Ports.TAKEN;
            guest.setSoTimeout(0);
            if (!taken || guest.getInputStream().read() != Ports.WANTED || cut || closed) {
                Pump.closeQuietly(guest);
                return false;
            }
            Socket broker = new Socket(InetAddress.getLoopbackAddress(), brokerPort);
            guest.getOutputStream().write(Ports.WANTED);
            carrying.add(Pump.between(guest, broker));
            return true;
        } catch (IOException e) {
            Pump.closeQuietly(guest);
            return false;
        } finally {
            waiting.remove(guest);
        }
    }

    /// From now on nothing passes.
    public void cut() {
        cut = true;
        hangUp();
    }

    /// Everything passes again.
    public void mend() {
        cut = false;
    }

    private void hangUp() {
        waiting.forEach(Pump::closeQuietly);
        carrying.forEach(Pump::close);
        carrying.clear();
    }

    @Override
    public void close() throws InterruptedException {
        closed = true;
        threads.forEach(Thread::interrupt);
        hangUp();
        for (Thread thread : threads) {
            thread.join();
        }
    }
}
