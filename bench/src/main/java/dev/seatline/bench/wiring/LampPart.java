package dev.seatline.bench.wiring;

import dev.seatline.bench.wiring.Drawing.Anchor;
import dev.seatline.device.hardware.pins.PinSettings;
import dev.seatline.device.hardware.pins.PinSettings.Output;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The lamp: light-emitting diodes with a resistor each, between lines and ground or supply. Immutable; any thread.
record LampPart(Words name, List<Diode> diodes, boolean litByLow) implements Part {
    private static final int FIRST = 80;
    private static final int ROW = 64;
    private static final int COMMON = 132;

    /// One diode.
    ///
    /// @param fill its light, as SVG writes a colour
    /// @param resistor for about 4 mA from 3.3 V; for blue, which needs nearly all of them, what limits the
    ///     worst case
    record Diode(Terminal terminal, String fill, String resistor) {}

    static LampPart of(PinSettings.Lamp lamp) {
        return switch (lamp) {
            case PinSettings.Lamp.Single(Output green, Output amber, Output red, Optional<Output> blue) -> {
                List<Diode> diodes = new ArrayList<>();
                diodes.add(green(green, 0));
                diodes.add(new Diode(at("amber", "黄灯", amber, WireColour.YELLOW, 1), "#ffb300", "330 Ω"));
                diodes.add(red(red, 2));
                blue.ifPresent(line -> diodes.add(blue(line, 3)));
                yield new LampPart(new Words("Lamps", "状态灯"), List.copyOf(diodes), green.activeLow());
            }
            case PinSettings.Lamp.Rgb(Output red, Output green, Output blue) ->
                new LampPart(
                        new Words("RGB lamp", "三色灯"),
                        List.of(red(red, 0), green(green, 1), blue(blue, 2)),
                        red.activeLow());
        };
    }

    private static Diode green(Output line, int row) {
        return new Diode(at("green", "绿灯", line, WireColour.GREEN, row), "#35c759", "330 Ω");
    }

    private static Diode red(Output line, int row) {
        return new Diode(at("red", "红灯", line, WireColour.BROWN, row), "#ff3b30", "330 Ω");
    }

    private static Diode blue(Output line, int row) {
        return new Diode(at("blue", "蓝灯", line, WireColour.BLUE, row), "#3a86ff", "100 Ω");
    }

    private static Terminal at(String english, String chinese, Output line, WireColour colour, int row) {
        return Terminal.ofLine(new Words(english, chinese), line.line(), colour, FIRST + row * ROW);
    }

    @Override
    public List<Terminal> terminals() {
        return diodes.stream().map(Diode::terminal).toList();
    }

    @Override
    public List<Integer> supplyDrops() {
        return litByLow ? List.of(FIRST) : List.of();
    }

    @Override
    public List<Integer> groundDrops() {
        return litByLow ? List.of() : List.of(FIRST);
    }

    @Override
    public int height() {
        return FIRST + diodes.size() * ROW - 16;
    }

    @Override
    public void draw(Drawing drawing, int top) {
        Rails.frame(drawing, name, top, height());
        int first = top + FIRST;
        int last = first + (diodes.size() - 1) * ROW;
        Rails.power(drawing, litByLow, COMMON, first);
        drawing.line("M%d %d V%d".formatted(COMMON, first, last));
        for (Diode diode : diodes) {
            int y = top + diode.terminal().drop();
            drawing.line("M%d %d H200".formatted(COMMON, y));
            int tip = litByLow ? 172 : 148;
            int foot = litByLow ? 148 : 172;
            drawing.shape("M%1$d %2$d V%3$d L%4$d %5$d Z".formatted(foot, y - 13, y + 13, tip, y), diode.fill());
            drawing.line("M%d %d v26".formatted(tip, y - 13));
            drawing.dot(COMMON, y, 5, Drawing.INK);
            Rails.end(drawing, diode.terminal(), top, 230);
            Rails.resistor(drawing, 184, y, diode.resistor());
        }
        drawing.text(
                Rails.PART_RIGHT - 14,
                top + 31,
                17,
                Anchor.END,
                Drawing.QUIET,
                litByLow ? "common anode 共阳 · lit by low 低" : "common cathode 共阴 · lit by high 高");
    }
}
