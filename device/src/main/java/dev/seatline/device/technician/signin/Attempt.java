package dev.seatline.device.technician.signin;

import java.time.Duration;

/// What became of a PIN, or of an account's name and password, that somebody sent.
public sealed interface Attempt {
    /// It is the right one.
    ///
    /// @param token for the cookie; kept nowhere else
    record SignedIn(String token, Session session) implements Attempt {
        @Override
        public String toString() {
            return "SignedIn[" + session.number() + "]";
        }
    }

    /// It is a wrong one.
    ///
    /// @param pause until the next one is looked at; zero for at once
    record Wrong(Duration pause) implements Attempt {}

    /// It was not looked at.
    ///
    /// @param pause until the next one is looked at
    record Held(Duration pause) implements Attempt {}

    /// It cannot be a PIN; it does not count as a wrong one.
    record Shapeless() implements Attempt {}

    /// The account is right, and may not sign in here.
    ///
    /// @param why and what to do
    record NotAllowed(String why) implements Attempt {}

    /// The hub could not be asked; it does not count as wrong. The PIN works.
    ///
    /// @param why what was found
    record Unreachable(String why) implements Attempt {}

    /// There is nothing to compare it with.
    ///
    /// @param why what was found and what to do
    record Impossible(String why) implements Attempt {}
}
