package dev.seatline.bench.wiring;

import dev.seatline.bench.wiring.Drawing.Anchor;
import dev.seatline.device.hardware.pins.PinSettings;
import java.util.List;

/// The buzzer behind its transistor: an NPN to ground when high switches it on, a PNP to the supply when low does.
/// Immutable; any thread.
record BuzzerPart(PinSettings.Output output) implements Part {
    private static final int UPPER = 80;
    private static final int LOWER = 208;
    private static final int X = 196;

    @Override
    public Words name() {
        return new Words("Buzzer", "蜂鸣器");
    }

    @Override
    public List<Terminal> terminals() {
        return List.of(Terminal.ofLine(new Words("", ""), output.line(), WireColour.VIOLET, base()));
    }

    private int base() {
        return output.activeLow() ? 112 : 176;
    }

    @Override
    public List<Integer> supplyDrops() {
        return List.of(UPPER);
    }

    @Override
    public List<Integer> groundDrops() {
        return List.of(LOWER);
    }

    @Override
    public int height() {
        return 256;
    }

    @Override
    public void draw(Drawing drawing, int top) {
        boolean pnp = output.activeLow();
        int base = top + base();
        int buzzer = top + (pnp ? 168 : 124);
        Rails.frame(drawing, name(), top, height());
        Rails.supply(drawing, X, top + UPPER);
        Rails.ground(drawing, X, top + LOWER);
        drawing.line("M%d %d V%d".formatted(X, top + UPPER, Math.min(base, buzzer) - 18));
        drawing.line("M%d %d V%d".formatted(X, top + LOWER, Math.max(base, buzzer) + 20));
        drawing.line("M%d %d V%d".formatted(X, Math.min(base, buzzer) + 18, Math.max(base, buzzer) - 18));
        // the diode takes the kick of a magnetic buzzer
        drawing.line("M%1$d %2$d H%3$d V%4$d H%1$d".formatted(X, buzzer - 28, X - 46, buzzer + 28));
        drawing.shape("M%d %d h20 l-10 -16 z".formatted(X - 56, buzzer + 8), "#ffffff");
        drawing.line("M%d %d h20".formatted(X - 56, buzzer - 8));
        drawing.dot(X, buzzer, 20, "#ffe9b8");
        drawing.dot(X, buzzer, 4, Drawing.INK);
        // transistor: base at the right
        drawing.line("M%d %d v32".formatted(X + 22, base - 16));
        drawing.line("M%1$d %2$d L%3$d %4$d M%1$d %5$d L%3$d %6$d"
                .formatted(X, base - 20, X + 22, base - 6, base + 20, base + 6));
        // the arrow of the emitter: out of an NPN, into a PNP
        drawing.shape(
                pnp
                        ? "M%d %d l-13 -2 l7 -10 z".formatted(X + 19, base - 8)
                        : "M%d %d l13 -2 l-7 -10 z".formatted(X + 3, base + 18),
                Drawing.INK);
        drawing.line("M%d %d H%d".formatted(X + 22, base, X + 60));
        Rails.end(drawing, terminals().getFirst(), top, X + 100);
        Rails.resistor(drawing, X + 54, base, "1 kΩ");
        drawing.text(Rails.PART_RIGHT - 14, top + 31, 17, Anchor.END, Drawing.QUIET, "active 有源, 3 V, ≤ 30 mA");
        drawing.text(
                Rails.PART_RIGHT - 14,
                top + (pnp ? 216 : 104),
                17,
                Anchor.END,
                Drawing.QUIET,
                pnp ? "PNP, on by low 低电平响" : "NPN, on by high 高电平响");
    }
}
