package dev.seatline.bench.wiring;

import dev.seatline.bench.wiring.Drawing.Anchor;
import dev.seatline.device.hardware.pins.PinSettings;
import java.util.List;

/// The digits: a module with an HT16K33 on I²C. Immutable; any thread.
record DigitsPart(PinSettings.Digits digits) implements Part {
    private static final int DATA_ROW = 80;
    private static final int CLOCK_ROW = 144;
    private static final int LEFT = 150;
    private static final int RIGHT = 286;

    @Override
    public Words name() {
        return new Words("Digits", "数码管");
    }

    @Override
    public List<Terminal> terminals() {
        return List.of(
                Terminal.ofLine(new Words("SDA", ""), 2, WireColour.BLUE, DATA_ROW),
                Terminal.ofLine(new Words("SCL", ""), 3, WireColour.YELLOW, CLOCK_ROW));
    }

    @Override
    public List<Integer> supplyDrops() {
        return List.of(DATA_ROW);
    }

    @Override
    public List<Integer> groundDrops() {
        return List.of(CLOCK_ROW);
    }

    @Override
    public int height() {
        return 192;
    }

    @Override
    public void draw(Drawing drawing, int top) {
        Rails.frame(drawing, name(), top, height());
        terminals().forEach(terminal -> Rails.end(drawing, terminal, top, RIGHT));
        Rails.supply(drawing, LEFT, top + DATA_ROW);
        Rails.ground(drawing, LEFT, top + CLOCK_ROW);
        drawing.box(LEFT, top + 52, RIGHT - LEFT, 120, "#20242a", Drawing.INK);
        for (int digit = 0; digit < 4; digit++) {
            eight(drawing, LEFT + 16 + digit * 26 + (digit > 1 ? 8 : 0), top + 92);
        }
        drawing.text(LEFT + 8, top + DATA_ROW - 8, 14, Anchor.START, "#ffffff", "VCC 3.3 V");
        drawing.text(LEFT + 8, top + CLOCK_ROW + 18, 14, Anchor.START, "#ffffff", "GND");
        drawing.text(
                Rails.PART_RIGHT - 14,
                top + 31,
                17,
                Anchor.END,
                Drawing.QUIET,
                "HT16K33 · address 地址 0x%x".formatted(digits.address()));
    }

    private static void eight(Drawing drawing, int x, int y) {
        drawing.stroke("M%d %d h16 v36 h-16 z m0 18 h16".formatted(x, y), "#ff6b5e", 4, "");
    }
}
