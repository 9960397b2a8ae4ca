package dev.seatline.device.journal;

/// The journal's disk has no room. A state of the console, not the end of it: nothing was written, nothing
/// was lost.
public final class JournalFullException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public JournalFullException(String message, Throwable cause) {
        super(message, cause);
    }
}
