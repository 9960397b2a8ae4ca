package dev.seatline.server.broker;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/// The secret of a console: 256 random bits, written as 64 hex digits. The hub keeps only their SHA-256. A fast hash is
/// right here: nobody guesses 256 random bits, and 10,000 consoles come back at once. Any thread.
public final class ConsoleSecret {
    private static final int BYTES = 32;

    private ConsoleSecret() {}

    /// What `HubConfig.ConsoleEntry.secretSha256` must hold for a secret: the SHA-256 of its 32 bytes (not of its
    /// hex digits), as 64 hex digits.
    ///
    /// @param secret 64 hex digits; anything else is an [IllegalArgumentException] that does not repeat it
    public static String sha256(String secret) {
        return HexFormat.of()
                .formatHex(digest(secret.getBytes(StandardCharsets.US_ASCII))
                        .orElseThrow(() -> new IllegalArgumentException(
                                "a console's secret must be 64 hex digits, found %d characters"
                                        .formatted(secret.length()))));
    }

    /// The SHA-256 of a secret as it came over the wire; empty when it has not the shape of one.
    static Optional<byte[]> digest(byte[] hexDigits) {
        if (hexDigits.length != BYTES * 2) {
            return Optional.empty();
        }
        for (byte digit : hexDigits) {
            if (!HexFormat.isHexDigit(digit)) {
                return Optional.empty();
            }
        }
        byte[] bits = HexFormat.of().parseHex(new String(hexDigits, StandardCharsets.US_ASCII));
        try {
            return Optional.of(MessageDigest.getInstance("SHA-256").digest(bits));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
