package dev.seatline.bench.wiring;

import dev.seatline.bench.wiring.Drawing.Anchor;

/// Where things stand in the drawing, and the two rails at its left that share out supply and ground. Stateless; any
/// thread.
final class Rails {
    static final int WIDTH = 1220;
    static final int SUPPLY_X = 40;
    static final int GROUND_X = 76;
    static final int PART_LEFT = 112;
    static final int PART_RIGHT = 636;
    static final int PART_WIDTH = PART_RIGHT - PART_LEFT;

    /// Where a title begins.
    static final int TITLE_X = PART_LEFT + 16;

    private static final int BOW = 9;

    private Rails() {}

    /// A wire from a part to the ground rail.
    static void ground(Drawing drawing, int x, int y) {
        drawing.wire(Header.GROUND, WireColour.BLACK, x, y, GROUND_X, y);
        drawing.dot(GROUND_X, y, 6, WireColour.BLACK.code());
    }

    /// A wire from a part to the supply rail, in a bow over the ground rail.
    static void supply(Drawing drawing, int x, int y) {
        drawing.wire(
                WireColour.ORANGE,
                "M%d %d H%d a%d %d 0 0 0 %d 0 H%d".formatted(x, y, GROUND_X + BOW, BOW, BOW, -2 * BOW, SUPPLY_X));
        drawing.dot(SUPPLY_X, y, 6, WireColour.ORANGE.code());
    }

    /// A wire to the one or the other.
    static void power(Drawing drawing, boolean supply, int x, int y) {
        if (supply) {
            supply(drawing, x, y);
        } else {
            ground(drawing, x, y);
        }
    }

    /// The frame of a part, with its name.
    static void frame(Drawing drawing, Words name, int top, int height) {
        drawing.box(PART_LEFT, top, PART_WIDTH, height, "#ffffff", Drawing.INK);
        drawing.bold(TITLE_X, top + 31, 23, Anchor.START, Drawing.INK, name.both());
    }

    /// The end of a wire inside a part, from its frame to a symbol, with what it is above.
    static void end(Drawing drawing, Terminal terminal, int top, int x) {
        int y = top + terminal.drop();
        drawing.wire(terminal.pin(), terminal.colour(), PART_RIGHT, y, x, y);
        drawing.dot(PART_RIGHT, y, 6, terminal.colour().code());
        drawing.text(PART_RIGHT - 14, y - 9, 18, Anchor.END, Drawing.INK, terminal.label());
    }

    /// A resistor in a horizontal line, 48 wide.
    static void resistor(Drawing drawing, int left, int y, String value) {
        drawing.box(left, y - 8, 48, 16, "#ffffff", Drawing.INK);
        drawing.text(left + 24, y + 26, 16, Anchor.MIDDLE, Drawing.INK, value);
    }
}
