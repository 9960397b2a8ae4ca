package dev.seatline.server.people;

/// What became of a change of accounts or tokens.
public sealed interface Managed {
    /// Done.
    ///
    /// @param secret the one-time password or the token, to be shown once; empty when the change gives none
    record Done(String secret) implements Managed {
        @Override
        public String toString() {
            return "Done";
        }
    }

    /// There is no account or token of this name.
    record Missing() implements Managed {}

    /// It goes against what is there.
    ///
    /// @param why one line that says what stands against it
    record Conflict(String why) implements Managed {}
}
