package dev.seatline.server.people;

import java.time.Instant;

/// Somebody who signs in by name and password. Never deleted, only disabled: the audit trail names it for ever.
///
/// @param name matches [dev.seatline.wire.Ids#SHAPE]
/// @param passwordHash Argon2id with its parameters and salt
/// @param mustChange the password was given by somebody else: until it is changed nothing else works
public record Account(
        String name, Role role, String passwordHash, boolean disabled, boolean mustChange, Instant created) {

    Account withPassword(String hash, boolean change) {
        return new Account(name, role, hash, false, change, created);
    }

    Account withDisabled() {
        return new Account(name, role, passwordHash, true, mustChange, created);
    }

    @Override
    public String toString() {
        return "Account[" + name + ", " + role.code() + "]";
    }
}
