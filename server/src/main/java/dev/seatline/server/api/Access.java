package dev.seatline.server.api;

import dev.seatline.server.people.Role;
import java.util.EnumSet;
import java.util.Set;

/// Who may use a route.
///
/// @param roles who may, once signed in; empty when nobody needs to be
/// @param beforePasswordChange whether it is open to those who must change their password first
record Access(Set<Role> roles, boolean beforePasswordChange) {
    /// Nobody needs to be signed in; cookies are not looked at.
    static final Access OPEN = new Access(Set.of(), true);
    /// Whoever is signed in, for his own session.
    static final Access OWN_SESSION = new Access(EnumSet.allOf(Role.class), true);

    static final Access ANYBODY = only(EnumSet.allOf(Role.class));
    /// Sees the floor.
    static final Access FLOOR = only(EnumSet.complementOf(EnumSet.of(Role.AGENT)));
    /// Sees what happened, fact by fact.
    static final Access FACTS = only(EnumSet.complementOf(EnumSet.of(Role.AGENT, Role.BOARD)));
    /// Sends orders to seats; a technician only harmless ones.
    static final Access ORDERS = only(EnumSet.of(
            Role.TEAM_LEADER, Role.DUTY_LEADER, Role.SUPERVISOR, Role.MANAGER, Role.TECHNICIAN, Role.ADMINISTRATOR));
    /// Hands in papers, decides on them, tells of calls and incidents; an agent only his own papers.
    static final Access REPORTING = only(EnumSet.complementOf(
            EnumSet.of(Role.TECHNICIAN, Role.QUALITY, Role.ADMINISTRATOR, Role.AUDITOR, Role.BOARD)));
    /// Reads what was handed in and told.
    static final Access REPORTS = only(EnumSet.complementOf(
            EnumSet.of(Role.AGENT, Role.TECHNICIAN, Role.QUALITY, Role.ADMINISTRATOR, Role.BOARD)));
    /// Looks at accounts, tokens and the audit trail.
    static final Access AUDIT = only(EnumSet.of(Role.ADMINISTRATOR, Role.AUDITOR));
    /// Changes accounts and tokens.
    static final Access ADMINISTRATION = only(EnumSet.of(Role.ADMINISTRATOR));

    Access {
        roles = Set.copyOf(roles);
    }

    private static Access only(Set<Role> roles) {
        return new Access(roles, false);
    }

    boolean open() {
        return roles.isEmpty();
    }
}
