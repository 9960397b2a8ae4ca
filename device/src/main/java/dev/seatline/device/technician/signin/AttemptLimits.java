package dev.seatline.device.technician.signin;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Holds back who guesses: after [#FREE] wrong PINs a pause that doubles, from one second to [#LONGEST].
///
/// Counted for each network address and for all of them together, so that many addresses help nobody: a PIN of
/// six digits then lasts for decades. The machine itself counts apart, so that somebody in the network who
/// guesses for ever cannot keep out who comes by `ssh -L`. One wrong attempt is forgotten for every
/// [#FORGETS_ONE] of quiet. All in memory. Any thread.
final class AttemptLimits {
    static final int FREE = 5;
    static final Duration LONGEST = Duration.ofMinutes(15);
    static final Duration FORGETS_ONE = Duration.ofMinutes(15);
    static final int MOST_ADDRESSES = 1_000;

    /// from here on the pause grows no longer
    private static final int MOST_COUNTED = FREE + 10;

    private static final int NETWORK_BYTES = 8;
    private static final String THIS_MACHINE = "this machine";

    private final Tally whole = new Tally();
    private final LinkedHashMap<String, Tally> addresses = new LinkedHashMap<>(16, 0.75f, true);

    /// An attempt that may go on. It counts as wrong until [#succeeded] is told, so that a thousand attempts at
    /// the same moment are not all let through.
    record Admitted(String address, long at, long wholeUntil, long ownUntil) {}

    /// How long an attempt would have to wait now; zero when it may go on.
    synchronized Duration pause(InetAddress from, long now) {
        String address = group(from);
        Tally own = addresses.get(address);
        long wait = Math.max(own == null ? 0 : own.left(now), address.equals(THIS_MACHINE) ? 0 : whole.left(now));
        return Duration.ofNanos(wait);
    }

    /// Begins an attempt.
    ///
    /// @param now monotonic nanoseconds
    /// @return empty when it has to wait; nothing is counted then
    synchronized Optional<Admitted> attempt(InetAddress from, long now) {
        if (pause(from, now).isPositive()) {
            return Optional.empty();
        }
        String address = group(from);
        Tally own = addresses.computeIfAbsent(address, _ -> new Tally());
        own.count(now);
        while (addresses.size() > MOST_ADDRESSES) {
            Map.Entry<String, Tally> eldest = addresses.firstEntry();
            addresses.remove(eldest.getKey());
        }
        if (!address.equals(THIS_MACHINE)) {
            whole.count(now);
        }
        return Optional.of(new Admitted(address, now, whole.until, own.until));
    }

    /// It was the right PIN: its address has done nothing wrong. For all others the count stays as it was
    /// before.
    synchronized void succeeded(Admitted attempt) {
        addresses.remove(attempt.address());
        if (!attempt.address().equals(THIS_MACHINE)) {
            whole.takeBack(attempt.at(), attempt.wholeUntil());
        }
    }

    /// It was neither right nor wrong: everything stays as it was before.
    synchronized void undecided(Admitted attempt) {
        Tally own = addresses.get(attempt.address());
        if (own != null) {
            own.takeBack(attempt.at(), attempt.ownUntil());
        }
        if (!attempt.address().equals(THIS_MACHINE)) {
            whole.takeBack(attempt.at(), attempt.wholeUntil());
        }
    }

    /// How many addresses are remembered.
    synchronized int remembered() {
        return addresses.size();
    }

    /// What counts as one: whoever has one address of IPv6 has 2⁶⁴ of them, and whoever is on this machine all
    /// of 127.x.x.x.
    private static String group(InetAddress from) {
        if (from.isLoopbackAddress()) {
            return THIS_MACHINE;
        }
        byte[] bytes = from.getAddress();
        return HexFormat.of().formatHex(from instanceof Inet6Address ? Arrays.copyOf(bytes, NETWORK_BYTES) : bytes);
    }

    /// Wrong attempts of one address, or of all.
    private static final class Tally {
        private int wrong;
        private long until;
        private boolean used;

        long left(long now) {
            return used ? Math.max(0, until - now) : 0;
        }

        void count(long now) {
            // forgetting begins where the pause ends: who tries again at once never has less to wait
            long forgotten = used ? Math.max(0, (now - until) / FORGETS_ONE.toNanos()) : 0;
            wrong = (int) Math.max(0, wrong - forgotten);
            wrong = Math.min(MOST_COUNTED, wrong + 1);
            until = now + pauseNanos();
            used = true;
        }

        void takeBack(long at, long itsUntil) {
            wrong = Math.max(0, wrong - 1);
            if (until == itsUntil) {
                until = at;
            }
        }

        private long pauseNanos() {
            if (wrong < FREE) {
                return 0;
            }
            Duration doubled = Duration.ofSeconds(1L << (wrong - FREE));
            return (doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled).toNanos();
        }
    }
}
