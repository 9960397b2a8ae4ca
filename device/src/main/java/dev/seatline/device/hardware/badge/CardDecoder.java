package dev.seatline.device.hardware.badge;

import java.util.List;
import java.util.OptionalLong;

/// What makes card numbers of a reader's bytes. No bytes, in whatever chunks, make it throw, and it keeps no
/// more than one number. A reader that vanished and came back gets a new one. Times are nanoseconds of the
/// monotonic clock. For one thread: the reader's.
public interface CardDecoder {
    /// Bytes from the reader: the next of its stream, as many as there are.
    ///
    /// @param chunk holds them, and is not kept
    /// @param length how many from the beginning of the chunk, 0 to all of it
    /// @param now when they were read
    /// @return the numbers that are complete by now, oldest first
    List<CardNumber> read(byte[] chunk, int length, long now);

    /// Time has passed, and no bytes up to `now` are left to be given.
    ///
    /// @return the numbers that are complete by now
    List<CardNumber> passed(long now);

    /// When to look again, unless bytes come first; empty while only bytes can change anything.
    OptionalLong due();

    /// How many readings were damaged, cut off or no card number, since the beginning.
    long rejected();
}
