package dev.seatline.server.replay;

import dev.seatline.config.Loaded;
import dev.seatline.server.rules.policy.Policy;
import java.util.Map;

/// Where a scenario's policies come from.
public interface Policies {
    /// One policy with some parameters changed, or everything that is wrong with it.
    ///
    /// @param idOrPath the id of a regulation, or the path of a file (with a `/`, or ending in `.yaml`)
    /// @param options values by the names of their parameters
    Loaded<Policy> policy(String idOrPath, Map<String, String> options);
}
