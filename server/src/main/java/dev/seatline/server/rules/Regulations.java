package dev.seatline.server.rules;

import dev.seatline.server.rules.policy.Policy;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Which policy governs which team from which moment on. What was judged by an older one keeps it.
public record Regulations(Map<String, List<InForce>> teams) {
    public Regulations {
        teams = Map.copyOf(teams);
    }

    /// @param from when the policy takes effect
    public record InForce(Instant from, Policy policy) {}

    /// One policy for one team, from the beginning of time.
    public static Regulations of(Map<String, Policy> policies) {
        Map<String, List<InForce>> teams = new TreeMap<>();
        policies.forEach((team, policy) -> teams.put(team, List.of(new InForce(Instant.MIN, policy))));
        return new Regulations(teams);
    }

    /// The policy that governs the team at a moment: the last one that has taken effect, before that the first.
    public Policy policy(String team, Instant at) {
        List<InForce> all = teams.getOrDefault(team, List.of());
        if (all.isEmpty()) {
            throw new IllegalArgumentException("team \"" + team + "\" has no regulation");
        }
        Policy found = all.getFirst().policy();
        for (InForce one : all) {
            if (!one.from().isAfter(at)) {
                found = one.policy();
            }
        }
        return found;
    }
}
