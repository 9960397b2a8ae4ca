package dev.seatline.server.api;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.function.LongSupplier;

/// The body of a request, which must be there in time: a sender of one byte now and then would hold its
/// connection for hours. Used by one thread.
final class TimedBody extends FilterInputStream {
    static final Duration LONGEST = Duration.ofSeconds(30);

    private final LongSupplier nanoTime;
    private final long began;

    /// @param nanoTime monotonic
    TimedBody(InputStream body, LongSupplier nanoTime) {
        super(body);
        this.nanoTime = nanoTime;
        this.began = nanoTime.getAsLong();
    }

    /// @throws IOException also when [#LONGEST] has passed since the first look
    @Override
    public int read() throws IOException {
        return inTime(super.read());
    }

    @Override
    public int read(byte[] into, int from, int most) throws IOException {
        return inTime(super.read(into, from, most));
    }

    private int inTime(int found) throws IOException {
        if (found >= 0 && nanoTime.getAsLong() - began > LONGEST.toNanos()) {
            throw new IOException("the body was not there within " + LONGEST.toSeconds() + " s");
        }
        return found;
    }
}
