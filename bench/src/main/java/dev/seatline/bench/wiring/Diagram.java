package dev.seatline.bench.wiring;

import dev.seatline.bench.wiring.Drawing.Anchor;
import dev.seatline.device.hardware.pins.PinSettings.BadgeReader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Draws a wiring: parts at the left, the header at the right, and between them a channel in which every wire has a
/// track
/// of its own. Wires whose parts stand in the order of their pins do not cross. For one thread.
final class Diagram {
    private static final int GRID = 32;

    /// Where the supply goes over the parts.
    private static final int OVER = 112;

    private static final int FIRST_PART = 128;
    private static final int FIRST_PIN = 192;
    private static final int ODD_X = 928;
    private static final int EVEN_X = 964;
    private static final int TAG_WIDTH = 120;
    private static final int ODD_TAG = ODD_X - 22 - TAG_WIDTH;
    private static final int EVEN_TAG = EVEN_X + 22;
    private static final int EVEN_TAG_END = EVEN_TAG + TAG_WIDTH;
    private static final int CHANNEL_LEFT = Rails.PART_RIGHT + 14;
    private static final int CHANNEL_RIGHT = ODD_TAG - 10;
    private static final int WIDEST_TRACK = 14;
    private static final int NARROWEST_TRACK = 8;
    private static final int CORNER = 928;

    private static final List<String> NOTES = List.of(
            "Colours are advice, numbers are not.",
            "颜色仅供参考，以引脚号为准。",
            "Filled circle: joined. Bow: not joined.",
            "实心圆点：相连；跨线弧：不相连。");

    private static final List<String> DANGER = List.of(
            "TELEPHONE LINE: UP TO 190 V 电话外线有高压",
            "Only by somebody allowed to, unplugged,",
            "never in a thunderstorm, in a closed box.",
            "Nothing crosses the dashed line but light.",
            "须由有资质人员断开外线后操作；雷雨时禁止；",
            "装入绝缘盒；虚线两侧之间不得有任何导线。");

    private final Wiring wiring;
    private final Drawing drawing = new Drawing();
    private final List<Route> routes = new ArrayList<>();

    /// From a pin to the height of a terminal.
    ///
    /// @param from height at which it comes into the channel
    /// @param to height at which it leaves it
    /// @param end where it ends beyond the channel
    private record Route(int pin, int from, int to, int end, WireColour colour) {
        boolean up() {
            return to < from;
        }
    }

    private Diagram(Wiring wiring) {
        this.wiring = wiring;
    }

    /// Draws it.
    static Drawing of(Wiring wiring) {
        Diagram diagram = new Diagram(wiring);
        diagram.draw();
        return diagram.drawing;
    }

    /// The picture.
    ///
    /// @param seat whose wiring it is
    static String svg(Wiring wiring, String seat) {
        return of(wiring).svg(Rails.WIDTH, height(wiring), "Wiring of seat " + seat + " 接线图");
    }

    private static int height(Wiring wiring) {
        return Math.max(bottom(wiring) + 3 * GRID, CORNER + ReaderCorner.HEIGHT + 8 * GRID);
    }

    private static int bottom(Wiring wiring) {
        return FIRST_PART
                + wiring.parts().stream().mapToInt(part -> part.height() + GRID).sum()
                - GRID;
    }

    private void draw() {
        drawing.bold(40, 46, 30, Anchor.START, Drawing.INK, "Seatline wiring 接线图");
        drawing.text(
                40,
                78,
                18,
                Anchor.START,
                Drawing.DANGER,
                "Power off while you wire. Lines bear 3.3 V, never 5 V. 断电后再接线；信号脚只能承受 3.3 V。");
        int under = bottom(wiring) + GRID / 2;
        rails(under);
        int top = FIRST_PART;
        for (Part part : wiring.parts()) {
            for (Terminal terminal : part.terminals()) {
                route(terminal.pin(), top + terminal.drop(), Rails.PART_RIGHT, terminal.colour());
            }
            top += part.height() + GRID;
        }
        drawRoutes();
        top = FIRST_PART;
        for (Part part : wiring.parts()) {
            part.draw(drawing, top);
            top += part.height() + GRID;
        }
        header();
        wiring.reader().ifPresent(this::corner);
        int below = CORNER + (wiring.reader().isPresent() ? ReaderCorner.HEIGHT + 56 : 24);
        write(below, Drawing.QUIET, NOTES);
        if (wiring.parts().stream().anyMatch(BellPart.class::isInstance)) {
            danger(below + 26 * NOTES.size() + 8);
        }
    }

