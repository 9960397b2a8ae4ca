package dev.seatline.wire;

/// The payload of `outcome`: what became of an order.
///
/// @param detail one line that says why, empty when done
public record Outcome(OrderId order, Result result, String detail) {
    public enum Result {
        DONE,
        REFUSED,
        EXPIRED
    }
}
