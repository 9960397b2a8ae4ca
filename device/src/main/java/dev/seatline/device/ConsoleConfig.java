package dev.seatline.device;

import dev.seatline.device.hardware.pins.PinSettings;
import dev.seatline.device.seat.SeatRules;
import dev.seatline.wire.ConsoleId;
import dev.seatline.wire.SeatId;
import dev.seatline.wire.SiteId;
import dev.seatline.wire.SiteKey;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The console's configuration, read once in main. `config/console.yaml` is its manual.
///
/// @param data folder of the journal
/// @param pins how the parts of the seat are wired: present when its hardware is `PINS`, and only then
/// @param http the technician page, or empty for none
/// @param keepConfirmed how many confirmed facts are kept for a hub that was restored from a backup, at least 1
/// @param trustClockAtStart whether the wall clock is trusted without time synchronisation having been seen
public record ConsoleConfig(
        SiteId site,
        SeatId seat,
        ConsoleId console,
        Path data,
        HubAddress hub,
        SiteKey siteKey,
        Hardware hardware,
        Optional<PinSettings> pins,
        SeatRules rules,
        Optional<Http> http,
        int keepConfirmed,
        boolean trustClockAtStart) {

    public ConsoleConfig {
        if (pins.isPresent() != (hardware == Hardware.PINS)) {
            throw new IllegalArgumentException("pins belong to hardware PINS, found " + hardware
                    + (pins.isPresent() ? " with pins" : " without pins"));
        }
    }

    /// Where the hub's broker is.
    ///
    /// @param uri `tcp://…` on loopback only, else `ssl://…`
    /// @param secret 256 random bits as 64 hex digits
    /// @param trust certificates to trust, PEM; empty for the machine's own
    public record HubAddress(URI uri, String secret, Optional<Path> trust) {
        @Override
        public String toString() {
            return "HubAddress[" + uri + "]";
        }
    }

    /// The technician page.
    ///
    /// @param host an address to listen at, or localhost; beyond loopback a technician PIN has to be set
    /// @param port 0 for any free one
    /// @param names by which browsers may call it, besides address and host name of the machine
    /// @param accounts the hub whose accounts may sign in besides the PIN, or empty
    /// @param metrics whether programs on the console itself may read the figures without a session
    public record Http(String host, int port, List<String> names, Optional<HubAccounts> accounts, boolean metrics) {
        public Http(String host, int port, List<String> names) {
            this(host, port, names, Optional.empty(), false);
        }
    }

    /// A hub that knows accounts.
    ///
    /// @param uri `https://…`, or `http://…` on loopback
    /// @param trust certificates to trust, PEM; empty for the machine's own
    public record HubAccounts(URI uri, Optional<Path> trust) {}

    /// What the seat is made of.
    public enum Hardware {
        /// no hardware: its parts are clicked on the technician page
        BENCH,
        /// parts at the lines of a GPIO chip and at the buses beside it
        PINS
    }
}
