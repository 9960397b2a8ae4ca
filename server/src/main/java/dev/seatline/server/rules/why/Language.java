package dev.seatline.server.rules.why;

/// What people read.
public enum Language {
    ZH,
    EN
}
