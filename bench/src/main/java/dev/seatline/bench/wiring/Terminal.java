package dev.seatline.bench.wiring;

/// Where one wire from the header ends at a part. Immutable; any thread.
///
/// @param what the terminal is called
/// @param pin of the header, 1 to 40
/// @param drop how far below the top of the part it is drawn; 16 more than a multiple of 32, so that no wire to a
/// terminal
///     runs along one from a pin
record Terminal(Words what, int pin, WireColour colour, int drop) {
    /// A terminal at a line of the chip.
    ///
    /// @param line BCM number
    static Terminal ofLine(Words what, int line, WireColour colour, int drop) {
        return new Terminal(what, Header.pinOf(line), colour, drop);
    }

    /// What stands above the wire.
    String label() {
        String name = what.both().isBlank() ? "" : what.both() + " · ";
        return name + wireLabel();
    }

    /// The same without what the terminal is called.
    String wireLabel() {
        return "pin " + pin + " · " + Header.name(pin) + " · " + colour.words().both();
    }
}