    private void rails(int under) {
        int first = Integer.MAX_VALUE;
        int last = 0;
        int top = FIRST_PART;
        for (Part part : wiring.parts()) {
            for (int drop : part.groundDrops()) {
                first = Math.min(first, top + drop);
            }
            for (int drop : part.supplyDrops()) {
                last = Math.max(last, top + drop);
            }
            top += part.height() + GRID;
        }
        if (wiring.grounded()) {
            drawing.wire(Header.GROUND, WireColour.BLACK, Rails.GROUND_X, first, Rails.GROUND_X, under);
            route(Header.GROUND, under, Rails.GROUND_X, WireColour.BLACK);
            drawing.text(
                    Rails.GROUND_X,
                    under + 28,
                    18,
                    Anchor.START,
                    Drawing.INK,
                    "GND 地线 · pin %d · %s"
                            .formatted(Header.GROUND, WireColour.BLACK.words().both()));
        }
        if (wiring.supplied()) {
            drawing.wire(Header.SUPPLY, WireColour.ORANGE, Rails.SUPPLY_X, OVER, Rails.SUPPLY_X, last);
            route(Header.SUPPLY, OVER, Rails.SUPPLY_X, WireColour.ORANGE);
            drawing.text(
                    Rails.PART_RIGHT - 14,
                    OVER - 9,
                    18,
                    Anchor.END,
                    Drawing.INK,
                    "3.3 V · pin %d · %s"
                            .formatted(Header.SUPPLY, WireColour.ORANGE.words().both()));
        }
    }

    private void route(int pin, int to, int end, WireColour colour) {
        routes.add(new Route(pin, entry(pin), to, end, colour));
    }

    /// Wires of the even pins come round the lower end of the header, the upper pin's as the outer one.
    private static int entry(int pin) {
        return odd(pin) ? rowOf(pin) : rowOf(Header.PINS) + GRID + Header.PINS - pin;
    }

    private static boolean odd(int pin) {
        return pin % 2 == 1;
    }

    private static int rowOf(int pin) {
        return FIRST_PIN + (pin - 1) / 2 * GRID;
    }

    /// A wire that goes up must be nearer to the pins than those below it that go up too, and the other way round.
    private void drawRoutes() {
        List<Route> order = new ArrayList<>();
        routes.stream()
                .filter(Route::up)
                .sorted(Comparator.comparingInt(Route::from))
                .forEach(order::add);
        routes.stream()
                .filter(route -> !route.up())
                .sorted(Comparator.comparingInt(Route::from).reversed())
                .forEach(order::add);
        int step =
                Math.clamp((CHANNEL_RIGHT - CHANNEL_LEFT) / Math.max(1, order.size()), NARROWEST_TRACK, WIDEST_TRACK);
        List<Integer> evens = routes.stream()
                .map(Route::pin)
                .filter(pin -> !odd(pin))
                .sorted(Comparator.reverseOrder())
                .toList();
        for (int i = 0; i < order.size(); i++) {
            Route route = order.get(i);
            int track = CHANNEL_RIGHT - step / 2 - i * step;
            if (odd(route.pin())) {
                drawing.wire(
                        route.pin(),
                        route.colour(),
                        ODD_TAG,
                        route.from(),
                        track,
                        route.from(),
                        track,
                        route.to(),
                        route.end(),
                        route.to());
            } else {
                int lane = evens.indexOf(route.pin()) * 10;
                int outer = EVEN_TAG_END + 14 + lane;
                int round = rowOf(Header.PINS) + 48 + lane;
                drawing.wire(
                        route.pin(),
                        route.colour(),
                        EVEN_TAG_END,
                        rowOf(route.pin()),
                        outer,
                        rowOf(route.pin()),
                        outer,
                        round,
                        track,
                        round,
                        track,
                        route.to(),
                        route.end(),
                        route.to());
            }
        }
    }

