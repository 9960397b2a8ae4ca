/// Accounts, roles, sessions, tokens and the audit trail.
@NullMarked
package dev.seatline.server.people;

import org.jspecify.annotations.NullMarked;
