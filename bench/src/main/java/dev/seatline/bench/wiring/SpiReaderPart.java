package dev.seatline.bench.wiring;

import dev.seatline.bench.wiring.Drawing.Anchor;
import java.util.List;

/// The badge reader on SPI: a module with an MFRC522. Immutable; any thread.
///
/// @param select the line that selects it: 8 or 7
record SpiReaderPart(int select) implements Part {
    private static final int LEFT = 150;
    private static final int RIGHT = 264;

    @Override
    public Words name() {
        return new Words("Badge reader", "读卡器");
    }

    @Override
    public List<Terminal> terminals() {
        return List.of(
                Terminal.ofLine(new Words("MOSI", ""), 10, WireColour.GREEN, 80),
                Terminal.ofLine(new Words("MISO", ""), 9, WireColour.BLUE, 144),
                Terminal.ofLine(new Words("SCK", ""), 11, WireColour.YELLOW, 208),
                Terminal.ofLine(new Words("SDA", ""), select, WireColour.VIOLET, 272));
    }

    @Override
    public List<Integer> supplyDrops() {
        return List.of(80, 144);
    }

    @Override
    public List<Integer> groundDrops() {
        return List.of(208);
    }

    @Override
    public int height() {
        return 320;
    }

    @Override
    public void draw(Drawing drawing, int top) {
        Rails.frame(drawing, name(), top, height());
        terminals().forEach(terminal -> Rails.end(drawing, terminal, top, RIGHT));
        Rails.supply(drawing, LEFT, top + 80);
        Rails.supply(drawing, LEFT, top + 144);
        Rails.ground(drawing, LEFT, top + 208);
        drawing.box(LEFT, top + 52, RIGHT - LEFT, 244, "#dbe7f5", Drawing.INK);
        drawing.text(LEFT + 10, top + 86, 16, Anchor.START, Drawing.INK, "3.3 V");
        drawing.text(LEFT + 10, top + 150, 16, Anchor.START, Drawing.INK, "RST");
        drawing.text(LEFT + 10, top + 214, 16, Anchor.START, Drawing.INK, "GND");
        drawing.text(Rails.PART_RIGHT - 14, top + 31, 17, Anchor.END, Drawing.QUIET, "MFRC522 · 3.3 V only");
    }
}
