package dev.seatline.bench.wiring;

import dev.seatline.bench.wiring.Drawing.Anchor;
import dev.seatline.device.hardware.pins.PinSettings;
import java.util.List;

/// The opto-coupler between the bell line and the Pi, with the line that nothing crosses but light. Immutable; any
/// thread.
record BellPart(PinSettings.Bell bell) implements Part {
    private static final int ROW = 80;
    private static final int GROUND_ROW = 128;
    private static final int BASE = 150;
    private static final int ISOLATION = 192;
    private static final int UPPER = 248;
    private static final int LOWER = 344;
    private static final int OPTO = 200;
    private static final int DIODE = 284;

    @Override
    public Words name() {
        return new Words("Bell", "振铃");
    }

    @Override
    public List<Terminal> terminals() {
        return List.of(Terminal.ofLine(new Words("", ""), bell.line(), WireColour.GREY, ROW));
    }

    @Override
    public List<Integer> supplyDrops() {
        return List.of();
    }

    @Override
    public List<Integer> groundDrops() {
        return List.of(GROUND_ROW);
    }

    @Override
    public int height() {
        return 416;
    }

    @Override
    public void draw(Drawing drawing, int top) {
        Rails.frame(drawing, name(), top, height());
        drawLineSide(drawing, top);
        drawPiSide(drawing, top);
        drawing.stroke(
                "M%d %d H%d".formatted(Rails.PART_LEFT, top + ISOLATION, Rails.PART_RIGHT),
                Drawing.DANGER,
                4,
                "stroke-dasharray=\"14 8\"");
        // light goes up, and nothing else
        for (int x : new int[] {OPTO - 28, OPTO - 16}) {
            drawing.stroke(
                    "M%1$d %2$d V%3$d m-5 8 l5 -8 l5 8".formatted(x, top + ISOLATION + 92, top + BASE + 10),
                    Drawing.DANGER,
                    2,
                    "");
        }
    }

    private void drawPiSide(Drawing drawing, int top) {
        int y = top + ROW;
        Rails.end(drawing, terminals().getFirst(), top, OPTO + 32);
        Rails.ground(drawing, OPTO - 50, top + GROUND_ROW);
        drawing.stroke(
                "M%d %d h88 v212 h-88 z".formatted(OPTO - 42, top + 106), Drawing.QUIET, 2, "stroke-dasharray=\"4 5\"");
        // phototransistor: collector to the line, emitter to ground, light instead of a base
        drawing.line("M%d %d V%d L%d %d".formatted(OPTO + 32, y, top + GROUND_ROW, OPTO + 12, top + BASE));
        drawing.line("M%d %d H%d".formatted(OPTO - 26, top + BASE, OPTO + 26));
        drawing.line("M%d %d L%d %d H%d".formatted(OPTO - 12, top + BASE, OPTO - 30, top + GROUND_ROW, OPTO - 50));
        drawing.shape("M%d %d l4 12 l8 -8 z".formatted(OPTO - 30, top + GROUND_ROW), Drawing.INK);
        drawing.text(OPTO + 60, top + 126, 17, Anchor.START, Drawing.INK, "opto-coupler 光耦");
        drawing.text(
                OPTO + 60,
                top + 150,
                17,
                Anchor.START,
                Drawing.QUIET,
                ContactPart.pull(bell.bias()).both());
        drawing.bold(
                Rails.PART_RIGHT - 14, top + ISOLATION - 12, 18, Anchor.END, Drawing.DANGER, "isolation 电气隔离 ≥ 3 kV");
    }

    private static void drawLineSide(Drawing drawing, int top) {
        int upper = top + UPPER;
        int lower = top + LOWER;
        drawing.box(Rails.PART_LEFT + 3, top + ISOLATION, Rails.PART_WIDTH - 6, 221, "#fdeaea", "#fdeaea");
        drawing.bold(
                Rails.PART_RIGHT - 14, top + ISOLATION + 26, 18, Anchor.END, Drawing.DANGER, "75–90 V AC + 48–60 V DC");
        drawing.line("M%d %d H%d".formatted(OPTO, upper, Rails.PART_RIGHT - 30));
        drawing.line("M%d %d H%d".formatted(OPTO, lower, Rails.PART_RIGHT - 30));
        diode(drawing, OPTO, upper, lower, true);
        diode(drawing, DIODE, upper, lower, false);
        drawing.text(DIODE + 20, lower - 12, 17, Anchor.START, Drawing.INK, "1N4148");
        // resistor and capacitor, the capacitor as a gap with two plates
        drawing.box(336, upper - 8, 56, 16, "#ffffff", Drawing.INK);
        drawing.text(364, upper + 30, 17, Anchor.MIDDLE, Drawing.INK, "22 kΩ");
        drawing.text(364, upper + 50, 17, Anchor.MIDDLE, Drawing.INK, "0.5 W");
        drawing.shape("M446 %d h14 v4 h-14 z".formatted(upper - 2), "#fdeaea");
        drawing.stroke("M446 %1$d h14".formatted(upper), "#fdeaea", 8, "");
        drawing.line("M446 %1$d v32 M460 %1$d v32".formatted(upper - 16));
        drawing.text(453, upper + 38, 17, Anchor.MIDDLE, Drawing.INK, "0.47 µF");
        drawing.text(453, upper + 58, 17, Anchor.MIDDLE, Drawing.INK, "≥ 250 V");
        drawing.dot(Rails.PART_RIGHT - 30, upper, 7, Drawing.PAPER);
        drawing.dot(Rails.PART_RIGHT - 30, lower, 7, Drawing.PAPER);
        drawing.text(Rails.PART_RIGHT - 30, upper + 28, 18, Anchor.MIDDLE, Drawing.INK, "a");
        drawing.text(Rails.PART_RIGHT - 30, lower - 14, 18, Anchor.MIDDLE, Drawing.INK, "b");
        drawing.text(
                Rails.TITLE_X,
                top + 380,
                17,
                Anchor.START,
                Drawing.DANGER,
                "telephone line, behind the operator's termination");
        drawing.text(Rails.TITLE_X, top + 402, 17, Anchor.START, Drawing.DANGER, "电话外线，接在运营商终端之后 · 切勿接树莓派地线");
    }

    /// @param up whether it conducts upwards
    private static void diode(Drawing drawing, int x, int upper, int lower, boolean up) {
        int middle = (upper + lower) / 2;
        drawing.line("M%d %d V%d".formatted(x, upper, lower));
        int foot = up ? middle + 12 : middle - 12;
        int tip = up ? middle - 12 : middle + 12;
        drawing.shape("M%d %d H%d L%d %d Z".formatted(x - 14, foot, x + 14, x, tip), "#ffffff");
        drawing.line("M%d %d H%d".formatted(x - 14, tip, x + 14));
    }
}
