package dev.seatline.device.journal;

import dev.seatline.wire.JournalId;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/// Names for new journals: 128 random bits, so that no two journals of a site ever share one. Any thread.
public final class JournalIds {
    private static final int BYTES = 16;

    private JournalIds() {}

    /// @param random a [java.security.SecureRandom] in a real console
    public static JournalId next(RandomGenerator random) {
        byte[] bits = new byte[BYTES];
        random.nextBytes(bits);
        return new JournalId(HexFormat.of().formatHex(bits));
    }
}
