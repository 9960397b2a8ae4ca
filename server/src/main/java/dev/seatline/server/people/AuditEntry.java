package dev.seatline.server.people;

import java.time.Instant;

/// One line of the audit trail: who did what, when, from where. Holds no secret.
///
/// @param id place in the trail, given by the store; 0 before
/// @param who account, `token:name`, `hub`, `unknown`, or `several` for failures counted together
/// @param object what it was done to: an account, a token, a seat, or empty
/// @param detail one line more, or empty
/// @param address where it came from, or empty for the hub itself
public record AuditEntry(long id, Instant at, String who, Deed deed, String object, String detail, String address) {

    /// What can be done.
    public enum Deed {
        FIRST_START,
        SIGNED_IN,
        SIGN_IN_FAILED,
        SIGNED_OUT,
        PASSWORD_CHANGED,
        PASSWORD_RESET,
        ACCOUNT_CREATED,
        ACCOUNT_DISABLED,
        TOKEN_CREATED,
        TOKEN_REMOVED,
        ORDER_GIVEN
    }
}
