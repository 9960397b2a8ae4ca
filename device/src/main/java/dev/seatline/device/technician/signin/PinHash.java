package dev.seatline.device.technician.signin;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/// What is kept of a PIN: a slow salted hash (PBKDF2 with HMAC-SHA-256, of the JDK). Immutable; any thread.
///
/// It slows down who has stolen the file, and no more: there are few PINs. That guesses at the page cost time is the
/// work of [AttemptLimits].
///
/// @param rounds how often is hashed
/// @param salt 32 hex digits
/// @param hash 64 hex digits
public record PinHash(int rounds, String salt, String hash) {
    /// Of the order of a second; the file says the count, so another one here harms no PIN that is set.
    public static final int ROUNDS = 300_000;

    private static final int SALT_BYTES = 16;
    private static final int HASH_BITS = 256;
    private static final int FEWEST_ROUNDS = 1_000;
    private static final int MOST_ROUNDS = 9_999_999;
    private static final Pattern WRITTEN =
            Pattern.compile("pbkdf2-sha256:([1-9]\\d{3,6}):([0-9a-f]{32}):([0-9a-f]{64})");

    public PinHash {
        if (rounds < FEWEST_ROUNDS || rounds > MOST_ROUNDS) {
            throw new IllegalArgumentException(
                    "rounds must be %d to %d, found %d".formatted(FEWEST_ROUNDS, MOST_ROUNDS, rounds));
        }
    }

    /// Hashes a PIN with a new salt. Slow.
    ///
    /// @param random a `SecureRandom`
    public static PinHash of(String pin, int rounds, RandomGenerator random) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return new PinHash(
                rounds, HexFormat.of().formatHex(salt), HexFormat.of().formatHex(slowly(pin, salt, rounds)));
    }

    /// Reads what [#text] wrote; empty for anything else.
    static Optional<PinHash> read(String text) {
        Matcher parts = WRITTEN.matcher(text);
        return parts.matches()
                ? Optional.of(new PinHash(Integer.parseInt(parts.group(1)), parts.group(2), parts.group(3)))
                : Optional.empty();
    }

    /// One line, for the file.
    String text() {
        return "pbkdf2-sha256:" + rounds + ":" + salt + ":" + hash;
    }

    /// Whether this is the PIN. Slow, and as slow for a wrong one.
    boolean matches(String pin) {
        byte[] found = slowly(pin, HexFormat.of().parseHex(salt), rounds);
        return MessageDigest.isEqual(found, HexFormat.of().parseHex(hash));
    }

    /// No log shall hold the hash: it is guessed within hours.
    @Override
    public String toString() {
        return "PinHash[" + rounds + " rounds]";
    }

    private static byte[] slowly(String pin, byte[] salt, int rounds) {
        PBEKeySpec wanted = new PBEKeySpec(pin.toCharArray(), salt, rounds, HASH_BITS);
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(wanted)
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has PBKDF2WithHmacSHA256", e);
        } finally {
            wanted.clearPassword();
        }
    }
}
