package dev.seatline.server.rules;

import dev.seatline.wire.PersonId;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// What has become of a request so far.
public sealed interface Standing {
    /// Refused by a rule, or by a person.
    ///
    /// @param rule that says so
    /// @param reason `lead`, `quota`, `concurrency`…, or `refused`
    record Refused(String rule, String reason) implements Standing {}

    /// Somebody has to decide.
    ///
    /// @param to role that is asked
    record Waiting(String rule, String to) implements Standing {}

    /// Granted.
    ///
    /// @param overridden rule that an approver has passed over, empty for none
    /// @param yuan what it costs by the regulation, 0 for nothing
    /// @param yuanRule rule of that price, empty for none
    /// @param booked what is leave because of it, or null
    record Accepted(
            String rule,
            String overridden,
            int yuan,
            String yuanRule,
            @Nullable Booked booked) implements Standing {}

    /// A duty that counts as leave.
    ///
    /// @param rule that says so
    /// @param date of the duty
    /// @param start of the duty
    record Booked(String rule, PersonId agent, LocalDate date, Instant start) {}
}
