package dev.seatline.service;

/// The turns of a program's loop: by them a stuck loop is told from an idle one. Any thread.
public interface Pulse {
    /// How often the loop has turned so far.
    long turns();

    /// Asks for a turn although nothing waits. Returns at once; asking twice may bring one turn.
    void wake();
}
