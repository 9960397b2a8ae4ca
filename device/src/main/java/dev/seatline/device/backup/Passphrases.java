package dev.seatline.device.backup;

import java.util.Optional;

/// What may be the passphrase of a backup. Pure. No message repeats what was typed.
public final class Passphrases {
    /// What a passphrase looks like, for messages.
    public static final String SHAPE = "12 to 128 characters";

    private static final int SHORTEST = 12;
    private static final int LONGEST = 128;
    private static final int FEWEST_DIFFERENT = 6;

    private Passphrases() {}

    /// Why it may not be used, or empty when it may.
    public static Optional<String> fault(String passphrase) {
        int length = passphrase.codePointCount(0, passphrase.length());
        if (length < SHORTEST || length > LONGEST || passphrase.chars().anyMatch(Character::isISOControl)) {
            return Optional.of("a passphrase has " + SHAPE + ", such as four words that have nothing to do with each"
                    + " other; choose another one");
        }
        if (!passphrase.strip().equals(passphrase)) {
            return Optional.of("a passphrase neither begins nor ends with a space; choose another one");
        }
        return passphrase.codePoints().distinct().count() < FEWEST_DIFFERENT
                ? Optional.of(
                        "a passphrase has at least " + FEWEST_DIFFERENT + " different characters; choose another one")
                : Optional.empty();
    }
}
