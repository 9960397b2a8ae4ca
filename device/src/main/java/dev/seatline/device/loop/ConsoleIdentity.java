package dev.seatline.device.loop;

import dev.seatline.wire.BootId;
import dev.seatline.wire.ConsoleId;
import dev.seatline.wire.SeatId;
import dev.seatline.wire.SiteId;

/// Who speaks: the same for the whole run of the program.
///
/// @param software version of the console program
public record ConsoleIdentity(SiteId site, SeatId seat, ConsoleId console, BootId boot, String software) {}
