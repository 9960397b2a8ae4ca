package dev.seatline.bench.wiring;

import dev.seatline.bench.wiring.Drawing.Anchor;
import dev.seatline.device.hardware.pins.PinSettings.BadgeReader;
import java.util.List;

/// The badge readers that are drawn below the header: one on USB, and an RDM6300 at the serial line.
/// Stateless; any
/// thread.
final class ReaderCorner {
    static final Words NAME = new Words("Badge reader", "读卡器");

    /// From top to bottom: wires that come down at the right do not cross in this order.
    static final List<Terminal> SERIAL = List.of(
            Terminal.ofLine(new Words("TX", ""), 15, WireColour.GREY, 104),
            new Terminal(new Words("GND", ""), Header.SERIAL_GROUND, WireColour.BLACK, 200),
            new Terminal(new Words("5 V", ""), Header.FIVE_VOLTS, WireColour.RED, 264));

    static final int LEFT = 784;
    static final int RIGHT = 1140;
    static final int HEIGHT = 304;

    private ReaderCorner() {}

    static void draw(Drawing drawing, BadgeReader reader, int top) {
        switch (reader) {
            case BadgeReader.Keyboard _ -> drawUsb(drawing, top);
            case BadgeReader.Rdm6300 _ -> drawSerial(drawing, top);
            case BadgeReader.Mfrc522 _ -> {
                // drawn beside the header
            }
        }
    }

    private static void frame(Drawing drawing, int top) {
        drawing.box(LEFT, top, RIGHT - LEFT, HEIGHT, "#ffffff", Drawing.INK);
        drawing.bold(LEFT + 16, top + 31, 23, Anchor.START, Drawing.INK, NAME.both());
    }

    private static void drawUsb(Drawing drawing, int top) {
        frame(drawing, top);
        int y = top + 124;
        drawing.stroke("M%d %d H%d".formatted(LEFT + 110, y, LEFT + 216), Drawing.INK, 8, "");
        drawing.box(LEFT + 20, y - 34, 58, 68, "#c9cfd6", Drawing.INK);
        drawing.box(LEFT + 34, y - 20, 30, 40, "#20242a", Drawing.INK);
        drawing.box(LEFT + 66, y - 14, 46, 28, "#8fa3b8", Drawing.INK);
        drawing.box(LEFT + 216, y - 50, 116, 100, "#dbe7f5", Drawing.INK);
        drawing.stroke(
                "M%1$d %2$d a24 24 0 0 1 0 36 m14 -50 a40 40 0 0 1 0 64 m14 -78 a58 58 0 0 1 0 92"
                        .formatted(LEFT + 248, y - 18),
                Drawing.INK,
                4,
                "");
        drawing.text(LEFT + 49, y + 60, 17, Anchor.MIDDLE, Drawing.INK, "Pi");
        drawing.text(LEFT + 163, y - 16, 17, Anchor.MIDDLE, Drawing.INK, "USB");
        drawing.text(LEFT + 16, top + 228, 17, Anchor.START, Drawing.INK, "any USB port, no wire at the header");
        drawing.text(LEFT + 16, top + 254, 17, Anchor.START, Drawing.INK, "任一 USB 口，不占用排针");
        drawing.text(LEFT + 16, top + 280, 17, Anchor.START, Drawing.QUIET, "types like a keyboard 键盘式");
    }

    private static void drawSerial(Drawing drawing, int top) {
        frame(drawing, top);
        drawing.text(RIGHT - 14, top + 293, 17, Anchor.END, Drawing.QUIET, "RDM6300 · 125 kHz");
        int data = top + SERIAL.getFirst().drop();
        int ground = top + SERIAL.get(1).drop();
        for (Terminal terminal : SERIAL) {
            int y = top + terminal.drop();
            int end = y == data ? LEFT + 146 : LEFT + 84;
            drawing.wire(terminal.pin(), terminal.colour(), RIGHT, y, end, y);
            drawing.dot(RIGHT, y, 6, terminal.colour().code());
            drawing.text(RIGHT - 14, y - 14, 17, Anchor.END, Drawing.INK, terminal.wireLabel());
        }
        drawing.box(LEFT + 12, top + 52, 72, 236, "#dbe7f5", Drawing.INK);
        for (Terminal terminal : SERIAL) {
            drawing.text(
                    LEFT + 74,
                    top + terminal.drop() + 6,
                    17,
                    Anchor.END,
                    Drawing.INK,
                    terminal.what().english());
        }
        // the divider makes 3.3 V of the 5 V that the module sends
        drawing.line("M%d %d H%d V%d".formatted(LEFT + 84, data, LEFT + 146, ground));
        Rails.resistor(drawing, LEFT + 90, data, "1 kΩ");
        drawing.box(LEFT + 138, data + 18, 16, 44, "#ffffff", Drawing.INK);
        drawing.text(LEFT + 162, data + 44, 17, Anchor.START, Drawing.INK, "2 kΩ");
        drawing.dot(LEFT + 146, data, 5, Drawing.INK);
        drawing.dot(LEFT + 146, ground, 5, Drawing.INK);
    }
}
