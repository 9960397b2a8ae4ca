package dev.seatline.device.technician.signin;

import java.time.Duration;

/// Asks whether a name and a password are those of a technician. Any thread; takes seconds at most.
public interface AccountCheck {
    /// What is answered. No case repeats what was asked.
    Verdict ask(String account, String password);

    /// The answer.
    sealed interface Verdict {
        /// Yes: of a technician or an administrator.
        record Technician() implements Verdict {}

        /// No such account, or another password.
        record Wrong() implements Verdict {}

        /// The account may do other things, or nothing yet.
        ///
        /// @param why and what to do
        record NotAllowed(String why) implements Verdict {}

        /// Whoever knows looks at none for a while.
        record Held(Duration pause) implements Verdict {}

        /// Nobody could be asked.
        ///
        /// @param why what was found
        record Unreachable(String why) implements Verdict {}
    }
}
