package dev.seatline.device.hardware.rdm6300;

import dev.seatline.device.hardware.badge.CardDecoder;
import dev.seatline.device.hardware.badge.CardNumber;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// The serial frames of an RDM6300 reader, 9600 baud 8N1: STX, ten hex digits, two of their checksum (the
/// five bytes XORed), ETX. A card that stays repeats its frame some ten times a second; its number is told
/// again once in a while only, so that the seat knows that it is still there. For one thread.
public final class Rdm6300Frames implements CardDecoder {
    private static final byte STX = 2;
    private static final byte ETX = 3;
    private static final int DIGITS = 10;
    private static final int DIGITS_AND_CHECKSUM = 12;

    private final Form form;
    private final long again;

    private final StringBuilder frame = new StringBuilder(DIGITS_AND_CHECKSUM);
    private boolean inFrame;

    /// What was told last, and when.
    private @Nullable CardNumber told;

    private long rejected;
    private long noise;

    /// @param form in which numbers are told
    /// @param again how soon a card that stays is told again, 0 for every frame; half of the time within
    ///     which the seat takes a card for the same tap, or less
    public Rdm6300Frames(Form form, Duration again) {
        if (again.isNegative()) {
            throw new IllegalArgumentException(
                    "the time after which a card is told again is 0 or more, found " + again);
        }
        this.form = form;
        this.again = again.toNanos();
    }

    @Override
    public List<CardNumber> read(byte[] chunk, int length, long now) {
        List<CardNumber> numbers = new ArrayList<>(1);
        for (int i = 0; i < length; i++) {
            read(chunk[i], now, numbers);
        }
        return numbers;
    }

    /// A frame ends by its last byte: no time is waited for.
    @Override
    public List<CardNumber> passed(long now) {
        return List.of();
    }

    @Override
    public OptionalLong due() {
        return OptionalLong.empty();
    }

    /// Frames that were damaged or cut off, and those with a wrong checksum.
    @Override
    public long rejected() {
        return rejected;
    }

    /// Bytes that stood in no frame.
    public long noise() {
        return noise;
    }

    private void read(byte one, long now, List<CardNumber> numbers) {
        if (one == STX) {
            if (inFrame) {
                rejected++;
            }
            frame.setLength(0);
            inFrame = true;
        } else if (!inFrame) {
            noise++;
        } else if (frame.length() < DIGITS_AND_CHECKSUM && HexFormat.isHexDigit(one)) {
            frame.append(Character.toUpperCase((char) one));
        } else {
            inFrame = false;
            if (one == ETX && frame.length() == DIGITS_AND_CHECKSUM && checksum() == 0) {
                told(new CardNumber(form.of(frame.substring(0, DIGITS)), now), numbers);
            } else {
                rejected++;
            }
        }
    }

    private void told(CardNumber card, List<CardNumber> numbers) {
        CardNumber before = told;
        if (before == null || !before.digits().equals(card.digits()) || card.at() - before.at() >= again) {
            told = card;
            numbers.add(card);
        }
    }

    /// All six bytes XORed: 0 if the last one is the checksum of the others.
    private int checksum() {
        int sum = 0;
        for (int i = 0; i < DIGITS_AND_CHECKSUM; i += 2) {
            sum ^= HexFormat.fromHexDigits(frame, i, i + 2);
        }
        return sum;
    }

    /// How a number is written. All readers of a site must agree, and what is printed on the cards helps to
    /// enrol them.
    public enum Form {
        /// all five bytes as ten hex digits
        HEX {
            @Override
            String of(String hex) {
                return hex;
            }
        },
        /// the last four bytes as ten decimal digits, as readers that type like a keyboard usually give them
        DECIMAL {
            @Override
            String of(String hex) {
                String digits = Long.toString(HexFormat.fromHexDigitsToLong(hex, DIGITS - 8, DIGITS));
                return "0".repeat(DIGITS - digits.length()) + digits;
            }
        };

        abstract String of(String hex);
    }
}
