package dev.seatline.server.api;

import dev.seatline.server.people.Identity;
import java.nio.ByteBuffer;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.IteratingCallback;

/// One open stream: writes what is new, and waits for the next wake-up when there is nothing, without a thread of
/// its own. Any thread may wake it by [#iterate]; Jetty sees to it that one at a time is in [#process].
final class StreamClient extends IteratingCallback {
    /// The place of a client that has seen nothing.
    static final long NOWHERE = -1;

    private final LiveStream stream;
    private final Identity identity;
    private final Response response;
    private final Callback callback;

    /// Only touched in [#process].
    private long place;

    /// The first word comes at once, even when nothing changed.
    private volatile boolean beating = true;
    private volatile boolean ending;

    StreamClient(LiveStream stream, Identity identity, long place, Response response, Callback callback) {
        this.stream = stream;
        this.identity = identity;
        this.place = place;
        this.response = response;
        this.callback = callback;
    }

    Identity identity() {
        return identity;
    }

    void beat() {
        beating = true;
        iterate();
    }

    void end() {
        ending = true;
        iterate();
    }

    @Override
    protected Action process() {
        if (ending) {
            return Action.SUCCEEDED;
        }
        LiveStream.News news = stream.since(place, identity);
        place = news.place();
        ByteBuffer text = news.text();
        if (!text.hasRemaining()) {
            if (!beating) {
                return Action.IDLE;
            }
            beating = false;
            text = stream.beat();
        }
        response.write(false, text, this);
        return Action.SCHEDULED;
    }

    @Override
    protected void onCompleteSuccess() {
        stream.gone(this);
        response.write(true, ByteBuffer.allocate(0), callback);
    }

    @Override
    protected void onCompleteFailure(Throwable cause) {
        stream.gone(this);
        callback.failed(cause);
    }
}
