package dev.seatline.config;

import java.net.URI;
import java.util.Set;

/// The address of a broker in a configuration file: `tcp://host:port` on this machine, `ssl://host:port` anywhere.
public final class BrokerAddress {
    private static final URI STAND_IN = URI.create("tcp://127.0.0.1:1");
    private static final Set<String> SCHEMES = Set.of("tcp", "ssl");

    private BrokerAddress() {}

    /// Reads it; a plain connection that would leave this machine is a mistake.
    public static URI read(Entry entry) {
        URI uri = entry.as("tcp://host:port or ssl://host:port", BrokerAddress::parse, STAND_IN);
        if (uri.getScheme().equals("tcp") && !Loopback.is(uri)) {
            entry.mistake("tcp:// is plain text and stays on this machine (127.0.0.1), found host \"%s\"; write ssl://"
                    .formatted(uri.getHost()));
        }
        return uri;
    }

    private static URI parse(String text) {
        URI uri = URI.create(text);
        boolean right = uri.getScheme() != null
                && SCHEMES.contains(uri.getScheme())
                && uri.getHost() != null
                && uri.getPort() >= 1
                && uri.getPort() <= 65535
                && uri.getUserInfo() == null
                && (uri.getPath() == null || uri.getPath().isEmpty())
                && uri.getQuery() == null
                && uri.getFragment() == null;
        if (!right) {
            throw new IllegalArgumentException("not the address of a broker");
        }
        return uri;
    }
}