    private void header() {
        Map<Integer, WireColour> used = new HashMap<>();
        wiring.wires().forEach(wire -> used.put(wire.pin(), wire.colour()));
        int top = rowOf(1) - 20;
        drawing.box(ODD_X - 18, top, EVEN_X - ODD_X + 36, rowOf(Header.PINS) - top + 20, "#2b3036", Drawing.INK);
        List<String> ends = List.of(
                "Raspberry Pi: 40 pins · 40 针排针",
                "↑ end away from USB · 远离 USB 口一端",
                "even pins at the edge · 偶数脚靠板边 →");
        for (int i = 0; i < ends.size(); i++) {
            drawing.text(ODD_TAG, top - 62 + 26 * i, 17, Anchor.START, Drawing.QUIET, ends.get(i));
        }
        drawing.text(ODD_TAG, rowOf(Header.PINS) + 42, 17, Anchor.START, Drawing.QUIET, "↓ USB sockets · USB 口一端");
        for (int pin = 1; pin <= Header.PINS; pin++) {
            pin(pin, used);
        }
    }

    private void pin(int pin, Map<Integer, WireColour> used) {
        int y = rowOf(pin);
        int tag = odd(pin) ? ODD_TAG : EVEN_TAG;
        Optional<WireColour> colour = Optional.ofNullable(used.get(pin));
        String fill = colour.map(WireColour::code).orElse("#ffffff");
        String frame = colour.isPresent() ? Drawing.INK : "#c9cfd6";
        String ink = colour.map(wire -> wire.dark() ? "#ffffff" : Drawing.INK).orElse(Drawing.QUIET);
        int middle = tag + TAG_WIDTH / 2;
        drawing.box(tag, y - 13, TAG_WIDTH, 26, fill, frame);
        if (colour.isPresent()) {
            drawing.bold(middle, y + 6, 17, Anchor.MIDDLE, ink, Header.name(pin));
        } else {
            drawing.text(middle, y + 6, 17, Anchor.MIDDLE, ink, Header.name(pin));
        }
        int x = odd(pin) ? ODD_X : EVEN_X;
        drawing.dot(x, y, 14, fill);
        drawing.bold(x, y + 6, 16, Anchor.MIDDLE, ink, String.valueOf(pin));
    }

    private void corner(BadgeReader reader) {
        ReaderCorner.draw(drawing, reader, CORNER);
        if (reader instanceof BadgeReader.Rdm6300) {
            int lane = EVEN_TAG_END + 44;
            for (Terminal terminal : ReaderCorner.SERIAL) {
                drawing.wire(
                        terminal.pin(),
                        terminal.colour(),
                        EVEN_TAG_END,
                        rowOf(terminal.pin()),
                        lane,
                        rowOf(terminal.pin()),
                        lane,
                        CORNER + terminal.drop(),
                        ReaderCorner.RIGHT,
                        CORNER + terminal.drop());
                lane += 14;
            }
        }
    }

    private void danger(int top) {
        drawing.box(
                ReaderCorner.LEFT,
                top,
                Rails.WIDTH - 24 - ReaderCorner.LEFT,
                26 * DANGER.size() + 24,
                "#fdeaea",
                Drawing.DANGER);
        int y = top + 32;
        for (String line : DANGER) {
            drawing.text(ReaderCorner.LEFT + 14, y, 17, Anchor.START, Drawing.DANGER, line);
            y += 26;
        }
    }

    private void write(int top, String colour, List<String> lines) {
        int y = top;
        for (String line : lines) {
            drawing.text(ReaderCorner.LEFT, y, 17, Anchor.START, colour, line);
            y += 26;
        }
    }
}
