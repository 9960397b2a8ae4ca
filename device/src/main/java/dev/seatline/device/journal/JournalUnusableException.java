package dev.seatline.device.journal;

/// The journal cannot be opened or written, and waiting will not help: no right to its folder, a disk that
/// reports errors. The console stops, because a lamp that answers without a record would lie.
public final class JournalUnusableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public JournalUnusableException(String message, Throwable cause) {
        super(message, cause);
    }
}
