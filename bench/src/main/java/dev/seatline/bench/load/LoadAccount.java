package dev.seatline.bench.load;

import java.util.List;

/// Who a connection is to the broker.
///
/// @param id client id and user name
/// @param secret the password
/// @param willTopic where the broker publishes the will, retained; empty for no will
/// @param topics subscribed to with QoS 1 at each connect; may be empty
public record LoadAccount(String id, String secret, String willTopic, List<String> topics) {
    public LoadAccount {
        topics = List.copyOf(topics);
    }

    @Override
    public String toString() {
        return "LoadAccount[" + id + "]";
    }
}
