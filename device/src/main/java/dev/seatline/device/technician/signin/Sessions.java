package dev.seatline.device.technician.signin;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Who is signed in. Only in memory, and of each token only its hash: a restart ends all sessions, and no dump
/// or log of the table lets anybody in. Times are monotonic nanoseconds. Any thread.
public final class Sessions {
    /// A session ends when it was not used for so long …
    public static final Duration IDLE = Duration.ofMinutes(30);
    /// … and at the latest after so long.
    public static final Duration LONGEST = Duration.ofHours(8);
    /// How many there are at once: with one more, the one longest unused ends.
    public static final int MOST = 8;

    private static final int TOKEN_BYTES = 32;

    private final RandomGenerator random;
    private final Map<String, Session> byHash = new LinkedHashMap<>();
    private int opened;

    /// @param random a `SecureRandom`
    Sessions(RandomGenerator random) {
        this.random = random;
    }

    /// A new session and its token, which is kept nowhere.
    record Opened(String token, Session session) {
        @Override
        public String toString() {
            return "Opened[" + session.number() + "]";
        }
    }

    /// @param from address, to be shown to the others
    /// @param pin the PIN that was proved, or that is set while an account was
    /// @param account of the hub that was proved, null for the PIN
    synchronized Opened open(String from, PinHash pin, @Nullable String account, long now) {
        clear(pin, now);
        if (byHash.size() >= MOST) {
            byHash.values().stream()
                    .min(Comparator.comparingLong(session -> session.used() - now))
                    .ifPresent(unused -> end(unused, Ending.CROWDED_OUT));
        }
        byte[] secret = new byte[TOKEN_BYTES];
        random.nextBytes(secret);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        Session session = new Session(++opened, from, pin, account, now);
        byHash.put(sha256(token), session);
        return new Opened(token, session);
    }

    /// Whose token this is.
    ///
    /// @param pin what is set now, null for none
    /// @param use whether somebody does something: a page that is merely open is not used
    synchronized Optional<Session> find(String token, @Nullable PinHash pin, long now, boolean use) {
        clear(pin, now);
        Optional<Session> found = Optional.ofNullable(byHash.get(sha256(token)));
        if (use) {
            found.ifPresent(session -> session.use(now));
        }
        return found;
    }

    /// Why a session has ended, or empty while it lives.
    synchronized Optional<Ending> ending(Session session, @Nullable PinHash pin, long now) {
        clear(pin, now);
        return Optional.ofNullable(session.ending());
    }

    synchronized void close(String token) {
        Session session = byHash.remove(sha256(token));
        if (session != null) {
            session.end(Ending.SIGNED_OUT);
        }
    }

    /// Everybody, by the time of his coming.
    synchronized List<Present> present(@Nullable PinHash pin, long now) {
        clear(pin, now);
        return byHash.values().stream()
                .map(session -> new Present(
                        session.number(),
                        session.from(),
                        Duration.ofNanos(now - session.opened()).toSeconds(),
                        session.account()))
                .toList();
    }

    private void clear(@Nullable PinHash pin, long now) {
        for (Session session : List.copyOf(byHash.values())) {
            if (!session.pin().equals(pin)) {
                end(session, Ending.PIN_CHANGED);
            } else if (now - session.opened() >= LONGEST.toNanos()) {
                end(session, Ending.TOO_LONG);
            } else if (now - session.used() >= IDLE.toNanos()) {
                end(session, Ending.IDLE);
            }
        }
    }

    private void end(Session session, Ending why) {
        session.end(why);
        byHash.values().remove(session);
    }

    private static String sha256(String token) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
