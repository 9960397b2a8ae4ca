package dev.seatline.bench.lab.scenario;

/// Something that is tried at the seat of the lab.
///
/// @param name what must be so, as a short sentence
/// @param starts whether nothing that follows can be tried if this fails
public record Scenario(String name, boolean starts, Deed deed) {
    Scenario(String name, Deed deed) {
        this(name, false, deed);
    }

    /// Tries it.
    @FunctionalInterface
    public interface Deed {
        /// @return what was seen, in a few words
        /// @throws Exception when it is not as it should be; the message says what was found
        String tried(LabSeat seat) throws Exception;
    }

    static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalStateException(otherwise);
        }
    }
}
