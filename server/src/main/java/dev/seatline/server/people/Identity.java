package dev.seatline.server.people;

/// Somebody who has proved who he is, for one request. Made anew for every request, so that a changed role, a
/// disabled account or a removed token counts at once.
///
/// @param role as it is now, not as it was at sign-in
/// @param mustChange only his own session is open to him until he has changed his password
/// @param proof SHA-256 of the secret he came with: of his session or of the bearer token
/// @param csrf what his pages send in `X-CSRF-Token`, or empty for a bearer token
public record Identity(Subject subject, Role role, boolean mustChange, String proof, String csrf) {
    public boolean byCookie() {
        return !csrf.isEmpty();
    }

    /// Without proof and csrf, so that no log can hold them.
    @Override
    public String toString() {
        return "Identity[" + subject + ", " + role.code() + "]";
    }
}
