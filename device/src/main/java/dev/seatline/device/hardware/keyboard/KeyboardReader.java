package dev.seatline.device.hardware.keyboard;

import dev.seatline.device.hardware.badge.CardDecoder;
import dev.seatline.device.hardware.badge.CardNumber;
import dev.seatline.device.hardware.keyboard.KeyboardSettings.Ending;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/// A reader that types the number of a card as a keyboard does: the kernel's input events in, card numbers
/// out. Digits and the letters A to F are a number's, spaces and modifiers are passed over; a number with any
/// other key in it, with a digit while Shift is held, with too few or too many digits, or with events
/// missing, is rejected as a whole.
///
/// Whoever opens the device grabs it, so that nothing reaches a terminal, and sets its clock to the monotonic
/// one: the pause between keys is measured by the events' own times. With another clock it is measured by the
/// time of reading. For one thread.
public final class KeyboardReader implements CardDecoder {
    private static final int SYNCHRONISATION = 0;
    private static final int EVENTS_DROPPED = 3;
    private static final int KEY = 1;
    private static final int PRESSED = 1;

    /// An event that is older than this, or lies ahead, has the time of another clock.
    private static final long OLDEST_EVENT = 10_000_000_000L;

    private static final long SECOND = 1_000_000_000L;
    private static final long MICROSECOND = 1_000L;

    private final KeyboardSettings settings;
    private final long pause;
    private final ByteBuffer event;
    private final StringBuilder number;

    /// Whether a number is being typed, good or bad.
    private boolean typing;

    /// Whether what is being typed is no number.
    private boolean spoiled;

    private boolean leftShift;
    private boolean rightShift;
    private long lastKey;
    private long rejected;

    /// @param settings of the reader
    public KeyboardReader(KeyboardSettings settings) {
        this.settings = settings;
        pause = settings.pause().toNanos();
        event = ByteBuffer.allocate(settings.layout().eventBytes()).order(ByteOrder.LITTLE_ENDIAN);
        number = new StringBuilder(settings.most());
    }

    @Override
    public List<CardNumber> read(byte[] chunk, int length, long now) {
        List<CardNumber> numbers = new ArrayList<>(1);
        int given = 0;
        while (given < length) {
            int part = Math.min(event.remaining(), length - given);
            event.put(chunk, given, part);
            given += part;
            if (!event.hasRemaining()) {
                happened(now, numbers);
                event.clear();
            }
        }
        return numbers;
    }

    @Override
    public List<CardNumber> passed(long now) {
        List<CardNumber> numbers = new ArrayList<>(1);
        paused(now, numbers);
        return numbers;
    }

    @Override
    public OptionalLong due() {
        return typing ? OptionalLong.of(lastKey + pause) : OptionalLong.empty();
    }

    @Override
    public long rejected() {
        return rejected;
    }

    private void happened(long now, List<CardNumber> numbers) {
        boolean wide = settings.layout() == KeyboardSettings.Layout.BITS_64;
        long seconds = wide ? event.getLong(0) : event.getInt(0);
        long micros = wide ? event.getLong(8) : event.getInt(4);
        int kind = 2 * settings.layout().timeBytes();
        int type = Short.toUnsignedInt(event.getShort(kind));
        int code = Short.toUnsignedInt(event.getShort(kind + 2));
        int value = event.getInt(kind + 4);
        long told = seconds * SECOND + micros * MICROSECOND;
        long age = now - told;
        long at = age >= 0 && age <= OLDEST_EVENT ? told : now;
        if (type == SYNCHRONISATION && code == EVENTS_DROPPED) {
            dropped(at, numbers);
        } else if (type == KEY) {
            key(code, value, at, numbers);
        }
    }

    /// The kernel threw events away: keys of a number are missing, perhaps the letting go of a Shift too.
    private void dropped(long at, List<CardNumber> numbers) {
        paused(at, numbers);
        leftShift = false;
        rightShift = false;
        typing = true;
        spoiled = true;
        lastKey = at;
    }

    private void key(int code, int value, long at, List<CardNumber> numbers) {
        switch (code) {
            case Keys.LEFT_SHIFT -> leftShift = value != 0;
            case Keys.RIGHT_SHIFT -> rightShift = value != 0;
            default -> {
                // letting go tells nothing, and a key that repeats by itself was pressed once
                if (value == PRESSED && !Keys.passedOver(code)) {
                    pressed(code, at, numbers);
                }
            }
        }
    }

    private void pressed(int code, long at, List<CardNumber> numbers) {
        paused(at, numbers);
        if (Keys.ends(code)) {
            if (typing) {
                ended(true, at, numbers);
            }
            return;
        }
        typing = true;
        lastKey = at;
        char digit = Keys.digit(code);
        boolean shifted = (leftShift || rightShift) && digit <= '9';
        if (digit == Keys.NONE || shifted || number.length() == settings.most()) {
            spoiled = true;
        } else {
            number.append(digit);
        }
    }

    private void paused(long now, List<CardNumber> numbers) {
        if (typing && now - lastKey >= pause) {
            ended(settings.ending() == Ending.PAUSE, lastKey, numbers);
        }
    }

    private void ended(boolean properly, long at, List<CardNumber> numbers) {
        if (properly && !spoiled && number.length() >= settings.fewest()) {
            numbers.add(new CardNumber(number.toString(), at));
        } else {
            rejected++;
        }
        number.setLength(0);
        typing = false;
        spoiled = false;
    }
}
