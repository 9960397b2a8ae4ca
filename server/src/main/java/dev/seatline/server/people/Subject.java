package dev.seatline.server.people;

/// Who acts: an account, or a token under its name.
public record Subject(Kind kind, String name) {
    public enum Kind {
        ACCOUNT,
        TOKEN
    }

    /// As the audit trail writes it; a token can never be taken for an account.
    @Override
    public String toString() {
        return switch (kind) {
            case ACCOUNT -> name;
            case TOKEN -> "token:" + name;
        };
    }
}
