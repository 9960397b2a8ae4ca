package dev.seatline.server.people;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/// Draws secrets and makes of them what may be kept. Safe for any thread when its source is.
final class Secrets {
    /// No letters or digits that are taken for one another: no 0 O o, 1 I l i.
    private static final String READABLE = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghjkmnpqrstuvwxyz23456789";

    private static final int READABLE_LENGTH = 20;
    private static final int TOKEN_BYTES = 32;

    private final RandomGenerator random;

    Secrets(RandomGenerator random) {
        this.random = random;
    }

    /// 256 random bits, as 43 characters that need no quoting in cookies, headers and links.
    String token() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(TOKEN_BYTES));
    }

    /// A password of 20 characters (115 bits) that can be read from a screen and typed.
    String oneTimePassword() {
        StringBuilder text = new StringBuilder();
        random.ints(READABLE_LENGTH, 0, READABLE.length()).forEach(i -> text.append(READABLE.charAt(i)));
        return text.toString();
    }

    byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    /// What is kept of a token. One round is enough: there is nothing to guess in 256 random bits.
    static String sha256(String token) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /// The value that the pages of a session send in `X-CSRF-Token`: known to whoever was given it by the session
    /// itself, and of no use for finding the session's secret.
    static String csrf(String sessionSecret) {
        return sha256("csrf:" + sessionSecret);
    }
}
