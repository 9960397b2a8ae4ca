package dev.seatline.server.broker;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// A plain socket for Paho, which reads byte by byte and sends each of its acknowledgements by itself: at ten thousand
/// messages a second most of its time would go into calls of the operating system. Here reading fills a buffer, and
/// what is written within [#GATHER_NANOS] leaves together.
///
/// Streams as of any socket: one thread reads, any writes.
final class GatheredSocket extends Socket {
    private static final int READ_BUFFER = 64 * 1024;
    private static final int WRITE_BUFFER = 16 * 1024;
    /// Far below what anybody would notice of an order on its way to a console.
    private static final long GATHER_NANOS = 2_000_000;

    private static final long CLOSING_NANOS = 200_000_000;

    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable InputStream in;
    private @Nullable OutputStream out;

    @Override
    public InputStream getInputStream() throws IOException {
        lock.lock();
        try {
            InputStream known = in;
            if (known == null) {
                known = new Buffered(super.getInputStream());
                in = known;
            }
            return known;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        lock.lock();
        try {
            OutputStream known = out;
            if (known == null) {
                known = new Gathering(super.getOutputStream());
                out = known;
            }
            return known;
        } finally {
            lock.unlock();
        }
    }

    /// Paho asks after each packet whether more is there; while something is in the buffer the operating system need
    /// not be asked.
    private static final class Buffered extends BufferedInputStream {
        Buffered(InputStream network) {
            super(network, READ_BUFFER);
        }

        @Override
        public synchronized int available() throws IOException {
            int here = count - pos;
            return here > 0 ? here : super.available();
        }
    }

    private final class Gathering extends OutputStream {
        private final OutputStream network;
        private final ReentrantLock writing = new ReentrantLock();
        private final byte[] waiting = new byte[WRITE_BUFFER];
        private int length;
        private @Nullable IOException broken;
        private final Thread sender = Thread.ofVirtual().name("broker-sender").unstarted(this::sendNowAndThen);
        private volatile boolean something;

        Gathering(OutputStream network) {
            this.network = network;
            sender.start();
        }

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int count) throws IOException {
            writing.lock();
            try {
                IOException before = broken;
                if (before != null) {
                    throw before;
                }
                if (isClosed()) {
                    throw new SocketException("the connection to the broker is closed");
                }
                if (length + count > waiting.length) {
                    send();
                }
                if (count > waiting.length) {
                    network.write(bytes, from, count);
                } else {
                    System.arraycopy(bytes, from, waiting, length, count);
                    length += count;
                }
            } finally {
                writing.unlock();
            }
        }

        /// Soon, not now.
        @Override
        public void flush() {
            if (!something) {
                something = true;
                LockSupport.unpark(sender);
            }
        }

        private void send() throws IOException {
            int count = length;
            length = 0;
            network.write(waiting, 0, count);
        }

        private void sendNowAndThen() {
            while (!isClosed() && broken == null) {
                if (!something) {
                    LockSupport.park();
                    continue;
                }
                LockSupport.parkNanos(GATHER_NANOS);
                something = false;
                writing.lock();
                try {
                    send();
                } catch (IOException e) {
                    broken = e;
                } finally {
                    writing.unlock();
                }
            }
        }

        private void sendTheRest() {
            try {
                // who holds it for longer waits for the other side, perhaps for ever
                if (!writing.tryLock(CLOSING_NANOS, TimeUnit.NANOSECONDS)) {
                    return;
                }
                try {
                    send();
                } finally {
                    writing.unlock();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (IOException e) {
                // it is closed because it is broken
            }
        }

        @Override
        public void close() throws IOException {
            GatheredSocket.this.close();
        }
    }

    /// What waits is sent before, as by any socket, unless the other side takes nothing any more; then nothing is
    /// read or written.
    @Override
    public void close() throws IOException {
        OutputStream known = out;
        if (known instanceof Gathering gathering && !isClosed()) {
            gathering.sendTheRest();
        }
        super.close();
        if (known instanceof Gathering gathering) {
            LockSupport.unpark(gathering.sender);
        }
    }
}
