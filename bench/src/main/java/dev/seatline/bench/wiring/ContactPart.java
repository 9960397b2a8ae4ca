package dev.seatline.bench.wiring;

import dev.seatline.bench.wiring.Drawing.Anchor;
import dev.seatline.device.hardware.edges.ContactSettings;
import dev.seatline.device.hardware.pins.PinSettings;
import java.util.List;

/// A button or a hook switch: one contact between a line and ground or supply. Immutable; any thread.
///
/// @param closed when it is closed
record ContactPart(Words name, Words closed, PinSettings.Contact contact, WireColour colour) implements Part {
    private static final int ROW = 80;
    private static final int LEFT = 150;
    private static final int RIGHT = 236;

    static ContactPart button(PinSettings.Button button) {
        Words closed = switch (button.contact().settings().contact()) {
            case NORMALLY_OPEN -> new Words("normally open", "常开");
            case NORMALLY_CLOSED -> new Words("normally closed", "常闭");
        };
        return new ContactPart(new Words("Button", "按钮"), closed, button.contact(), WireColour.GREEN);
    }

    static ContactPart hook(PinSettings.Contact hook) {
        Words closed = switch (hook.settings().contact()) {
            case NORMALLY_OPEN -> new Words("closed when lifted", "摘机时闭合");
            case NORMALLY_CLOSED -> new Words("closed when resting", "挂机时闭合");
        };
        return new ContactPart(new Words("Hook", "叉簧"), closed, hook, WireColour.VIOLET);
    }

    @Override
    public List<Terminal> terminals() {
        return List.of(Terminal.ofLine(new Words("", ""), contact.line(), colour, ROW));
    }

    @Override
    public List<Integer> supplyDrops() {
        return contact.settings().inverted() ? List.of() : List.of(ROW);
    }

    @Override
    public List<Integer> groundDrops() {
        return contact.settings().inverted() ? List.of(ROW) : List.of();
    }

    @Override
    public int height() {
        return 128;
    }

    @Override
    public void draw(Drawing drawing, int top) {
        int y = top + ROW;
        Rails.frame(drawing, name, top, height());
        Rails.end(drawing, terminals().getFirst(), top, RIGHT);
        Rails.power(drawing, !contact.settings().inverted(), LEFT, y);
        boolean open = contact.settings().contact() == ContactSettings.Contact.NORMALLY_OPEN;
        drawing.line("M%d %d L%d %d".formatted(LEFT, y, RIGHT - 2, open ? y - 22 : y));
        drawing.dot(LEFT, y, 6, Drawing.PAPER);
        drawing.dot(RIGHT, y, 6, Drawing.PAPER);
        drawing.text(Rails.PART_RIGHT - 14, top + 31, 17, Anchor.END, Drawing.QUIET, closed.both());
        drawing.text(
                Rails.TITLE_X,
                top + 112,
                17,
                Anchor.START,
                Drawing.QUIET,
                pull(contact.bias()).both());
    }

    /// What holds the line while the contact is open.
    static Words pull(PinSettings.Bias bias) {
        return switch (bias) {
            case AS_IS, NONE -> new Words("own resistor", "外接电阻");
            case PULL_UP -> new Words("pull-up in the Pi", "树莓派内部上拉");
            case PULL_DOWN -> new Words("pull-down in the Pi", "树莓派内部下拉");
        };
    }
}
