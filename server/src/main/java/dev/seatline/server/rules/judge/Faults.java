package dev.seatline.server.rules.judge;

/// What becomes of a rule's defect. The judge leaves out what failed and goes on, unless this throws.
@FunctionalInterface
public interface Faults {
    /// A defect shows at once.
    Faults THROWN = fault -> {
        throw fault;
    };

    void happened(RuntimeException fault);

    /// Does it, and goes on when it fails.
    default void guard(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException fault) {
            happened(fault);
        }
    }
}
