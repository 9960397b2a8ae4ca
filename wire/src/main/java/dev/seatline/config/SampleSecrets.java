package dev.seatline.config;

import java.util.Locale;
import java.util.Set;

/// The secrets of the sample files in `config/`. Everybody knows them; so both programs refuse them as soon as a
/// connection could leave the machine.
public final class SampleSecrets {
    /// What to do about them.
    public static final String ADVICE =
            "is a secret of the sample files, which everybody knows; make your own with \"openssl rand -hex 32\""
                    + " before anything but loopback is used";

    private static final Set<String> SECRETS =
            Set.of("00112233445566778899aabbccddeeff".repeat(2), "11".repeat(32), "22".repeat(32));

    /// SHA-256 of the two console secrets, taken over their 32 bytes.
    private static final Set<String> HASHES = Set.of(
            "02d449a31fbb267c8f352e9968a79e3e5fc95c1bbeaa502fd6454ebde5a4bedc",
            "9f72ea0cf49536e3c66c787f705186df9a4378083753ae9536d65b3ad7fcddc4");

    private SampleSecrets() {}

    /// Whether this site key or console secret, as hex digits, is one of them.
    public static boolean isSecret(String hex) {
        return SECRETS.contains(hex.toLowerCase(Locale.ROOT));
    }

    /// Whether this is the hash of one of them, as a hub keeps it.
    public static boolean isHash(String sha256) {
        return HASHES.contains(sha256.toLowerCase(Locale.ROOT));
    }
}
