package dev.seatline.server.broker;

import dev.seatline.server.HubConfig.ConsoleEntry;
import dev.seatline.server.HubConfig.HomeAssistant;
import dev.seatline.wire.SiteId;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Who may come in at the embedded broker, and as what. Pure; any thread.
final class ConsoleRoll {
    /// Compared when the name is unknown, so that the answer takes as long as for a known one.
    private static final byte[] NOBODY = new byte[32];

    private final Map<String, Rights> rights;
    private final Map<String, byte[]> secretSha256;

    ConsoleRoll(SiteId site, List<ConsoleEntry> consoles, Optional<HomeAssistant> homeAssistant) {
        Map<String, Rights> rightsByName = new HashMap<>();
        Map<String, byte[]> sha256ByName = new HashMap<>();
        for (ConsoleEntry entry : consoles) {
            rightsByName.put(entry.console().text(), new ConsoleRights(site, entry.seat()));
            sha256ByName.put(entry.console().text(), HexFormat.of().parseHex(entry.secretSha256()));
        }
        homeAssistant.ifPresent(to -> to.secretSha256().ifPresent(sha256 -> {
            rightsByName.put(HomeAssistant.USER, new HomeAssistantRights(site, to));
            sha256ByName.put(HomeAssistant.USER, HexFormat.of().parseHex(sha256));
        }));
        rights = Map.copyOf(rightsByName);
        secretSha256 = Map.copyOf(sha256ByName);
    }

    /// The rights of a console, or of Home Assistant, that proves who it is: user name = client id = one of
    /// ours, and its secret.
    Optional<Rights> admit(Optional<String> user, String clientId, Optional<byte[]> secret) {
        Optional<byte[]> given = secret.flatMap(ConsoleSecret::digest);
        if (user.isEmpty() || !user.get().equals(clientId) || given.isEmpty()) {
            return Optional.empty();
        }
        boolean right = MessageDigest.isEqual(secretSha256.getOrDefault(clientId, NOBODY), given.get());
        return right ? rights(clientId) : Optional.empty();
    }

    /// The rights of one who was admitted; empty for nobody of ours.
    Optional<Rights> rights(String clientId) {
        return Optional.ofNullable(rights.get(clientId));
    }

    /// How many are on the roll.
    int size() {
        return rights.size();
    }
}
