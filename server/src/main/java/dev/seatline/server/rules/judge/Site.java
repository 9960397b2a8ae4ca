package dev.seatline.server.rules.judge;

import dev.seatline.server.rules.Calendar;
import dev.seatline.server.rules.People;
import dev.seatline.server.rules.Regulations;
import dev.seatline.server.rules.Roster;

/// What is known of a centre besides what happens there.
public record Site(People people, Calendar calendar, Roster roster, Regulations regulations) {}
