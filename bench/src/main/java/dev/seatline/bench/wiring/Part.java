package dev.seatline.bench.wiring;

import java.util.List;

/// One part as it is drawn at the left of the header. Immutable; any thread.
interface Part {
    /// What it is called.
    Words name();

    /// Where wires from pins of its own end; those of supply and ground come from the rails.
    List<Terminal> terminals();

    /// How far below its top wires go to the supply rail.
    List<Integer> supplyDrops();

    /// How far below its top wires go to the ground rail.
    List<Integer> groundDrops();

    /// How high it is drawn, a multiple of 32.
    int height();

    /// Draws it.
    ///
    /// @param top a multiple of 32
    void draw(Drawing drawing, int top);
}
