package dev.seatline.device.journal;

/// Another console has the journal open. For a person to mend: two writers would give one sequence two
/// meanings.
public final class JournalInUseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public JournalInUseException(String message) {
        super(message);
    }
}
