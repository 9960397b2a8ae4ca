package dev.seatline.server.rules;

import java.util.Locale;

/// What a verdict can say.
public enum VerdictKind {
    LATE(Family.ATTENDANCE),
    EARLY_LEAVE(Family.ATTENDANCE),
    ABSENCE(Family.ATTENDANCE),
    LUNCH_LATE(Family.ATTENDANCE),
    LEAD_SHORT(Family.ATTENDANCE),
    NOT_PREPARED(Family.ATTENDANCE),
    MISSED_BADGE(Family.ATTENDANCE),

    LEAVE_BOOKED(Family.COUNTS),
    ABSENCE_BOOKED(Family.COUNTS),
    DISMISSAL_ALERT(Family.COUNTS),
    HIGHER_RULE_ALERT(Family.COUNTS),
    MONTH_SCORE(Family.COUNTS),

    WRONG_BADGE(Family.IDENTITY),
    UNKNOWN_BADGE(Family.IDENTITY),
    NOT_CERTIFIED(Family.IDENTITY),
    PROXY_SUSPECTED(Family.IDENTITY),
    FOREIGN_SEAT(Family.IDENTITY),
    BADGE_OUT_WHILE_SIGNED_IN(Family.IDENTITY),

    BUSY_OVERRUN(Family.BUSY),
    AWAY_OVERRUN(Family.BUSY),
    AWAY_REFUSED(Family.BUSY),
    UNATTENDED(Family.BUSY),
    REPLACEMENT_WANTED(Family.BUSY),

    BREAK_OVERRUN(Family.BREAKS),
    BREAK_REFUSED(Family.BREAKS),
    BREAK_QUEUED(Family.BREAKS),
    BREAK_ENTITLED(Family.BREAKS),
    BREAK_UNPLANNED(Family.BREAKS),

    LATE_ANSWER(Family.RINGING),
    MISSED_CALL(Family.RINGING),
    PICK_UP_CALL(Family.RINGING),
    APOLOGY_PROMPT(Family.RINGING),
    CALL_BACK_TASK(Family.RINGING),

    CALL_VIOLATION(Family.CALLS),

    HEADSET_REMINDER(Family.HEADSET),

    UNDERSTAFFED(Family.COVERAGE),
    BACKUP_WANTED(Family.COVERAGE),
    ROSTER_OVERDUE(Family.COVERAGE),
    SHUTDOWN_REMINDER(Family.COVERAGE),

    HANDOVER_MISSING(Family.HANDOVER),
    LEFT_UNRELIEVED(Family.HANDOVER),
    HANDOVER_REFUSED(Family.HANDOVER),
    HELD_FOR_RELIEF(Family.HANDOVER),

    HAND_RAISED(Family.RAISING),
    HAND_UNANSWERED(Family.RAISING),

    REQUEST_REFUSED(Family.REQUESTS),
    REQUEST_WAITING(Family.REQUESTS),
    REQUEST_ACCEPTED(Family.REQUESTS),

    WARNING(Family.CONSEQUENCES),
    POINTS(Family.CONSEQUENCES),
    FINE_PROPOSED(Family.CONSEQUENCES),
    AWARD(Family.CONSEQUENCES),
    AWARD_LOST(Family.CONSEQUENCES),
    INSPECTION_OVERDUE(Family.CONSEQUENCES),
    NOT_RESPONSIBLE_PROPOSED(Family.CONSEQUENCES),

    FAULT_OVERDUE(Family.CASES),
    CASE_OVERDUE(Family.CASES),
    FOLLOW_UP_SHORT(Family.CASES),
    SAMPLE_SHORT(Family.CASES),
    OFFLINE_ALERT(Family.CASES),
    FIGURE(Family.CASES);

    /// Kinds that belong together.
    public enum Family {
        ATTENDANCE,
        COUNTS,
        IDENTITY,
        BUSY,
        BREAKS,
        RINGING,
        CALLS,
        HEADSET,
        COVERAGE,
        HANDOVER,
        RAISING,
        REQUESTS,
        CONSEQUENCES,
        CASES
    }

    private final Family family;
    private final String code = name().toLowerCase(Locale.ROOT).replace('_', '-');

    VerdictKind(Family family) {
        this.family = family;
    }

    public Family family() {
        return family;
    }

    /// As written in scenario files and on the API: `early-leave`.
    public String code() {
        return code;
    }
}
