package dev.seatline.server.rules;

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
    /// @param leaveRule rule by which the partner's second shift without a pause is personal leave, empty for none
    record Accepted(String rule, String overridden, int yuan, String yuanRule, String leaveRule) implements Standing {
        public Accepted(String rule, String overridden, int yuan, String yuanRule) {
            this(rule, overridden, yuan, yuanRule, "");
        }
    }
}
