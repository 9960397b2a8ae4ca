package dev.seatline.server.people;

/// Somebody who has proved who he is, for one request. Made anew for every request, so that a changed role, a
/// disabled account or a removed token counts at once.
///
/// @param role as it is now, not as it was at sign-in
/// @param mustChange only his own session is open to him until he has changed his password
/// @param session of the cookie he came with, or empty for a bearer token
/// @param csrf what his pages send in `X-CSRF-Token`, or empty for a bearer token
public record Identity(Subject subject, Role role, boolean mustChange, String session, String csrf) {
    public boolean byCookie() {
        return !session.isEmpty();
    }
}
