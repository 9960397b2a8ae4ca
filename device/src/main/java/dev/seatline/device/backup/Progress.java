package dev.seatline.device.backup;

import java.io.IOException;

/// Hears how far a backup or a restore is. Called by the thread that does the work, often.
public interface Progress {
    /// What is being done.
    enum Stage {
        /// the journal is copied
        COPYING,
        /// the archive is written
        PACKING,
        /// the archive is read and compared
        CHECKING,
        /// files are put into their places
        PLACING
    }

    /// @param done bytes
    /// @param of bytes, at least `done`
    /// @throws IOException to end the work here
    void at(Stage stage, long done, long of) throws IOException;
}
