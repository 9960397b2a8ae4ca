package dev.seatline.bench.wiring;

/// What something is called, in the two languages of the drawing. Immutable; any thread.
record Words(String english, String chinese) {
    /// Both, as they stand in the drawing.
    String both() {
        return (english + " " + chinese).strip();
    }
}
