package dev.seatline.device.sync;

import dev.seatline.config.Loopback;
import dev.seatline.wire.ConsoleId;
import dev.seatline.wire.SeatId;
import dev.seatline.wire.SiteId;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/// Where a console connects, and as whom.
///
/// @param console user name and client id
/// @param uri `tcp://…` on loopback only, else `ssl://…`
/// @param secret the password
/// @param trust certificates to trust, PEM; empty for the machine's own
public record HubAccount(SiteId site, SeatId seat, ConsoleId console, URI uri, String secret, Optional<Path> trust) {
    public HubAccount {
        boolean tls = "ssl".equals(uri.getScheme());
        boolean plain = "tcp".equals(uri.getScheme());
        if (!tls && !plain) {
            throw new IllegalArgumentException(
                    "the hub's address must be ssl://host:port (or tcp:// on this machine), found " + uri);
        }
        if (plain && !Loopback.is(uri)) {
            throw new IllegalArgumentException("tcp:// is plain text and stays on this machine (127.0.0.1), found "
                    + uri + "; write ssl:// and give the hub's certificate as trust");
        }
    }

    /// Whether the connection is encrypted.
    boolean tls() {
        return "ssl".equals(uri.getScheme());
    }

    @Override
    public String toString() {
        return "HubAccount[" + console + " at " + uri + "]";
    }
}
