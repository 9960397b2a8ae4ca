package dev.seatline.bench.wiring;

/// Colours in which jumper wires are sold. Immutable; any thread.
enum WireColour {
    BLACK("black", "黑", "#000000"),
    BLUE("blue", "蓝", "#2b7bd9"),
    BROWN("brown", "棕", "#8a5a2b"),
    GREEN("green", "绿", "#2e9e44"),
    GREY("grey", "灰", "#9aa0a6"),
    ORANGE("orange", "橙", "#f08c00"),
    RED("red", "红", "#d62828"),
    VIOLET("violet", "紫", "#8e44c9"),
    YELLOW("yellow", "黄", "#f2d024");

    private final String english;
    private final String chinese;
    private final String code;

    WireColour(String english, String chinese, String code) {
        this.english = english;
        this.chinese = chinese;
        this.code = code;
    }

    Words words() {
        return new Words(english, chinese);
    }

    /// As SVG writes it.
    String code() {
        return code;
    }

    /// Whether white is read on it, not black.
    boolean dark() {
        return switch (this) {
            case BLACK, BLUE, BROWN, GREEN, RED, VIOLET -> true;
            case GREY, ORANGE, YELLOW -> false;
        };
    }
}
