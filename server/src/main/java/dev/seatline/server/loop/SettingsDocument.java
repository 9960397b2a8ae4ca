package dev.seatline.server.loop;

import dev.seatline.server.HubConfig;
import dev.seatline.server.store.EventStore;
import dev.seatline.wire.Settings;
import dev.seatline.wire.WireJson;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;

/// The `settings` that every console gets.
///
/// The version has to grow with every change, over restarts, too, and must not grow without one, or every
/// restart of the hub would make thousands of consoles write the same document to their cards. So the ledger
/// remembers the last version with a hash of its content: the same content keeps its version; another one gets
/// the seconds since 1970, or one more than the last version if that is higher. The seconds make it grow even
/// when the ledger was lost or restored from an older backup.
final class SettingsDocument {
    private static final String MEMO = "settings";

    private SettingsDocument() {}

    static Settings of(HubConfig config, EventStore store, Instant now) {
        Settings content = content(config, 1, now);
        String hash = hash(WireJson.write(content));
        String[] last = last(store);
        long version = Long.parseLong(last[0]);
        if (!hash.equals(last[1])) {
            version = Math.max(version + 1, now.getEpochSecond());
            store.remember(MEMO, version + " " + hash);
        }
        return content(config, version, now);
    }

    private static String[] last(EventStore store) {
        String memo = store.remembered(MEMO);
        return memo != null && memo.matches("\\d{1,18} [0-9a-f]{64}") ? memo.split(" ", 2) : new String[] {"0", ""};
    }

    private static Settings content(HubConfig config, long version, Instant now) {
        return new Settings(
                version,
                config.people().stream()
                        .map(person -> new Settings.KnownPerson(
                                person.person(), person.name(), person.agent(), person.leader(), person.cards()))
                        .toList(),
                config.seats().blockedCards(),
                config.seats().reasons(),
                config.seats().breakTypes(),
                notReadyLimitSeconds(config, now),
                config.seats().wrapUpSeconds());
    }

    /// The least that the regulations in force set, so that no seat warns too late; every console gets one document.
    private static int notReadyLimitSeconds(HubConfig config, Instant now) {
        return config.rules().stream()
                .flatMap(site -> site.regulations().teams().keySet().stream()
                        .map(team -> site.regulations().policy(team, now).busy()))
                .filter(busy -> busy.rules().has("overrun"))
                .mapToInt(busy -> Math.toIntExact(busy.selfMax().toSeconds()))
                .min()
                .orElse(config.seats().notReadyLimitSeconds());
    }

    private static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
