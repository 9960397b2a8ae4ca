package dev.seatline.device.hardware.badge;

/// A card's number on its way from the reader's bytes to its code ([dev.seatline.wire.SiteKey#code]). It goes
/// no further than the reader's own thread; its text never shows it.
///
/// @param digits 1 to 64 digits and letters, upper case, as the reader gives them
/// @param at when the last of it was read, in nanoseconds of the monotonic clock
public record CardNumber(String digits, long at) {
    @Override
    public String toString() {
        return "CardNumber[" + digits.length() + " digits]";
    }
}
