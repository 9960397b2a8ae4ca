package dev.seatline.bench.wiring;

import java.util.ArrayList;
import java.util.List;

/// An SVG picture in the making. It remembers where texts and wires are, so that a test can see that none covers
/// another.
/// For one thread.
final class Drawing {
    static final String INK = "#1d232b";
    static final String PAPER = "#fdfcf7";
    static final String QUIET = "#55606c";
    static final String DANGER = "#b3001b";

    /// Latin letters are narrower; so a text is never wider than it is thought to be.
    private static final double LATIN = 0.56;

    private final StringBuilder body = new StringBuilder();
    private final List<Area> texts = new ArrayList<>();
    private final List<Area> wires = new ArrayList<>();

    /// A rectangle along the axes.
    record Area(String what, int left, int top, int right, int bottom) {
        boolean meets(Area other) {
            return left < other.right && other.left < right && top < other.bottom && other.top < bottom;
        }
    }

    /// Where a text begins, has its middle or ends.
    enum Anchor {
        START,
        MIDDLE,
        END
    }

    void box(int left, int top, int width, int height, String fill, String stroke) {
        element(
                "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"6\" fill=\"%s\" stroke=\"%s\" stroke-width=\"2\"/>"
                        .formatted(left, top, width, height, fill, stroke));
    }

    /// A line of ink, or one that is filled.
    ///
    /// @param path as SVG writes one
    void line(String path) {
        stroke(path, INK, 3, "");
    }

    void stroke(String path, String colour, int width, String more) {
        element("<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"%d\"%s/>"
                .formatted(path, colour, width, more.isEmpty() ? "" : " " + more));
    }

    void shape(String path, String fill) {
        element("<path d=\"%s\" fill=\"%s\" stroke=\"%s\" stroke-width=\"2\"/>".formatted(path, fill, INK));
    }

    void dot(int x, int y, int radius, String fill) {
        element("<circle cx=\"%d\" cy=\"%d\" r=\"%d\" fill=\"%s\" stroke=\"%s\" stroke-width=\"2\"/>"
                .formatted(x, y, radius, fill, INK));
    }

    void text(int x, int baseline, int size, Anchor anchor, String colour, String text) {
        write(x, baseline, size, anchor, colour, "", text);
    }

    void bold(int x, int baseline, int size, Anchor anchor, String colour, String text) {
        write(x, baseline, size, anchor, colour, " font-weight=\"700\"", text);
    }

    private void write(int x, int baseline, int size, Anchor anchor, String colour, String weight, String text) {
        int width = width(text, size);
        int left = switch (anchor) {
            case START -> x;
            case MIDDLE -> x - width / 2;
            case END -> x - width;
        };
        String at = switch (anchor) {
            case START -> "";
            case MIDDLE -> " text-anchor=\"middle\"";
            case END -> " text-anchor=\"end\"";
        };
        texts.add(new Area(text, left, baseline - size * 4 / 5, left + width, baseline + size / 5));
        element("<text x=\"%d\" y=\"%d\" font-size=\"%d\"%s%s fill=\"%s\">%s</text>"
                .formatted(x, baseline, size, at, weight, colour, escaped(text)));
    }

    /// How wide a text is at most, in the fonts that we name.
    static int width(String text, int size) {
        double ems = text.codePoints().mapToDouble(c -> c < 0x2000 ? LATIN : 1).sum();
        return (int) Math.ceil(ems * size);
    }

    /// A wire along the axes.
    ///
    /// @param pin of the header, from which it comes
    /// @param points x and y in turn, at least two of each
    void wire(int pin, WireColour colour, int... points) {
        StringBuilder path = new StringBuilder("M%d %d".formatted(points[0], points[1]));
        for (int i = 2; i < points.length; i += 2) {
            path.append(" L%d %d".formatted(points[i], points[i + 1]));
            wires.add(new Area(
                    "pin " + pin,
                    Math.min(points[i - 2], points[i]) - 3,
                    Math.min(points[i - 1], points[i + 1]) - 3,
                    Math.max(points[i - 2], points[i]) + 3,
                    Math.max(points[i - 1], points[i + 1]) + 3));
        }
        wire(colour, path.toString());
    }

    /// A wire that is no wire of the header, or one with a bow.
    void wire(WireColour colour, String path) {
        stroke(path, INK, 6, "stroke-linejoin=\"round\"");
        stroke(path, colour.code(), 4, "stroke-linejoin=\"round\"");
    }

    private void element(String element) {
        body.append("  ").append(element).append('\n');
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /// Where each text is, at most.
    List<Area> texts() {
        return List.copyOf(texts);
    }

    /// Where each straight piece of a wire is.
    List<Area> wires() {
        return List.copyOf(wires);
    }

    /// The picture.
    ///
    /// @param title for those who cannot see it
    String svg(int width, int height, String title) {
        return """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %2$d" width="%1$d" height="%2$d" role="img" \
                font-family="'Noto Sans','Noto Sans CJK SC','PingFang SC','Microsoft YaHei',Arial,sans-serif">
                  <title>%3$s</title>
                  <rect width="%1$d" height="%2$d" fill="%4$s"/>
                """.formatted(width, height, escaped(title), PAPER) + body + "</svg>\n";
    }
}
