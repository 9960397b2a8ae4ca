package dev.seatline.bench.simulation;

/// The simulated program ends here, at once. An error, so that nothing in the program catches it by mistake.
final class PowerLost extends Error {
    private static final long serialVersionUID = 1L;

    PowerLost(String where) {
        super(where, null, false, false);
    }
}
