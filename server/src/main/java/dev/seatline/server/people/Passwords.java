package dev.seatline.server.people;

import com.password4j.Argon2Function;
import com.password4j.types.Argon2;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;

/// Argon2id (19 MiB, 2 rounds, 1 lane) and the rules for passwords. Safe for any thread; a check takes some 50 ms
/// of a processor, and no more than two run at once, so that a flood of sign-ins cannot eat the memory.
final class Passwords {
    static final int SHORTEST = 12;
    static final int LONGEST = 128;

    private static final int AT_ONCE = 2;
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;

    /// Beginnings or repetitions that fill twelve characters and yet are tried first.
    private static final Set<String> COMMON = Set.of(
            "123456",
            "1234567890",
            "password",
            "passw0rd",
            "p@ssw0rd",
            "qwerty",
            "qwertyuiop",
            "1qaz2wsx",
            "1q2w3e4r",
            "abc123",
            "iloveyou",
            "woaini",
            "5201314",
            "admin",
            "administrator",
            "welcome",
            "letmein",
            "changeme",
            "seatline",
            "callcenter",
            "callcentre",
            "monkey",
            "dragon",
            "football");

    /// What a guess costs.
    ///
    /// @param memoryKib memory that one hash fills
    record Cost(int memoryKib, int rounds) {
        static final Cost USUAL = new Cost(19_456, 2);
    }

    private final Secrets secrets;
    private final Argon2Function argon2;
    private final Semaphore permits = new Semaphore(AT_ONCE);

    /// A hash of nothing in particular, so that an unknown name costs the same time as a known one.
    private final String decoy;

    Passwords(Secrets secrets, Cost cost) {
        this.secrets = secrets;
        this.argon2 = Argon2Function.getInstance(cost.memoryKib, cost.rounds, 1, HASH_BYTES, Argon2.ID);
        this.decoy = "$argon2id$v=19$m=%d,t=%d,p=1$".formatted(cost.memoryKib, cost.rounds)
                + "c2VhdGxpbmUtZGVjb3kxMg$"
                + "A".repeat(43);
    }

    String hash(String password) {
        permits.acquireUninterruptibly();
        try {
            return argon2.hash(bytes(password), secrets.bytes(SALT_BYTES)).getResult();
        } finally {
            permits.release();
        }
    }

    boolean matches(String password, String hash) {
        permits.acquireUninterruptibly();
        try {
            return Argon2Function.getInstanceFromHash(hash)
                    .check(bytes(password), hash.getBytes(StandardCharsets.US_ASCII));
        } finally {
            permits.release();
        }
    }

    /// Spends the time of [#matches] and finds nothing.
    void pretend(String password) {
        boolean ignored = matches(password, decoy);
    }

    /// Everything that is wrong with a new password; empty when it may be used. Never repeats the password.
    static List<String> faults(String password, String name) {
        List<String> faults = new ArrayList<>();
        int length = password.codePointCount(0, password.length());
        if (length < SHORTEST || length > LONGEST) {
            faults.add("a password has %d to %d characters, found %d".formatted(SHORTEST, LONGEST, length));
        }
        String plain = password.toLowerCase(Locale.ROOT);
        if (plain.contains(name.toLowerCase(Locale.ROOT)) && length < name.length() + SHORTEST) {
            faults.add("a password is not made of the account's name; choose something else");
        }
        if (common(plain)) {
            faults.add("this is one of the passwords that are tried first; choose something else");
        }
        return faults;
    }

    /// Whether nothing of any worth is left once a common word, its repetitions, and digits and signs around are
    /// gone.
    private static boolean common(String plain) {
        boolean fewCharacters = plain.chars().distinct().count() < 5;
        return fewCharacters
                || COMMON.stream().anyMatch(word -> plain.contains(word) && rest(plain, word) < 5)
                || COMMON.contains(plain.chars()
                        .filter(Character::isLetter)
                        .mapToObj(Character::toString)
                        .collect(Collectors.joining()));
    }

    private static int rest(String plain, String word) {
        return plain.replace(word, "").length();
    }

    private static byte[] bytes(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFKC).getBytes(StandardCharsets.UTF_8);
    }
}
