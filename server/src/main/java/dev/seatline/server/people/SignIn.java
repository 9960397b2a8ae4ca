package dev.seatline.server.people;

import java.time.Duration;
import java.util.List;

/// What became of an attempt to sign in, or to prove a password once more.
public sealed interface SignIn {
    /// A new session.
    ///
    /// @param secret for the cookie; shown nowhere else
    /// @param life how long it can last at most
    record SignedIn(String secret, Identity identity, Duration life) implements SignIn {
        @Override
        public String toString() {
            return "SignedIn[" + identity.subject() + "]";
        }
    }

    /// Unknown, disabled, or the wrong secret: from outside these cannot be told apart.
    record Refused() implements SignIn {}

    /// Too many failures lately.
    ///
    /// @param pause until the next attempt is looked at
    record TooMany(Duration pause) implements SignIn {}

    /// The new password may not be used.
    record Unfit(List<String> faults) implements SignIn {}
}
