package dev.seatline.wire;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The site's secret key, under which badge numbers become [CardCode]s. Shared by the consoles and the hub of one site.
/// Safe for any thread.
public final class SiteKey {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int BYTES = 32;
    private final SecretKeySpec key;

    private SiteKey(byte[] secret) {
        key = new SecretKeySpec(secret, ALGORITHM);
    }

    /// Reads a key of 256 bits written as 64 hex digits.
    ///
    /// @throws IllegalArgumentException if it is not that; the message does not repeat the secret
    public static SiteKey ofHex(String hex) {
        String digits = hex.strip();
        // looked at before it is parsed: the parser's own complaint would repeat the secret
        if (digits.length() != 2 * BYTES || !digits.chars().allMatch(HexFormat::isHexDigit)) {
            throw new IllegalArgumentException(
                    "a site key is 64 hex digits, found a text of " + digits.length() + " characters");
        }
        return new SiteKey(HexFormat.of().parseHex(digits));
    }

    /// The code of a badge. Numbers are compared as readers print them, without spaces and in upper case, so that two
    /// readers that differ only in case agree.
    ///
    /// @param number as read, 1 to 64 characters after trimming
    public CardCode code(String number) {
        String normal = number.replaceAll("\\s", "").toUpperCase(Locale.ROOT);
        if (normal.isEmpty() || normal.length() > 64) {
            throw new IllegalArgumentException("a card number has 1 to 64 characters, found " + normal.length());
        }
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return new CardCode(HexFormat.of().formatHex(mac.doFinal(normal.getBytes(StandardCharsets.UTF_8))));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }

    @Override
    public String toString() {
        return "SiteKey[secret]";
    }
}
