package dev.seatline.device;

import dev.seatline.config.Loopback;
import java.util.ArrayList;
import java.util.List;

/// What whoever changes a configuration may not have thought of: right, and yet to be confirmed. Pure.
enum ConfigChange {
    /// the journal stays in the old folder, and what was not delivered with it
    DATA,
    /// the hub knows this console by another name, site or seat
    IDENTITY,
    /// another hub, or another way to it: if it is wrong, facts wait here until somebody notices
    HUB,
    /// there will be no page any more
    NO_PAGE,
    /// the page can be opened on the console itself only
    LOOPBACK,
    /// the page will be at another port
    PORT,
    /// the parts of the seat are no longer those that are wired, or the other way round
    HARDWARE;

    /// What changes, for the page.
    static List<ConfigChange> between(ConsoleConfig now, ConsoleConfig then) {
        List<ConfigChange> found = new ArrayList<>();
        if (!now.data().toAbsolutePath().equals(then.data().toAbsolutePath())) {
            found.add(DATA);
        }
        if (!now.site().equals(then.site())
                || !now.seat().equals(then.seat())
                || !now.console().equals(then.console())) {
            found.add(IDENTITY);
        }
        if (!now.hub().equals(then.hub())) {
            found.add(HUB);
        }
        if (now.http().isPresent() && then.http().isEmpty()) {
            found.add(NO_PAGE);
        }
        if (now.http().isPresent() && then.http().isPresent()) {
            if (!Loopback.is(now.http().get().host())
                    && Loopback.is(then.http().get().host())) {
                found.add(LOOPBACK);
            }
            if (now.http().get().port() != then.http().get().port()) {
                found.add(PORT);
            }
        }
        if (now.hardware() != then.hardware()) {
            found.add(HARDWARE);
        }
        return found;
    }
}
